"""What the two drivers of a failing disk share: a `bank serve` of their own and a terminal that asks it one thing."""

import json
import os
import signal
import subprocess
import sys

from bank_client import Terminal


class Bank:
    """One store and the server of it that runs just now."""

    def __init__(self, program, store):
        self.program, self.store, self.server = program, store, None

    def run(self, *arguments):
        done = subprocess.run([self.program, *arguments, "--store", self.store], capture_output=True, text=True,
                              timeout=60)
        assert done.returncode == 0, (arguments, done.returncode, done.stdout, done.stderr)
        return done.stdout

    def serve(self, *tracer):
        """Starts it, behind a tracer if one is given. Returns whether it came as far as to listen."""
        self.server = subprocess.Popen(
            [*tracer, self.program, "serve", "--store", self.store, "--listen", "127.0.0.1:0", "--plaintext"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        words = self.server.stdout.readline().split()
        self.address = words[2] if words[:2] == ["listening", "on"] else None
        return self.address is not None

    def end(self):
        """Returns its exit code and its log."""
        self.tell_to_end()
        return self.ended()

    def tell_to_end(self):
        """SIGTERM to the server itself, behind its tracer too."""
        children = subprocess.run(["pgrep", "-P", str(self.server.pid)], capture_output=True, text=True).stdout.split()
        os.kill(int(children[0]) if children else self.server.pid, signal.SIGTERM)

    def ended(self):
        _, log = self.server.communicate(timeout=30)
        return self.server.returncode, log

    def terminal(self):
        with open(f"{self.store}/ATM00001.terminal") as file:
            return Terminal(self.address, json.load(file))

    def move(self, terminal):
        """The server is another one now, at another port."""
        host, port = self.address.rsplit(":", 1)
        terminal.address = (host, int(port))

    def postings(self, kind):
        lines = [json.loads(line) for line in self.run("ledger", "export").splitlines()]
        return [line for line in lines if line["type"] == kind and line["key"] is not None]


def skip(reason):
    """What this machine does not have is told, and no failure."""
    print(f"skipped: {reason}")
    sys.exit(0)
