import BankProtocol
import Foundation
import LedgerStore
import SQLiteLedgerStore
import Testing

struct StoreDirectoryTests {
    let place: TemporaryStore
    let path: String

    init() throws {
        place = try TemporaryStore()
        path = place.directory.path
    }

    func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    func kind(_ body: () throws(StoreError) -> Void) -> StoreError.Kind? {
        do throws(StoreError) {
            try body()
            return nil
        } catch {
            return error.kind
        }
    }

    @Test func `directory, database and keys are for their owner alone`() throws {
        let office = try Administration.found(in: place.directory, at: Bank.now)
        #expect(try mode(path) == 0o700)
        for name in ["bank.sqlite", "bank.sqlite-wal", "keys.json"] {
            #expect(try mode("\(path)/\(name)") == 0o600)
        }
        withExtendedLifetime(office) {}
    }

    @Test func `a store is not made over another`() throws {
        _ = try Administration.found(in: place.directory, at: Bank.now)
        let path = path
        #expect(
            kind { () throws(StoreError) in _ = try StoreDirectory.create(at: path) } == .exists)
        let directory = place.directory
        #expect(
            kind { () throws(StoreError) in
                _ = try Administration.found(in: directory, at: Bank.now)
            } == .exists)
    }

    private struct Interrupted: Error {}

    @Test func `a store is made whole or not at all`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("making-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { remove(folder) }
        func names() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: folder.path)
        }
        let path = folder.appendingPathComponent("bank").path
        #expect(throws: Interrupted.self) {
            try StoreDirectory.make(at: path) { draft in
                _ = try Administration.found(in: draft, at: Bank.now)
                #expect(try !names().contains("bank"))
                throw Interrupted()
            }
        }
        #expect(try names().isEmpty)
        let made = try StoreDirectory.make(at: path) { draft in
            _ = try Administration.found(in: draft, at: Bank.now)
        }
        #expect(try names() == ["bank"])
        #expect(try mode(path) == 0o700)
        #expect(try Administration(opening: made).audit().isEmpty)
        #expect(throws: StoreError.self) {
            try StoreDirectory.make(at: path) { _ in Issue.record("made over another") }
        }
    }

    @Test func `of two that are made at once the later is refused, and the earlier stays`() throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("making-\(UUID().uuidString)").path
        defer { remove(URL(fileURLWithPath: path)) }
        var refused: StoreError?
        do {
            _ = try StoreDirectory.make(at: path) { draft in
                _ = try Administration.found(in: draft, at: Bank.now)
                _ = try StoreDirectory.make(at: path) { other in
                    _ = try Administration.found(in: other, at: Bank.now)
                }
            }
        } catch let error as StoreError {
            refused = error
        }
        #expect(refused?.kind == .exists)
        #expect(try Administration(opening: StoreDirectory.open(at: path)).audit().isEmpty)
    }

    private func remove(_ folder: URL) {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            Issue.record("could not remove \(folder.path): \(error)")
        }
    }

    @Test func `what is not there is missing`() {
        #expect(
            kind { () throws(StoreError) in
                _ = try StoreDirectory.open(at: "/nonexistent/bank")
            } == .missing)
        let directory = place.directory
        #expect(
            kind { () throws(StoreError) in
                _ = try SQLiteLedgerStore(serving: directory)
            } == .missing)
    }

    @Test func `a directory or key file that others may read is refused`() throws {
        _ = try Administration.found(in: place.directory, at: Bank.now)
        let directory = place.directory
        #expect(chmod("\(path)/keys.json", 0o640) == 0)
        #expect(kind { () throws(StoreError) in _ = try directory.loadKeys() } == .unsafe)
        #expect(chmod(path, 0o750) == 0)
        #expect(
            kind { () throws(StoreError) in
                _ = try StoreDirectory.open(at: directory.path)
            } == .unsafe)
    }

    @Test func `keys are found again, and each new store has its own`() throws {
        var keys = try place.directory.loadKeys()
        #expect(keys.pinVerification.count == 32)
        #expect(keys.fingerprint.count == 32)
        #expect(keys.pinVerification != keys.fingerprint)
        let terminal = try #require(TerminalID("ATM00001"))
        keys.terminals[terminal] = KeyFile.TerminalKeys(
            pin: Array(0..<16), mac: Array(240...255))
        let lab = try #require(TerminalID("LAB00001"))
        keys.terminals[lab] = KeyFile.TerminalKeys(pin: Array(0..<16), mac: nil)
        try place.directory.saveKeys(keys)
        let loaded = try place.directory.loadKeys()
        #expect(loaded.fingerprint == keys.fingerprint)
        #expect(loaded.pinVerification == keys.pinVerification)
        #expect(loaded.terminals[terminal]?.pin == Array(0..<16))
        #expect(loaded.terminals[terminal]?.mac == Array(240...255))
        #expect(loaded.terminals[lab] != nil)
        #expect(loaded.terminals[lab]?.mac == nil)
        let another = try TemporaryStore()
        #expect(try another.directory.loadKeys().fingerprint != keys.fingerprint)
        withExtendedLifetime(another) {}
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
        #expect(names == ["keys.json"])
    }

    @Test(arguments: [
        "", "{}", "[1,2", #"{"pin_verification":"00","fingerprint":"","terminals":{}}"#,
    ])
    func `a key file that no bank wrote is damaged`(text: String) throws {
        try text.write(toFile: "\(path)/keys.json", atomically: false, encoding: .utf8)
        let directory = place.directory
        #expect(kind { () throws(StoreError) in _ = try directory.loadKeys() } == .damaged)
    }
}
