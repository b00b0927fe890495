import BankProtocol
import CashMachine

private func known<Value>(_ value: Value?) -> Value {
    guard let value else { preconditionFailure("an example makes no sense") }
    return value
}

extension PINBlock {
    static let other = known(PINBlock(bytes: Array(repeating: 8, count: 16)))
}

extension AccountNumber {
    static let savings = known(AccountNumber("1000000000025"))
}

extension TransferOrder {
    static let example = TransferOrder(
        amount: .taka(3700), from: .current, to: .savings, type: .savings)
}

extension Transfer {
    /// As `transferring` writes it.
    static let example = Transfer(
        key: RequestKey(2), order: .example, currency: .bdt, lastFour: "4821", sending: .test)
}

extension World {
    /// Asking for a transfer under key 2.
    static func transferring() -> World {
        var world = atMenu()
        world.happen(.customer(.transfer(.example)))
        world.forget()
        return world
    }

    /// Asking for another PIN under key 2.
    static func changingPIN() -> World {
        var world = atMenu()
        world.happen(.customer(.changePIN(to: .other)))
        world.forget()
        return world
    }
}
