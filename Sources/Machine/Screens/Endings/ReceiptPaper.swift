package import BankProtocol
package import CashMachine
import TextGrid

/// A receipt's words, line by line, forty columns wide; the same on the screen, in a file and on paper.
package struct ReceiptPaper: Equatable, Sendable {
    package enum Line: Equatable, Sendable {
        case middle(String)
        case plain(String)
        /// A word on the left, a value on the right.
        case pair(String, String)
        case blank
    }

    package static let width = 40
    package let lines: [Line]
    /// What stands under the paper: tries and time, and that it was charged once.
    package let note: String

    /// - Parameters:
    ///   - receipt: What the machine says of the transaction.
    ///   - account: Which account was used, where that is known.
    ///   - scene: Words, place and sign of the currency.
    package init(_ receipt: Receipt, account: AccountType?, _ scene: Scene) {
        let texts = scene.texts.receipt
        lines =
            Self.head(receipt, scene) + Self.body(receipt, account, scene)
            + [
                .pair(texts.result, Self.result(receipt.result, texts)),
                .pair(texts.referenceAndAuth, Self.reference(receipt)),
                .pair(texts.number, Self.number(receipt, texts)),
            ]
        note = Self.note(receipt, scene)
    }

    /// Plain text for a file: ASCII but for names, lines ended by a newline.
    package var text: String {
        (lines.map(Self.asText) + ["", note]).map { $0 + "\n" }.joined()
    }

    package static func asText(_ line: Line) -> String {
        switch line {
        case .middle(let text): String(repeating: " ", count: (width - text.columns) / 2) + text
        case .plain(let text): text
        case .pair(let word, let value):
            word + value.padded(left: width - word.columns)
        case .blank: ""
        }
    }

    private static func head(_ receipt: Receipt, _ scene: Scene) -> [Line] {
        let configuration = scene.configuration
        let time = receipt.at.civil(utcOffset: configuration.utcOffset)
        return [
            .middle(configuration.bankName.uppercased()),
            .plain("\(configuration.machine.text)   \(configuration.location)"),
            .plain(
                "\(time.date.isoText)  \(time.clockText) \(offset(configuration.utcOffset))"),
            .blank,
        ]
    }

    private static func body(
        _ receipt: Receipt, _ account: AccountType?, _ scene: Scene
    ) -> [Line] {
        let texts = scene.texts.receipt
        let kind =
            switch receipt.kind {
            case .withdrawal: texts.withdrawal
            case .deposit: texts.deposit
            case .transfer: texts.transfer
            }
        return [
            .pair(kind, account.map(scene.texts.accountName) ?? ""),
            .pair(texts.card, "**** **** **** \(receipt.lastFour)"),
        ] + sides(receipt.kind, texts) + [
            .pair(texts.amount, money(receipt.amount, scene)),
            .pair(texts.fee, money(.zero, scene)),
        ] + cash(receipt, texts) + paid(receipt.result, scene)
    }

    /// Both accounts of a transfer.
    private static func sides(_ kind: Receipt.Kind, _ texts: Texts.Receipt) -> [Line] {
        switch kind {
        case .withdrawal, .deposit: []
        case .transfer(let from, let to):
            [.pair(texts.from, from?.text ?? "-"), .pair(texts.to, to.text)]
        }
    }

    private static func cash(_ receipt: Receipt, _ texts: Texts.Receipt) -> [Line] {
        switch receipt.kind {
        case .withdrawal, .deposit: [.pair(texts.notes, notes(receipt.notes))]
        case .transfer: []
        }
    }

    private static func paid(_ result: Receipt.Result, _ scene: Scene) -> [Line] {
        switch result {
        case .approved, .notYetConfirmed: []
        case .partlyPaid(_, let paid): [.pair(scene.texts.receipt.paidOut, money(paid, scene))]
        }
    }

    private static func money(_ money: Money, _ scene: Scene) -> String {
        "\(scene.currencySign) \(money.exactText.padded(left: 10))"
    }

    /// `3x1000  1x500`: ASCII, since files go anywhere.
    private static func notes(_ notes: NoteCounts) -> String {
        Denomination.allCases.filter { notes[$0] > 0 }
            .map { "\(notes[$0])x\($0.rawValue)" }
            .joined(separator: "  ")
    }

    private static func result(_ result: Receipt.Result, _ texts: Texts.Receipt) -> String {
        switch result {
        case .approved: texts.approved
        case .notYetConfirmed: texts.notYetConfirmed
        case .partlyPaid: texts.partlyPaid
        }
    }

    private static func reference(_ receipt: Receipt) -> String {
        let authorisation: AuthorisationID? =
            switch receipt.result {
            case .approved(let id), .partlyPaid(let id, paid: _): id
            case .notYetConfirmed: nil
            }
        let epoch = receipt.reference.key.epoch.number
        return "\(receipt.reference.text)-\(epoch) / \(authorisation?.text ?? "-")"
    }

    private static func number(_ receipt: Receipt, _ texts: Texts.Receipt) -> String {
        guard let earlier = receipt.supersedes else { return String(receipt.number) }
        return "\(receipt.number), \(texts.replaces) \(earlier)"
    }

    private static func note(_ receipt: Receipt, _ scene: Scene) -> String {
        let texts = scene.texts.receipt
        let template =
            switch (receipt.result, receipt.kind) {
            case (.approved, _) where receipt.supersedes != nil: texts.confirmedLater
            case (.approved, .withdrawal): receipt.tries == 1 ? texts.onceFirstTry : texts.once
            case (.approved, .deposit):
                receipt.tries == 1 ? texts.creditedFirstTry : texts.credited
            case (.approved, .transfer):
                receipt.tries == 1 ? texts.transferredFirstTry : texts.transferred
            case (.notYetConfirmed, _): texts.willBeConfirmed
            case (.partlyPaid, _): texts.restGivenBack
            }
        return template.filled([
            "tries": String(receipt.tries), "seconds": receipt.elapsed.tenthsText,
        ])
    }

    /// `+06`, with minutes if there are any.
    private static func offset(_ seconds: Int) -> String {
        let minutes = abs(seconds) / 60
        let sign = seconds < 0 ? "-" : "+"
        let rest = minutes % 60 == 0 ? "" : ":" + twoDigits(minutes % 60)
        return sign + twoDigits(minutes / 60) + rest
    }
}

extension Receipt {
    /// `receipt-000123.txt`; one that replaces another bears its own number too.
    package var fileName: String {
        let second = supersedes == nil ? "" : "-\(number)"
        return "receipt-\(reference.text)\(second).txt"
    }
}
