#!/usr/bin/env python3
"""Shows that the grader's desk sees a bug: plants one, does what a person would do, and waits for the verdict to turn red.

    desk.py                  builds `atm` from the copy with every bug in it (see plant.py), does each scene once with no
                             bug switched on (the verdict must hold), then once for each bug; exits 1 if one is not seen
    desk.py --only NAME      only this bug (may be given more than once)
    desk.py --program FILE   an `atm` that was built so already
    desk.py --list           the bugs, and what is done to show each

It drives `atm demo` in a private tmux server of 120x33, waits for what the screen shows, and never for time alone.
"""

import argparse
import dataclasses
import itertools
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import plant

SCRATCH = plant.BUILD / "desk"
HOLDS = re.compile(r"EXACTLY ONCE\?  \[ OK \]")
BROKEN = re.compile(r"\[ BROKEN: invariant (\d+) \]\s+(.*?)\s*[│|]\s*$", re.MULTILINE)
# Bounds a wait; a loaded computer is slow.
PATIENCE = 60
DEMOS = itertools.count(1)


@dataclasses.dataclass(frozen=True)
class Scene:
    """What is done at the machine: `press KEY…`, `type TEXT`, `wait REGEX`, `order TEXT`, and `until REGEX KEY`, which
    presses the key again and again until the screen shows it."""

    tells: str
    steps: tuple


def visit(card, pin, *steps):
    begin = ("wait insert your card", f"press {card}", "wait enter your PIN", f"type {pin}", "press Enter",
             "wait like to do")
    return begin + steps


# By the message line, which is drawn after all that stands above it.
TAKE = ("wait take your card first", "press Enter", "wait Please take your cash", "press Enter", "wait WITHDRAWAL")

LOST_ANSWER = Scene(
    "withdraws 2,000; the answer is lost once", visit("a", "1357", "order drop next answer", "press a", *TAKE))
STOPPED = Scene(
    "withdraws 2,000, stops waiting; both answers are lost once",
    visit("a", "1357", "order drop next answer", "order drop next answer", "press a", "wait DROPPED answer", "press Escape",
          "wait undone|not charged|TAKE YOUR CARD"))
# Refused, Enter gives the card back; approved, it takes card and cash.
TOO_MUCH = Scene(
    "withdraws 5,000 from 2,000",
    visit("b", "2468", "press b", "wait How much", "press d", "wait TAKE YOUR CARD|Return my card",
          "until Thank|WITHDRAWAL Enter"))
SHORT = Scene(
    "withdraws 2,000; one note is short", visit("a", "1357", "order one-note-short", "press a", *TAKE))
DEPOSIT = Scene("pays in 1,000", visit("a", "1357", "press c", "wait Count your notes", "type 1", "press Enter"))

BUGS = {
    "new-key-per-repeat": LOST_ANSWER,
    "answer-not-kept-whole": LOST_ANSWER,
    "reversal-twice": STOPPED,
    "stopped-without-reversal": STOPPED,
    "overdraws": TOO_MUCH,
    "decline-dispensed": TOO_MUCH,
    "partial-reversed-in-full": SHORT,
    "deposit-posted-backwards": DEPOSIT,
}


class NotShown(Exception):
    """What was waited for did not come; says what the screen showed instead."""


