#!/usr/bin/env python3
"""A withdrawal over a lossy line, recorded: drives `atm demo` at a pseudo-terminal, writes what the terminal got as an
asciinema v2 cast, and its notable moments as one SVG that shows them in turn.

    swift build -c release --product atm
    python3 Tests/Feel/cast.py --cast demo.cast --svg demo.svg        (the SVG needs tmux, which does the terminal's work)
    asciinema play demo.cast
"""

import argparse
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

from measure import Machine

# Half of the requests and of the answers are lost, and asked for again; the same ones in each recording.
LINE = ["--theme", "midnight", "--loss-request", "50", "--loss-answer", "50", "--retry", "fixed:700ms", "--seed", "11"]


class Recorded(Machine):
    """A machine of which every byte is kept with its time."""

    def __init__(self, *arguments, **options):
        self.events = []
        self.moments = []
        super().__init__(*arguments, **options)

    def read(self, seconds):
        data = super().read(seconds)
        if data:
            self.events.append((time.monotonic() - self.started, data))
        return data

    def hold(self, seconds):
        """As long as a person looks at it."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.read(left)

    def type(self, keys):
        for key in keys:
            self.press(key)
            self.hold(0.3)

    def moment(self, title):
        """What is on the screen now goes into the SVG."""
        self.moments.append((title, len(self.events)))


def withdraw(machine):
    machine.wait_for("ONLINE")
    machine.hold(2)
    machine.moment("A card")
    machine.press("a")
    machine.wait_for("PIN")
    machine.hold(1)
    machine.type("1357")
    machine.press("\r")
    machine.wait_for("Return my card")
    machine.hold(1.5)
    machine.press("b")
    machine.wait_for("Other amount")
    machine.hold(1)
    machine.press("g")
    machine.wait_for("whole taka")
    machine.hold(0.5)
    machine.type("3700")
    machine.hold(1.5)
    machine.moment("An amount, and the notes it comes in")
    machine.press("\r")
    machine.wait_for("try 2")
    machine.hold(0.2)
    machine.moment("The line loses messages: the same request goes out again")
    machine.wait_for("TAKE YOUR CARD", patience=60)
    machine.hold(1.5)
    machine.moment("Approved, once: first the card")
    machine.press("\r")
    machine.wait_for("TAKE YOUR CASH")
    machine.hold(1.5)
    machine.moment("Then the cash")
    machine.press("\r")
    machine.wait_for("Charged once")
    machine.hold(3)
    machine.moment("The receipt")


def cast(machine, columns, rows):
    """Asciinema's format, version 2: a line of facts, then a line of JSON an output."""
    facts = {"version": 2, "width": columns, "height": rows, "title": "A withdrawal over a lossy line",
             "env": {"TERM": "xterm-256color"}}
    lines = [json.dumps(facts)]
    rest = b""
    for at, data in machine.events:
        # A read may end in the middle of a character.
        data = rest + data
        text = data.decode("utf-8", "ignore")
        rest = data[len(text.encode()):]
        lines.append(json.dumps([round(at, 3), "o", text], ensure_ascii=False))
    return "\n".join(lines) + "\n"


def screens(machine, columns, rows):
    """The screen at each moment, a list of rows with their escape sequences, as tmux understood the bytes."""
    folder = tempfile.mkdtemp(prefix="atm-cast-")
    pipe = os.path.join(folder, "bytes")
    os.mkfifo(pipe)

    def tmux(*words):
        return subprocess.run(["tmux", "-L", "atm-cast-" + str(os.getpid()), "-f", "/dev/null", *words],
                              check=True, capture_output=True, text=True).stdout

    tmux("new-session", "-d", "-x", str(columns), "-y", str(rows), f"stty raw -echo; exec cat {pipe}")
    found, written = [], 0
    with open(pipe, "wb", buffering=0) as sink:
        for title, end in machine.moments:
            sink.write(b"".join(data for _, data in machine.events[written:end]))
            written, last, now = end, None, ""
            while now != last:
                time.sleep(0.2)
                last, now = now, tmux("capture-pane", "-e", "-N", "-p")
            found.append((title, now.split("\n")[:rows]))
        tmux("kill-server")
    shutil.rmtree(folder)
    return found


# The 16 names, then the cube and the greys of the 256.
NAMED = ["#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5", "#7f7f7f", "#ff0000",
         "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"]
STEPS = [0, 95, 135, 175, 215, 255]
LINES = {"─": "M0 10H10", "│": "M5 0V20", "┌": "M5 20V10H10", "┐": "M0 10H5V20", "└": "M5 0V10H10", "┘": "M5 0V10H0",
         "├": "M5 0V20M5 10H10", "┤": "M5 0V20M0 10H5", "┬": "M0 10H10M5 10V20", "┴": "M0 10H10M5 0V10",
         "┼": "M0 10H10M5 0V20", "╭": "M5 20V14Q5 10 10 10", "╮": "M0 10Q5 10 5 14V20", "╰": "M5 0V6Q5 10 10 10",
         "╯": "M0 10Q5 10 5 6V0"}


