package import BankProtocol
package import CashMachine
internal import Foundation
package import MessageSecurity

/// Keeps the hash of the operator's code and the count of wrong ones, in a file that `atm operator set-code` may replace
/// while the machine runs.
package struct OperatorFile: Sendable {
    private let file: DurableFile

    /// - Parameter path: Of the machine's state directory.
    package init(directory path: String) {
        file = DurableFile(path: path + "/operator.json")
    }

    /// Whether a code may be typed now.
    ///
    /// - Throws: `MachineStoreError`.
    package func answer(at now: Timestamp) throws -> OperatorCodeAnswer {
        guard let stored = try read() else { return .notSet }
        let pause = stored.lock.pauseLeft(at: now)
        return pause > .zero ? .paused(pause) : .wanted
    }

    /// Judges a code. The try is counted durably first, so that a kill in between gives none for free.
    ///
    /// - Throws: `MachineStoreError`.
    package func judge(_ code: borrowing PIN, at now: Timestamp) throws -> OperatorCodeAnswer {
        guard let stored = try read() else { return .notSet }
        let hash = stored.hash
        var lock = stored.lock
        guard lock.begin(at: now) else { return .paused(lock.pauseLeft(at: now)) }
        try file.write(StoredOperator(hash, lock))
        let isRight: Bool
        do {
            isRight = try hash.matches(code)
        } catch {
            throw MachineStoreError.unusable(path: file.path, reason: "\(error)")
        }
        guard isRight else {
            let pause = lock.pauseLeft(at: now)
            return pause > .zero ? .paused(pause) : .wrong(triesLeft: lock.triesLeft)
        }
        lock.succeed()
        try file.write(StoredOperator(hash, lock))
        return .right
    }

    /// Replaces the code, and forgets the wrong ones that were typed for the old.
    ///
    /// - Returns: `false` for a code that has not six digits; then nothing is changed.
    /// - Throws: `MachineStoreError`.
    package func set(_ code: borrowing PIN) throws -> Bool {
        let salt = (0..<OperatorCodeHash.saltLength).map { _ in UInt8.random(in: .min ... .max) }
        let hash: OperatorCodeHash?
        do {
            hash = try OperatorCodeHash(of: code, salt: salt)
        } catch {
            throw MachineStoreError.unusable(path: file.path, reason: "\(error)")
        }
        guard let hash else { return false }
        try file.write(StoredOperator(hash, OperatorLock()))
        return true
    }

    /// Whether there is a code.
    package var isSet: Bool { FileManager.default.fileExists(atPath: file.path) }

    private func read() throws -> (hash: OperatorCodeHash, lock: OperatorLock)? {
        guard let stored = try file.read(StoredOperator.self) else { return nil }
        guard let hash = stored.hash else {
            throw MachineStoreError.damaged(path: file.path, reason: "its hash is none")
        }
        return (hash, stored.lock)
    }
}

/// The file's JSON; bytes are base64.
private struct StoredOperator: Codable {
    var salt: Data
    var scrypt: Data
    var wrongTries: Int
    /// Unix seconds.
    var pausedSince: Int64?

    init(_ hash: OperatorCodeHash, _ lock: OperatorLock) {
        salt = Data(hash.salt)
        scrypt = Data(hash.hash)
        wrongTries = lock.wrongTries
        pausedSince = lock.pausedSince?.unixSeconds
    }

    var hash: OperatorCodeHash? {
        OperatorCodeHash(salt: [UInt8](salt), hash: [UInt8](scrypt))
    }

    var lock: OperatorLock {
        OperatorLock(
            wrongTries: wrongTries,
            pausedSince: pausedSince.map { Timestamp(unixSeconds: $0) })
    }
}
