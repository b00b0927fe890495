internal import BankProtocol
internal import ISO8583
internal import LinkFaults
internal import TextGrid

/// One message as an arrow: when, what, how far it came, and what became of it.
///
///     0.000  0200 try1 ───────────────────────▶  executed
///     0.003            ✕◀────────── 0210 00      LOST answer
struct ArrowLine {
    private static let noteWidth = 18
    private static let labelWidth = 11

    private let crossing: Crossing
    private let began: Duration
    private let width: Int
    private let isOpened: Bool

    init(_ crossing: Crossing, began: Duration, width: Int, isOpened: Bool) {
        self.crossing = crossing
        self.began = began
        self.width = width
        self.isOpened = isOpened
    }

    var line: Line {
        let time = (crossing.entered - began).seconds(3).padded(right: 7)
        let lane = max(6, width - 7 - Self.labelWidth - Self.noteWidth)
        let mark = Span(isOpened ? "▸" : " ", .key)
        switch crossing.direction {
        case .toBank:
            return Line([
                Span(time, .textDim), mark,
                Span(label.padded(right: Self.labelWidth - 1), .wireRequest),
                Span(request(lane), role), Span("  ", .text), Span(note, noteRole),
            ])
        case .fromBank:
            let label = " " + label
            return Line([
                Span(time, .textDim), mark, Span(" ".padded(right: Self.labelWidth - 1)),
                Span(answer(lane - label.columns), role), Span(label, .wireResponse),
                Span("  ", .text), Span(note, noteRole),
            ])
        }
    }

    /// `0201 try3`, `0210 00`.
    private var label: String {
        let type = "\(crossing.message.type)"
        switch crossing.direction {
        case .toBank: return "\(type) try\(crossing.sending)"
        case .fromBank: return "\(type) \(crossing.reply.code?.rawValue ?? "")"
        }
    }

    private enum Reach { case whole, part, none }

    private var reach: Reach {
        if crossing.firstArrival != nil { return .whole }
        return crossing.loss == nil ? .none : .part
    }

    private func request(_ lane: Int) -> String {
        switch reach {
        case .whole: return dash(lane - 1) + "▶"
        case .part: return (dash(lane / 2) + "✕").padded(right: lane)
        case .none: return (dash(lane / 3) + "…").padded(right: lane)
        }
    }

    private func answer(_ lane: Int) -> String {
        let lane = max(2, lane)
        switch reach {
        case .whole: return "◀" + dash(lane - 1)
        case .part: return ("✕" + dash(lane / 2)).padded(left: lane)
        case .none: return ("…" + dash(lane / 3)).padded(left: lane)
        }
    }

    private func dash(_ count: Int) -> String {
        String(repeating: crossing.courses.count > 1 ? "═" : "─", count: max(0, count))
    }

    private var role: Role {
        if reach == .part || crossing.damagedFrame != nil { return .wireLost }
        if crossing.reply.isReplay { return .wireDuplicate }
        return crossing.direction == .toBank ? .wireRequest : .wireResponse
    }

    private var note: String {
        let what = crossing.direction == .toBank ? "request" : "answer"
        if let loss = crossing.loss, crossing.firstArrival == nil { return loss.note(what) }
        if crossing.damagedFrame != nil, !crossing.hasArrived { return "DAMAGED, dropped" }
        guard crossing.firstArrival != nil else { return "" }
        let doubled = crossing.arrivals > 1 ? " ×\(crossing.arrivals)" : ""
        return (crossing.direction == .toBank ? deed : answerNote) + doubled
    }

    private var noteRole: Role {
        if crossing.firstArrival == nil || crossing.damagedFrame != nil { return .wireLost }
        if crossing.direction == .toBank, crossing.replies.first?.isReplay == true {
            return .wireDuplicate
        }
        return crossing.isLate ? .statusWait : .text
    }

    /// What the bank did with a request that reached it, as far as its answer tells.
    private var deed: String {
        guard let reply = crossing.replies.first, let code = reply.code else {
            return "at the bank"
        }
        if reply.isReplay { return "DUP: replay" }
        guard code == .approved else {
            return code == .noSuchRecord ? "forced posting" : reply.reason?.token ?? "refused"
        }
        switch crossing.kind {
        case .financial: return "executed"
        case .reversal: return reply.reason == .unknownOriginal ? "fenced off" : "undone"
        case .advice: return "case opened"
        case .inquiry, .administrative, .reconciliation: return "answered"
        case nil: return "signed on"
        }
    }

    private var answerNote: String {
        if crossing.isLate {
            return crossing.reply.isReplay ? "late, same answer" : "late: ignored"
        }
        return crossing.reply.isReplay ? "same answer" : ""
    }
}

extension Crossing.Loss {
    fileprivate func note(_ what: String) -> String {
        switch self {
        case .chance: "LOST \(what)"
        case .ordered: "DROPPED \(what)"
        case .partition: "BLOCKED \(what)"
        case .connection: "LOST with line"
        }
    }
}
