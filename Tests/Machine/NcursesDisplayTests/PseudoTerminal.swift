import CCurses
import Glibc

@testable import NcursesDisplay

/// A terminal without a window: the test sits where the emulator would.
final class PseudoTerminal: Sendable {
    struct Failure: Error {
        let call: String
        let errno: Int32
    }

    /// TIOCSPTLCK and TIOCGPTN of Linux, which Swift does not see.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    /// The emulator's end.
    let master: Int32
    /// The program's end.
    let slave: Int32

    init(columns: UInt16 = 80, rows: UInt16 = 24) throws {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var locked: Int32 = 0
        var number: UInt32 = 0
        guard master >= 0, ioctl(master, Self.setLock, &locked) == 0,
            ioctl(master, Self.getNumber, &number) == 0
        else { throw Failure(call: "open /dev/ptmx", errno: errno) }
        slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
        guard slave >= 0 else { throw Failure(call: "open", errno: errno) }
        try resize(columns: columns, rows: rows)
    }

    deinit {
        close(slave)
        close(master)
    }

    func resize(columns: UInt16, rows: UInt16) throws {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        guard ioctl(master, UInt(TIOCSWINSZ), &size) == 0 else {
            throw Failure(call: "TIOCSWINSZ", errno: errno)
        }
    }

    /// What `tcgetattr` says, as bytes to compare.
    func modes() throws -> [UInt8] {
        var modes = termios()
        guard tcgetattr(slave, &modes) == 0 else {
            throw Failure(call: "tcgetattr", errno: errno)
        }
        return withUnsafeBytes(of: &modes) { Array($0) }
    }

    func type(_ text: String) throws {
        let bytes = Array(text.utf8)
        guard write(master, bytes, bytes.count) == bytes.count else {
            throw Failure(call: "write", errno: errno)
        }
    }

    /// Everything that the program writes up to and with `end`; at most ten seconds long.
    func output(until end: String) throws -> String {
        var bytes: [UInt8] = []
        let wanted = Array(end.utf8)
        while !bytes.ends(with: wanted) {
            var polled = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            guard poll(&polled, 1, 10_000) == 1 else {
                throw Failure(call: "poll: no \(end.debugDescription) came", errno: errno)
            }
            var byte: UInt8 = 0
            guard read(master, &byte, 1) == 1 else { throw Failure(call: "read", errno: errno) }
            bytes.append(byte)
        }
        return String(decoding: bytes.dropLast(wanted.count), as: UTF8.self)
    }
}

extension [UInt8] {
    fileprivate func ends(with end: [UInt8]) -> Bool {
        count >= end.count && suffix(end.count).elementsEqual(end)
    }
}
