"""A dataset made once from seeds/ by the binary, for all readers."""

import json
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
ELCHI = ROOT / "target" / "debug" / "elchi"


@pytest.fixture(scope="session")
def data(tmp_path_factory) -> pathlib.Path:
    output = tmp_path_factory.mktemp("interop") / "output"
    subprocess.run([ELCHI, "run", ROOT / "seeds", output, "--quiet"], check=True)
    return output


@pytest.fixture(scope="session")
def manifest(data) -> dict:
    return json.loads((data / "manifest.json").read_text())


def pytest_generate_tests(metafunc):
    """One test per table, from the contract itself: a new table is read by all without a change here."""
    if "table" in metafunc.fixturenames:
        text = subprocess.run([ELCHI, "tables", "--markdown"], check=True, capture_output=True, text=True).stdout
        names = [line[3:].strip() for line in text.splitlines() if line.startswith("## ")]
        metafunc.parametrize("table", names)
