package struct SavedTerminal: Sendable {
    package init?() { return nil }
    package func restore() {}
}
