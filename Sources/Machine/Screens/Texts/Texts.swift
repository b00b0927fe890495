/// Every word that a screen may say, in one language. A language without some word does not compile.
///
/// Words in braces, `{amount}`, are filled in by `filled`.
///
/// A class, of which there is one for each language: as a value, its six hundred texts would be copied at every look.
package final class Texts: Sendable {
    package let keys: Keys
    package let frame: Frame
    package let welcome: Welcome
    package let pin: PIN
    package let moment: Moment
    package let menu: Menu
    package let balance: Balance
    package let statement: Statement
    package let newPIN: NewPIN
    package let transfer: Transfer
    package let lab: Lab
    package let amounts: Amounts
    package let otherAmount: OtherAmount
    package let deposit: Deposit
    package let waiting: Waiting
    package let refusals: Refusals
    package let undoing: Undoing
    package let takeCard: TakeCard
    package let takeCash: TakeCash
    package let takeNotes: TakeNotes
    package let receipt: Receipt
    package let closing: Closing
    package let outOfService: OutOfService
    package let news: News
    package let notices: Notices
    package let reasons: Reasons
    package let titles: Titles
    package let help: Help
    package let moreTime: MoreTime
    package let quit: Quit
    package let plain: Plain
    package let supervisor: Supervisor
    package let entries: Entries
    package let keyTable: [KeyGroup: KeyNames]

    init(
        keys: Keys,
        frame: Frame,
        welcome: Welcome,
        pin: PIN,
        moment: Moment,
        menu: Menu,
        balance: Balance,
        statement: Statement,
        newPIN: NewPIN,
        transfer: Transfer,
        lab: Lab,
        amounts: Amounts,
        otherAmount: OtherAmount,
        deposit: Deposit,
        waiting: Waiting,
        refusals: Refusals,
        undoing: Undoing,
        takeCard: TakeCard,
        takeCash: TakeCash,
        takeNotes: TakeNotes,
        receipt: Receipt,
        closing: Closing,
        outOfService: OutOfService,
        news: News,
        notices: Notices,
        reasons: Reasons,
        titles: Titles,
        help: Help,
        moreTime: MoreTime,
        quit: Quit,
        plain: Plain,
        supervisor: Supervisor,
        entries: Entries,
        keyTable: [KeyGroup: KeyNames]
    ) {
        self.keys = keys
        self.frame = frame
        self.welcome = welcome
        self.pin = pin
        self.moment = moment
        self.menu = menu
        self.balance = balance
        self.statement = statement
        self.newPIN = newPIN
        self.transfer = transfer
        self.lab = lab
        self.amounts = amounts
        self.otherAmount = otherAmount
        self.deposit = deposit
        self.waiting = waiting
        self.refusals = refusals
        self.undoing = undoing
        self.takeCard = takeCard
        self.takeCash = takeCash
        self.takeNotes = takeNotes
        self.receipt = receipt
        self.closing = closing
        self.outOfService = outOfService
        self.news = news
        self.notices = notices
        self.reasons = reasons
        self.titles = titles
        self.help = help
        self.moreTime = moreTime
        self.quit = quit
        self.plain = plain
        self.supervisor = supervisor
        self.entries = entries
        self.keyTable = keyTable
    }

    /// What a group of keys is called: in the line of keys, on the machine's own pad, on a keyboard, and what it does.
    package struct KeyNames: Equatable, Sendable {
        package let short: String
        package let machine: String
        package let keyboard: String
        package let meaning: String
    }

    /// Words of the line of keys.
    package struct Keys: Equatable, Sendable {
        package let help: String
        package let theme: String
        /// The other language, in its own words.
        package let language: String
        package let quit: String
        package let card: String
        package let demoCard: String
        package let eraseOne: String
        package let clearAll: String
        package let ok: String
        package let digit: String
        package let cancel: String
        package let choose: String
        package let move: String
        package let returnCard: String
        package let backToMenu: String
        package let back: String
        package let account: String
        package let note: String
        package let count: String
        package let deposit: String
        package let stopWaiting: String
        package let stop: String
        package let take: String
        package let finish: String
        package let text: String
        package let ask: String
    }

    /// What several screens say.
    package struct Frame: Equatable, Sendable {
        package let online: String
        package let slow: String
        package let noLink: String
        package let timeLeft: String
        package let back: String
        package let reference: String
        package let code: String
        package let card: String
        package let receiptYes: String
        package let receiptNo: String
        package let current: String
        package let savings: String
        package let account: String
        package let cardSlot: String
        package let cashSlot: String
        package let receiptSlot: String
        package let tooSmall: String
        package let tooSmallKept: String
        package let tooSmallMoney: String
    }

    package struct Welcome: Equatable, Sendable {
        package let greeting: String
        package let noCash: String
        package let typeOrPick: [String]
        package let typeOrSwipe: [String]
        package let card: String
        package let reading: String
        package let reportedLost: String
        package let expired: String
        package let notesHere: String
        package let noNotesHere: String
        package let receiptsYes: String
        package let receiptsNo: String
    }

    package struct PIN: Equatable, Sendable {
        package let card: String
        package let prompt: String
        package let coverKeyboard: String
        package let nobodyAsks: String
        package let thenEnter: String
        package let wrong: String
        package let wrongTriesLeft: String
        package let wrongLastTry: String
    }

    package struct Moment: Equatable, Sendable {
        package let oneMoment: String
        package let readingCard: String
        package let returningCard: String
        package let counting: String
        package let comesHere: String
        package let thanks: String
    }

    package struct Menu: Equatable, Sendable {
        package let greeting: String
        package let fastCash: String
        package let withdraw: String
        package let deposit: String
        package let transfer: String
        package let balance: String
        package let miniStatement: String
        package let changePIN: String
        package let returnCard: String
        package let howTo: String
        package let allAvailable: String
        package let noCash: String
    }

    package struct Balance: Equatable, Sendable {
        package let title: String
        package let ledger: String
        package let available: String
        package let withdraw: String
        package let explanation: String
    }

    package struct Amounts: Equatable, Sendable {
        package let title: String
        package let question: String
        package let otherAmount: String
        package let upTo: String
        package let offExplained: String
    }

    package struct OtherAmount: Equatable, Sendable {
        package let prompt: String
        package let fewerLarge: String
        package let fewest: String
        package let youWillGet: String
        package let previewComes: String
        package let limits: String
        package let nothingTyped: String
        package let payable: String
        package let notAMultiple: String
        package let tooMuch: String
    }

    package struct Deposit: Equatable, Sendable {
        package let title: String
        package let to: String
        package let howTo: String
        package let note: String
        package let count: String
        package let amount: String
        package let notes: String
        package let most: String
        package let deposit: String
        package let nextKind: String
        package let addOne: String
        package let takeOne: String
        package let returnNotes: String
        package let nothingYet: String
    }

    package struct Waiting: Equatable, Sendable {
        package let asking: String
        package let askingMoney: String
        package let stopping: String
        package let tries: String
        package let sentTry: String
        package let noAnswerYet: String
        package let waitingForAnswer: String
        package let sameReference: [String]
        package let nothingMoves: [String]
        package let cardStays: String
        package let notesStay: String
        package let pleaseWait: String
        package let lineSlow: String
        package let lineDown: String
        package let stoppingMessage: String
    }

    package struct OutOfService: Equatable, Sendable {
        package let starting: String
        package let noLink: String
        package let bankUntrusted: String
        package let certificateRefused: String
        package let fenced: String
        package let refused: String
        package let storage: String
        package let operatorAtWork: String
        package let closingDay: String
        package let signingOn: String
        package let nextTry: String
        package let tryingNow: String
        package let operatorCalled: String
        package let soonBack: String
        package let settlesItself: [String]
        package let oneUnsettled: String
        package let unsettled: String
        package let startingMessage: String
        package let message: String
    }

    /// What became of interrupted transactions.
    package struct News: Equatable, Sendable {
        package let interrupted: String
        package let yours: String
        package let withdrawal: String
        package let deposit: String
        package let transfer: String
        package let transferred: String
        package let leftToBank: String
        package let askBank: String
        package let unclear: String
        package let noCash: String
        package let someCash: String
        package let beingUndone: String
        package let undone: String
        package let paid: String
        package let nothingToDo: String
        package let inDoubt: String
        package let bankIsTold: String
        package let bankWasTold: String
        package let counted: String
        package let clerkSettles: String
        package let inVault: String
        package let beingConfirmed: String
        package let credited: String
        package let replaced: String
        package let handedBack: String
        package let noNotes: String
        package let nothingCredited: String
        package let kept: String
        package let keptIsTold: String
        package let keptWasTold: String
        package let quote: String
        package let more: String
        package let forAnybody: String
        package let forOwner: String
    }

    /// What a key may bring to the message line.
    package struct Notices: Equatable, Sendable {
        package let notACardNumber: String
        package let unreadableCard: String
        package let pinTooShort: String
        package let noNotes: String
        package let tooManyNotes: String
        package let depositCannotBeStopped: String
        package let quitQuestion: String
        package let receiptSaved: String
        package let receiptNotSaved: String
        package let noOtherLanguage: String
    }

    /// Why a choice is off: in the message line, and in brackets beside it.
    package struct Reasons: Equatable, Sendable {
        package let noCash: String
        package let noCashShort: String
        package let notes: String
        package let notesShort: String
        package let leftToday: String
        package let leftTodayShort: String
        package let mostAtOnce: String
        package let mostAtOnceShort: String
        package let noPaper: String
        package let noPaperShort: String
        package let notSignedOn: String
        package let notSignedOnShort: String
    }

    /// Titles of what is asked of the bank.
    package struct Titles: Equatable, Sendable {
        package let verifying: String
        package let balance: String
        package let service: String
        package let withdraw: String
        package let deposit: String
        package let transfer: String
    }

    package struct Help: Equatable, Sendable {
        package let title: String
        package let machineKey: String
        package let keyboard: String
        package let meaning: String
        package let theme: String
        package let colours: String
        package let none: String
        package let yes: String
        package let no: String
        package let clockStands: String
        package let clockGoesOn: String
        package let close: String
    }

    package struct MoreTime: Equatable, Sendable {
        package let question: String
        package let seconds: String
        package let operatorSeconds: String
        package let closesIn: String
        package let anyKey: String
    }

    package struct Quit: Equatable, Sendable {
        package let question: String
        package let settles: String
        package let howTo: String
    }
}
