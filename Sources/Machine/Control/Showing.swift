package import BankProtocol

/// What is on the machine's screen just now, as far as somebody must know who presses its keys.
package struct Showing: Hashable, Sendable {
    package enum Place: String, Hashable, Sendable, CaseIterable {
        case welcome
        case outOfService = "out-of-service"
        case pin
        /// Something that passes by itself.
        case moment
        case menu
        case amounts
        /// The bank is being asked.
        case waiting
        case refusal
        case undoing
        case takeCard = "take-card"
        case takeCash = "take-cash"
        case receipt
        case closing
        case news
        /// A customer's screen that is none of these.
        case service
        /// The operator's code can be typed.
        case operatorCode = "operator-code"
        case operatorMenu = "operator-menu"
        /// The list of what is open.
        case operatorBusiness = "operator-business"
        case firstCount = "first-count"
        case secondCount = "second-count"
        case countsAgree = "counts-agree"
        /// An operator's page that is none of these.
        case operatorPage = "operator-page"
    }

    package var place: Place
    /// Of the request that is on its way, or of what is shown.
    package var key: RequestKey?
    /// How often that request has been sent, as far as the screen says.
    package var attempt: Int
    package var paysCash: Bool

    package init(_ place: Place, key: RequestKey? = nil, attempt: Int = 0, paysCash: Bool = true) {
        self.place = place
        self.key = key
        self.attempt = attempt
        self.paysCash = paysCash
    }
}

extension Showing {
    /// `waiting 000100000008 3 cash`; without a key `-` stands for it.
    var text: String {
        let key = key.map(\.text) ?? "-"
        return "\(place.rawValue) \(key) \(attempt) \(paysCash ? "cash" : "no-cash")"
    }

    init(_ words: inout Words) throws(ControlError) {
        place = try words.oneOf(Place.self)
        key = try words.key(orNone: "-")
        attempt = try words.count()
        switch try words.next("cash or no-cash") {
        case "cash": paysCash = true
        case "no-cash": paysCash = false
        case let other: throw ControlError("\"\(other)\" is neither cash nor no-cash.")
        }
    }
}

extension RequestKey {
    /// Epoch and sequence as they are on the line: `000100000008`.
    var text: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Words {
    mutating func requestKey() throws(ControlError) -> RequestKey {
        let word = try next("a key")
        guard let key = RequestKey(fieldText: Array(word.utf8)[...]) else {
            throw ControlError("\"\(word)\" is no key of a request.")
        }
        return key
    }

    mutating func key(orNone none: String) throws(ControlError) -> RequestKey? {
        take(none) ? nil : try requestKey()
    }

    mutating func count() throws(ControlError) -> Int {
        let word = try next("a number")
        guard let number = Int(word), (0...1_000_000).contains(number) else {
            throw ControlError("\"\(word)\" is no number that is expected here.")
        }
        return number
    }
}
