/// The machine's rules.
package struct CashMachine: Sendable {}
