/// Which screen is up, with all that it needs. Exactly one at a time.
package enum Situation: Equatable, Sendable {
    case welcome(WelcomeScreen.State)
    case outOfService(OutOfServiceScreen.State)
    case pin(PINScreen.State)
    case moment(MomentScreen.State)
    case menu(MenuScreen.State)
    case balance(BalanceScreen.State)
    case statement(StatementScreen.State)
    case newPIN(NewPINScreen.State)
    case pinChanged(PINChangedScreen.State)
    case transfer(TransferScreen.State)
    case lab(LabScreen.State)
    case amounts(AmountsScreen.State)
    case otherAmount(OtherAmountScreen.State)
    case deposit(DepositScreen.State)
    case waiting(WaitingScreen.State)
    case refusal(RefusalScreen.State)
    case undoing(UndoingScreen.State)
    case takeCard(TakeCardScreen.State)
    case takeCash(TakeCashScreen.State)
    case takeNotes(TakeNotesScreen.State)
    case receipt(ReceiptScreen.State)
    case closing(ClosingScreen.State)
    case news(NewsScreen.State)
    case operatorCode(OperatorCodeScreen.State)
    case operatorDesk(OperatorDesk.State)
}

extension Situation {
    /// Its row of the binding table.
    package func bindings(_ scene: Scene) -> [Binding] {
        switch self {
        case .welcome(let state): WelcomeScreen.bindings(state, scene)
        case .outOfService(let state): OutOfServiceScreen.bindings(state, scene)
        case .operatorCode(let state): OperatorCodeScreen.bindings(state, scene)
        case .operatorDesk(let state): OperatorDesk.bindings(state, scene)
        case .moment, .undoing: []
        case .pin: PINScreen.bindings(scene)
        case .menu: MenuScreen.bindings(scene)
        case .balance: BalanceScreen.bindings(scene)
        case .statement: StatementScreen.bindings(scene)
        case .newPIN(let state): NewPINScreen.bindings(state, scene)
        case .pinChanged: PINChangedScreen.bindings(scene)
        case .transfer(let state): TransferScreen.bindings(state, scene)
        case .lab(let state): LabScreen.bindings(state, scene)
        case .amounts(let state): AmountsScreen.bindings(state, scene)
        case .otherAmount: OtherAmountScreen.bindings(scene)
        case .deposit: DepositScreen.bindings(scene)
        case .waiting(let state): WaitingScreen.bindings(state, scene)
        case .refusal(let state): RefusalScreen.bindings(state, scene)
        case .takeCard: TakeCardScreen.bindings(scene)
        case .takeCash: TakeCashScreen.bindings(scene)
        case .takeNotes: TakeNotesScreen.bindings(scene)
        case .receipt: ReceiptScreen.bindings(scene)
        case .closing: ClosingScreen.bindings(scene)
        case .news(let state): NewsScreen.bindings(state, scene)
        }
    }

