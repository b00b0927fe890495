internal import Glibc
import TextGrid

/// Cuts what is typed into lines. A line may be a PIN: it lies in a buffer of its own, which is wiped.
struct LineReader: ~Copyable {
    static let controlC: UInt8 = 0x03
    static let controlQ: UInt8 = 0x11
    /// Longer lines are cut: nothing that the machine asks for is half as long.
    private static let longest = 512

    private let line = UnsafeMutableRawBufferPointer.allocate(byteCount: longest, alignment: 1)
    private let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 1)
    private var length = 0

    deinit {
        wipe(line)
        wipe(chunk)
        line.deallocate()
        chunk.deallocate()
    }

    /// Reads what is there; waits if nothing is.
    ///
    /// - Returns: The lines that are complete, and whether the input is over; a last line may then lack its end.
    mutating func read(_ descriptor: Int32) -> (lines: [[Key]], isOver: Bool) {
        let count = Glibc.read(descriptor, chunk.baseAddress, chunk.count)
        guard count > 0 else {
            if count < 0, errno == EINTR || errno == EAGAIN { return ([], false) }
            return (length > 0 ? [takeLine()] : [], true)
        }
        defer { wipe(chunk) }
        return (chunk.prefix(count).compactMap { take($0) }, false)
    }

    /// - Returns: A line, if this byte ended it.
    mutating func take(_ byte: UInt8) -> [Key]? {
        switch byte {
        case 0x0A:
            return takeLine()
        case 0x0D:
            return nil
        case Self.controlC, Self.controlQ:
            return takeLine() + [Key(typed: Character(Unicode.Scalar(byte)))]
        default:
            guard length < line.count else { return nil }
            line[length] = byte
            length += 1
            return nil
        }
    }

    private mutating func takeLine() -> [Key] {
        let bytes = line.prefix(length)
        defer {
            wipe(line)
            length = 0
        }
        // Digits may be a PIN, which never is a string.
        guard bytes.contains(where: { !(0x30...0x39).contains($0) }) else {
            return bytes.map { .digit(Int($0) - 0x30) }
        }
        return String(decoding: bytes, as: UTF8.self).map { Key(typed: $0) }
    }

    private func wipe(_ buffer: UnsafeMutableRawBufferPointer) {
        guard let start = buffer.baseAddress else { return }
        explicit_bzero(start, buffer.count)
    }
}
