extension Texts.Supervisor {
    package struct Totals: Equatable, Sendable {
        package let title: String
        package let lastTitle: String
        package let columns: [String]
        package let withdrawals: String
        package let givenBack: String
        package let deposits: String
        package let takenBack: String
        package let paidOut: String
        package let takenIn: String
        package let cash: String
        package let unknown: String
        package let since: String
        package let sinceBeginning: String
        package let closedAt: String
        package let close: String
        package let lastClose: String
        package let print: String
        package let certain: String
        package let setAside: String
        package let question: [String]
        package let bankNotAsked: String
        package let hinderedByKey: String
        package let hinderedByCash: String
        package let notSignedOn: String
        package let underway: String
        package let parked: String
        package let inBalance: String
        package let sameNet: String
        package let outOfBalance: String
        package let caseOpened: String
        package let cashMatches: String
        package let cashDiffers: String
        package let cashUnknown: String
        package let countIt: String
        package let message: String
        package let closeMessage: String
        package let bankSays: String
        package let notClosedYet: String
        package let match: String
        package let differs: String
        package let paperTitle: String
        package let paperJournal: String
        package let paperBank: String
        package let paperDevices: String
    }

    package struct CardBox: Equatable, Sendable {
        package let title: String
        package let first: String
        package let again: String
        package let agreed: String
        package let field: String
        package let journalSays: String
        package let write: String
        package let goOn: String
        package let message: String
    }
}

extension Texts.Supervisor.Totals {
    static let english = Texts.Supervisor.Totals(
        title: "TOTALS / END OF DAY",
        lastTitle: "THE LAST CLOSE",
        columns: ["", "Journal", "Bank", "Devices"],
        withdrawals: "Withdrawals",
        givenBack: "  given back",
        deposits: "Deposits",
        takenBack: "  taken back",
        paidOut: "Paid out",
        takenIn: "Taken in",
        cash: "Cash inside",
        unknown: "-",
        since: "Since the last close, {time}",
        sinceBeginning: "Since this journal was begun",
        closedAt: "Closed {time}, ref {ref}",
        close: "Close the day",
        lastClose: "The last close",
        print: "Print totals",
        certain: "Close it now",
        setAside: "Clerk knows ref {ref}",
        question: [
            "The bank is told these totals, and says whether it counted the same.",
            "",
            "No customer is served until it has answered, also after a restart.",
            "With its answer a new day begins, in balance or not.",
        ],
        bankNotAsked: "The bank tells its totals when the day is closed.",
        hinderedByKey: "Not now: ref {ref} must be settled first.",
        hinderedByCash: "Not now: the bank has not confirmed the change of cash {ref}.",
        notSignedOn: "Not now: the bank has not signed this machine on.",
        underway: "Ref {ref}: the bank is asked until it answers.  Sent {tries} times so far.",
        parked: "The bank answered {code} to ref {ref}, which closes nothing: tell its clerk.",
        inBalance: "IN BALANCE: the bank counted the same.",
        sameNet: "The lines differ, the money does not: nothing is missing by the bank's count.",
        outOfBalance: "OUT OF BALANCE by {amount}.",
        caseOpened: "The bank has opened a case; its clerk compares with bank reconcile.",
        cashMatches: "Cash inside and the bank's count: MATCH.",
        cashDiffers: "Cash DIFFERS: {amount} more inside than the bank says.",
        cashUnknown: "Of the cash nobody can tell: this journal does not know its devices' past.",
        countIt: "Count the suspects (unsettled requests), and empty the bins.",
        message: "Withdrawals that were undone stand in both lines.",
        closeMessage: "D closes the day, Esc goes back.",
        bankSays: "At the last close",
        notClosedYet: "the bank was not asked yet: press C",
        match: "MATCH",
        differs: "DIFFERS {amount}",
        paperTitle: "TOTALS",
        paperJournal: "  journal",
        paperBank: "  bank",
        paperDevices: "  devices")
}

extension Texts.Supervisor.CardBox {
    static let english = Texts.Supervisor.CardBox(
        title: "HAND OVER CARDS",
        first: "Take all cards out of their box.  How many are there?",
        again: "Now count them once more.",
        agreed: "Counted twice, both times:",
        field: "Cards",
        journalSays: "By the journal the box holds {count}.",
        write: "Write it down",
        goOn: "Counted",
        message: "What you write down is in the journal; the box is empty then.")
}
