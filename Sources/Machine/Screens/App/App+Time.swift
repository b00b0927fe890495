import CashMachine

extension App {
    /// How long "Do you need more time?" waits for a key.
    static let countdown = Duration.seconds(20)

    /// What the clock alone brings about.
    static func passTime(_ state: inout State) -> [Effect] {
        if case .welcome(var welcome) = state.situation {
            let turn = WelcomeScreen.tick(&welcome, now: state.surroundings.now)
            state.situation = .welcome(welcome)
            let effects = follow(turn, &state)
            if turn != .stay { return effects }
        }
        let ended = passPause(&state)
        if !ended.isEmpty { return ended }
        switch state.overlay {
        case .none:
            return losePatience(&state)
        case .help, .quitQuestion:
            // Reading takes its time: the screen's clock starts anew when this is closed.
            state.touchedAt = state.surroundings.now
            return []
        case .moreTime(let since):
            guard state.surroundings.now - since >= countdown else { return [] }
            return giveUp(&state)
        }
    }

    private static func losePatience(_ state: inout State) -> [Effect] {
        let patience = state.situation.patience
        guard let limit = state.configuration.limit(patience),
            state.surroundings.now - state.touchedAt >= limit
        else { return [] }
        switch patience {
        case .endless:
            return []
        case .forgets:
            state.situation = state.scene().home
            return [.wipePINPad]
        case .makesRoom:
            state.situation = state.scene().home
            return []
        case .returnsCard, .closes, .leaves:
            state.overlay = .moreTime(since: state.surroundings.now)
            state.notice = nil
            return [.beep]
        }
    }

    private static func giveUp(_ state: inout State) -> [Effect] {
        state.overlay = .none
        switch state.situation.patience {
        case .endless, .forgets, .makesRoom:
            return []
        case .closes:
            state.situation = state.scene().home
            return []
        case .leaves:
            return follow(OperatorDesk.leave(state.scene()), &state)
        case .returnsCard:
            let attendance = state.situation.attendance
            state.situation = .moment(
                MomentScreen.State(.timeIsOver, attendance: attendance))
            return [.wipePINPad, .command(.returnCard)]
        }
    }
}

extension App.State {
    /// How long "Do you need more time?" still waits; `nil` when it is not asked.
    var timeLeftToAnswer: Duration? {
        guard case .moreTime(let since) = overlay else { return nil }
        return max(.zero, App.countdown - (surroundings.now - since))
    }

    /// Until the screen loses its patience; `nil` if it never does.
    var timeLeft: Duration? {
        guard let limit = configuration.limit(situation.patience) else { return nil }
        switch situation.patience {
        case .endless, .forgets, .leaves: return nil
        case .returnsCard, .closes, .makesRoom:
            return overlay == .none
                ? max(.zero, limit - (surroundings.now - touchedAt)) : limit
        }
    }
}

extension App.Configuration {
    /// How long a screen waits for a key; `nil` for ever.
    fileprivate func limit(_ patience: Situation.Patience) -> Duration? {
        switch patience {
        case .endless, .forgets, .returnsCard, .closes: screenTimeLimit
        case .makesRoom: screenTimeLimit ?? .seconds(30)
        // An operator counts cash, which takes longer than reading a screen.
        case .leaves: screenTimeLimit == nil ? nil : .seconds(600)
        }
    }
}
