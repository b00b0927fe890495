internal import ArgumentParser
internal import BankProtocol
internal import Ledger

struct Amount: ExpressibleByArgument {
    var money: Money

    static let zero = Amount(money: .zero)

    init(money: Money) {
        self.money = money
    }

    init?(argument: String) {
        guard let money = Money(typed: argument) else { return nil }
        self.init(money: money)
    }

    var defaultValueDescription: String { money.grouped }
}

extension AccountNumber: ExpressibleByArgument {
    package init?(argument: String) {
        self.init(argument)
    }
}

extension TerminalID: ExpressibleByArgument {
    package init?(argument: String) {
        self.init(argument)
    }
}

extension CardExpiry: ExpressibleByArgument {
    /// `2030-12`.
    package init?(argument: String) {
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 4, parts[1].count == 2,
            let year = UInt16(parts[0]), let month = UInt8(parts[1])
        else { return nil }
        self.init(year: year, month: month)
    }
}

/// The kinds of account that a customer may hold.
enum CustomerAccountKind: String, ExpressibleByArgument, CaseIterable {
    case current
    case savings

    var kind: Account.Kind {
        switch self {
        case .current: .current
        case .savings: .savings
        }
    }
}

/// `HOST:PORT`; an IPv6 host in brackets.
struct Endpoint: ExpressibleByArgument, Hashable {
    var host: String
    /// 0 = any free one.
    var port: Int

    static let standard = Endpoint(host: "127.0.0.1", port: 8583)

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    init?(argument: String) {
        guard let colon = argument.lastIndex(of: ":"),
            let port = UInt16(argument[argument.index(after: colon)...])
        else { return nil }
        var host = argument[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty else { return nil }
        self.init(host: String(host), port: Int(port))
    }

    /// As `HOST:PORT`, or a port alone, which is this computer's and nobody else's.
    init?(ofThisComputer argument: String) {
        if let port = UInt16(argument) {
            self.init(host: Self.standard.host, port: Int(port))
        } else {
            self.init(argument: argument)
        }
    }

    var defaultValueDescription: String { text }

    var text: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// Whether messages to it cannot leave this machine.
    var isLoopback: Bool {
        host == "localhost" || host == "::1" || Self.isIPv4Loopback(host)
    }

    private static func isIPv4Loopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
