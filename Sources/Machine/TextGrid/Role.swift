/// What a piece of the screen means. A theme gives each meaning its looks; no screen names a colour.
///
/// The names are dotted, so that a theme that says nothing of `text.dim` draws it as `text`.
package enum Role: String, Hashable, Sendable, CaseIterable {
    case text
    case textDim = "text.dim"
    case textStrong = "text.strong"
    case title
    /// The bank, the machine and the clock in the second row.
    case header
    case headerDim = "header.dim"
    case border
    /// The message line.
    case message
    /// Words of the line of keys.
    case hint
    case key
    case choice
    case choiceFocus = "choice.focus"
    case choiceOff = "choice.off"
    /// A box that holds what is typed or asked.
    case panel
    case panelBorder = "panel.border"
    case panelDim = "panel.dim"
    case input
    case statusOK = "status.ok"
    case statusWait = "status.wait"
    case statusError = "status.error"
    case money
    /// What the customer must do now: take the card.
    case attention
    case receipt
    case receiptDim = "receipt.dim"
    /// The part of a bar that is filled, and the rest.
    case barDone = "bar.done"
    case barLeft = "bar.left"
    /// The machine's front around the screen, on a terminal larger than the screen.
    case fascia
    case fasciaDim = "fascia.dim"
    /// A slot of the front whose lamp is on.
    case fasciaLit = "fascia.lit"
    case wireRequest = "wire.request"
    case wireResponse = "wire.response"
    case wireLost = "wire.lost"
    case wireDuplicate = "wire.duplicate"
    case chartSeries = "chart.series"
    case chartBand = "chart.band"
    case chartTheory = "chart.theory"
    case verdictOK = "verdict.ok"
    case verdictBad = "verdict.bad"

    /// Its own dotted name first, then ever shorter ones: `choice.off`, `choice`.
    package var names: [String] {
        var names = [rawValue]
        var rest = rawValue[...]
        while let dot = rest.lastIndex(of: ".") {
            rest = rest[..<dot]
            names.append(String(rest))
        }
        return names
    }

    /// Whether it draws lines rather than words, so that a contrast of 3:1 is enough.
    package var isBorder: Bool {
        switch self {
        case .border, .panelBorder, .barLeft, .chartBand: true
        case .text, .textDim, .textStrong, .title, .header, .headerDim, .message, .hint, .key,
            .choice, .choiceFocus, .choiceOff, .panel, .panelDim, .input, .statusOK, .statusWait,
            .statusError, .money, .attention, .receipt, .receiptDim, .barDone, .fascia, .fasciaDim,
            .fasciaLit, .wireRequest, .wireResponse, .wireLost, .wireDuplicate, .chartSeries,
            .chartTheory, .verdictOK, .verdictBad:
            false
        }
    }
}
