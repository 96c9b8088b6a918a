"""Measures the source: sizes of files and functions, and the places that a change or a request touches.

Reads the source and prints a table; `tests/run measure` runs it. With --build it compiles the main
crate, too, and says how much memory rustc and clippy took for it. Only what is shipped is counted,
no tests. Python's standard library and GNU time are enough.
"""

import collections
import os
import pathlib
import re
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LONG = 60

# What stands for any kind, format, staff page or table: the places that name it are those that
# somebody adding another will touch.
PLACES = [
    ("kind of question", r"differential", ["src", "templates"]),
    ("export format", r"xlsx", ["src/app", "src/cli", "src/export", "src/view", "src/web", "templates"]),
    ("staff page", r"login", ["src/web", "src/view", "templates"]),
    ("table", r"withdrawals", ["src/storage", "migrations"]),
]

# The way of a posted page: from this function on, through these folders.
POSTED = ("src/web/respond/page.rs", "submit")
ROOMS = ["src/web/respond", "src/web/respond.rs", "src/app/respondents", "src/app/interviews", "src/app/interviews.rs"]


def code(path):
    """The lines of a file without its tests."""
    text = path.read_text(encoding="utf-8")
    return re.split(r"^#\[cfg\(test\)\]\nmod \w+ \{", text, flags=re.MULTILINE)[0].splitlines()


def is_test(path):
    return bool({"tests", "snapshots"} & set(path.parts)) or path.name in ("tests.rs", "test.rs")


def functions(lines):
    """Name, first line and body of each function, found by rustfmt's indentation."""
    for start, line in enumerate(lines):
        found = re.match(r"( *)(?:pub(?:\([^)]*\))? )?(?:const )?(?:async )?fn (\w+)", line)
        if not found:
            continue
        close = found[1] + "}"
        end = start
        while end < len(lines) and lines[end] != close:
            if end > start and lines[end].endswith(";") and lines[end].startswith(found[1] + ")"):
                break  # a function of a trait without a body
            if end == start and re.search(r"[;}]$", line):
                break
            end += 1
        yield found[2], start, lines[start : end + 1]


def share(count, of):
    return f"{count} of {of} ({100 * count / max(1, of):.1f} %)"


def posted(files):
    """The files that a posted page passes outside the engine, and the ways out of their functions."""
    inside = {path: list(functions(lines)) for path, lines in files.items()
              if any(path == room or path.startswith(room + "/") for room in ROOMS)}
    homes = collections.defaultdict(set)
    for path, found in inside.items():
        for name, _, body in found:
            homes[name].add((path, "\n".join(body)))
    seen, waiting = set(), [home for home in homes[POSTED[1]] if home[0] == POSTED[0]]
    while waiting:
        home = waiting.pop()
        if home in seen:
            continue
        seen.add(home)
        for name in set(re.findall(r"\b(\w+)\(", home[1])):
            # A name that several files have leads nowhere for certain.
            if len(homes[name]) == 1:
                waiting.extend(homes[name])
    ways = sum(len(re.findall(r"\breturn\b|\?(?=[;,)\s.])", body)) for _, body in seen)
    return len({path for path, _ in seen}), len(seen), ways


def places(pattern, folders):
    word = re.compile(rf"(?<![A-Za-z])(?:{pattern})(?![a-z])", re.IGNORECASE)
    found = set()
    for folder in folders:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and not is_test(path.relative_to(ROOT)) and path.suffix != ".snap":
                if word.search("\n".join(code(path))) or word.search(path.name):
                    found.add(path)
    return len(found)


def guard():
    """What the pages of an interview cost at most, from the bounds of the guard."""
    path = ROOT / "tests/guard.rs"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return re.findall(r'is_within\(\s*"([^"]+)",[^;]*?,\s*([\d_]+),?\s*\)', text)


def peak(*command):
    """Peak memory of the largest process of a command, in MB, and its seconds."""
    os.utime(ROOT / "src/lib.rs")
    ran = subprocess.run(
        ["/usr/bin/time", "-f", "%M %e", *command], cwd=ROOT, stderr=subprocess.PIPE, text=True, check=True
    )
    kilobytes, seconds = ran.stderr.strip().splitlines()[-1].split()
    return f"{int(kilobytes) // 1024} MB, {float(seconds):.0f} s"


def main():
    files = {}
    for path in sorted((ROOT / "src").rglob("*.rs")):
        if not is_test(path.relative_to(ROOT)):
            files[path.relative_to(ROOT).as_posix()] = code(path)

    rows = []
    sizes = sorted(len(lines) for lines in files.values())
    p90 = sizes[(9 * len(sizes)) // 10]
    rows.append(("lines of a file, median / 90 % / largest", f"{statistics.median(sizes):.0f} / {p90} / {sizes[-1]}"))

    lengths = [len(body) for lines in files.values() for _, _, body in functions(lines)]
    rows.append((f"functions of more than {LONG} lines", share(sum(n > LONG for n in lengths), len(lengths))))

    types = collections.Counter()
    for lines in files.values():
        for line in lines:
            found = re.match(r"(?:pub(?:\([^)]*\))? )?(?:struct|enum|trait|type) (\w+)", line)
            if found:
                types[found[1]] += 1
    several = [name for name, count in types.items() if count > 1]
    rows.append(("type names with several meanings", share(len(several), len(types))))

    rooms, steps, ways = posted(files)
    rows.append(("a posted page outside the engine", f"{rooms} files, {steps} functions, {ways} ways out"))

    public = [line for line in files["src/engine.rs"] if line.startswith("pub mod ")]
    rows.append(("public modules of the engine", str(len(public))))
    for what, most in guard():
        rows.append((f"at most, by tests/guard.rs: {what}", most.replace("_", ",")))
    for name, pattern, folders in PLACES:
        rows.append((f"places that name one {name}", f"{places(pattern, folders)} files"))

    if "--build" in sys.argv[1:]:
        rows.append(("rustc on the main crate", peak("cargo", "check", "--quiet", "--lib")))
        rows.append(("clippy on the main crate", peak("cargo", "clippy", "--quiet", "--lib")))

    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"{name:{width}}  {value}")


if __name__ == "__main__":
    main()
