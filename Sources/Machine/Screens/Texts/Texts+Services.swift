extension Texts {
    package struct Statement: Equatable, Sendable {
        package let title: String
        package let none: String
        package let withdrawal: String
        package let deposit: String
        package let transfer: String
        package let other: String
        package let explanation: String
    }

    package struct NewPIN: Equatable, Sendable {
        package let title: String
        package let prompt: String
        package let again: String
        package let advice: [String]
        package let thenAgain: String
        package let sameDigit: String
        package let digitsInARow: String
        package let different: String
        package let changed: String
        package let useIt: String
        package let tellNobody: String
        package let notChanged: String
        package let inDoubt: String
        package let inDoubtWhat: String
        package let inDoubtNext: String
    }

    package struct Transfer: Equatable, Sendable {
        package let title: String
        package let question: String
        package let fromTo: String
        package let from: String
        package let account: String
        package let another: String
        package let nothingYet: String
        package let typeNumber: String
        package let thirteenDigits: String
        package let numberIsGood: String
        package let numberIsWrong: String
        package let numberIsGiver: String
        package let thenConfirm: String
        package let check: String
        package let giver: String
        package let receiver: String
        package let amount: String
        package let fee: String
        package let onlyYou: String
        package let doIt: String
        package let nothingYetButA: String
        package let notBetweenThese: String
        package let nothingMoved: String
        package let noTransfer: String
        package let undoneMoney: String
    }

    package struct Lab: Equatable, Sendable {
        package let entry: String
        package let title: String
        package let explanation: [String]
        package let capitalLetters: String
        package let prime: String
        package let noCard: String
        package let typeText: String
        package let typeNumber: String
        package let thenEnter: String
        package let asked: String
        package let answer: String
        package let another: String
        package let answeredOnce: String
        package let tooLarge: String
    }
}
