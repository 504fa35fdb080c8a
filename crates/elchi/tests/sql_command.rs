//! The commands that answer questions: SQL, descriptions, `try`, `check`, and each stage alone.

mod support;

use std::fs;

use support::{assert_same_bytes, elchi, files, path, read, root, rows, run, seeds, seeds_dataset, verify};

fn sql(query: &str, more: &[&str]) -> support::Ended {
    let data = seeds_dataset();
    let mut arguments = vec!["sql", query, "--data", path(&data)];
    arguments.extend(more);
    elchi(&arguments)
}

#[test]
fn rows_come_as_table_csv_json_and_parquet() {
    let query = "SELECT stage_no, stage, CAST(NULL AS VARCHAR) AS nothing FROM accounting ORDER BY stage_no LIMIT 2";
    let table = sql(query, &[]).ok().stdout;
    assert!(table.contains("┆ load ") && table.contains("2 rows"), "{table}");
    let csv = sql(query, &["--format", "csv"]).ok().stdout;
    assert_eq!(csv, "stage_no,stage,nothing\n1,load,\n2,langid,\n");
    let json = sql(query, &["--format", "json"]).ok().stdout;
    let rows: Vec<serde_json::Value> = json.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(rows[1], serde_json::json!({ "stage_no": 2, "stage": "langid", "nothing": null }));
    sql(query, &["--format", "parquet"]).with_code(2).says("--output rows.parquet");

    let folder = tempfile::tempdir().expect("a folder for the test");
    for format in ["table", "csv", "json", "parquet"] {
        let file = folder.path().join(format!("rows.{format}"));
        let ended = sql(query, &["--format", format, "--output", path(&file)]).ok();
        assert_eq!(ended.stdout, "", "rows go to the file alone");
        match format {
            "csv" => assert_eq!(read(&file), csv),
            "json" => assert_eq!(read(&file), json),
            "table" => assert!(read(&file).contains("langid")),
            _ => {
                let count = format!("SELECT count(*) AS n FROM '{}' WHERE nothing IS NULL", path(&file));
                assert_eq!(sql(&count, &["--format", "csv"]).ok().stdout, "n\n2\n");
            }
        }
    }
    sql("SELECT doc_id FROM documents", &["--limit", "3"]).ok().says("3 of 36 rows; --limit 36 shows all");
}

#[test]
fn files_are_tables_by_their_path() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let parquet = folder.path().join("mine.parquet");
    let text = "SELECT text FROM segments WHERE language = 'kk' AND kind = 'sentence' LIMIT 1";
    sql(text, &["--format", "parquet", "--output", path(&parquet)]).ok();
    let detect = format!("SELECT langid_detect(text)['language'] AS language FROM '{}'", path(&parquet));
    assert_eq!(sql(&detect, &["--format", "csv"]).ok().stdout, "language\nkk\n");
    let csv = folder.path().join("mine.csv");
    fs::write(&csv, "number,text\n1,Ministers met in Tashkent on Monday to talk about trade.\n").expect("a file");
    let query = format!("SELECT number, langid_detect(text)['language'] AS language FROM '{}'", path(&csv));
    assert_eq!(sql(&query, &["--format", "csv"]).ok().stdout, "number,language\n1,en\n");
    let json = folder.path().join("mine.json");
    fs::write(&json, "{\"n\": 1}\n{\"n\": 2}\n").expect("a file");
    let query = format!("SELECT sum(n) AS n FROM '{}'", path(&json));
    assert_eq!(sql(&query, &["--format", "csv"]).ok().stdout, "n\n3\n");
    // Without a dataset files are tables as well.
    elchi(&["sql", &query, "--data", path(folder.path())]).ok();
}

#[test]
fn spans_of_every_table_give_back_their_words_in_sql() {
    let data = seeds_dataset();
    for (table, words) in support::SPANS {
        let query = format!(
            "SELECT count(*) AS n FROM {table} AS t JOIN documents AS d ON d.doc_id = t.doc_id \
             WHERE substr(d.text, t.char_start + 1, t.char_end - t.char_start) <> t.{words}"
        );
        assert_eq!(rows(&data, &query)[0]["n"], 0, "{table}");
    }
}

#[test]
fn mistakes_are_answered_with_help() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    sql("SELECT * FROM mention", &[]).with_code(1).says("elchi tables lists the tables");
    sql("SELECT surfaces FROM mentions", &[]).with_code(1).says("elchi tables NAME lists the columns");
    sql("SELECT langid('x')", &[]).with_code(1).says("elchi functions lists elchi's own functions");
    sql("SELECT langid_detect(7)", &[]).with_code(1);
    sql("SELEC 1", &[]).with_code(1).says("The query failed");
    let empty = path(folder.path());
    elchi(&["sql", "SELECT * FROM documents", "--data", empty]).with_code(1).says("holds no dataset");
    elchi(&["report", "--data", empty]).with_code(1).says("elchi run seeds output");
    elchi(&["report", "formatz"]).with_code(2).says("there is no report called formatz");
    elchi(&["tables", "mention"]).with_code(2).says("Did you mean mentions?");
    elchi(&["functions", "langid"]).with_code(2).says("Did you mean langid_detect?");
    elchi(&["run", "seeds", empty, "--jobs", "0"]).with_code(2);
    elchi(&["run", "seeds", empty, "--max-rejects", "7"]).with_code(2).says("a number from 0 to 1");
    elchi(&["segment", path(&folder.path().join("none"))]).with_code(1).says("elchi run seeds output");
}

