#!/usr/bin/env python3
"""Plants bugs in a copy of the sources, and lets the simulation look for them.

    plant.py                 builds the copy with every bug in it, runs `simulate` once with none switched on (it must
                             pass), then once for each bug; prints a table; exits 1 if a bug is not found
    plant.py --only NAME     only this one (may be given more than once)
    plant.py --markdown      the table as Markdown
    plant.py --list          the bugs and the rules that they break
    plant.py --check         only whether each bug still fits the sources; builds nothing

A bug is a file `bugs/NAME.bug`: a line `rule: …`, a line `wrong: …`, then one or more changes,

    --- Sources/…/File.swift
    text that occurs exactly once in that file
    --- becomes
    text in its place

in which the word PLANTED stands for "this bug is switched on". All bugs are put into one copy, which is built once;
the environment variable PLANTED_BUG says which of them is on. The product's own sources know nothing of this.
"""

import argparse
import concurrent.futures
import dataclasses
import os
import pathlib
import re
import subprocess
import sys
import time
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUGS = pathlib.Path(__file__).resolve().parent / "bugs"
BUILD = ROOT / ".build-planted"
COPY = BUILD / "package"
SCRATCH = BUILD / "build"
# What the package manager reads. `Tests` is there because the manifest names its folders.
COPIED = ["Package.swift", "Package.resolved", "Sources", "Tests", "Themes"]

# How long the simulation runs with no bug switched on.
HEALTHY_SECONDS = 10

SWITCH = "PLANTED_BUG"
SWITCH_FILE = "Planted.swift"
SWITCH_SOURCE = f"""\
#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The one bug of this build that is switched on; 0 = none.
private let switchedOn = getenv("{SWITCH}").flatMap {{ UInt32(String(cString: $0)) }} ?? 0

@inline(__always)
func planted(_ bug: UInt32) -> Bool {{ switchedOn == bug }}
"""


class BugError(Exception):
    """A bug that does not fit the sources; says which and why."""


# --- Bugs -------------------------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Change:
    path: str
    find: str
    put: str


@dataclasses.dataclass(frozen=True)
class Bug:
    name: str
    rule: str
    wrong: str
    changes: tuple

    @property
    def number(self):
        """Follows from the name alone, so that a new bug does not change the others' sources."""
        return zlib.crc32(self.name.encode())


@dataclasses.dataclass(frozen=True)
class Edit:
    """A change at its place in the text of its file."""

    bug: Bug
    start: int
    end: int
    text: str


def read_bug(path):
    head, *blocks = re.split(r"^--- (?=Sources/)", path.read_text(), flags=re.MULTILINE)
    fields = dict(re.findall(r"^(rule|wrong): (.+?)\s*(?=^\w+: |\Z)", head, re.MULTILINE | re.DOTALL))
    if set(fields) != {"rule", "wrong"} or not blocks:
        raise BugError(f"{path.name}: wants a line `rule:`, a line `wrong:` and a change")
    changes = tuple(read_change(path, block) for block in blocks)
    if not any("PLANTED" in change.put for change in changes):
        raise BugError(f"{path.name}: nothing of it can be switched on; write PLANTED")
    return Bug(path.stem, unfolded(fields["rule"]), unfolded(fields["wrong"]), changes)


def read_change(path, block):
    source, _, rest = block.partition("\n")
    find, middle, put = rest.partition("--- becomes\n")
    if not middle:
        raise BugError(f"{path.name}: a change of {source} lacks its line `--- becomes`")
    return Change(source.strip(), find.strip("\n"), put.strip("\n"))


def unfolded(text):
    return " ".join(text.split())


def read_bugs():
    return [read_bug(path) for path in sorted(BUGS.glob("*.bug"))]


# --- Planting ---------------------------------------------------------------------------------------------------------


