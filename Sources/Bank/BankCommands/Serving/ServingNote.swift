internal import Foundation
internal import NIOCore
internal import SQLiteLedgerStore

/// The file in the store that says where it is being served, for `bank status`. After a kill it is stale; whoever reads
/// it finds out by asking.
///
///     127.0.0.1:8583
///     plaintext            or: tls
struct ServingNote {
    struct Place: Hashable {
        var endpoint: Endpoint
        var isPlaintext: Bool
    }

    let path: String

    init(_ directory: StoreDirectory) {
        path = "\(directory.path)/serving"
    }

    func write(_ place: Place) throws {
        let text = "\(place.endpoint.text)\n\(place.isPlaintext ? "plaintext" : "tls")\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }

    /// - Returns: `nil` when nobody serves the store, or nobody did when the last one ended.
    func read() -> Place? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
        guard let first = lines.first, let endpoint = Endpoint(argument: String(first)) else {
            return nil
        }
        return Place(endpoint: endpoint, isPlaintext: lines.dropFirst().first != "tls")
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
