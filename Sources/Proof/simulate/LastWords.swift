import Glibc
import Synchronization

/// Says which seeds were running when the process trapped: a trap in the product's rules is a finding like any other.
enum LastWords {
    private static let slots = 64
    nonisolated(unsafe) private static let running = {
        let seeds = UnsafeMutablePointer<UInt64>.allocate(capacity: slots)
        seeds.initialize(repeating: 0, count: slots)
        return seeds
    }()

    static var processors: Int { max(1, min(slots, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    static func note(seed: UInt64, slot: Int) {
        running[slot % slots] = seed
    }

    /// Ends with 1, as at any seed that fails.
    static func install() {
        _ = running
        for number in [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS] {
            signal(number) { _ in LastWords.speak() }
        }
    }

    /// Only what a signal handler may do: no allocation, no locks.
    private static func speak() {
        write("a process trapped; running were the seeds")
        for slot in 0..<slots where running[slot] != 0 { write(running[slot]) }
        write("\n")
        _exit(1)
    }

    private static func write(_ text: StaticString) {
        _ = Glibc.write(2, text.utf8Start, text.utf8CodeUnitCount)
    }

    private static func write(_ number: UInt64) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 21) { digits in
            var place = 20
            var rest = number
            repeat {
                digits[place] = 0x30 + UInt8(rest % 10)
                rest /= 10
                place -= 1
            } while rest > 0
            digits[place] = 0x20
            _ = Glibc.write(2, digits.baseAddress.map { $0 + place }, 21 - place)
        }
    }
}
