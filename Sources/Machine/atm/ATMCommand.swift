internal import ArgumentParser
internal import BankCommands
internal import Invocation

struct ATMCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "atm",
        abstract: "A cash machine that moves money exactly once, over a line that may fail.",
        discussion: """
            Without a command, atm runs the demo: the machine, its bank and everything between them, on this computer.

            EXAMPLES
              atm                                     the demo
              atm demo --loss-request 70 --loss-answer 70 --seed 1
              atm kiosk --terminal ATM00001.terminal --bank bank.example.org:8583
              atm operator set-code --state /var/lib/atm
              atm lessons --all
              atm lab prime 97 91
              atm lab experiment --svg loss.svg
              atm replay session.jsonl
              atm fault set jam-after-presentation
              atm journal verify
              atm themes preview

            EXIT CODES
            \(ExitStatus.help)
            """,
        version: ProgramVersion.text,
        subcommands: [
            DemoCommand.self, KioskCommand.self, LabCommand.self, OperatorCommand.self,
            LessonsCommand.self, ReplayCommand.self, FaultCommand.self, JournalCommand.self,
            ThemesCommand.self,
            BankCommand.self,
            ManualCommand.self, MachineCommand.self,
            DemoBankCommand.self, TeacherCommand.self, DemoTellerCommand.self, TellerCommand.self,
        ],
        defaultSubcommand: DemoCommand.self)
}
