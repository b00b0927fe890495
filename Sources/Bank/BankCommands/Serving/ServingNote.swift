internal import Foundation
internal import NIOCore
internal import SQLiteLedgerStore

/// The file in the store that says where it is being served, for `bank status`. After a kill it is stale; whoever reads
/// it finds out by asking.
struct ServingNote {
    let path: String

    init(_ directory: StoreDirectory) {
        path = "\(directory.path)/serving"
    }

    func write(_ address: Endpoint) throws {
        try Data("\(address.text)\n".utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }

    /// - Returns: `nil` when nobody serves the store, or nobody did when the last one ended.
    func read() -> Endpoint? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let line = String(decoding: data, as: UTF8.self)
        return Endpoint(argument: line.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    func erase() {
        unlink(path)
    }
}

extension Endpoint {
    init?(_ address: SocketAddress) {
        guard let host = address.ipAddress, let port = address.port else { return nil }
        self.init(host: host, port: port)
    }
}
