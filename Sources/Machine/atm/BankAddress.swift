/// Where a bank listens.
struct BankAddress: CustomStringConvertible {
    let host: String
    let port: Int

    /// - Throws: `Complaint` unless `text` is `HOST:PORT`, an IPv6 host in brackets.
    init(_ text: String) throws {
        guard let colon = text.lastIndex(of: ":"),
            let port = Int(text[text.index(after: colon)...]),
            (1...65_535).contains(port), colon != text.startIndex
        else {
            throw Complaint(
                "\(text) is no address of a bank; write HOST:PORT, for example 127.0.0.1:8583.",
                exitCode: 64)
        }
        host = text[..<colon].trimmingPrefix("[").split(separator: "]").joined()
        self.port = port
    }

    var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

extension BankAddress {
    /// - Throws: A `Complaint` for another computer's address, where `isPlaintext`.
    func checked(isPlaintext: Bool) throws -> BankAddress {
        guard !isPlaintext || isLoopback else { throw Complaint.plaintextBeyondLoopback(self) }
        return self
    }
}

extension Complaint {
    fileprivate static func plaintextBeyondLoopback(_ address: BankAddress) -> Complaint {
        Complaint(
            """
            --plaintext is for a bank on this computer only (127.0.0.1, ::1, localhost), and \(address.host) is not: \
            card numbers would cross a network in the clear.
            """, exitCode: 78)
    }
}
