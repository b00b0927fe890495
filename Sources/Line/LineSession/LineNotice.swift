package import BankProtocol
package import ISO8583

/// What happened on the line that only a log wants to know.
package enum LineNotice: Hashable, Sendable {
    /// No answer to the sign-on or to an echo; or the time to ask again whether a refused terminal is taken.
    case bankIsSilent
    /// 91 or 96 to the sign-on.
    case signOnPutOff(ResponseCode)
    case signOnOutdated
    case signOnWanted(ExchangeID)
    /// A request for an open exchange that differs from its first.
    case otherContent(ExchangeID)
    case nothingNew(ExchangeID, ResponseCode)
    case late(ExchangeID, ResponseCode)
    case lateAndUnproven(ExchangeID)
    case lateNetworkAnswer(STAN)
    case wrongMAC(ExchangeID)
    case wrongNetworkMAC
    case otherTerminal(TerminalID)
    case malformed(StructureError)
    case misread(ProtocolError)
}

extension LineNotice: CustomStringConvertible {
    /// One line; nothing of a message's content is in it.
    package var description: String {
        switch self {
        case .bankIsSilent:
            "the bank is silent, or refused this terminal a while ago: connecting anew"
        case .signOnPutOff(let code):
            "the bank cannot sign this terminal on now: \(code.rawValue)"
        case .signOnOutdated:
            "the journal has moved on since the sign-on: connecting anew"
        case .signOnWanted(let id):
            "the bank wants a sign-on before \(id.label)"
        case .otherContent(let id):
            "\(id.label) is open with other content; the first stays"
        case .nothingNew(let id, let code):
            "\(code.rawValue) to \(id.label) says nothing new"
        case .late(let id, let code):
            "late: \(code.rawValue) to \(id.label), which is closed"
        case .lateAndUnproven(let id):
            "late: an answer to \(id.label), which cannot be authenticated"
        case .lateNetworkAnswer(let stan):
            "late: 0810 number \(stan.number) matches nothing open"
        case .wrongMAC(let id):
            "the answer to \(id.label) bears a wrong MAC: dropped, as if lost"
        case .wrongNetworkMAC:
            "a 0810 bears a wrong MAC: dropped, as if lost"
        case .otherTerminal(let terminal):
            "an answer to terminal \(terminal), not to this one: dropped, as if lost"
        case .malformed(let error):
            "dropped, as if lost: \(error)"
        case .misread(let error):
            "dropped, as if lost: \(error)"
        }
    }
}

extension ExchangeID {
    /// `reversal 0001·00000008`.
    fileprivate var label: String {
        "\(kind) \(digits(UInt32(key.epoch.number), 4))·\(digits(key.sequence.number, 8))"
    }

    private func digits(_ number: UInt32, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
