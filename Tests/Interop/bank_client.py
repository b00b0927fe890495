#!/usr/bin/env python3
"""A terminal written from protocol.md alone, in Python's standard library: it shares no line with the bank.

    bank_client.py HOST:PORT BUNDLE [--tls]

Signs on as the bundle's terminal, does what `Scenario` lists against the demo's card A, and exits 0 when every answer
was as the protocol has it.
"""

import json
import os
import socket
import ssl
import sys
import tempfile
import time

# --- AES-128, encryption only (FIPS 197), AES-CMAC (RFC 4493), PIN block format 4 (ISO 9564-1) -----------------------


def xtime(a):
    return ((a << 1) ^ (0x1B if a & 0x80 else 0)) & 0xFF


def make_sbox():
    # Powers of the generator 3 give every inverse; the affine map follows.
    exp, value = [], 1
    for _ in range(255):
        exp.append(value)
        value ^= xtime(value)
    log = {v: i for i, v in enumerate(exp)}
    box = []
    for a in range(256):
        b = 0 if a == 0 else exp[(255 - log[a]) % 255]
        box.append(b ^ rotl(b, 1) ^ rotl(b, 2) ^ rotl(b, 3) ^ rotl(b, 4) ^ 0x63)
    return box


def rotl(b, n):
    return ((b << n) | (b >> (8 - n))) & 0xFF


SBOX = make_sbox()


def expand(key):
    words = [list(key[i : i + 4]) for i in range(0, 16, 4)]
    rcon = 1
    for i in range(4, 44):
        word = list(words[-1])
        if i % 4 == 0:
            word = [SBOX[b] for b in word[1:] + word[:1]]
            word[0] ^= rcon
            rcon = xtime(rcon)
        words.append([a ^ b for a, b in zip(word, words[i - 4])])
    return [sum(words[i : i + 4], []) for i in range(0, 44, 4)]


def aes(key, block):
    keys = expand(key)
    s = [a ^ b for a, b in zip(block, keys[0])]
    for number in range(1, 11):
        s = [SBOX[b] for b in s]
        s = [s[(i + 4 * (i % 4)) % 16] for i in range(16)]
        if number < 10:
            mixed = []
            for c in range(0, 16, 4):
                col = s[c : c + 4]
                total = col[0] ^ col[1] ^ col[2] ^ col[3]
                mixed += [col[i] ^ total ^ xtime(col[i] ^ col[(i + 1) % 4]) for i in range(4)]
            s = mixed
        s = [a ^ b for a, b in zip(s, keys[number])]
    return bytes(s)


def cmac(key, data):
    def double(block):
        value = int.from_bytes(block, "big") << 1
        if value >> 128:
            value = (value & ((1 << 128) - 1)) ^ 0x87
        return value.to_bytes(16, "big")

    k1 = double(aes(key, bytes(16)))
    blocks = [data[i : i + 16] for i in range(0, len(data), 16)] or [b""]
    last = blocks.pop()
    if len(last) == 16:
        last = xor(last, k1)
    else:
        last = xor(last + b"\x80" + bytes(15 - len(last)), double(k1))
    state = bytes(16)
    for block in blocks:
        state = aes(key, xor(state, block))
    return aes(key, xor(state, last))[:8]


def xor(a, b):
    return bytes(x ^ y for x, y in zip(a, b))


def pin_block(key, pan, pin):
    plain = bytes.fromhex(f"4{len(pin):X}{pin}".ljust(16, "A")) + os.urandom(8)
    account = bytes.fromhex(f"{len(pan) - 12}{pan}".ljust(32, "0"))
    return aes(key, xor(aes(key, plain), account)).hex().upper()


# --- ISO 8583:1987 ---------------------------------------------------------------------------------------------------

FIXED = {3: 6, 4: 12, 7: 10, 11: 6, 12: 6, 13: 4, 14: 4, 37: 12, 38: 6, 39: 2, 41: 8, 49: 3, 64: 16, 70: 3, 90: 42,
         95: 42, 128: 16}
PREFIX = {2: 2, 48: 3, 54: 3, 60: 3, 62: 3, 63: 3, 102: 2, 103: 2, 110: 3}


def encode(mti, fields):
    bits = 0
    body = ""
    for number in sorted(fields):
        bits |= 1 << (128 - number)
        text = fields[number]
        if number in PREFIX:
            text = f"{len(text):0{PREFIX[number]}d}{text}"
        else:
            assert len(text) == FIXED[number], (number, text)
        body += text
    if bits & ((1 << 64) - 1):
        bits |= 1 << 127
        return f"{mti}{bits:032X}{body}".encode()
    return f"{mti}{bits >> 64:016X}{body}".encode()