def edits_by_file(bugs):
    """The edits of each file in their order. Raises `BugError` unless each finds its one place and none overlap."""
    edits, texts = {}, {}
    for bug in bugs:
        for change in bug.changes:
            if change.path not in texts:
                texts[change.path] = read_source(bug, change.path)
            edits.setdefault(change.path, []).append(place(bug, change, texts[change.path]))
    for path, of_file in edits.items():
        of_file.sort(key=lambda edit: edit.start)
        for one, other in zip(of_file, of_file[1:]):
            if other.start < one.end:
                raise BugError(f"{one.bug.name} and {other.bug.name} change the same text of {path}")
    return {path: (texts[path], of_file) for path, of_file in edits.items()}


def read_source(bug, path):
    try:
        return (ROOT / path).read_text()
    except FileNotFoundError:
        raise BugError(f"{bug.name}: there is no {path}") from None


def place(bug, change, text):
    count = text.count(change.find)
    if count != 1:
        raise BugError(f"{bug.name}: its text occurs {count} times in {change.path}, not once:\n{change.find}")
    start = text.index(change.find)
    put = re.sub(r"\bPLANTED\b", f"planted({bug.number})", change.put)
    return Edit(bug, start, start + len(change.find), put)


def mutated(text, edits):
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def leaves(top):
    """The files and links at or below `top`; a link is not followed."""
    paths = [top] if top.is_file() else top.rglob("*")
    return [path for path in paths if path.is_symlink() or path.is_file()]


def content(path):
    """The bytes of a file, or where a link leads."""
    return path.readlink() if path.is_symlink() else path.read_bytes()


def wanted_files(bugs):
    """Every file and link of the copy with its content."""
    files = {path.relative_to(ROOT): content(path) for name in COPIED for path in leaves(ROOT / name)}
    for path, (text, edits) in edits_by_file(bugs).items():
        files[pathlib.Path(path)] = mutated(text, edits).encode()
        target = pathlib.Path(*pathlib.Path(path).parts[:3])  # Sources/Wing/Target
        files[target / SWITCH_FILE] = SWITCH_SOURCE.encode()
    return files


def write_copy(bugs):
    """Brings the copy up to date; what has not changed keeps its date, so that the build is incremental."""
    wanted = wanted_files(bugs)
    present = {path.relative_to(COPY): content(path) for path in leaves(COPY)}
    for name in present:
        if name not in wanted:
            (COPY / name).unlink()
    for name, new in wanted.items():
        if present.get(name) != new:
            write(COPY / name, new)


def write(path, new):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if isinstance(new, bytes):
        path.write_bytes(new)
    else:
        path.symlink_to(new)


