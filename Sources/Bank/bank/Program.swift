internal import ArgumentParser
internal import BankCommands

@main
enum Program {
    static func main() async { await BankCommand.main() }
}
