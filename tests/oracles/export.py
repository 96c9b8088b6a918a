#!/usr/bin/env python3
"""Reads an export of the preset `machine` with pandas and with R, as an analyst would.

    tests/oracles/export.py DIR

Asserts: the seven files are there; rows, bytes and sums are the manifest's; every cell is a valid value
or a missing code of codebook.csv; codes of places keep their leading zeros. Says so when
pandas or R is absent.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

DATA = ["responses.csv", "reasons.csv", "image.csv", "transparency.csv", "repeats.csv"]
FILES = DATA + ["codebook.csv", "manifest.json"]
NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


def main(folder):
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    found = sorted(path.name for path in folder.iterdir())
    assert found == sorted(FILES), f"expected {sorted(FILES)}, found {found}"
    assert [entry["name"] for entry in manifest["files"]] == FILES[:-1]
    for entry in manifest["files"]:
        content = (folder / entry["name"]).read_bytes()
        assert len(content) == entry["bytes"], entry["name"]
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], entry["name"]
    with_pandas(folder, manifest)
    with_r(folder, manifest)


def with_pandas(folder, manifest):
    try:
        import pandas
    except ImportError:
        print("skipped: pandas is not installed")
        return
    tables = {
        entry["name"]: pandas.read_csv(folder / entry["name"], dtype=str, keep_default_na=False)
        for entry in manifest["files"]
    }
    for entry in manifest["files"]:
        assert len(tables[entry["name"]]) == entry["rows"], entry["name"]

    codebook = tables["codebook.csv"]
    cells = 0
    for name in DATA:
        described = codebook[codebook["file"] == name]
        if name == "repeats.csv":
            cells += check_repeats(tables[name], described)
            described = described.head(len(tables[name].columns))
        assert list(described["variable"]) == list(tables[name].columns), name
        for _, variable in described.iterrows():
            for cell in tables[name][variable["variable"]].unique():
                assert admits(variable, cell), f"{name}: {variable['variable']} is {cell!r}"
            cells += len(tables[name])
    responses = tables["responses.csv"]
    assert responses["resp_id"].is_unique
    for name in DATA[1:]:
        assert tables[name]["resp_id"].isin(responses["resp_id"]).all(), name

    places = codebook[codebook["role"].isin(["origin", "destination"])]["variable"]
    for place in places:
        given = responses[place][~responses[place].str.startswith("-")]
        # Eight digits for a municipality, five for a district.
        assert given.str.len().isin([5, 8]).all(), f"{place} lost a leading zero"
    print(f"pandas: {cells} cells are valid values or missing codes")


def check_repeats(table, described):
    """Every value is one of its variable, which the codebook describes like a column."""
    variables = described.set_index("variable")
    for _, row in table.iterrows():
        variable = variables.loc[row["variable"]]
        assert admits(variable, row["value"]), f"repeats.csv: {row.to_dict()}"
    return len(table)


def admits(variable, cell):
    values, missings = codes(variable["values_en"]), codes(variable["missings_en"])
    if cell in missings or values:
        return cell in missings or cell in values
    return NUMBER.fullmatch(cell) is not None if variable["type"] == "number" else cell != ""


def codes(listed):
    return {pair.split("=", 1)[0] for pair in listed.split(" | ")} - {""}


def with_r(folder, manifest):
    if shutil.which("Rscript") is None:
        print("skipped: Rscript is not installed")
        return
    script = """
        for (name in commandArgs(TRUE)[-1]) {
            table <- read.csv(file.path(commandArgs(TRUE)[1], name), colClasses = "character",
                              na.strings = character(), encoding = "UTF-8", check.names = FALSE)
            cat(name, nrow(table), ncol(table), "\\n")
        }
    """
    names = [entry["name"] for entry in manifest["files"]]
    run = subprocess.run(
        ["Rscript", "--vanilla", "-e", script, folder, *names],
        check=True,
        capture_output=True,
        text=True,
    )
    rows = [int(line.split()[1]) for line in run.stdout.splitlines()]
    assert rows == [entry["rows"] for entry in manifest["files"]], run.stdout
    print(f"R: {sum(rows)} rows in {len(rows)} files")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
