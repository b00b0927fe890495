extension String {
    /// With every `{name}` replaced by its value.
    package func filled(_ values: [String: String]) -> String {
        var rest = self[...]
        var filled = ""
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            filled += rest[..<open]
            filled += values[name] ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }

    /// Spaces made visible, for a field that is to be filled.
    func replacingSpaces(with mark: Character) -> String {
        String(map { $0 == " " ? mark : $0 })
    }
}