def build():
    """The program with all bugs in it, none switched on."""
    # With the runtime linked in, as it is run to find bugs: it is a third faster so.
    command = ["swift", "build", "-c", "release", "--static-swift-stdlib", "--product", "simulate"]
    command += ["--package-path", str(COPY), "--scratch-path", str(SCRATCH)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    if done.returncode != 0:
        sys.exit("The copy with the planted bugs does not build.")
    return SCRATCH / "release" / "simulate"


# --- Looking for them -------------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Search:
    """How one run of the simulation ended."""

    status: int | None  # None: the time was over
    output: str
    seconds: float
    # The seed that it ended with fails without the bug as well.
    is_unsound: bool = False

    @property
    def is_found(self):
        return self.status not in (0, None) and not self.is_unsound

    @property
    def verdict(self):
        if self.is_unsound:
            return f"NOTHING: seed {self.seed} fails without it too"
        if self.status is None:
            return "NOT FOUND in time"
        if self.status == 0:
            return "NOT FOUND"
        broken = first_match(r"^seed \d+: FAILED: (invariant \d+ \(\w+\)|\w+):", self.output)
        return broken or ("a trap" if "trapped" in self.output else "see its output")

    @property
    def seed(self):
        found = first_match(r"^seed (\d+): FAILED", self.output)
        return found or first_match(r"running were the seeds ([\d ]+)", self.output) or ""


def first_match(pattern, text):
    found = re.search(pattern, text, re.MULTILINE)
    return found.group(1).strip() if found else None


def search(program, bug, seconds, arguments):
    environment = dict(os.environ, SWIFT_BACKTRACE="enable=no")
    environment[SWITCH] = str(bug.number if bug else 0)
    started = time.monotonic()
    process = subprocess.Popen(
        [str(program), *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    try:
        output, _ = process.communicate(timeout=seconds)
        status = process.returncode
    except subprocess.TimeoutExpired:
        process.kill()
        output, _ = process.communicate()
        status = None
    return Search(status, output, time.monotonic() - started)


def look_for(program, bug, limit):
    """Seeds until one fails; that one must be in order when the bug is switched off. A trap names all that were running."""
    found = search(program, bug, limit, ["--seeds", "1000000000"])
    if not found.is_found:
        return found
    again = [search(program, None, limit, ["--seed", seed, "--seeds", "1"]) for seed in found.seed.split()]
    return dataclasses.replace(found, is_unsound=any(healthy.status != 0 for healthy in again))


def look_for_all(program, bugs, limit, jobs):
    with concurrent.futures.ThreadPoolExecutor(max_workers=jobs) as pool:
        searches = {bug: pool.submit(look_for, program, bug, limit) for bug in bugs}
        for bug in bugs:
            yield bug, searches[bug].result()


# --- Telling ----------------------------------------------------------------------------------------------------------


def table(rows, as_markdown):
    titles = ["bug", "rule", "found by", "seed", "seconds"]
    if as_markdown:
        yield "| " + " | ".join(titles) + " |"
        yield "| --- | --- | --- | ---: | ---: |"
        for row in rows:
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
        return
    widths = [max(len(row[column]) for row in [titles, *rows]) for column in range(len(titles))]
    for row in [titles, *rows]:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip()


def row_of(bug, found):
    return [bug.name, bug.rule, found.verdict, found.seed if found.is_found else "–", f"{found.seconds:.1f}"]


def chosen(bugs, names):
    unknown = set(names) - {bug.name for bug in bugs}
    if unknown:
        raise BugError(f"There is no bug {', '.join(sorted(unknown))}; --list names them all.")
    return [bug for bug in bugs if not names or bug.name in names]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="look for this bug only")
    parser.add_argument("--limit", type=float, default=60, metavar="S", help="seconds for each bug (60)")
    parser.add_argument("--jobs", type=int, choices=[1, 2], default=1, help="searches at a time (1)")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--list", action="store_true", help="list the bugs")
    parser.add_argument("--check", action="store_true", help="check that every bug fits the sources")
    options = parser.parse_args()
    try:
        bugs = read_bugs()
        edits_by_file(bugs)
        wanted = chosen(bugs, options.only)
    except BugError as error:
        sys.exit(str(error))
    if options.check:
        print(f"{len(bugs)} planted bugs fit the sources.")
    elif options.list:
        for bug in wanted:
            print(f"{bug.name}\n    {bug.wrong}\n    breaks {bug.rule}")
    else:
        sys.exit(run(bugs, wanted, options))


def run(bugs, wanted, options):
    write_copy(bugs)
    program = build()
    healthy = search(program, None, 2 * HEALTHY_SECONDS, ["--minutes", str(HEALTHY_SECONDS / 60)])
    if healthy.status != 0:
        print(healthy.output)
        print("The simulation finds something although no bug is switched on.")
        return 1
    rows, missed = [], 0
    for bug, found in look_for_all(program, wanted, options.limit, options.jobs):
        rows.append(row_of(bug, found))
        missed += not found.is_found
        print(f"{bug.name}: {found.verdict}, {found.seconds:.1f} s", file=sys.stderr)
    print("\n".join(table(rows, options.markdown)))
    print(f"\n{len(rows) - missed} of {len(rows)} planted bugs found, each within {options.limit:g} s at most.")
    return 1 if missed else 0


if __name__ == "__main__":
    main()
