#!/usr/bin/env python3
"""Opens an export of the preset `excel-de` in LibreOffice and compares every cell with the export of
the same data in the preset `machine`.

    tests/oracles/excel_de.py EXCEL_DE_DIR MACHINE_DIR

Asserts: no cell is a formula; numbers are numbers; texts are the same texts, umlauts and codes with
leading zeros among them, save for the apostrophe that guards what a spreadsheet would convert. Says
so when LibreOffice is absent.
"""

import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

# Semicolon, quotes, UTF-8, from the first line, German numbers, numbers wherever they are seen.
AS_A_GERMAN_WOULD = "CSV:59,34,76,1,,1031,false,true"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WHOLE = re.compile(r"-?(0|[1-9]\d{0,14})")


def main(excel, machine):
    if shutil.which("soffice") is None:
        print("skipped: soffice (LibreOffice) is not installed")
        return
    names = [entry["name"] for entry in json.loads((machine / "manifest.json").read_text())["files"]]
    types = column_types(machine)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
            + [f"--infilter={AS_A_GERMAN_WOULD}", "--convert-to", "xlsx", "--outdir", folder]
            + [excel / name for name in names],
            check=True,
            capture_output=True,
        )
        for name in names:
            seen = cells(folder / name.replace(".csv", ".xlsx"))
            with open(machine / name, encoding="utf-8", newline="") as file:
                compare(name, seen, list(csv.reader(file)), types.get(name))


def column_types(machine):
    """For each data file the types of its columns; codebook.csv is all text."""
    types = {}
    with open(machine / "codebook.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            types.setdefault(row["file"], []).append(row["type"])
    return types


def cells(path, sheet=1):
    """The cells of a sheet of a workbook by (row, column): a float or a text."""
    book = zipfile.ZipFile(path)
    shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    texts = ["".join(t.text or "" for t in one.iter(f"{SHEET}t")) for one in shared]
    seen = {}
    for cell in ElementTree.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml")).iter(f"{SHEET}c"):
        assert cell.find(f"{SHEET}f") is None, f"{path.name}: {cell.get('r')} is a formula"
        value = cell.find(f"{SHEET}v")
        if value is not None:
            is_text = cell.get("t") == "s"
            seen[position(cell.get("r"))] = texts[int(value.text)] if is_text else float(value.text)
    return seen


def position(reference):
    letters, row = re.fullmatch(r"([A-Z]+)(\d+)", reference).groups()
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return int(row) - 1, column - 1


def compare(name, seen, rows, types):
    assert max(row for row, _ in seen) + 1 == len(rows), f"{name}: rows are missing"
    guarded = 0
    for y, row in enumerate(rows):
        for x, expected in enumerate(row):
            cell = seen.get((y, x), "")
            place = f"{name}, row {y + 1}, {rows[0][x]}: {cell!r} instead of {expected!r}"
            is_number = y > 0 and (types[x] == "number" if types else False)
            if is_number or WHOLE.fullmatch(expected):
                assert isinstance(cell, float) and cell == float(expected), place
                continue
            assert isinstance(cell, str), place
            # A workbook knows only one sort of line break, and escapes control characters.
            expected = expected.replace("\r\n", "\n")
            if cell != expected:
                assert cell == "'" + expected, place
                guarded += 1
    print(f"LibreOffice: {name}, {len(rows) - 1} rows as written, {guarded} cells guarded")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
