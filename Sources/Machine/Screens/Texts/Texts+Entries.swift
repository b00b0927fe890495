extension Texts {
    /// What the journal's entries say to a person who reads them. Key and time stand beside each.
    ///
    /// A class, so that a page of entries looks its words up without copying them all.
    package final class Entries: Sendable {
        package let machine: Machine
        package let requests: Requests
        package let exchanges: Exchanges
        package let endings: Endings
        package let cash: Cash
        package let day: Day

        init(
            machine: Machine, requests: Requests, exchanges: Exchanges, endings: Endings,
            cash: Cash, day: Day
        ) {
            self.machine = machine
            self.requests = requests
            self.exchanges = exchanges
            self.endings = endings
            self.cash = cash
            self.day = day
        }

        /// Of the machine itself, and of who is at it.
        package struct Machine: Equatable, Sendable {
            package let newJournal: String
            package let oldCopy: String
            package let newInstance: String
            package let devicesKnown: String
            package let epochTaken: String
            package let fenced: String
            package let interrupted: String
            package let newsTold: String
            package let operatorEntered: String
            package let operatorLeft: String
            package let operatorRefused: String
            package let cardNotTaken: String
            package let cardKeptByBank: String
            package let cardsHandedOver: String
        }

        /// Of what a customer asked for.
        package struct Requests: Equatable, Sendable {
            package let asked: String
            package let askedWithCard: String
            package let answered: String
            package let givenUp: String
            package let withdrawal: String
            package let approved: String
            package let dispensing: String
            package let presented: String
            package let reversing: String
            package let suspect: String
            package let transfer: String
            package let leftToBank: String
            package let deposit: String
            package let depositAsked: String
            package let vaulted: String
            package let handedBack: String
            package let kept: String
            package let acknowledged: String
            package let neverHeardOf: String
            package let counted: String
            package let settled: String
            package let parked: String
            package let receipt: String
            package let receiptReplaces: String
        }

        /// What the bank was told or asked when its answer settled nothing.
        package struct Exchanges: Equatable, Sendable {
            package let inquiry: String
            package let financial: String
            package let advice: String
            package let reversal: String
            package let reconciliation: String
            package let administrative: String
        }

        /// How a request that moves money was settled.
        package struct Endings: Equatable, Sendable {
            package let declined: String
            package let paid: String
            package let reversed: String
            package let credited: String
            package let transferred: String
            package let leftToBank: String
            package let returned: String
            package let kept: String
            package let resolved: String
        }

        /// Of notes that an operator moved.
        package struct Cash: Equatable, Sendable {
            package let loaded: String
            package let removed: String
            package let binsEmptied: String
            package let vaultEmptied: String
            package let tested: String
            package let counted: String
            package let answered: String
            package let untold: String
            /// Notes of one kind: `3x1000`.
            package let notes: String
            package let noNotes: String
        }

        package struct Day: Equatable, Sendable {
            package let close: String
            package let inBalance: String
            package let outOfBalance: String
            package let givenUp: String
            package let withdrawals: String
            package let givenBack: String
            package let deposits: String
            package let takenBack: String
        }
    }
}
