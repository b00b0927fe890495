internal import ArgumentParser
internal import CashMachine

/// The two text services of the networking lab: a request that must arrive, and an answer that must come back, over a
/// line that loses both.
struct LabCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab",
        abstract: "Ask the bank's text services over the retrying transport, or measure it.",
        discussion: """
            The terminal LAB00001 of the demo's bank asks; the bank is started when it is not running.

            EXAMPLES
              atm lab upper some text "and more"
              atm lab prime 97 91 --loss-request 60 --loss-answer 60 --retry fixed:50ms
              atm lab experiment --loss 0,5,…,95 --csv loss.csv --svg loss.svg
              atm lab contrast --seed 7
            """,
        subcommands: [
            UpperCommand.self, PrimeCommand.self, ExperimentCommand.self, ContrastCommand.self,
        ])
}

struct UpperCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upper", abstract: "Have texts put into capital letters, one answer a line.")

    @Argument(help: "Texts of printable ASCII.") var texts: [String]
    @OptionGroup var options: LabOptions

    func validate() throws {
        try options.check(texts)
    }

    func run() async throws {
        try await options.ask(texts.map(TextService.capitalLetters))
    }
}

struct PrimeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prime",
        abstract:
            "Ask of numbers whether they are prime: PRIME, NOT-PRIME or NOT-AN-INTEGER, one answer a line.",
        discussion:
            "Write -- before a number below zero. The largest number is 18446744073709551615.")

    @Argument(help: "Numbers.") var numbers: [String]
    @OptionGroup var options: LabOptions

    func validate() throws {
        try options.check(numbers)
    }

    func run() async throws {
        try await options.ask(numbers.map(TextService.prime))
    }
}
