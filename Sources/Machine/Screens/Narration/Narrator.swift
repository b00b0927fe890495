/// Tells a machine's screens as lines: each screen once, and then only what is new.
package struct Narrator: Equatable, Sendable {
    /// Why something is to be told.
    package enum Cause: Equatable, Sendable {
        /// The machine or the clock; numbers that run are not worth a line.
        case itself
        /// A line was typed, and its last key was of use or not.
        case typed(wasOfUse: Bool)
        /// Somebody wants to hear the screen again.
        case again
        case help
        case time
    }

    private var last: Narration?
    private var overlay = App.State.Overlay.none
    /// What was said at this screen, its digits left out.
    private var saidForms: Set<String> = []
    /// The next time left, in seconds, that is worth a line; the first of the rest.
    private var warnings: ArraySlice<Int> = Self.warnings[...]
    private var nextProgress = Self.firstProgress

    private static let warnings = [10, 5]
    private static let firstProgress = Duration.seconds(2)

    package init() {}

    /// - Parameters:
    ///   - state: What the machine shows now.
    ///   - cause: Why it is looked at.
    /// - Returns: What is to be said, in order.
    package mutating func tell(_ state: App.State, _ cause: Cause) -> [Narration.Line] {
        let narration = Narration(of: state)
        let isNew = narration.place != last?.place
        if isNew {
            saidForms = []
            warnings = Self.warnings[...]
            nextProgress = Self.firstProgress
        }
        var lines =
            isNew || cause == .again
            ? narration.lines : news(in: narration, isNotice: state.notice != nil, cause)
        lines += overlayLines(state)
        lines += warning(narration, state)
        lines += progress(state, isWanted: cause == .again)
        lines += answer(to: cause, state, narration, isAnswered: !lines.isEmpty)
        last = narration
        saidForms.formUnion(narration.lines.map(\.form))
        return lines
    }

    /// What is other than it was, at the same screen.
    private func news(
        in narration: Narration, isNotice: Bool, _ cause: Cause
    ) -> [Narration.Line] {
        let before = Set(last?.lines ?? [])
        switch cause {
        case .itself:
            return narration.lines.filter { $0.role != .title && !saidForms.contains($0.form) }
        case .typed, .help, .time, .again:
            return narration.lines.filter {
                $0.role != .title && !before.contains($0) || isNotice && $0.role == .message
            }
        }
    }

    // MARK: Time

    private mutating func overlayLines(_ state: App.State) -> [Narration.Line] {
        defer { overlay = state.overlay }
        guard overlay != state.overlay else { return [] }
        let texts = state.scene().texts
        switch state.overlay {
        case .moreTime:
            warnings = Self.warnings[...]
            return [texts.moreTime.question, countdown(state), texts.plain.anyLine].map {
                Narration.Line(.time, $0.spoken)
            }
        case .quitQuestion:
            return [texts.quit.question, texts.quit.settles, texts.plain.quitAgain].map {
                Narration.Line(.message, $0.spoken)
            }
        case .none, .help:
            guard case .moreTime = overlay else { return [] }
            return [Narration.Line(.time, texts.plain.goOn.spoken)]
        }
    }

    private func countdown(_ state: App.State) -> String {
        MoreTimeOverlay.warning(
            state.timeLeftToAnswer ?? .zero, state.situation.patience, state.scene())
    }

    /// Before the machine acts by itself: keeps a card, takes cash back, gives up on a customer.
    private mutating func warning(_ narration: Narration, _ state: App.State) -> [Narration.Line] {
        let asked = state.timeLeftToAnswer
        // A screen that asks whether more time is needed says so in good time.
        let shown = state.situation.patience == .endless ? narration.timeLeft : nil
        guard let left = asked ?? shown, let next = warnings.first,
            left.secondsRoundedUp <= next
        else { return [] }
        warnings = warnings.drop { $0 >= left.secondsRoundedUp }
        let text = asked == nil ? timeText(left, state.scene().texts) : countdown(state)
        return [Narration.Line(.time, text.spoken)]
    }

    private func timeText(_ left: Duration, _ texts: Texts) -> String {
        texts.plain.timeLeft.filled(["seconds": String(left.secondsRoundedUp)])
    }

    // MARK: Waiting

    /// After 2, 4, 8, 16 seconds and so on, from the second try on.
    private mutating func progress(_ state: App.State, isWanted: Bool) -> [Narration.Line] {
        guard case .waiting(let waiting) = state.situation,
            case .sent(let number, let elapsed, let nextIn, let toldAt) = waiting.progress
        else { return [] }
        let since = max(.zero, state.surroundings.now - toldAt)
        let soFar = elapsed + since
        guard isWanted || number > 1 && soFar >= nextProgress else { return [] }
        while nextProgress <= soFar { nextProgress = nextProgress * 2 }
        let text = state.scene().texts.waiting.tries.filled([
            "number": String(number), "elapsed": String(soFar.components.seconds),
            "next": String(max(.zero, nextIn - since).secondsRoundedUp),
        ])
        return [Narration.Line(.progress, text.spoken)]
    }

    // MARK: Answers

    private func answer(
        to cause: Cause, _ state: App.State, _ narration: Narration, isAnswered: Bool
    ) -> [Narration.Line] {
        let texts = state.scene().texts
        switch cause {
        case .itself, .again, .typed(wasOfUse: true):
            return []
        case .typed(wasOfUse: false):
            return isAnswered ? [] : [Narration.Line(.message, texts.plain.noUse.spoken)]
        case .help:
            return help(state, texts)
        case .time:
            let left = state.timeLeftToAnswer ?? narration.timeLeft ?? state.timeLeft
            return [
                Narration.Line(.time, left.map { timeText($0, texts) } ?? texts.plain.noTimeLimit)
            ]
        }
    }

    /// The binding table again, with what a line has to say in place of a key.
    private func help(_ state: App.State, _ texts: Texts) -> [Narration.Line] {
        let words = App.bindings(state).compactMap { binding in
            texts.plain.typed[binding.group].map {
                texts.plain.helpLine.filled([
                    "typed": $0, "meaning": texts.keyNames(binding.group).meaning,
                ])
            }
        }
        return
            ([texts.plain.helpTitle] + words + texts.plain.helpAlways + [App.clock(state, texts)])
            .map { Narration.Line(.help, $0.spoken) }
    }
}

extension Narration.Line {
    /// Lines of one form differ in their numbers alone.
    fileprivate var form: String { String(text.filter { !$0.isNumber }) }
}
