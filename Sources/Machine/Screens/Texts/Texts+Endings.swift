// How a request ends: refused, undone, with card, cash and receipt at their slots.
extension Texts {
    package struct Refusals: Equatable, Sendable {
        package let take: String
        package let seeBalance: String
        package let mainMenu: String
        package let upTo: String
        package let quote: String
        package let noMoney: String
        package let overLimit: String
        package let unknownCard: String
        package let expired: String
        package let lost: String
        package let stolen: String
        package let notForCard: String
        package let notForMachine: String
        package let notThisAmount: String
        package let notThis: String
        package let tooManyPINs: String
        package let wrongPIN: String
        package let busy: String
        package let noAnswer: String
        package let unusable: String
        package let approvedLate: String
        package let nothingTaken: String
        package let notesComeBack: String
        package let nothingMoved: String
    }

    package struct Undoing: Equatable, Sendable {
        package let title: String
        package let timeLimit: String
        package let stopped: String
        package let unusable: String
        package let noCash: String
        package let notCharged: String
        package let bankIsTold: String
        package let cardComes: String
    }

    package struct TakeCard: Equatable, Sendable {
        package let approved: String
        package let takeCard: String
        package let takeCash: String
        package let takeReceipt: String
        package let laterCard: String
        package let laterCash: String
        package let laterReceipt: String
        package let done: String
        package let pressEnter: String
        package let cashFollows: String
        package let receiptFollows: String
        package let thanks: String
        package let timeIsOver: String
        package let message: String
    }

    package struct TakeCash: Equatable, Sendable {
        package let pressEnter: String
        package let count: String
        package let message: String
    }

    package struct TakeNotes: Equatable, Sendable {
        package let title: String
        package let pressEnter: String
        package let nothingCredited: String
        package let message: String
    }

    package struct Receipt: Equatable, Sendable {
        package let title: String
        package let withdrawal: String
        package let deposit: String
        package let transfer: String
        package let card: String
        package let from: String
        package let to: String
        package let amount: String
        package let fee: String
        package let notes: String
        package let paidOut: String
        package let result: String
        package let referenceAndAuth: String
        package let number: String
        package let replaces: String
        package let approved: String
        package let notYetConfirmed: String
        package let partlyPaid: String
        package let once: String
        package let onceFirstTry: String
        package let credited: String
        package let creditedFirstTry: String
        package let transferred: String
        package let transferredFirstTry: String
        package let willBeConfirmed: String
        package let restGivenBack: String
        package let confirmedLater: String
        package let save: String
        package let finish: String
        package let message: String
        package let noPaper: String
    }

    package struct Closing: Equatable, Sendable {
        package let thanks: String
        package let goodbye: String
        package let undone: String
        package let undoneMoney: String
        package let undoneNext: String
        package let retracted: String
        package let retractedMoney: String
        package let retractedNext: String
        package let failed: String
        package let failedMoney: String
        package let failedNext: String
        package let inDoubt: String
        package let inDoubtMoney: String
        package let inDoubtNext: String
        package let keptNotTaken: String
        package let keptPIN: String
        package let keptOrder: String
        package let keptMoney: String
        package let keptBeforeCash: String
        package let keptAfterAll: String
        package let keptNext: String
        package let quote: String
        package let message: String
    }
}
