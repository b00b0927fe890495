/// Tells whose PIN is being typed, if it is one of those that everybody knows, and keeps no digit: of each place only who
/// has that digit there.
package struct PINWatch: Hashable, Sendable {
    /// A PIN that everybody knows, and whose it is.
    package struct Known: Hashable, Sendable {
        package var owner: String
        package var digits: String

        package init(_ owner: String, _ digits: String) {
            self.owner = owner
            self.digits = digits
        }
    }

    private let known: [Known]
    private var places: [Set<String>] = []

    package init(_ known: [Known]) {
        self.known = known
    }

    /// How many digits have been typed.
    package var count: Int { places.count }

    package mutating func append(_ digit: Int) {
        let place = places.count
        let character = Character("\(digit)")
        places.append(Set(known.filter { $0.digits.at(place) == character }.map(\.owner)))
    }

    package mutating func removeLast() {
        _ = places.popLast()
    }

    package mutating func clear() {
        places = []
    }

    /// Whether what has been typed is all of this owner's PIN and nothing more.
    package func isPIN(of owner: String) -> Bool {
        known.contains { $0.owner == owner && $0.digits.count == places.count }
            && places.allSatisfy { $0.contains(owner) }
    }
}

extension String {
    fileprivate func at(_ place: Int) -> Character? {
        place < count ? self[index(startIndex, offsetBy: place)] : nil
    }
}
