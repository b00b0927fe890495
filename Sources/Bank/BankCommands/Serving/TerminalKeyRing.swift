internal import BankProtocol
internal import BankServer
internal import BankSession
internal import Foundation
internal import LedgerStore
internal import Logging
internal import MessageSecurity
internal import SQLiteLedgerStore
internal import Synchronization

/// The terminals' keys as the key file has them now: a terminal enrolled beside a running server is served at once,
/// and a certificate revoked beside it is refused at once.
///
/// The file is replaced as a whole when it changes, so one `stat` a message tells whether to read it again.
final class TerminalKeyRing: Sendable {
    private struct Version: Equatable {
        var inode: UInt64
        var seconds: Int
        var nanoseconds: Int
    }

    private struct Ring {
        var version: Version?
        var keys: [TerminalID: TerminalKeys]
    }

    private let directory: StoreDirectory
    private let logger: Logger
    private let ring: Mutex<Ring>

    init(_ directory: StoreDirectory, _ logger: Logger) throws(StoreError) {
        self.directory = directory
        self.logger = logger
        let version = Self.version(of: directory.keysPath)
        ring = Mutex(Ring(version: version, keys: try Self.load(directory)))
    }

    @Sendable func keys(of terminal: TerminalID) -> TerminalKeys? {
        ring.withLock { ring in
            let version = Self.version(of: directory.keysPath)
            if version != ring.version { reload(&ring, version) }
            return ring.keys[terminal]
        }
    }

    /// What cannot be read is told once a version; the keys that were read before stay good.
    private func reload(_ ring: inout Ring, _ version: Version?) {
        ring.version = version
        do throws(StoreError) {
            ring.keys = try Self.load(directory)
        } catch {
            logger.error("the key file cannot be read, the keys stay as they were: \(error)")
        }
    }

    private static func load(
        _ directory: StoreDirectory
    ) throws(StoreError) -> [TerminalID: TerminalKeys] {
        var keys: [TerminalID: TerminalKeys] = [:]
        for (terminal, bytes) in try directory.loadKeys().terminals {
            guard let pin = PINKey(bytes: bytes.pin) else { throw wrongLength(terminal) }
            var mac: MACKey?
            if let bytes = bytes.mac {
                mac = MACKey(bytes: bytes)
                guard mac != nil else { throw wrongLength(terminal) }
            }
            keys[terminal] = TerminalKeys(
                pin: pin, mac: mac, certificates: Set(bytes.certificates.map(\.serial)))
        }
        return keys
    }

    private static func wrongLength(_ terminal: TerminalID) -> StoreError {
        StoreError(.damaged, "keys.json holds a key of a wrong length for terminal \(terminal)")
    }

    private static func version(of path: String) -> Version? {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return nil }
        return Version(
            inode: UInt64(facts.st_ino), seconds: Int(facts.st_mtim.tv_sec),
            nanoseconds: Int(facts.st_mtim.tv_nsec))
    }
}

extension StoreDirectory {
    fileprivate var keysPath: String { "\(path)/keys.json" }
}
