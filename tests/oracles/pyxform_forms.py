#!/usr/bin/env python3
"""Converts every form of a folder with pyxform and says which ones it refuses.

    tests/oracles/pyxform_forms.py DIR

Prints one line for each refused form: its file name, a tab, the reason. Status 3 when pyxform is
not installed (`pip install pyxform`).
"""

import sys
from pathlib import Path

try:
    from pyxform.xls2xform import convert
except ImportError:
    sys.exit(3)


def reason(form):
    """Why a form is refused; nothing when it is not."""
    try:
        convert(xlsform=form, validate=False)
    except Exception as error:  # whatever it is, the form did not come through
        return f"{type(error).__name__}: {error}".replace("\n", " ")
    return None


for form in sorted(Path(sys.argv[1]).iterdir()):
    refused = reason(form)
    if refused:
        print(f"{form.name}\t{refused}")
