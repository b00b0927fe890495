package import BankProtocol
package import CashMachine

/// What would you like to do?
package enum MenuScreen {
    package struct State: Equatable, Sendable {
        package var visit: Visit
        package var focus: SideKey

        /// The focus begins on a choice that moves nothing, so that a second Enter after the PIN takes no cash.
        package init(visit: Visit, focus: SideKey = .b) {
            self.visit = visit
            self.focus = focus
        }
    }

    /// One key, known to everybody.
    package static let fastCash = Money(minorUnits: 2_000_00)

    package static func bindings(_ scene: Scene) -> [Binding] {
        let words = scene.texts.keys
        return [
            Binding(.sideKeys, words.choose), Binding(.moves, words.move),
            Binding(.enter, words.ok), Binding(.cancel, words.returnCard),
        ]
    }

    package static func choices(_ state: State, _ scene: Scene) -> [Choice] {
        let texts = scene.texts.menu
        return [
            Choice(
                .a, "\(texts.fastCash)  \(scene.amount(fastCash))", row: 6,
                off: scene.offReason(fastCash, for: state.visit)),
            Choice(.b, texts.withdraw, row: 9, off: scene.cashOff),
            Choice(.c, texts.deposit, row: 12),
            Choice(.d, texts.transfer, row: 15),
            Choice(.f, texts.balance, row: 6),
            Choice(.g, texts.miniStatement, row: 9),
            Choice(.h, texts.changePIN, row: 12),
            Choice(.i, texts.returnCard, row: 15),
        ]
    }

    package static func reduce(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        if input == .cancel { return leave(state.visit) }
        switch SideMenu(choices(state, scene)).take(input, focus: &state.focus) {
        case .chosen(let key): return choose(key, state.visit, scene)
        case .off(let reason): return .refuse(.off(reason))
        case .moved: return .stay
        case .nothing: return .refuse(nil)
        }
    }

    private static func choose(_ key: SideKey, _ visit: Visit, _ scene: Scene) -> Turn {
        switch key {
        case .a: return withdraw(fastCash, .fewestNotes, visit, scene)
        case .b: return .show(.amounts(AmountsScreen.State(visit: visit)), [])
        case .c: return .show(.deposit(DepositScreen.State(visit: visit)), [])
        case .d: return .show(.transfer(.sides(TransferScreen.SidesPage(visit: visit))), [])
        case .f: return askBalance(visit)
        case .g: return StatementScreen.ask(visit)
        case .h: return .show(.newPIN(NewPINScreen.State(visit: visit)), [.openPINPad])
        case .i: return leave(visit)
        }
    }

    // MARK: What several screens offer

    /// Asks the bank for cash in notes that are there.
    package static func withdraw(
        _ amount: Money, _ preference: NoteSupply.Preference, _ visit: Visit, _ scene: Scene
    ) -> Turn {
        guard let notes = scene.surroundings.supply.mix(for: amount, preferring: preference) else {
            return .refuse(.off(.notes))
        }
        let waiting = WaitingScreen.State(.withdrawal(amount), attendance: .customer(visit))
        return .show(
            .waiting(waiting), [.command(.withdraw(amount, notes, from: visit.account))])
    }

    package static func askBalance(_ visit: Visit) -> Turn {
        .show(
            .waiting(WaitingScreen.State(.balance, attendance: .customer(visit))),
            [.command(.askBalance(visit.account))])
    }

    /// The card back, and nothing else.
    package static func leave(_ visit: Visit) -> Turn {
        .show(
            .moment(MomentScreen.State(.returningCard, attendance: .customer(visit))),
            [.command(.returnCard)])
    }
}

extension Scene {
    /// Whether the machine pays at all.
    var cashOff: OffReason? {
        switch surroundings.service {
        case .inService: surroundings.supply.smallestNote == nil ? .noCash : nil
        case .noCash, .outOfService: .noCash
        }
    }

    /// Why the machine or a limit stands against an amount; the balance is the bank's to judge.
    func offReason(_ amount: Money, for visit: Visit) -> OffReason? {
        if let cashOff { return cashOff }
        if amount > visit.customer.leftToday { return .leftToday }
        if amount > visit.customer.mostAtOnce { return .mostAtOnce }
        return surroundings.supply.canPay(amount) ? nil : .notes
    }

    /// The most that the machine and the limits allow.
    func mostPayable(for visit: Visit) -> Money {
        cashOff == nil ? surroundings.supply.mostPayable(upTo: visit.limit) : .zero
    }
}
