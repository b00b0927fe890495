import CashMachine
package import TextGrid

/// Everything that a person at the machine sees, as one pure machine: events change its state and ask for effects, and
/// its state can be drawn.
package enum App {
    /// What is on the screen and what is known around it. Holds no PIN digit, ever.
    package struct State: Equatable, Sendable {
        /// What lies over the screen.
        package enum Overlay: Equatable, Sendable {
            case none
            case help
            /// "Do you need more time?", asked then.
            case moreTime(since: Duration)
            /// "Money is on its way: leave all the same?"
            case quitQuestion
        }

        package let configuration: Configuration
        package internal(set) var surroundings: Surroundings
        package internal(set) var situation: Situation
        package internal(set) var overlay: Overlay
        package internal(set) var notice: Notice?
        /// Which one was chosen; `shownLanguage` is the one that is seen.
        package internal(set) var language: Language
        /// When the screen was last touched or changed, on the clock of `Surroundings.now`.
        var touchedAt: Duration

        /// - Parameters:
        ///   - configuration: What does not change while it runs.
        ///   - size: Of the terminal.
        ///   - situation: What it shows; `nil`: it is starting.
        package init(
            _ configuration: Configuration, size: Size = .machine, situation: Situation? = nil
        ) {
            self.configuration = configuration
            surroundings = Surroundings(size: size)
            self.situation =
                situation
                ?? .outOfService(OutOfServiceScreen.State(.starting, since: surroundings.wall))
            overlay = .none
            notice = nil
            language = configuration.language
            touchedAt = .zero
        }

        /// Whether digits, Backspace, Delete and Control-U go to the PIN pad, which answers with `pinDigit` and its like.
        package var keysGoToPINPad: Bool {
            guard isOpen else { return false }
            switch situation {
            case .pin, .operatorCode(.typing): return true
            case .newPIN(let state): return state.step != .comparing
            case .welcome, .outOfService, .moment, .menu, .balance, .statement, .pinChanged,
                .transfer, .lab, .amounts, .otherAmount, .deposit, .waiting, .refusal, .undoing,
                .takeCard, .takeCash, .takeNotes, .receipt, .closing, .news, .operatorCode,
                .operatorDesk:
                return false
            }
        }

        /// How often `tick` is wanted just now.
        package var tickInterval: Duration {
            switch situation {
            case .waiting, .welcome(.swiping): .milliseconds(100)
            case .welcome, .outOfService, .pin, .moment, .menu, .balance, .statement, .newPIN,
                .pinChanged, .transfer, .lab, .amounts, .otherAmount, .deposit, .refusal, .undoing,
                .takeCard, .takeCash, .takeNotes, .receipt, .closing, .news, .operatorCode,
                .operatorDesk:
                .seconds(1)
            }
        }

        /// Whether a key means the screen: nothing lies over it, and it can be read.
        package var isOpen: Bool { overlay == .none && isLargeEnough }

        /// Below the size of the machine nothing can be read, so no key may choose.
        var isLargeEnough: Bool {
            surroundings.size.columns >= Size.machine.columns
                && surroundings.size.rows >= Size.machine.rows
        }

        /// What the screens may look at; in another language, or with another sign of the currency, if they are given.
        func scene(in language: Language? = nil, sign: String? = nil) -> Scene {
            Scene(
                configuration: configuration, language: language ?? shownLanguage,
                surroundings: surroundings, timeLeft: timeLeft,
                currencySign: sign ?? configuration.currencySign)
        }
    }

    /// Takes in one event.
    ///
    /// - Returns: What is to be done, in order.
    package static func reduce(_ state: inout State, _ event: Event) -> [Effect] {
        let before = state.situation.name
        let wasHome = state.isHome
        var effects = handle(&state, event)
        if state.situation.name != before {
            state.touchedAt = state.surroundings.now
            state.overlay = .none
            state.notice = nil
            if state.isHome, !wasHome { state.language = state.configuration.language }
            effects.append(.flushTypeAhead)
        }
        return effects
    }

    private static func handle(_ state: inout State, _ event: Event) -> [Effect] {
        switch event {
        case .key(let key):
            return take(key, &state)
        case .pinDigit:
            return padChanged(&state, by: 1)
        case .pinErasedOne:
            return padChanged(&state, by: -1)
        case .pinCleared:
            return padChanged(&state, by: -PINScreen.lengths.upperBound)
        case .newPINJudged(let weakness):
            guard case .newPIN(var new) = state.situation else { return [] }
            NewPINScreen.judged(&new, weakness)
            state.situation = .newPIN(new)
            return []
        case .newPINsDiffer:
            guard case .newPIN(var new) = state.situation else { return [] }
            NewPINScreen.differed(&new)
            state.situation = .newPIN(new)
            return [.beep]
        case .report(let report):
            return hear(report, &state)
        case .operatorCode(let answer):
            return codeAnswered(answer, &state)
        case .journalRead(let content):
            return journalRead(content, &state)
        case .tick(let uptime, let wall):
            state.surroundings.now = uptime
            state.surroundings.wall = wall
            return passTime(&state)
        case .resized(let size):
            state.surroundings.size = size
            return []
        case .displayChanged(let facts):
            state.surroundings.display = facts
            state.surroundings.glyphs = facts.glyphs
            return []
        case .printerChanged(let isOut):
            state.surroundings.isPrinterOut = isOut
            return []
        case .certificateKnown(let end):
            state.surroundings.certificateEnd = end
            return []
        case .receiptSaved(let path):
            state.notice = .receiptSaved(path: path)
            return []
        case .receiptNotSaved(let reason):
            state.notice = .receiptNotSaved(reason: reason)
            return [.beep]
        }
    }

    private static func padChanged(_ state: inout State, by change: Int) -> [Effect] {
        switch state.situation {
        case .pin(var pin):
            PINScreen.padChanged(&pin, by: change)
            state.situation = .pin(pin)
        case .newPIN(var new):
            NewPINScreen.padChanged(&new, by: change)
            state.situation = .newPIN(new)
        case .operatorCode(var code):
            OperatorCodeScreen.padChanged(&code, by: change)
            state.situation = .operatorCode(code)
        case .welcome, .outOfService, .moment, .menu, .balance, .statement, .pinChanged,
            .transfer, .lab, .amounts, .otherAmount, .deposit, .waiting, .refusal, .undoing,
            .takeCard, .takeCash, .takeNotes, .receipt, .closing, .news, .operatorDesk:
            return []
        }
        state.touchedAt = state.surroundings.now
        state.notice = nil
        return []
    }
}
