#!/usr/bin/env python3
"""`bank init --demo` killed at its every flush and rename: a store is there whole, or not at all.

    killed_init.py BANK FOLDER
"""

import os
import shutil
import subprocess
import sys

from fault_client import Bank, skip

CALLS = "fsync,fdatasync,rename,renameat,renameat2"


def killed(program, store, number):
    """Returns whether it was."""
    bank = Bank(program, store)
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={CALLS}:signal=KILL:when={number}",
         program, "init", "--demo", "--store", store], capture_output=True, timeout=60)
    if os.path.exists(store):
        assert bank.run("audit") == "in order\n"
        assert len(bank.run("card", "list").splitlines()) > 5
        assert os.path.exists(f"{store}/ATM00001.terminal") and os.path.exists(f"{store}/LAB00001.terminal")
    else:
        bank.run("init", "--demo")
        assert bank.run("audit") == "in order\n"
    return done.returncode != 0


if __name__ == "__main__":
    program, folder = sys.argv[1:]
    if shutil.which("strace") is None:
        skip("strace is not installed")
    number = 1
    while killed(program, f"{folder}/store-{number}", number):
        number += 1
    assert number > 5, number
    print(f"ok killed at {number - 1} calls")