def colour(number):
    if number < 16:
        return NAMED[number]
    if number >= 232:
        return "#" + f"{8 + 10 * (number - 232):02x}" * 3
    number -= 16
    return "#" + "".join(f"{STEPS[part]:02x}" for part in (number // 36, number // 6 % 6, number % 6))


class Style:
    def __init__(self):
        self.ink, self.paper, self.bold, self.reverse = "#e6eaf2", "#121212", False, False

    def take(self, codes):
        codes = [int(code or 0) for code in re.split("[;:]", codes)]
        while codes:
            code = codes.pop(0)
            if code == 0:
                self.__init__()
            elif code in (1, 22):
                self.bold = code == 1
            elif code in (7, 27):
                self.reverse = code == 7
            elif code in (38, 48):
                kind = codes.pop(0)
                value = colour(codes.pop(0)) if kind == 5 else "#" + "".join(f"{codes.pop(0):02x}" for _ in range(3))
                self.ink, self.paper = (value, self.paper) if code == 38 else (self.ink, value)
            elif code == 39:
                self.ink = Style().ink
            elif code == 49:
                self.paper = Style().paper

    def key(self):
        ink, paper = (self.paper, self.ink) if self.reverse else (self.ink, self.paper)
        return ink, paper, self.bold


def runs(row):
    """The cells of a row as (column, text, style), neighbours of one style together."""
    style, column, found = Style(), 0, []
    for codes, text in re.findall(r"\x1b\[([0-9;:]*)m|([^\x1b]+)", row):
        if not text:
            style.take(codes)
            continue
        found.append((column, text, style.key()))
        column += len(text)
    return found


def drawn(rows):
    """One screen: grounds first, then words and lines."""
    grounds, marks = [], []
    for number, row in enumerate(rows):
        for start, text, (ink, paper, bold) in runs(row):
            y = 10 + number * 20
            if paper != Style().paper:
                grounds.append(f'<rect x="{10 + start * 10}" y="{y}" width="{len(text) * 10}" height="20" fill="{paper}" '
                               'shape-rendering="crispEdges"/>')
            weight = ' font-weight="bold"' if bold else ""
            for words in re.finditer(r"[^ ─│┌┐└┘├┤┬┴┼╭╮╰╯]+( [^ ─│┌┐└┘├┤┬┴┼╭╮╰╯]+)*", text):
                x = 10 + (start + words.start()) * 10
                marks.append(f'<text x="{x}" y="{y + 15}" textLength="{len(words[0]) * 10}" fill="{ink}"{weight}>'
                             f"{html.escape(words[0], quote=False)}</text>")
            path = "".join(shifted(LINES[mark], 10 + (start + place) * 10, y)
                           for place, mark in enumerate(text) if mark in LINES)
            if path:
                marks.append(f'<path d="{path}" stroke="{ink}" fill="none"/>')
    return "\n".join(grounds + marks)


def shifted(path, x, y):
    """A piece of a line at its place; its letters are absolute, so that many are one path."""
    found, axis = [], 0
    for letter, number in re.findall(r"([MHVQ])|(\d+)", path):
        if letter:
            found.append(letter)
            axis = 1 if letter == "V" else 0
            alternates = letter in "MQ"
        else:
            found.append(f"{int(number) + (y if axis else x)} ")
            axis = 1 - axis if alternates else axis
    return "".join(found)


def picture(found, columns, rows, seconds=3):
    """Every moment for some seconds, round and round; where nothing moves, the last one."""
    width, height = columns * 10 + 20, rows * 20 + 50
    whole, share = seconds * len(found), 100 / len(found)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
             "font-family=\"'DejaVu Sans Mono','Menlo','Consolas',monospace\" font-size=\"16.6\">",
             f"<style>@keyframes turn{{0%,{share:.2f}%{{visibility:visible}}{share + 0.01:.2f}%,100%{{visibility:hidden}}}}"
             f".moment{{visibility:hidden;animation:turn {whole}s step-end infinite}}.moment:last-of-type{{visibility:visible}}"
             "@media(prefers-reduced-motion){.moment{animation:none}}</style>",
             f'<rect width="{width}" height="{height}" rx="8" fill="{Style().paper}"/>']
    for number, (title, screen) in enumerate(found):
        parts.append(f'<g class="moment" style="animation-delay:{number * seconds - whole * (number > 0)}s">'
                     f"{drawn(screen)}\n<text x=\"{width // 2}\" y=\"{height - 12}\" text-anchor=\"middle\" "
                     f"fill=\"#9aa7bd\">{number + 1}. {title}</text></g>")
    return "\n".join(parts + ["</svg>"]) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("program", nargs="?", default=".build/release/atm")
    parser.add_argument("--cast", help="the file for the cast")
    parser.add_argument("--svg", help="the file for the picture")
    parser.add_argument("--columns", type=int, default=120)
    parser.add_argument("--rows", type=int, default=33)
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    if not os.access(program, os.X_OK):
        sys.exit(f"cast: {program} is not there; swift build -c release --product atm makes it")
    state = tempfile.mkdtemp(prefix="atm-cast-")
    try:
        machine = Recorded(program, state, options.columns, options.rows, LINE)
        withdraw(machine)
        machine.quit()
    finally:
        shutil.rmtree(state)
    if options.cast:
        with open(options.cast, "w", encoding="utf-8") as file:
            file.write(cast(machine, options.columns, options.rows))
    if options.svg:
        with open(options.svg, "w", encoding="utf-8") as file:
            file.write(picture(screens(machine, options.columns, options.rows), options.columns, options.rows))


if __name__ == "__main__":
    main()
