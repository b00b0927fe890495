/// Measured values in Prometheus' text form, version 0.0.4.
///
///     # HELP bank_connections Connections of terminals, now.
///     # TYPE bank_connections gauge
///     bank_connections 3
///
/// Source: prometheus.io, "Exposition formats". None of the libraries at hand writes it.
package struct Exposition: Sendable {
    package struct Sample: Hashable, Sendable {
        /// What is appended to the metric's name, as a histogram needs it.
        package var suffix: String
        /// In the order in which they are written.
        package var labels: [Label]
        package var value: Double

        package init(_ value: Double, _ labels: [Label] = [], suffix: String = "") {
            self.value = value
            self.labels = labels
            self.suffix = suffix
        }

        package init(_ value: Int, _ labels: [Label] = [], suffix: String = "") {
            self.init(Double(value), labels, suffix: suffix)
        }
    }

    package struct Label: Hashable, Sendable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package enum Kind: String, Sendable {
        case counter
        case gauge
        case histogram
    }

    package private(set) var text = ""

    package init() {}

    /// Adds a metric, whose name nothing before it had.
    package mutating func add(
        _ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]
    ) {
        text += "# HELP \(name) \(Self.escaped(help))\n# TYPE \(name) \(kind.rawValue)\n"
        for sample in samples {
            text += "\(name)\(sample.suffix)\(Self.text(of: sample.labels)) "
            text += Self.text(of: sample.value) + "\n"
        }
    }

    private static func text(of labels: [Label]) -> String {
        guard !labels.isEmpty else { return "" }
        let pairs = labels.map { label in
            let value = escaped(label.value).split(
                separator: "\"", omittingEmptySubsequences: false
            )
            .joined(separator: "\\\"")
            return "\(label.name)=\"\(value)\""
        }
        return "{\(pairs.joined(separator: ","))}"
    }

    /// Whole numbers without a fraction.
    private static func text(of value: Double) -> String {
        Int64(exactly: value).map(String.init) ?? String(value)
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
