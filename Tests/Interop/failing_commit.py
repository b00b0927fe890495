#!/usr/bin/env python3
"""A disk whose flush fails: no answer leaves, the process ends, and what a restart finds is the truth.

    failing_commit.py BANK FOLDER

Serves a store of its own in FOLDER under strace, which fails the Nth fdatasync of the server, for each N that a sign-on
and five withdrawals can bring; after each, a server without strace must know of every withdrawal exactly what the terminal
was told, or find out now. Ends with a server that is told to stop in the middle of a flush that hangs.
"""

import shutil
import sys

from fault_client import Bank, skip

WITHDRAWALS = 5


def ask(terminal, requests):
    """Signs on, then asks one after another. Returns the answers that came."""
    answers = []
    try:
        line = terminal.connect()
        while len(requests) < WITHDRAWALS:
            requests.append(terminal.with_card("010000", D4="000000050000"))
            answers.append(line.ask("0200", requests[-1]))
    except (ConnectionError, TimeoutError):
        pass
    return answers


def failing(program, store, number):
    """Returns whether the fault was met."""
    bank = Bank(program, store)
    bank.run("init", "--demo")
    assert bank.serve("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject=fdatasync:error=EIO:when={number}")
    terminal, requests = bank.terminal(), []
    answers = ask(terminal, requests)
    if len(answers) == WITHDRAWALS:
        code, log = bank.end()
        assert code == 0, (code, log)
        met = False
    else:
        code, log = bank.ended()
        assert code == 70 and "the process ends, since a commit failed" in log, (number, code, log)
        met = True
    assert all(answer[39] == "00" for answer in answers), answers

    assert bank.serve()
    bank.move(terminal)
    line = terminal.connect()
    for request, answer in zip(requests, answers):
        again = line.ask("0201", request)
        assert (again[39], again[63], again[38]) == ("00", "REPLAY", answer[38]), (number, again)
    for request in requests[len(answers):]:
        first, second = line.ask("0201", request), line.ask("0201", request)
        assert (first[39], second[39], second[63]) == ("00", "00", "REPLAY"), (number, first, second)
        assert first[38] == second[38]
    assert bank.end()[0] == 0
    keys = [line["key"] for line in bank.postings("withdrawal")]
    assert sorted(keys) == sorted(2 * list(dict.fromkeys(keys))) and len(keys) == 2 * len(requests), (number, keys)
    assert bank.run("audit") == "in order\n"
    return met


def hanging(program, store):
    """SIGTERM while a flush hangs for good: it ends within its ten seconds all the same, and says why."""
    bank = Bank(program, store)
    bank.run("init", "--demo")
    assert bank.serve()
    terminal = bank.terminal()
    terminal.connect()
    assert bank.end()[0] == 0
    # The very first flush of a warm store is a withdrawal's.
    assert bank.serve("strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=fdatasync:delay_enter=60s")
    bank.move(terminal)
    line = terminal.connect()
    line.send("0200", terminal.with_card("010000", D4="000000050000"))
    bank.tell_to_end()
    # The tracer holds the hanging thread, and with it the process, beyond its exit.
    assert "a commit hung" in bank.server.stderr.readline()
    bank.server.kill()
    assert bank.ended()[0] != 0
    assert line.is_closed()
    while not bank.serve():
        bank.ended()
    assert bank.end()[0] == 0
    assert bank.run("audit") == "in order\n"


if __name__ == "__main__":
    program, folder = sys.argv[1:]
    if shutil.which("strace") is None:
        skip("strace is not installed")
    # A few more than the flushes of a sign-on's offer and five withdrawals; SQLite passes over that of a directory.
    met = sum(failing(program, f"{folder}/commit-{number}", number) for number in range(1, WITHDRAWALS + 6))
    assert met > WITHDRAWALS, met
    print(f"ok {met} failing flushes")
    hanging(program, f"{folder}/hanging")
    print("ok hanging flush")
