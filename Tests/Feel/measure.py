#!/usr/bin/env python3
"""How the machine feels, measured: drives `atm demo` at a pseudo-terminal as a person would, and prints what it found
beside what is wanted. Nothing but Python and Linux is needed.

    swift build -c release --product atm && python3 Tests/Feel/measure.py
    python3 Tests/Feel/measure.py .build/debug/atm --idle 10     another build, a shorter look

Exits with 1 when something exceeds its limit. A busy computer exceeds all of them: look at its load, which is printed.
"""

import argparse
import fcntl
import os
import re
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

ESCAPES = re.compile(rb"\x1b(\[[0-9;?<>=]*[A-Za-z]|[()][A-Z0-9]|[=>78])")


class Machine:
    """`atm demo` at a pseudo-terminal."""

    def __init__(self, program, state, columns=80, rows=24, flags=()):
        self.seen = b""
        self.started = time.monotonic()
        self.process, self.terminal = os.forkpty()
        if self.process == 0:
            environment = dict(os.environ, TERM="xterm-256color", LC_ALL="C.UTF-8")
            environment.pop("NO_COLOR", None)
            arguments = [program, "demo", "--state", state, "--timeout", "off", *flags]
            # The size is there before anything can ask for it.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execve(program, arguments, environment)

    def read(self, seconds):
        """What comes within `seconds`, as soon as anything does."""
        ready, _, _ = select.select([self.terminal], [], [], max(0, seconds))
        if not ready:
            return b""
        try:
            data = os.read(self.terminal, 1 << 16)
        except OSError:
            sys.exit("measure: the machine has ended: " + self.text()[-300:])
        self.seen += data
        return data

    def text(self):
        return ESCAPES.sub(b"", self.seen).replace(b" ", b"").decode("utf-8", "replace")

    def wait_for(self, words, patience=30):
        """Until `words` have been drawn since the last look; returns when that was."""
        wanted = words.replace(" ", "")
        end = time.monotonic() + patience
        while wanted not in self.text():
            if time.monotonic() > end:
                sys.exit(f"measure: “{words}” never came; the last was {self.text()[-300:]}")
            self.read(0.05)
        return time.monotonic()

    def press(self, keys):
        self.seen = b""
        os.write(self.terminal, keys.encode())

    def settle(self, quiet=0.15):
        """Until nothing more comes; the clock's tick is soon over."""
        while self.read(quiet):
            pass

    def key(self, key):
        """Presses one key between two ticks: seconds to the first byte of its paint, and all its bytes."""
        self.settle(0.05)
        self.press(key)
        pressed = time.monotonic()
        count = len(self.read(2))
        delay = time.monotonic() - pressed
        while data := self.read(0.03):
            count += len(data)
        return delay, count

    def children(self):
        """The machine process and the bank by the word that follows the program's name."""
        found = {}
        for entry in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{entry}/stat") as file:
                    parent = int(file.read().rsplit(")", 1)[1].split()[1])
                with open(f"/proc/{entry}/cmdline", "rb") as file:
                    words = file.read().split(b"\0")
            except OSError:
                continue
            if parent == self.process and len(words) > 1:
                found[words[1].decode()] = int(entry)
        return found

    def quit(self):
        os.kill(self.process, signal.SIGTERM)
        try:
            while os.read(self.terminal, 1 << 16):
                pass
        except OSError:
            pass
        os.waitpid(self.process, 0)
        os.close(self.terminal)


