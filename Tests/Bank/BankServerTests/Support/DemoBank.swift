import BankProtocol
import BankServer
import BankSession
import Foundation
import LedgerStore
import MessageSecurity
import SQLiteLedgerStore

/// A store on disk with the demo's customers, and their bank's keys; gone when the test is.
final class DemoBank {
    let directory: StoreDirectory
    let administration: Administration
    let keys: BankKeys
    private let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("bank-test-\(UUID().uuidString)").path
        directory = try StoreDirectory.create(at: path)
        let now = Timestamp(unixSeconds: 1_800_000_000)
        administration = try Administration.found(in: directory, at: now)
        let verification = made(
            PINVerificationKey(bytes: try directory.loadKeys().pinVerification))
        _ = try administration.addDemoData(at: now) { card, digits in
            verification.proof(of: Fixtures.pin(digits), for: card)
        }
        let file = try directory.loadKeys()
        keys = BankKeys(
            pinVerification: verification,
            fingerprint: made(FingerprintKey(bytes: file.fingerprint)),
            terminal: { terminal in
                file.terminals[terminal].map { keys in
                    TerminalKeys(
                        pin: made(PINKey(bytes: keys.pin)), mac: keys.mac.flatMap(MACKey.init))
                }
            })
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            print("left behind: \(path): \(error)")
        }
    }

    func serve(_ body: (RunningServer) async throws -> Void) async throws {
        try await RunningServer.with(try SQLiteLedgerStore(serving: directory), keys: keys, body)
    }

    /// Signed on with the journal's state as it is after `next - 1` keys.
    func client(_ running: RunningServer, next: UInt32 = 1) throws -> LineClient {
        let client = try LineClient(
            port: running.port, macKey: keys.terminal(Fixtures.terminal)?.mac)
        let epoch: Epoch = next == 1 ? .none : Fixtures.epoch
        _ = try client.askNetwork(
            Fixtures.network(
                .signOn(
                    SignOn(
                        instance: InstanceID(bits: 7), epoch: epoch,
                        next: Fixtures.sequence(next), mark: .first))))
        return client
    }

    func withdrawal(_ minorUnits: Int64) -> BankProtocol.Operation {
        Fixtures.withdrawal(minorUnits, under: made(keys.terminal(Fixtures.terminal)).pin)
    }

    func postings() throws -> [LedgerLine] {
        var lines: [LedgerLine] = []
        try administration.exportLedger { lines.append($0) }
        return lines.filter { $0.key != nil }
    }
}
