#!/usr/bin/env python3
"""Who gets in by TLS and who does not, as OpenSSL's end of the line sees it, by Python's ssl module.

    tls_client.py HOST:PORT BUNDLE OTHERS_BUNDLE STRANGERS_BUNDLE

BUNDLE and OTHERS_BUNDLE are two terminals of the bank at HOST:PORT, STRANGERS_BUNDLE is a terminal of another bank. Exits
0 when each is treated as protocol.md has it.
"""

import json
import ssl
import sys

from bank_client import BANK_NAME, Line, Terminal, tls_context


def attempt(terminal):
    """What comes of a sign-on: its answer's code, or "closed" when the bank hangs up, by alert or without."""
    try:
        line = Line(terminal)
        state = f"INSTANCE={terminal.instance};EPOCH=0000;NEXT=00000001;LWM=00000001"
        return line.ask("0800", terminal.network("001", D48=state))[39]
    except (ConnectionError, ssl.SSLError) as error:
        return "unverified" if isinstance(error, ssl.SSLCertVerificationError) else "closed"


def main(address, own, other, stranger):
    def outcome(bundle, **how):
        return attempt(Terminal(address, bundle, tls_context(bundle, **how)))

    assert outcome(own) == "00"
    print("ok its own certificate")
    line = Line(Terminal(address, own, tls_context(own)))
    assert line.socket.version() == "TLSv1.3", line.socket.version()
    names = line.socket.getpeercert()
    assert ("DNS", BANK_NAME) in names["subjectAltName"], names
    print("ok TLS 1.3, and the bank's name")
    assert outcome(own, shows=False) == "closed"
    print("ok no certificate: closed")
    assert outcome(own, version=ssl.TLSVersion.TLSv1_2) == "closed"
    print("ok TLS 1.2: closed")
    assert outcome(stranger, trusts=own) == "closed"
    print("ok a certificate of another authority: closed")
    assert outcome(own, trusts=stranger) == "unverified"
    print("ok the bank is not taken for another bank")
    assert attempt(Terminal(address, own, tls_context(other))) == "closed"
    print("ok another terminal's certificate: closed")
    plain = Terminal(address, own)
    assert attempt(plain) == "closed"
    print("ok no TLS: closed")
    assert outcome(own) == "00"
    print("ok its own certificate, as before")


if __name__ == "__main__":
    bundles = []
    for path in sys.argv[2:5]:
        with open(path) as file:
            bundles.append(json.load(file))
    main(sys.argv[1], *bundles)
