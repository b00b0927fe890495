/// The losses that are tried, in percent: rising, each once.
package struct LossList: Hashable, Sendable {
    package let percentages: [Int]

    /// Reads `0,10,50`; `…` or `...` between two goes on in the step before it, so that `0,10,…,95` is 0, 10, 20 and so on to
    /// 90, and 95.
    package init(parsing text: String) throws(LossListError) {
        var percentages: [Int] = []
        var isOpen = false
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            let word = word.filter { $0 != " " }
            if word == "…" || word == "..." {
                guard percentages.count > 1, !isOpen else { throw .noStep }
                isOpen = true
                continue
            }
            guard let percent = Self.percent(word) else { throw .noPercentage(String(word)) }
            if isOpen {
                let last = percentages.count - 1
                let step = percentages[last] - percentages[last - 1]
                percentages += stride(from: percentages[last] + step, to: percent, by: step)
                isOpen = false
            }
            if let last = percentages.last, last >= percent {
                throw .notRising(last, percent)
            }
            percentages.append(percent)
        }
        guard !isOpen else { throw .noEnd }
        self.percentages = percentages
    }

    private static func percent(_ word: String) -> Int? {
        guard (1...3).contains(word.utf8.count),
            word.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let percent = Int(word), percent <= 100
        else { return nil }
        return percent
    }
}

/// Why a text is no list of losses.
package enum LossListError: Error, Hashable, Sendable, CustomStringConvertible {
    case noPercentage(String)
    case notRising(Int, Int)
    case noStep
    case noEnd

    package var description: String {
        switch self {
        case .noPercentage(let word):
            "‘\(word)’ is no loss: write whole percentages from 0 to 100 with commas between them, as in 0,10,50"
        case .notRising(let last, let next):
            "\(next) comes after \(last): write the losses from the least to the most, each once"
        case .noStep:
            "‘…’ goes on in a step, so two losses stand before it, as in 0,10,…,95"
        case .noEnd:
            "‘…’ goes on to an end, so a loss stands after it, as in 0,10,…,95"
        }
    }
}