def decode(frame):
    text = frame.decode("ascii")
    mti, bits, at = text[:4], int(text[4:20], 16) << 64, 20
    if bits >> 127:
        bits |= int(text[20:36], 16)
        at = 36
    fields = {}
    for number in range(2, 129):
        if not bits >> (128 - number) & 1:
            continue
        length = FIXED.get(number)
        if length is None:
            length = int(text[at : at + PREFIX[number]])
            at += PREFIX[number]
        fields[number] = text[at : at + length]
        at += length
    assert at == len(text), "bytes left over"
    return mti, fields


# --- TLS -------------------------------------------------------------------------------------------------------------

BANK_NAME = "bank.internal"


def tls_context(bundle, version=ssl.TLSVersion.TLSv1_3, shows=True, trusts=None):
    """The bundle's end of the line; `shows` its certificate, `trusts` another bundle's authority."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = context.maximum_version = version
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    context.load_verify_locations(cadata=(trusts or bundle)["ca"])
    if shows:
        with tempfile.NamedTemporaryFile("w", suffix=".pem") as file:
            file.write(bundle["certificate"] + "\n" + bundle["private_key"])
            file.flush()
            context.load_cert_chain(file.name)
    return context


class Line:
    """One connection of the terminal."""

    def __init__(self, terminal):
        self.terminal = terminal
        self.socket = socket.create_connection(terminal.address, timeout=20)
        if terminal.tls:
            self.socket = terminal.tls.wrap_socket(self.socket, server_hostname=BANK_NAME)

    def send(self, mti, fields):
        fields = dict(fields)
        fields[41] = self.terminal.name.ljust(8)
        mac = None
        if self.terminal.mac_key:
            field = 128 if max(fields) > 64 else 64
            fields[field] = "0" * 16
            mac = cmac(self.terminal.mac_key, encode(mti, fields)[:-16])
            fields[field] = mac.hex().upper()
        self.send_frame(encode(mti, fields))
        return mac

    def send_frame(self, frame):
        self.socket.sendall(len(frame).to_bytes(2, "big") + frame)

    def receive(self, mac=None):
        frame = self.read(int.from_bytes(self.read(2), "big"))
        mti, fields = decode(frame)
        if self.terminal.mac_key:
            code = cmac(self.terminal.mac_key, frame[:-16] + mac)
            assert fields[128 if 128 in fields else 64] == code.hex().upper(), "wrong MAC"
        return mti, fields

    def ask(self, mti, fields):
        mac = self.send(mti, fields)
        answer, found = self.receive(mac)
        assert answer == mti[:2] + "10" if mti[0:2] != "04" else answer == "0430", (mti, answer)
        return found

    def read(self, count):
        data = b""
        while len(data) < count:
            part = self.socket.recv(count - len(data))
            if not part:
                raise ConnectionError("closed")
            data += part
        return data

    def is_closed(self):
        try:
            return self.socket.recv(1) == b""
        except (ConnectionError, ssl.SSLError):
            return True


class Terminal:
    """What a cash machine keeps between connections."""

    PAN, PIN = "9705000000084821", "1357"

    def __init__(self, address, bundle, tls=None):
        self.tls = tls
        host, port = address.rsplit(":", 1)
        self.address = (host, int(port))
        self.name = bundle["terminal"]
        self.pin_key = bytes.fromhex(bundle["pin_key"])
        self.mac_key = bytes.fromhex(bundle["mac_key"]) if bundle["mac_key"] else None
        self.instance = os.urandom(8).hex().upper()
        self.epoch, self.sequence, self.stan = "0000", 1, 0
        self.moment = time.strftime("%m%d%H%M%S", time.gmtime())

    def network(self, code, **more):
        self.stan += 1
        return {7: self.moment, 11: f"{self.stan:06d}", 70: code, **{int(k[1:]): v for k, v in more.items()}}

    def connect(self):
        line = Line(self)
        state = f"INSTANCE={self.instance};EPOCH={self.epoch};NEXT={self.sequence:08d};LWM=00000001"
        answer = line.ask("0800", self.network("001", D48=state))
        assert answer[39] == "00", answer
        self.epoch = dict(pair.split("=") for pair in answer[48].split(";"))["EPOCH"]
        return line

    def keyed(self, code, sequence=None, **more):
        if sequence is None:
            sequence, self.sequence = self.sequence, self.sequence + 1
        return {3: code, 7: self.moment, 11: f"{1 + (sequence - 1) % 999999:06d}", 12: self.moment[4:],
                13: self.moment[:4], 37: f"{self.epoch}{sequence:08d}", 60: "LWM=00000001",
                **{int(k[1:]): v for k, v in more.items()}}

    def with_card(self, code, pin=None, **more):
        block = pin_block(self.pin_key, self.PAN, pin or self.PIN)
        return self.keyed(code, D2=self.PAN, D49="050", D110=block, **more)

    def reversal_of(self, original, reason="TIMEOUT"):
        kept = {number: original[number] for number in (3, 4, 7, 11, 37, 49, 60)}
        now = time.strftime("%m%d%H%M%S", time.gmtime())
        return {**kept, 7: now, 12: now[4:], 13: now[:4], 63: reason,
                90: "0200" + original[11] + original[7] + "0" * 22, 95: "0" * 12 + "0" * 12 + "C00000000" * 2}


# --- What is shown ---------------------------------------------------------------------------------------------------


class Scenario:
    def __init__(self, terminal):
        self.terminal = terminal

    def run(self):
        for step in ("sign_on_first", "verify", "withdraw_once_however_often_asked", "other_content_under_one_key",
                     "reversal_before_its_original", "wrong_pin", "wrong_content", "broken_structure", "noise",
                     "others_are_undisturbed"):
            getattr(self, step)()
            print("ok", step)

    def sign_on_first(self):
        line = Line(self.terminal)
        answer = line.ask("0800", self.terminal.network("301", D60="LWM=00000001"))
        assert (answer[39], answer[63]) == ("58", "SIGN-ON-FIRST"), answer

    def verify(self):
        self.line = self.terminal.connect()
        answer = self.line.ask("0100", self.terminal.with_card("330000"))
        assert answer[39] == "00" and answer[48].startswith("NAME=Ayesha Rahman;LEFT=5000000;MAX=2000000"), answer
        assert len(answer[54]) == 80, answer

    def withdraw_once_however_often_asked(self):
        request = self.terminal.with_card("010000", D4="000000050000")
        first = self.line.ask("0200", request)
        assert first[39] == "00" and 63 not in first, first
        lines = [self.terminal.connect() for _ in range(10)]
        macs = [(line, line.send("0201", request)) for _ in range(10) for line in lines]
        for line, mac in macs:
            _, again = line.receive(mac)
            assert again.pop(63) == "REPLAY", again
            assert business(again) == business(first), (again, first)
        balance = self.line.ask("0100", self.terminal.with_card("310000"))
        assert balance[54].startswith("2001050C000002450000"), balance
        self.request = request

    def other_content_under_one_key(self):
        answer = self.line.ask("0201", {**self.request, 4: "000000060000"})
        assert (answer[39], answer[63]) == ("94", "KEY-MISMATCH"), answer

    def reversal_before_its_original(self):
        request = self.terminal.with_card("010000", D4="000000100000")
        answer = self.line.ask("0420", self.terminal.reversal_of(request))
        assert (answer[39], answer[63]) == ("00", "UNKNOWN-ORIGINAL"), answer
        late = self.line.ask("0200", request)
        assert (late[39], late[63]) == ("21", "KEY-REVERSED"), late

    def wrong_pin(self):
        answer = self.line.ask("0100", self.terminal.with_card("330000", pin="1358"))
        assert (answer[39], answer[63]) == ("55", "TRIES-2"), answer
        assert self.line.ask("0100", self.terminal.with_card("330000"))[39] == "00"

    def wrong_content(self):
        request = self.terminal.with_card("010000", D4="00000005000X")
        answer = self.line.ask("0200", request)
        assert (answer[39], answer[63]) == ("30", "FIELD-4") and 4 not in answer, answer

    def broken_structure(self):
        good = encode("0800", {**self.terminal.network("301"), 41: self.terminal.name.ljust(8)})
        for frame in (b"0999" + good[4:], b"0800" + b"XXXXXXXXXXXXXXXX" + good[20:], good + b"1", good[:-1],
                      good[:30] + b"\x1b" + good[31:]):
            line = Line(self.terminal)
            line.send_frame(frame)
            assert line.is_closed(), frame
        for length in (0, 21, 4097, 65535):
            line = Line(self.terminal)
            line.socket.sendall(length.to_bytes(2, "big"))
            assert line.is_closed(), length

    def noise(self):
        line = Line(self.terminal)
        try:
            line.socket.sendall(os.urandom(10_000_000))
        except (ConnectionError, ssl.SSLError):
            pass
        assert line.is_closed()

    def others_are_undisturbed(self):
        assert self.line.ask("0100", self.terminal.with_card("310000"))[39] == "00"


def business(fields):
    """All that an answer says, without the MAC."""
    return {number: text for number, text in fields.items() if number not in (63, 64, 128)}


if __name__ == "__main__":
    assert aes(bytes(range(16)), bytes.fromhex("00112233445566778899aabbccddeeff")).hex() == (
        "69c4e0d86a7b0430d8cdb78070b4c55a"), "FIPS 197, appendix C.1"
    with open(sys.argv[2]) as file:
        bundle = json.load(file)
    tls = tls_context(bundle) if sys.argv[3:] == ["--tls"] else None
    Scenario(Terminal(sys.argv[1], bundle, tls)).run()
