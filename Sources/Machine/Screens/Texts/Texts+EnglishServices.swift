extension Texts.Statement {
    static let english = Texts.Statement(
        title: "MINI STATEMENT",
        none: "Nothing has moved in this account yet.",
        withdrawal: "Cash withdrawal",
        deposit: "Cash deposit",
        transfer: "Transfer",
        other: "Other",
        explanation: "The last movements, newest first.")
}

extension Texts.NewPIN {
    static let english = Texts.NewPIN(
        title: "CHANGE PIN",
        prompt: "Please type your new PIN",
        again: "Please type the new PIN once more",
        advice: [
            "Four to twelve digits that nobody can guess:",
            "no birthday, no number that is on the card.",
        ],
        thenAgain: "After the last digit press Enter; then type it once more.",
        sameDigit: "The same digit again and again is easily guessed.",
        digitsInARow: "Digits in a row, as 1234, are easily guessed.",
        different: "The two were not the same.  Please begin again.",
        changed: "Your PIN has been changed.",
        useIt: "The new PIN holds from now on, at every machine.",
        tellNobody: "Tell it to nobody.  Nobody from the bank will ask for it.",
        notChanged: "Your PIN was not changed.  No money was moved.",
        inDoubt: "Your PIN may be the old one or the new one: try the new one first.",
        inDoubtWhat: "It is not known whether your PIN was changed.",
        inDoubtNext: "Try the new PIN first; if it is not right, the old one holds.")
}

extension Texts.Transfer {
    static let english = Texts.Transfer(
        title: "TRANSFER",
        question: "From which account to which?",
        fromTo: "{from} to {to}",
        from: "from {account}",
        account: "account {number}",
        another: "another account",
        nothingYet: "Nothing is moved before you have seen and agreed to all of it.",
        typeNumber: "Type the number of the account that receives",
        thirteenDigits: "An account number has 13 digits.",
        numberIsGood: "Press Enter to continue.",
        numberIsWrong: "That is no account number: please check its digits.",
        numberIsGiver: "That is the account that the money comes from.",
        thenConfirm: "Press Enter to see everything once more.",
        check: "Please check: is this right?",
        giver: "From",
        receiver: "To",
        amount: "Amount",
        fee: "Fee",
        onlyYou: "The machine cannot see whose account a number is: check every digit.",
        doIt: "Transfer {amount}",
        nothingYetButA: "Nothing is moved until you press A.",
        notBetweenThese: "The bank cannot move money between these accounts.",
        nothingMoved: "Nothing was moved.",
        noTransfer: "No money will be moved.",
        undoneMoney: "No money is moved, and you will not be charged.")
}

extension Texts.Lab {
    static let english = Texts.Lab(
        entry: "Lab services",
        title: "LAB SERVICES",
        explanation: [
            "Two questions to the bank that move no money.  They go the same",
            "way as yours would: repeated until an answer comes, done once.",
        ],
        capitalLetters: "Capital letters",
        prime: "Is it a prime number?",
        noCard: "This needs no card.",
        typeText: "Type a text",
        typeNumber: "Type a whole number",
        thenEnter: "Then press Enter to ask the bank.",
        asked: "You asked",
        answer: "The bank answered",
        another: "Ask again",
        answeredOnce: "However often it was sent, the bank worked on it once.",
        tooLarge: "The number is too large: the largest is 18446744073709551615.")
}
