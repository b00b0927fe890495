package import Screens
package import TextGrid

/// Lets simulated customers to a machine's screen, one after the other, while nobody else uses it.
package struct ScreenQueue: Sendable {
    /// Between one customer and the next.
    private static let pause = Duration.seconds(3)
    /// How long the screen is left to a person after his last key.
    private static let courtesy = Duration.seconds(20)

    private var line: CustomerLine
    private var customer: ScreenCustomer?
    /// From when on the next may come.
    private var freeAt: Duration

    /// - Parameters:
    ///   - line: Who comes.
    ///   - uptime: A steady clock's reading; nobody comes at once, so that a person is not startled by the first screen.
    package init(_ line: CustomerLine, at uptime: Duration) {
        self.line = line
        freeAt = uptime + Self.pause
    }

    /// Whether one of them is at the machine.
    package var isServing: Bool { customer != nil }

    /// Whether he who is there makes room for a person.
    package var isLeaving: Bool { customer?.isLeaving == true }

    /// How often `look` is to be called while somebody comes or is there. Who has to go hurries.
    package var interval: Duration {
        isLeaving ? .milliseconds(100) : .milliseconds(600)
    }

    /// A person has pressed a key of the machine's.
    ///
    /// - Returns: Whether the key is for the screen; if not, the simulated customer who is there leaves because of it.
    package mutating func personPressed(
        _ key: Key, _ state: App.State, at uptime: Duration
    ) -> Bool {
        freeAt = uptime + Self.courtesy
        guard customer != nil, !key.isForAnyScreen, state.overlay.isCustomers else { return true }
        customer?.leave()
        return false
    }

    /// - Parameters:
    ///   - isOpen: Whether somebody may come who is not there yet.
    ///   - state: What is on the screen.
    ///   - uptime: A steady clock's reading.
    /// - Returns: The key that the simulated customer presses now.
    package mutating func look(
        isOpen: Bool, at state: App.State, at uptime: Duration
    ) -> Key? {
        if customer == nil {
            guard isOpen, uptime >= freeAt, state.isForTheNext, let plan = line.next() else {
                return nil
            }
            customer = ScreenCustomer(plan, at: state.configuration)
        }
        switch customer?.look(at: state) {
        case .press(let key): return key
        case .wait, nil: return nil
        case .gone:
            customer = nil
            freeAt = max(freeAt, uptime + Self.pause)
            return nil
        }
    }
}

extension Key {
    /// Help, theme, language, and all that Control does.
    fileprivate var isForAnyScreen: Bool {
        switch self {
        case .control, .text("?"), .letter("t"), .letter("l"): true
        case .digit, .letter, .text, .enter, .escape, .backspace, .delete, .up, .down, .left,
            .right, .tab, .backTab, .home, .end, .pageUp, .pageDown, .click, .unknown:
            false
        }
    }
}

extension App.State.Overlay {
    /// Whether a key now means the screen below.
    fileprivate var isCustomers: Bool {
        switch self {
        case .none, .moreTime: true
        case .help, .quitQuestion: false
        }
    }
}

extension App.State {
    /// Whether the machine waits for whoever comes next.
    fileprivate var isForTheNext: Bool {
        guard overlay == .none else { return false }
        switch situation {
        case .welcome(.empty): return true
        // What is told after a restart is its owner's to read; the screen makes room by itself.
        case .welcome, .news, .outOfService, .pin, .moment, .menu, .balance, .statement, .newPIN,
            .pinChanged, .transfer, .lab, .amounts, .otherAmount, .deposit, .waiting, .refusal,
            .undoing, .takeCard, .takeCash, .takeNotes, .receipt, .closing, .operatorCode,
            .operatorDesk:
            return false
        }
    }
}
