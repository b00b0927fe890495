import Glibc

/// Not seen by Swift's Glibc: it is declared for X/Open programs only.
@_silgen_name("wcwidth") private func wcwidth(_ character: wchar_t) -> Int32

extension StringProtocol {
    /// For each character as many columns as glibc gives it in C.UTF-8.
    var columns: Int {
        let classification: Int32 = 1
        guard let locale = newlocale(classification, "C.UTF-8", nil) else {
            preconditionFailure("C.UTF-8 is in every glibc")
        }
        let before = uselocale(locale)
        defer {
            uselocale(before)
            freelocale(locale)
        }
        return unicodeScalars.reduce(0) { $0 + Int(wcwidth(wchar_t(bitPattern: $1.value))) }
    }
}