class Demo:
    """A demo in a terminal of its own."""

    def __init__(self, program, bug, folder):
        self.program = program
        # State and server of its own: those before may still be ending.
        number = next(DEMOS)
        self.state = f"{folder}/{number}"
        self.socket = f"planted-{os.getpid()}-{number}"
        command = (f"env {plant.SWITCH}={bug.number if bug else 0} SWIFT_BACKTRACE=enable=no LC_ALL=C.UTF-8 {program} demo"
                   f" --state {self.state} --seed 1 --timeout off 2>{self.state}.err")
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "33", command)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.tmux("kill-server", check=False)

    def tmux(self, *arguments, check=True):
        done = subprocess.run(["tmux", "-L", self.socket, *arguments], capture_output=True, text=True)
        if check and done.returncode != 0:
            raise NotShown(f"the terminal is gone: {done.stderr.strip()}")
        return done.stdout

    def screen(self):
        return self.tmux("capture-pane", "-p")

    def wait(self, pattern, patience=PATIENCE):
        end = time.monotonic() + patience
        while time.monotonic() < end:
            screen = self.screen()
            found = re.search(pattern, screen)
            if found:
                return found
            time.sleep(0.05)
        raise NotShown(f"“{getattr(pattern, 'pattern', pattern)}” never came; the screen shows\n{screen}")

    def press_until(self, regex, key):
        for _ in range(PATIENCE):
            try:
                return self.wait(regex, patience=1)
            except NotShown:
                self.tmux("send-keys", key)
        self.wait(regex)

    def play(self, step):
        verb, _, what = step.partition(" ")
        if verb == "wait":
            self.wait(what)
        elif verb == "press":
            self.tmux("send-keys", *what.split())
        elif verb == "until":
            regex, key = what.split()
            self.press_until(regex, key)
        elif verb == "type":
            self.tmux("send-keys", "-l", what)
        else:
            subprocess.run([str(self.program), "fault", "set", *what.split(), "--state", self.state],
                           check=True, stdout=subprocess.DEVNULL)


def verdict(program, bug, scene, folder):
    """The red line, or `None` while it holds: looked at from the first key on, some while after the last."""
    with Demo(program, bug, folder) as demo:
        demo.wait(HOLDS)
        for step in scene.steps:
            if bug and BROKEN.search(demo.screen()):
                break
            try:
                demo.play(step)
            except NotShown:
                # A bug may lead elsewhere; without one, the scene is what it says.
                if not bug:
                    raise
                break
        try:
            found = demo.wait(BROKEN, patience=20 if bug else 5)
        except NotShown:
            demo.wait(HOLDS, patience=1)
            return None
        return f"invariant {found.group(1)}: {found.group(2)}"


def build(bugs):
    plant.write_copy(bugs)
    command = ["swift", "build", "--product", "atm", "--package-path", str(plant.COPY), "--scratch-path", str(SCRATCH)]
    if subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr).returncode != 0:
        sys.exit("The copy with the planted bugs does not build.")
    return SCRATCH / "debug" / "atm"


def look(program, bugs, folder):
    """Yields for each scene and bug: a name, the scene, what was seen, and whether that was right."""
    for scene in dict.fromkeys(BUGS[bug.name] for bug in bugs):
        seen = verdict(program, None, scene, folder)
        yield "(none)", scene, seen or "holds", seen is None
    for bug in bugs:
        seen = verdict(program, bug, BUGS[bug.name], folder)
        yield bug.name, BUGS[bug.name], seen or "NOT SEEN", seen is not None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="this bug only")
    parser.add_argument("--program", type=pathlib.Path, metavar="FILE", help="an atm with all bugs in it")
    parser.add_argument("--list", action="store_true", help="list the bugs and the scenes")
    options = parser.parse_args()
    if options.list:
        for name, scene in BUGS.items():
            print(f"{name.ljust(26)}  {scene.tells}")
        return
    try:
        all_bugs = plant.read_bugs()
        wanted = plant.chosen([bug for bug in all_bugs if bug.name in BUGS], options.only)
    except plant.BugError as error:
        sys.exit(str(error))
    program = options.program.resolve() if options.program else build(all_bugs)
    is_right = True
    with tempfile.TemporaryDirectory(prefix="planted-", ignore_cleanup_errors=True) as folder:
        for name, scene, seen, is_good in look(program, wanted, folder):
            print(f"{name.ljust(26)}  {scene.tells.ljust(58)}  {seen}", flush=True)
            is_right = is_right and is_good
    sys.exit(0 if is_right else 1)


if __name__ == "__main__":
    main()
