#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A PIN in the clear: 4...12 digits once it is complete, in a fixed buffer that is wiped when it goes.
///
/// It cannot be copied or printed. The buffer lies in one place of the heap as long as the PIN lives, so that moving a
/// PIN leaves no digits behind.
package struct PIN: ~Copyable, @unchecked Sendable {
    // Sendable: nobody else has the buffer, since there are no copies.

    package static let lengths = 4...12

    private let buffer: UnsafeMutableBufferPointer<UInt8>
    package private(set) var count = 0

    /// An empty PIN, to which digits are appended as they are typed.
    package init() {
        buffer = .allocate(capacity: Self.lengths.upperBound)
        buffer.initialize(repeating: 0)
    }

    deinit {
        wipeMemory(UnsafeMutableRawBufferPointer(buffer))
        buffer.deallocate()
    }

    /// Appends the value of a digit, 0...9 (not its character).
    ///
    /// - Returns: `false` when the PIN is full or `digit` is above 9; then nothing is appended.
    package mutating func append(_ digit: UInt8) -> Bool {
        guard count < buffer.count, digit <= 9 else { return false }
        buffer[count] = digit
        count += 1
        return true
    }

    /// Wipes the digit that was typed last, if any.
    package mutating func removeLast() {
        guard count > 0 else { return }
        count -= 1
        buffer[count] = 0
    }

    /// Wipes all digits; the PIN is empty again.
    package mutating func wipe() {
        wipeMemory(UnsafeMutableRawBufferPointer(buffer))
        count = 0
    }

    /// Whether there are as many digits as a PIN must have.
    package var isComplete: Bool { Self.lengths.contains(count) }

    /// The value of the digit at `index`, 0...9.
    func digit(at index: Int) -> UInt8 {
        precondition(index < count, "a PIN of \(count) digits has none at \(index)")
        return buffer[index]
    }
}

/// Overwrites memory with zeros in a way that the compiler does not drop as useless.
func wipeMemory(_ memory: UnsafeMutableRawBufferPointer) {
    #if canImport(Darwin)
        _ = memset_s(memory.baseAddress, memory.count, 0, memory.count)
    #else
        if let start = memory.baseAddress { explicit_bzero(start, memory.count) }
    #endif
}
