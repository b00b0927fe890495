internal import BankCommands

await BankCommand.main()
