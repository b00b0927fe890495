internal import BankProtocol
internal import CashMachine
internal import LedgerStore
internal import TextGrid

/// The money: does it add up?
struct BooksPane {
    static let rows = 8

    let state: Desk.State
    let area: Area

    func draw(on grid: inout Grid) {
        guard let books = state.books else {
            let why = state.booksNote ?? "the bank's books have not been read yet"
            grid.write([Line("  " + why, .textDim)], in: area)
            return
        }
        grid.write(sums(books) + cash(books) + counts(books), in: area)
        if let note = state.booksNote {
            grid.write(Line([], right: [Span("! " + note, .statusWait)]), row: area.row, area)
        }
    }

    private func sums(_ books: LiveBooks) -> [Line] {
        let customers = books.customers
        let expected = customers.opening + customers.credits.amount - customers.debits.amount
        let isRight = expected == customers.balances && books.total == .zero
        return [
            row("  opening balances", customers.opening),
            row("- debits posted", customers.debits.amount, "\(entries(customers.debits))"),
            row("+ credits posted", customers.credits.amount, "\(entries(customers.credits))"),
            row(
                "= balances now", customers.balances, isRight ? "● adds up" : "× DOES NOT ADD UP",
                isRight ? .statusOK : .statusError),
        ]
    }

    private func entries(_ entries: LiveBooks.Entries) -> String {
        entries.count == 1 ? "1 entry" : "\(entries.count.grouped) entries"
    }

    private func row(
        _ label: String, _ amount: Money, _ note: String = "", _ role: Role = .textDim
    ) -> Line {
        Line([
            Span("  " + label.padded(right: 19)), Span(amount.exactly.padded(left: 16), .money),
            Span("   " + note, role),
        ])
    }

    /// Wallets, cassettes and ledger side by side, of all machines: what went out and what is inside make what was put in.
    private func cash(_ books: LiveBooks) -> [Line] {
        guard !books.cash.isEmpty else {
            return [Line("  the machine's devices have not been read yet", .textDim), .empty]
        }
        let cash = books.cash
        let held = cash.flatMap(\.held)
        let amount = held.reduce(Money.zero) { $0 + $1.amount }
        let key = cash.count == 1 && held.count == 1 ? " for \(Reference(held[0].key).text)" : ""
        let agree = cash.count == 1 ? "agrees" : "all \(cash.count) agree"
        let isAgreed = cash.allSatisfy(\.agrees)
        return [
            Line([
                Span("  with customers "), Span(cash.sum(\.paid).exactly, .money),
                Span("   inside "), Span(cash.sum(\.inside).exactly, .money),
                Span("   taken in "), Span(cash.sum(\.kept).exactly, .money),
            ]),
            Line([
                Span("  ledger: inside "), Span(cash.sum(\.byLedger).exactly, .money),
                held.isEmpty
                    ? Span("") : Span("   held \(amount.exactly)\(key)", .statusWait),
                Span(
                    isAgreed ? "   ● \(agree)" : "   ~ not yet at rest",
                    isAgreed ? .statusOK : .statusWait),
            ]),
        ]
    }

    /// What this machine's line has seen since its screens were opened, and what all machines and the bank have done.
    private func counts(_ books: LiveBooks) -> [Line] {
        let tally = state.wire.tally
        return [
            Line([
                Span("  arrived here \(tally.arrived.grouped)   "),
                Span("replayed \(tally.replayed.grouped)   "),
                Span("lost \(tally.lostRequests.grouped)+\(tally.lostAnswers.grouped)   "),
                count("cases", books.openCases),
            ]),
            Line([
                Span("  executed \(books.executed.grouped)  reversed \(books.reversed.grouped)  "),
                count("unsettled", books.open.count - books.suspects.count),
                count("suspect", books.suspects.count),
            ]),
        ]
    }

    private func count(_ word: String, _ count: Int) -> Span {
        Span("\(word) \(count)  ", count > 0 ? .statusWait : .text)
    }
}

/// The one line that must stay green; a breach may take two.
struct VerdictLine {
    let state: Desk.State
    let width: Int

    /// One or two.
    var lines: [Line] {
        switch state.verdict {
        case .unknown:
            return [
                Line([Span(" EXACTLY ONCE?  ", .title), Span("not yet checked", .textDim)])
            ]
        case .holds:
            return [
                Line(
                    [
                        Span(" EXACTLY ONCE?  ", .title), Span("[ OK ]", .verdictOK),
                        Span("  every key executed 0 or 1 times"),
                    ], right: [Span("checked \(state.checked) ", .textDim)])
            ]
        case .broken(let breach):
            return lines(of: breach)
        }
    }

    private func lines(of breach: Breach) -> [Line] {
        let key = breach.origin.map { "ref \(reference($0)): " } ?? ""
        let sign = "[ BROKEN: invariant \(breach.invariant) ]"
        let text = "\(sign) \(key)\(breach.sentence)".wrapped(to: max(40, width - 2))
        let first = Line([
            Span(" "), Span(sign, .verdictBad),
            Span(" " + String(text[0].dropFirst(sign.count)), .statusError),
        ])
        let rest = text.dropFirst().joined(separator: " ")
        return rest.isEmpty ? [first] : [first, Line(" " + rest, .statusError)]
    }

    /// Another machine's with its name.
    private func reference(_ origin: Origin) -> String {
        let text = Reference(origin.key).text
        return origin.terminal == state.books?.terminal ? text : "\(origin.terminal) \(text)"
    }
}

extension [LiveBooks.Cash] {
    fileprivate func sum(_ part: KeyPath<LiveBooks.Cash, Money>) -> Money {
        reduce(.zero) { $0 + $1[keyPath: part] }
    }
}
