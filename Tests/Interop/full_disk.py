#!/usr/bin/env python3
"""A store on a disk that fills up: 91 READ-ONLY, replays all the same, and service again by itself.

    full_disk.py BANK FOLDER

Mounts 40 MB of memory at FOLDER, so it is to be run as root in a mount namespace of its own (`unshare -m`).
"""

import os
import subprocess
import sys

from fault_client import Bank, skip

READ_ONLY = ("91", "READ-ONLY")


def refused(answer):
    return (answer[39], answer.get(63)) == READ_ONLY


class Scenario:
    def __init__(self, bank, disk):
        self.bank, self.ballast = bank, f"{disk}/ballast"
        self.terminal = bank.terminal()
        self.line = self.terminal.connect()

    def fill(self):
        """To the last byte."""
        with open(self.ballast, "wb", buffering=0) as file:
            try:
                while file.write(bytes(1 << 20)):
                    pass
            except OSError:
                pass

    def run(self):
        served = self.withdrawal()
        first = self.line.ask("0200", served)
        assert first[39] == "00", first
        self.fill()
        # What is recorded is answered, what is not is not tried: not even a wrong PIN is counted.
        late = self.withdrawal()
        for _ in range(3):
            assert refused(self.line.ask("0201", late))
            assert refused(self.line.ask("0420", self.terminal.reversal_of(late)))
            assert refused(self.line.ask("0100", self.terminal.with_card("330000", pin="1358")))
            again = self.line.ask("0201", served)
            assert (again[39], again[63], again[38]) == ("00", "REPLAY", first[38]), again
        # A known journal signs on; a new one needs an offer, which needs room: it comes again.
        self.terminal.connect()
        stranger = self.bank.terminal()
        try:
            stranger.connect()
        except AssertionError as error:
            assert refused(error.args[0]), error
        else:
            raise AssertionError("an offer was made on a full disk")
        print("ok full")

        # A server that begins on the full disk does just the same.
        assert self.bank.end()[0] == 0
        assert self.bank.serve(), self.bank.ended()
        self.bank.move(self.terminal)
        self.bank.move(stranger)
        self.line = self.terminal.connect()
        assert self.line.ask("0201", served)[63] == "REPLAY"
        assert refused(self.line.ask("0201", late))
        print("ok restarted full")

        os.unlink(self.ballast)
        assert self.line.ask("0201", late)[39] == "00"
        assert self.line.ask("0100", self.terminal.with_card("330000", pin="1358"))[63] == "TRIES-2"
        stranger.connect()
        print("ok room again")
        return 2

    def withdrawal(self):
        return self.terminal.with_card("010000", D4="000000050000")


if __name__ == "__main__":
    program, disk = sys.argv[1:]
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", disk], capture_output=True, text=True)
    if mounted.returncode != 0:
        skip(f"this process may not mount: {mounted.stderr.strip()}")
    bank = Bank(program, f"{disk}/store")
    bank.run("init", "--demo")
    assert bank.serve()
    withdrawals = Scenario(bank, disk).run()
    code, log = bank.end()
    assert code == 0, (code, log)
    assert len(bank.postings("withdrawal")) == 2 * withdrawals
    assert bank.run("audit") == "in order\n"
    print("ok audit")
