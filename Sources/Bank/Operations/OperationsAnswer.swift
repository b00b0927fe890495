/// What an operator's question is answered with.
package struct OperationsAnswer: Hashable, Sendable {
    /// In HTTP's words: 200, or 503 for "not now".
    package var isGood: Bool
    package var contentType: String
    package var body: String

    /// A sentence for people, whose first word is for programs.
    package static func sentence(_ text: String, isGood: Bool) -> OperationsAnswer {
        OperationsAnswer(
            isGood: isGood, contentType: "text/plain; charset=utf-8", body: text + "\n")
    }

    package static func metrics(_ exposition: Exposition) -> OperationsAnswer {
        OperationsAnswer(
            isGood: true, contentType: "text/plain; version=0.0.4; charset=utf-8",
            body: exposition.text)
    }
}

/// What an operator, or his tools, can ask.
package enum OperationsQuestion: String, Hashable, Sendable, CaseIterable {
    /// Does the process live?
    case health = "/healthz"
    /// Should terminals be sent here?
    case readiness = "/readyz"
    case metrics = "/metrics"
}
