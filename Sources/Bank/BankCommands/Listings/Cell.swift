internal import BankProtocol

/// One value of a listing.
enum Cell: Hashable {
    case text(String)
    /// Minor units in JSON; grouped, with two decimals, in a table.
    case money(Money)
    case count(Int)
    /// A number as it is written.
    case decimal(String)
    case flag(Bool)
    case none

    static func optional(_ text: String?) -> Cell {
        text.map(Cell.text) ?? .none
    }

    var human: String {
        switch self {
        case .text(let text): text
        case .money(let money): money.grouped
        case .count(let count): "\(count)"
        case .decimal(let text): text
        case .flag(let flag): flag ? "yes" : "no"
        case .none: "-"
        }
    }

    var json: String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .money(let money): "\(money.minorUnits)"
        case .count(let count): "\(count)"
        case .decimal(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .none: "null"
        }
    }

    /// A JSON string (RFC 8259, section 7).
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
