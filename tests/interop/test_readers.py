"""DuckDB, pandas, PyArrow and Polars open every table unchanged and agree."""

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.compute
import pyarrow.dataset
import pyarrow.parquet
import pytest

TEXT_TYPES = (pyarrow.string(),)


def parts(data, table):
    return f"{data}/{table}/**/*.parquet"


def test_all_readers_count_the_same_rows(data, manifest, table):
    wanted = manifest["tables"][table]["rows"]
    assert duckdb.execute(f"SELECT count(*) FROM '{parts(data, table)}'").fetchone()[0] == wanted
    assert pyarrow.dataset.dataset(data / table, format="parquet").count_rows() == wanted
    assert len(pandas.read_parquet(data / table)) == wanted
    assert polars.scan_parquet(parts(data, table)).select(polars.len()).collect().item() == wanted


def test_all_readers_see_the_same_columns(data, table):
    names = pyarrow.parquet.read_schema(next((data / table).glob("*.parquet"))).names
    assert [row[0] for row in duckdb.execute(f"DESCRIBE SELECT * FROM '{parts(data, table)}'").fetchall()] == names
    assert list(pandas.read_parquet(data / table).columns) == names
    assert polars.scan_parquet(parts(data, table)).collect_schema().names() == names


def test_strings_are_plain_strings_that_pyarrow_filters_sorts_and_joins(data, table):
    rows = pyarrow.dataset.dataset(data / table, format="parquet").to_table()
    for field in rows.schema:
        assert not pyarrow.types.is_string_view(field.type), field
        assert not pyarrow.types.is_dictionary(field.type), field
        if field.type in TEXT_TYPES and rows.num_rows:
            value = rows[field.name][0]
            if value.is_valid:
                rows.filter(pyarrow.compute.equal(rows[field.name], value))
            rows.sort_by(field.name)


def test_footers_say_which_table_and_run_made_them(data, manifest, table):
    for entry in manifest["tables"][table]["parts"]:
        metadata = pyarrow.parquet.read_metadata(data / entry["path"]).metadata
        assert metadata[b"elchi.table"].decode() == table
        assert metadata[b"elchi.run_key"].decode() == entry["run_key"]
        assert metadata[b"elchi.schema_version"]


def test_sorting_columns_are_true(data, manifest, table):
    for entry in manifest["tables"][table]["parts"]:
        file = pyarrow.parquet.ParquetFile(data / entry["path"])
        names = file.schema_arrow.names
        for group in range(file.metadata.num_row_groups):
            keys = [names[column.column_index] for column in file.metadata.row_group(group).sorting_columns]
            assert keys, "a part names its sorting columns"
            rows = file.read_row_group(group, columns=keys).to_pylist()
            # Nulls stand last.
            values = [tuple((row[key] is None, row[key]) for key in keys) for row in rows]
            assert values == sorted(values)


# The samples need not fill every table of facts.
SPANS = [
    ("segments", "text"),
    ("mentions", "surface"),
    ("positions", "surface"),
    ("dates", "surface"),
    ("amounts", "surface"),
    ("quotes", "surface"),
    ("event_participants", "surface"),
    ("event_evidence", "surface"),
    ("topics", "surface"),
]
FILLED = ("segments", "mentions", "dates", "amounts")


@pytest.mark.parametrize(("name", "words"), SPANS)
def test_spans_give_back_their_words_in_python(data, name, words):
    texts = {r["doc_id"]: r["text"] for r in polars.read_parquet(parts(data, "documents")).to_dicts()}
    rows = polars.read_parquet(parts(data, name)).to_dicts()
    assert rows or name not in FILLED
    for row in rows:
        assert texts[row["doc_id"]][row["char_start"] : row["char_end"]] == row[words]


@pytest.mark.parametrize(("name", "words"), SPANS)
def test_spans_give_back_their_words_in_duckdb(data, name, words):
    wrong = duckdb.execute(
        f"""SELECT count(*) FROM '{parts(data, name)}' AS t JOIN '{parts(data, "documents")}' AS d USING (doc_id)
            WHERE d.text[t.char_start + 1 : t.char_end] <> t.{words}"""
    ).fetchone()[0]
    assert wrong == 0


def test_segments_cover_every_non_blank_code_point_once(data):
    texts = {r["doc_id"]: r["text"] for r in polars.read_parquet(parts(data, "documents")).to_dicts()}
    covered = {}
    for row in polars.read_parquet(parts(data, "segments")).to_dicts():
        covered.setdefault(row["doc_id"], []).append((row["char_start"], row["char_end"]))
    for doc_id, spans in covered.items():
        text, at = texts[doc_id], 0
        for start, end in spans:
            assert start >= at and not text[at:start].strip()
            at = end
        assert not text[at:].strip()


def test_times_and_nested_columns_arrive_as_such(data):
    languages = pyarrow.dataset.dataset(data / "languages", format="parquet").to_table()
    assert pyarrow.types.is_list(languages.schema.field("shares").type)
    total = duckdb.execute(
        f"SELECT count(*) FROM (SELECT unnest(shares, recursive := true) FROM '{parts(data, 'languages')}')"
    ).fetchone()[0]
    assert total == sum(len(shares) for shares in languages["shares"].to_pylist())
    assert pyarrow.types.is_date32(
        pyarrow.dataset.dataset(data / "documents", format="parquet").schema.field("published_on").type
    )