#[test]
fn a_question_changes_nothing() {
    let data = seeds_dataset();
    let before = files(&data);
    let folder = tempfile::tempdir().expect("a folder for the test");
    let target = folder.path().join("stolen.parquet");
    for query in [
        "DROP TABLE mentions".to_owned(),
        "CREATE TABLE mine AS SELECT 1".to_owned(),
        "INSERT INTO mentions SELECT * FROM mentions".to_owned(),
        "DELETE FROM mentions".to_owned(),
        format!("COPY mentions TO '{}'", path(&target)),
        format!("CREATE EXTERNAL TABLE t STORED AS PARQUET LOCATION '{}'", path(&target)),
    ] {
        sql(&query, &[]).with_code(1).says("changes nothing");
    }
    assert!(!target.exists());
    assert_same_bytes(&before, &files(&data), "after questions");
}

#[test]
fn a_cell_that_looks_like_a_formula_is_harmless() {
    let csv = sql("SELECT '=1+1' AS a, '@x' AS b, 'a,\"b' AS c, -5 AS d", &["--format", "csv"]).ok().stdout;
    assert_eq!(csv, "a,b,c,d\n'=1+1,'@x,\"a,\"\"b\",-5\n");
}

#[test]
fn everything_describes_itself() {
    let tables = elchi(&["tables"]).ok().stdout;
    for word in ["documents", "mentions", "char_start", "key: doc_id"] {
        assert!(tables.contains(word), "{word}");
    }
    assert!(elchi(&["tables", "dates"]).ok().stdout.contains("edtf"));
    let functions = elchi(&["functions"]).ok().stdout;
    for name in ["langid_detect", "segment_sentences", "extract_mentions", "extract_dates", "extract_amounts"] {
        assert!(functions.contains(name), "{name}");
    }
    let languages = elchi(&["languages"]).ok().stdout;
    for tag in ["ru", "kk", "uz-Latn", "uz-Cyrl", "ky", "tg", "tk", "az", "en"] {
        assert!(languages.contains(tag), "{tag}");
    }
    for shell in ["bash", "zsh", "fish"] {
        assert!(elchi(&["completions", shell]).ok().stdout.contains("elchi"), "{shell}");
    }
    for command in ["run", "sql", "report", "try", "check", "verify", "segment"] {
        assert!(elchi(&[command, "--help"]).ok().stdout.contains("Usage: elchi"), "{command}");
    }
    elchi(&["--version"]).ok();
    elchi::<&str>(&[]).with_code(2).says("Usage");
}

#[test]
fn every_documented_example_of_a_function_runs() {
    let markdown = elchi(&["functions", "--markdown"]).ok().stdout;
    let examples: Vec<&str> =
        markdown.split("```sql\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default()).collect();
    assert!(examples.len() >= 5, "{markdown}");
    for example in examples {
        elchi(&["sql", example, "--data", "no-dataset-here"]).ok();
    }
}

#[test]
fn try_shows_what_each_stage_sees() {
    let text = "Министр прибыл в Астану 12 июня 2020 года. Проект стоит 45 млн евро.";
    let said = elchi(&["try", "ru", text]).ok().stdout;
    for words in ["read as ru", "segments", "<place>", "place/astana", "matched «12 июня 2020 года»", "45 млн евро"]
    {
        assert!(said.contains(words), "{words} in:\n{said}");
    }
    assert!(elchi(&["try", "auto", text]).ok().stdout.contains("read as ru"));
    elchi(&["try", "r!", text]).with_code(2);
    assert!(elchi(&["try", "fr", "Les ministres."]).ok().stdout.contains("there is no data for fr"));
}

#[test]
fn the_language_data_has_no_problems() {
    elchi(&["check", "lang"]).ok().says("lang has no problems");
}

#[test]
fn the_stages_one_by_one_give_the_bytes_of_the_whole_run() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (input, whole, steps) = (seeds().join("feeds"), folder.path().join("whole"), folder.path().join("steps"));
    run(&input, &whole, &[]);
    elchi(&["langid", path(&steps)]).with_code(1);
    elchi(&["load", path(&input), path(&steps), "--quiet"]).ok();
    verify(&steps).ok();
    elchi(&["segment", path(&steps), "--quiet"]).with_code(1).says("is needed first");
    for stage in ["langid", "segment", "extract"] {
        elchi(&[stage, path(&steps), "--quiet"]).ok();
        verify(&steps).ok();
        assert!(!steps.join("reports").exists(), "reports come with the last stage");
    }
    elchi(&["aggregate", path(&steps), "--quiet"]).ok();
    assert_same_bytes(&files(&whole), &files(&steps), "stages one by one");
    // A stage made again keeps what still fits.
    elchi(&["segment", path(&steps), "--quiet"]).ok();
    let kept = files(&steps);
    assert!(kept.contains_key("mentions/part-00000.parquet") && kept.contains_key("accounting/part-00000.parquet"));
    assert_same_bytes(&files(&whole), &kept, "a stage made again");
}

#[test]
fn language_data_from_a_folder_takes_the_place_of_the_built_in() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let broken = folder.path().join("lang");
    fs::create_dir_all(broken.join("ru")).expect("a folder can be made");
    let list = read(&root().join("lang/ru/countries.tsv"));
    let twice = format!("{list}{}\n", list.lines().nth(1).expect("a row"));
    fs::write(broken.join("ru/countries.tsv"), twice).expect("a file can be written");
    let found = elchi(&["check", "lang", "--lang", path(&broken)]).with_code(1).stdout;
    assert!(found.contains("ru/countries.tsv:"), "file and line of each problem: {found}");
    elchi(&["run", "seeds", path(&folder.path().join("out")), "--lang", path(&broken)]).with_code(1).says("problem");
    assert!(!folder.path().join("out").exists());
}
