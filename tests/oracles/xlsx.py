#!/usr/bin/env python3
"""Opens an export as a workbook in LibreOffice and compares every cell of every sheet with the export
of the same data in the preset `machine`.

    tests/oracles/xlsx.py XLSX_DIR MACHINE_DIR

Asserts: no cell is a formula; numbers are numbers, days are days, texts are the same texts. Says so
when LibreOffice is absent.
"""

import csv
import datetime
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from excel_de import cells

TABLES = ["responses", "reasons", "image", "transparency", "repeats", "codebook"]


def main(workbook, machine):
    if shutil.which("soffice") is None:
        print("skipped: soffice (LibreOffice) is not installed")
        return
    with open(machine / "codebook.csv", encoding="utf-8", newline="") as file:
        described = {(row["file"], row["variable"]): row for row in csv.DictReader(file)}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
            + ["--convert-to", "xlsx", "--outdir", f"{folder}/seen", workbook / "data.xlsx"],
            check=True,
            capture_output=True,
        )
        for number, table in enumerate(TABLES, 1):
            seen = cells(Path(folder) / "seen" / "data.xlsx", number)
            with open(machine / f"{table}.csv", encoding="utf-8", newline="") as file:
                compare(table, seen, list(csv.reader(file)), described)


def compare(table, seen, rows, described):
    assert max((row for row, _ in seen), default=0) + 1 == len(rows), f"{table}: rows are missing"
    numbers = days = 0
    for y, row in enumerate(rows):
        for x, expected in enumerate(row):
            if table == "codebook" and x == 0:
                expected = expected.removesuffix(".csv")  # a sheet, not a file
            column = described.get((f"{table}.csv", rows[0][x]), {})
            cell = seen.get((y, x), "")
            place = f"{table}, row {y + 1}, {rows[0][x]}: {cell!r} instead of {expected!r}"
            flag = table == "codebook" and rows[0][x] in ("sensitive", "quasi_identifier", "core")
            if y > 0 and (column.get("type") == "number" or flag):
                assert isinstance(cell, float) and cell == float(expected), place
                numbers += 1
            elif y > 0 and column.get("kind") == "date" and isinstance(cell, float):
                day = datetime.date(1899, 12, 30) + datetime.timedelta(cell)
                assert expected in (str(day), str(int(cell))), place
                days += 1
            elif isinstance(cell, float):
                # A column of values of several sorts: numbers where their variable has numbers.
                assert rows[0][x] == "value" and cell == float(expected), place
            else:
                # A workbook knows only one sort of line break.
                assert cell == expected.replace("\r\n", "\n"), place
    print(f"LibreOffice: {table}, {len(rows) - 1} rows as written, {numbers} numbers, {days} days")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
