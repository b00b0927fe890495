extension Texts {
    /// What the operator's pages say.
    package struct Supervisor: Equatable, Sendable {
        package let title: String
        package let lockedOut: String
        package let keys: Keys
        package let code: Code
        package let menu: Menu
        package let cassettes: Cassettes
        package let replenish: Replenish
        package let business: Business
        package let count: Count
        package let link: Link
        package let journal: Journal
        package let totals: Totals
        package let cardBox: CardBox

        package struct Keys: Equatable, Sendable {
            package let supervise: String
            package let returnToService: String
            package let count: String
            package let scroll: String
            package let printTotals: String
        }

        package struct Code: Equatable, Sendable {
            package let title: String
            package let prompt: String
            package let thenEnter: String
            package let wrong: String
            package let judging: String
            package let admitted: String
            package let admittedMore: String
            package let paused: String
            package let pausedFor: String
            package let notSet: String
            package let notSetMore: String
            package let unusable: String
            package let unusableMore: String
            package let escape: String
            package let tooShort: String
        }

        package struct Menu: Equatable, Sendable {
            package let cassettes: String
            package let replenish: String
            package let keptCards: String
            package let journal: String
            package let link: String
            package let business: String
            package let totals: String
            package let returnToService: String
            package let cashInside: String
            package let unsettled: String
            package let nothingOpen: String
            package let fenced: String
            package let uncounted: String
            package let journalled: String
        }

        package struct Cassettes: Equatable, Sendable {
            package let title: String
            package let columns: [String]
            package let ok: String
            package let low: String
            package let empty: String
            package let place: String
            package let value: String
            package let rejected: String
            package let retracted: String
            package let bins: String
            package let removed: String
            package let underway: String
            package let vault: String
            package let escrow: String
            package let explanation: String
            package let message: String
        }

        package struct Replenish: Equatable, Sendable {
            package let title: String
            package let load: String
            package let remove: String
            package let emptyBins: String
            package let test: String
            package let emptyVault: String
            package let handOverCards: String
            package let vaultEmptied: String
            package let loaded: String
            package let removed: String
            package let binsEmptied: String
            package let tested: String
            package let setAside: String
            package let bins: String
            package let empty: String
            package let beingTold: String
            package let refused: String
            package let allTold: String
            package let message: String
        }

        package struct Business: Equatable, Sendable {
            package let title: String
            package let columns: [String]
            package let none: String
            package let noneMore: String
            package let cashIsOn: String
            package let cashIsOff: String
            package let count: String
            package let tryNumber: String
            package let withdrawal: String
            package let deposit: String
            package let transfer: String
            package let asked: String
            package let paying: String
            package let reversing: String
            package let suspect: String
            package let escrowed: String
            package let unconfirmed: String
            package let returned: String
            package let leftToBank: String
            package let kept: String
            package let askedMore: String
            package let payingMore: String
            package let reversingMore: String
            package let reversingPartMore: String
            package let reversingTransferMore: String
            package let suspectMore: String
            package let countedMore: String
            package let escrowedMore: String
            package let unconfirmedMore: String
            package let returnedMore: String
            package let leftToBankMore: String
            package let keptMore: String
            package let parked: String
            package let beingTold: String
            package let bankKnows: String
            package let countIt: String
            package let leaveToClerk: String
            package let nothingToDo: String
            package let nothingToCount: String
        }

        package struct Count: Equatable, Sendable {
            package let title: String
            package let withdrawal: [String]
            package let deposit: [String]
            package let loaded: [String]
            package let removed: [String]
            package let binsEmptied: [String]
            package let vaultEmptied: [String]
            package let again: [String]
            package let agreed: String
            package let afterwards: [String]
            package let afterwardsCash: [String]
            package let goOn: String
            package let compare: String
            package let write: String
            package let message: String
            package let writeMessage: String
            package let differ: String
            package let tooMuch: String
            package let nothing: String
            package let notInCassettes: String
        }

        package struct Journal: Equatable, Sendable {
            package let title: String
            package let keptCards: String
            package let none: String
            package let unreadable: String
            package let notTaken: String
            package let bankOrder: String
            package let lastFour: String
            package let verified: String
        }

        package struct Link: Equatable, Sendable {
            package let title: String
            package let line: String
            package let up: String
            package let down: String
            package let refused: String
            package let bankUntrusted: String
            package let certificateRefused: String
            package let certificate: String
            package let daysLeft: String
            package let expired: String
            package let instance: String
            package let current: String
            package let fencedWord: String
            package let fenced: String
            package let epoch: String
            package let next: String
            package let mark: String
            package let lastAnswer: String
            package let answered: String
            package let noAnswer: String
            package let openKeys: String
            package let openKeysTold: String
            package let codes: String
            package let signed: String
            package let unsigned: String
            package let faults: String
            package let noFaults: String
            package let cassetteEmpty: String
            package let message: String
            package let newInstance: String
            package let rightMachine: String
            package let startNow: String
            package let explanation: [String]
            package let consequences: [String]
            package let firstQuestion: String
            package let secondQuestion: String
        }
    }
}