    /// Hands one input to the screen that is up.
    package mutating func take(_ input: Input, _ scene: Scene) -> Turn {
        switch self {
        case .welcome(var state):
            let turn = WelcomeScreen.reduce(&state, input, scene)
            self = .welcome(state)
            return turn
        case .pin(var state):
            let turn = PINScreen.reduce(&state, input)
            self = .pin(state)
            return turn
        case .menu(var state):
            let turn = MenuScreen.reduce(&state, input, scene)
            self = .menu(state)
            return turn
        case .balance(var state):
            let turn = BalanceScreen.reduce(&state, input, scene)
            self = .balance(state)
            return turn
        case .statement(var state):
            let turn = StatementScreen.reduce(&state, input, scene)
            self = .statement(state)
            return turn
        case .newPIN(var state):
            let turn = NewPINScreen.reduce(&state, input)
            self = .newPIN(state)
            return turn
        case .pinChanged(var state):
            let turn = PINChangedScreen.reduce(&state, input, scene)
            self = .pinChanged(state)
            return turn
        case .transfer(var state):
            let turn = TransferScreen.reduce(&state, input, scene)
            self = .transfer(state)
            return turn
        case .lab(var state):
            let turn = LabScreen.reduce(&state, input, scene)
            self = .lab(state)
            return turn
        case .amounts(var state):
            let turn = AmountsScreen.reduce(&state, input, scene)
            self = .amounts(state)
            return turn
        case .otherAmount(var state):
            let turn = OtherAmountScreen.reduce(&state, input, scene)
            self = .otherAmount(state)
            return turn
        case .deposit(var state):
            let turn = DepositScreen.reduce(&state, input, scene)
            self = .deposit(state)
            return turn
        case .waiting(var state):
            let turn = WaitingScreen.reduce(&state, input)
            self = .waiting(state)
            return turn
        case .refusal(var state):
            let turn = RefusalScreen.reduce(&state, input, scene)
            self = .refusal(state)
            return turn
        case .receipt(var state):
            let turn = ReceiptScreen.reduce(&state, input, scene)
            self = .receipt(state)
            return turn
        case .operatorCode(var state):
            let turn = OperatorCodeScreen.reduce(&state, input, scene)
            self = .operatorCode(state)
            return turn
        case .operatorDesk(var state):
            let turn = OperatorDesk.reduce(&state, input, scene)
            self = .operatorDesk(state)
            return turn
        case .takeCard(let state): return TakeCardScreen.reduce(state, input)
        case .takeCash(let state): return TakeCashScreen.reduce(state, input)
        case .takeNotes(let state): return TakeNotesScreen.reduce(state, input, scene)
        case .closing: return ClosingScreen.reduce(input, scene)
        case .news(let state): return NewsScreen.reduce(state, input, scene)
        case .outOfService: return OutOfServiceScreen.reduce(input)
        case .moment, .undoing: return .refuse(nil)
        }
    }

    package func draw(_ sheet: inout Sheet) {
        switch self {
        case .welcome(let state): WelcomeScreen.draw(state, &sheet)
        case .outOfService(let state): OutOfServiceScreen.draw(state, &sheet)
        case .pin(let state): PINScreen.draw(state, &sheet)
        case .moment(let state): MomentScreen.draw(state, &sheet)
        case .menu(let state): MenuScreen.draw(state, &sheet)
        case .balance(let state): BalanceScreen.draw(state, &sheet)
        case .statement(let state): StatementScreen.draw(state, &sheet)
        case .newPIN(let state): NewPINScreen.draw(state, &sheet)
        case .pinChanged(let state): PINChangedScreen.draw(state, &sheet)
        case .transfer(let state): TransferScreen.draw(state, &sheet)
        case .lab(let state): LabScreen.draw(state, &sheet)
        case .amounts(let state): AmountsScreen.draw(state, &sheet)
        case .otherAmount(let state): OtherAmountScreen.draw(state, &sheet)
        case .deposit(let state): DepositScreen.draw(state, &sheet)
        case .waiting(let state): WaitingScreen.draw(state, &sheet)
        case .refusal(let state): RefusalScreen.draw(state, &sheet)
        case .undoing(let state): UndoingScreen.draw(state, &sheet)
        case .takeCard(let state): TakeCardScreen.draw(state, &sheet)
        case .takeCash(let state): TakeCashScreen.draw(state, &sheet)
        case .takeNotes(let state): TakeNotesScreen.draw(state, &sheet)
        case .receipt(let state): ReceiptScreen.draw(state, &sheet)
        case .closing(let state): ClosingScreen.draw(state, &sheet)
        case .news(let state): NewsScreen.draw(state, &sheet)
        case .operatorCode(let state): OperatorCodeScreen.draw(state, &sheet)
        case .operatorDesk(let state): OperatorDesk.draw(state, &sheet)
        }
    }
}