def processor_seconds(process):
    with open(f"/proc/{process}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mib(process, kind="VmRSS"):
    with open(f"/proc/{process}/status") as file:
        return next(int(line.split()[1]) / 1024 for line in file if line.startswith(kind))


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def first_paints(program, state, starts):
    """Milliseconds from the start to a whole first screen, a start each."""
    times = []
    for _ in range(starts):
        machine = Machine(program, state)
        # The last row of the first screen.
        times.append((machine.wait_for("Help") - machine.started) * 1000)
        machine.wait_for("ONLINE")
        machine.quit()
    return times


def measure(program, state, options):
    machine = Machine(program, state)
    machine.wait_for("Welcome.")
    machine.wait_for("ONLINE")
    machine.settle()
    machine.press("a")
    machine.wait_for("PIN")
    pin_bytes = [machine.key(digit)[1] for digit in "1357"]
    machine.press("\r")
    machine.wait_for("What would you like")
    machine.settle()

    processes = machine.children()
    before = processor_seconds(processes["machine"])
    began, idle_bytes = time.monotonic(), 0
    while (left := began + options.idle - time.monotonic()) > 0:
        idle_bytes += len(machine.read(left))
    idle = time.monotonic() - began
    processor = (processor_seconds(processes["machine"]) - before) / idle * 100

    machine.press("b")
    machine.settle()
    machine.press("g")
    machine.settle()
    delays, digit_bytes = [], []
    for _ in range(options.keys // 2):
        delay, count = machine.key("5")
        delays.append(delay * 1000)
        digit_bytes.append(count)
        delays.append(machine.key("\x7f")[0] * 1000)
    memory = resident_mib(processes["machine"]), resident_mib(processes["machine"], "RssAnon")
    others = {name: resident_mib(process) for name, process in machine.children().items()}
    machine.quit()
    return pin_bytes, digit_bytes, delays, idle_bytes / idle, processor, memory, others


# Each screen that the menu leads to, and words that it is drawn with.
SCREENS = [("b", "How much"), ("c", "Count your notes"), ("d", "which account"), ("f", "25,000.00"),
           ("g", "last movements"), ("h", "new PIN")]


def to_menu(machine):
    machine.wait_for("ONLINE")
    machine.settle()
    machine.press("a")
    machine.wait_for("PIN")
    machine.settle()
    machine.press("1357\r")
    machine.wait_for("What would you like")
    machine.settle()


def escapes(program, state):
    """Milliseconds from Esc to the first byte of the next screen, at each screen; the terminal's 25 are among them."""
    machine = Machine(program, state)
    to_menu(machine)
    times = {}
    for key, words in SCREENS:
        machine.press(key)
        machine.wait_for(words)
        times[words] = machine.key("\x1b")[0] * 1000
        machine.settle()
    times["menu"] = machine.key("\x1b")[0] * 1000
    machine.wait_for("CARD")
    machine.quit()
    return times


def without_bank(program, state):
    """A bank that is dead, in the middle of a request: milliseconds from a key to its paint, and seconds until the link's
    mark tells of a silent bank and of one that is gone."""
    machine = Machine(program, state)
    to_menu(machine)
    bank = machine.children()["demo-bank"]
    os.kill(bank, signal.SIGSTOP)
    machine.press("a")
    asked = time.monotonic()
    silent = machine.wait_for("~") - asked
    delays = []
    for _ in range(10):
        delays += [machine.key("?")[0] * 1000, machine.key("\x1b")[0] * 1000]
    # Nobody starts it again while the supervisor stands still.
    os.kill(machine.process, signal.SIGSTOP)
    machine.seen = b""
    os.kill(bank, signal.SIGKILL)
    killed = time.monotonic()
    gone = machine.wait_for("×") - killed
    delays += [machine.key("?")[0] * 1000, machine.key("\x1b")[0] * 1000]
    os.kill(machine.process, signal.SIGCONT)
    machine.wait_for("CARD")
    machine.quit()
    return delays, silent, gone


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("program", nargs="?", default=".build/release/atm")
    parser.add_argument("--starts", type=int, default=5, help="how often it is started")
    parser.add_argument("--keys", type=int, default=200, help="how many keys are pressed")
    parser.add_argument("--idle", type=float, default=20, help="seconds to look at it idle")
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    if not os.access(program, os.X_OK):
        sys.exit(f"measure: {program} is not there; swift build -c release --product atm makes it")

    state = tempfile.mkdtemp(prefix="atm-feel-")
    try:
        first_paints(program, state, 1)  # The first start makes the demo's bank.
        starts = first_paints(program, state, options.starts)
        pin, digit, delays, idle, processor, memory, others = measure(program, state, options)
        escape = escapes(program, state)
        dead, silent, gone = without_bank(program, state)
    finally:
        shutil.rmtree(state)

    rows = [
        ("first paint, median", statistics.median(starts), 100, "ms"),
        ("first paint, worst", max(starts), None, "ms"),
        ("key to paint, p50", percentile(delays, 0.5), 10, "ms"),
        ("key to paint, p99", percentile(delays, 0.99), 10, "ms"),
        ("Esc to paint, worst of each screen", max(escape.values()), 100, "ms"),
        ("key to paint, the bank dead, worst", max(dead), 100, "ms"),
        ("link mark, the bank silent", silent, 2, "s"),
        ("link mark, the bank gone", gone, 2, "s"),
        ("bytes for a PIN's digit, median", statistics.median(pin), 200, "B"),
        ("bytes for an amount's digit, median", statistics.median(digit), 200, "B"),
        ("idle output", idle, 60, "B/s"),
        ("idle processor", processor, 0.5, "%"),
        ("resident memory", memory[0], 40, "MiB"),
        ("  of it its own, no file's", memory[1], None, "MiB"),
    ]
    print(f"{program}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    exceeded = False
    for name, value, limit, unit in rows:
        is_good = limit is None or value <= limit
        exceeded |= not is_good
        wanted = "" if limit is None else f"at most {limit} {unit}"
        print(f"{'  ' if is_good else '! '}{name:<38}{value:8.2f} {unit:<4} {wanted}")
    print("  beside it: " + ", ".join(f"{name} {mib:.0f} MiB" for name, mib in others.items()))
    sys.exit(1 if exceeded else 0)


if __name__ == "__main__":
    main()
