import BankProtocol
import CashMachine
import Testing
import TextGrid

@testable import Screens

/// What the journal's entries say, in both languages.
@Suite struct JournalSentenceTests {
    @Test(arguments: Told.all)
    func `an entry is told in English and in Bangla`(_ told: Told) {
        #expect(Language.english.sentence(of: told.event) == told.english)
        #expect(Language.bangla.sentence(of: told.event) == told.bangla)
    }

    @Test func `every text that the catalogue has for entries is said by one of these`() throws {
        let said = Language.allCases.map { language in
            (language, Told.all.map { language.sentence(of: $0.event) }.joined(separator: "\n"))
        }
        for (language, sentences) in said {
            let texts = CatalogueTests.texts(of: language).filter { $0.path.contains("entries") }
            #expect(texts.count == 71)
            for text in texts {
                let pattern = text.text.replacing(/[()*.]/) { "\\" + $0.output }
                    .replacing(/\{[a-z]+\}/, with: ".+?")
                let found = try Regex(pattern)
                #expect(sentences.contains(found), "\(text.path): \(text.text)")
            }
        }
    }

    @Test(arguments: Told.all)
    func `an entry in English keeps to ASCII, and one in Bangla to its own digits for amounts`(
        _ told: Told
    ) {
        let isPlain = told.english.unicodeScalars.allSatisfy(\.isASCII)
        #expect(isPlain)
        #expect(!told.bangla.contains("{") && !told.bangla.contains(".00"))
    }
}

/// An entry, and what it says.
struct Told: CustomTestStringConvertible {
    let event: JournalEvent
    let english: String
    let bangla: String

    init(_ event: JournalEvent, _ english: String, _ bangla: String) {
        self.event = event
        self.english = english
        self.bangla = bangla
    }

    var testDescription: String { english }

    static let all = machine + requests + deposits + transfers + settled + parked + cash + day

    private static let key = Cast.reference.key
    private static let sending = SendingTime(Cast.noon, utcOffset: 0)
    private static let notes = NoteCounts(thousands: 3, fiveHundreds: 1, hundreds: 2)
    private static let amount = Cast.taka(3_700)

    private static let machine = [
        Told(.instanceStarted(InstanceID(bits: 1), .new), "a new journal begins", "নতুন জার্নাল শুরু"),
        Told(
            .instanceStarted(InstanceID(bits: 1), .oldCopy),
            "the devices know more than this journal: it is an old copy, a new instance begins",
            "যন্ত্রগুলো এই জার্নালের চেয়ে বেশি জানে: এটি পুরনো নকল, নতুন করে শুরু"),
        Told(
            .instanceStarted(InstanceID(bits: 1), .operatorOrder),
            "an operator started a new instance", "একজন অপারেটর নতুন করে শুরু করেছেন"),
        Told(
            .devicesKnown(
                dispenser: KnownDevice(id: DeviceID(bits: 1)),
                escrow: KnownDevice(id: DeviceID(bits: 2))),
            "the devices are the machine's own from now on",
            "এখন থেকে যন্ত্রগুলো এই মেশিনের নিজের"),
        Told(.epochTaken(key.epoch), "the bank granted epoch 1", "ব্যাংক পর্ব 1 দিয়েছে"),
        Told(
            .fenced, "fenced: another instance has taken this terminal's place",
            "বাইরে রাখা: অন্য একটি জার্নাল এই মেশিনের জায়গা নিয়েছে"),
        Told(
            .interrupted(key), "the machine was interrupted; the owner is to be told how it ends",
            "মেশিনের কাজে বাধা পড়েছে; কী হলো তা গ্রাহককে জানাতে হবে"),
        Told(.newsTold(key), "the owner's news was read", "কী হয়েছে গ্রাহক তা পড়েছেন"),
        Told(.operatorEntered, "an operator is at the machine", "একজন অপারেটর মেশিনে আছেন"),
        Told(.operatorLeft, "the operator has left", "অপারেটর চলে গেছেন"),
        Told(
            .operatorRefused, "a wrong operator's code was typed", "অপারেটরের ভুল কোড লেখা হয়েছে"),
        Told(
            .cardKept(lastFour: "4821", .notTaken), "card **** 4821 kept: not taken in time",
            "কার্ড **** 4821 রেখে দেওয়া: সময়মতো নেওয়া হয়নি"),
        Told(
            .cardKept(lastFour: "0093", .bankOrder(.lostCard)),
            "card **** 0093 kept by the bank's order (41)",
            "কার্ড **** 0093 ব্যাংকের আদেশে রেখে দেওয়া (41)"),
        Told(
            .cardsHandedOver(12), "an operator took 12 kept cards out of their box",
            "অপারেটর বাক্স থেকে রেখে দেওয়া ১২টি কার্ড নিয়েছেন"),
    ]

    private static let requests = [
        Told(.inquiry(key, .capitalLetters, lastFour: ""), "asked: type 93", "জিজ্ঞাসা: ধরন 93"),
        Told(
            .inquiry(key, .balance, lastFour: "4821"), "asked: type 31, card **** 4821",
            "জিজ্ঞাসা: ধরন 31, কার্ড **** 4821"),
        Told(.inquirySettled(key, .wrongPIN), "answered 55", "উত্তর 55"),
        Told(.inquirySettled(key, nil), "given up", "বাদ দেওয়া হয়েছে"),
        Told(
            .withdrawal(
                Withdrawal(
                    key: key, amount: amount, currency: .bdt, notes: notes, account: .current,
                    lastFour: "4821", sending: sending)),
            "withdrawal of 3,700.00 in 3x1000 1x500 2x100, card **** 4821",
            "৩,৭০০.০০ উত্তোলন, নোট ৩×১০০০ ১×৫০০ ২×১০০, কার্ড **** 4821"),
        Told(
            .approved(key, Cast.authorisation), "approved, authorisation 7K2Q9F",
            "অনুমোদিত, অনুমোদন নম্বর 7K2Q9F"),
        Told(.dispensing(key), "the dispenser is told", "নোট প্রদানকারী যন্ত্রকে বলা হয়েছে"),
        Told(
            .presented(key, notes), "at the shutter: 3x1000 1x500 2x100",
            "শাটারে: ৩×১০০০ ১×৫০০ ২×১০০"),
        Told(
            .reversing(
                key, ReversalOrder(actualAmount: .zero, reason: .timeout, sending: sending)),
            "reversal (TIMEOUT), 0.00 was paid", "ফেরানো হচ্ছে (TIMEOUT), ০.০০ দেওয়া হয়েছে"),
        Told(
            .suspect(key, AdviceOrder(actualAmount: Cast.taka(150_000), sending: sending)),
            "suspect: at most 150,000.00 was paid; the bank is told",
            "অনিশ্চিত: সর্বোচ্চ ১,৫০,০০০.০০ দেওয়া হয়েছে; ব্যাংককে জানানো হচ্ছে"),
        Told(
            .receipt(17, key, supersedes: nil), "receipt 17", "রসিদ 17"),
        Told(
            .receipt(18, key, supersedes: 17), "receipt 18, replaces 17",
            "রসিদ 18, 17 নম্বর রসিদের বদলে"),
        Told(
            .counted(key, amount), "an operator counted 3,700.00",
            "একজন অপারেটর ৩,৭০০.০০ গুনেছেন"),
    ]

    private static let deposits = [
        Told(
            .deposit(
                Deposit(
                    key: key, account: Cast.current, currency: .bdt, lastFour: "4821",
                    notes: notes)),
            "deposit of 3x1000 1x500 2x100 into the escrow, card **** 4821",
            "এসক্রোতে জমা ৩×১০০০ ১×৫০০ ২×১০০, কার্ড **** 4821"),
        Told(
            .depositAsked(key, notes, sending),
            "counted 3x1000 1x500 2x100, 3,700.00; the bank is asked",
            "গোনা হয়েছে ৩×১০০০ ১×৫০০ ২×১০০, ৩,৭০০.০০; ব্যাংককে জিজ্ঞাসা করা হচ্ছে"),
        Told(.vaulted(key), "the notes are the bank's", "নোটগুলো এখন ব্যাংকের"),
        Told(.handedBack(key, .none), "handed back: no notes", "গ্রাহককে ফেরত দেওয়া হয়েছে: কোনো নোট নয়"),
        Told(
            .kept(key, AdviceOrder(actualAmount: amount, sending: sending)),
            "kept: 3,700.00; the bank is told",
            "রেখে দেওয়া: ৩,৭০০.০০; ব্যাংককে জানানো হচ্ছে"),
    ]

    private static let transfers = [
        Told(
            .transfer(
                Transfer(
                    key: key,
                    order: TransferOrder(
                        amount: amount, from: .current, to: Cast.savings, type: .savings),
                    currency: .bdt, lastFour: "4821", sending: sending)),
            "transfer of 3,700.00 to 1000000000017, card **** 4821",
            "৩,৭০০.০০ স্থানান্তর, হিসাব 1000000000017-এ, কার্ড **** 4821"),
        Told(
            .leftToBank(key), "left to the bank: another journal may have settled it otherwise",
            "ব্যাংকের হাতে: অন্য একটি জার্নাল এটি অন্যভাবে নিষ্পন্ন করে থাকতে পারে"),
        Told(
            .adviceAcknowledged(key, .noSuchRecord), "the bank knows (25)", "ব্যাংক জানে (25)"),
        Told(
            .originalUnknown(key), "the bank had never heard of it, and has posted nothing",
            "ব্যাংক এর কথা কখনো শোনেনি, এবং কিছুই হিসাবে লেখেনি"),
    ]

    private static let settled = [
        Told(
            .settled(key, .declined(.insufficientFunds)), "settled: declined (51)",
            "নিষ্পন্ন: নাকচ (51)"),
        Told(
            .settled(key, .paid(notes)), "settled: paid 3x1000 1x500 2x100",
            "নিষ্পন্ন: দেওয়া হয়েছে ৩×১০০০ ১×৫০০ ২×১০০"),
        Told(
            .settled(key, .reversed(paid: .zero)), "settled: reversed, 0.00 was paid",
            "নিষ্পন্ন: ফেরানো হয়েছে, ০.০০ দেওয়া হয়েছে"),
        Told(.settled(key, .credited), "settled: credited", "নিষ্পন্ন: জমা হয়েছে"),
        Told(.settled(key, .transferred), "settled: transferred", "নিষ্পন্ন: স্থানান্তর হয়েছে"),
        Told(
            .settled(key, .leftToBank),
            "settled: left to the bank, which has a case of it if it was posted",
            "নিষ্পন্ন: ব্যাংকের হাতে; হিসাবে লেখা হয়ে থাকলে ব্যাংকে এর একটি কেস আছে"),
        Told(
            .settled(key, .returned(notes)), "settled: returned 3x1000 1x500 2x100",
            "নিষ্পন্ন: ফেরত দেওয়া হয়েছে ৩×১০০০ ১×৫০০ ২×১০০"),
        Told(
            .settled(key, .kept(amount)), "settled: kept 3,700.00, the bank was told",
            "নিষ্পন্ন: ৩,৭০০.০০ রেখে দেওয়া, ব্যাংককে জানানো হয়েছে"),
        Told(
            .settled(key, .resolved(paid: amount)), "settled: resolved by a count of 3,700.00",
            "নিষ্পন্ন: ৩,৭০০.০০ গুনে নিষ্পত্তি"),
    ]

    private static let parked = zip(
        ExchangeID.Kind.allCases,
        [
            ("inquiry", "জিজ্ঞাসা"), ("request", "অনুরোধ"), ("advice", "জানানো"),
            ("reversal", "ফেরানো"), ("day close", "দিন শেষ"), ("change of cash", "নোটের পরিবর্তন"),
        ]
    ).map { kind, names in
        Told(
            .parked(ExchangeID(kind, key), .duplicateKey),
            "parked: the bank answered 94 to the \(names.0)",
            "আটকে আছে: ব্যাংকের উত্তর 94, বিষয় \(names.1)")
    }

    private static let cash =
        zip(
            [CashChange.Kind.loaded, .removed, .binsEmptied, .vaultEmptied, .tested],
            [
                ("loaded 2x500", "নোট ভরেছেন"), ("removed 2x500", "নোট সরিয়েছেন"),
                ("emptied the bins: 2x500", "বিন খালি করেছেন"),
                ("emptied the deposit vault: 2x500", "জমার ভল্ট খালি করেছেন"),
                ("tested the dispenser with 2x500", "যন্ত্র পরীক্ষা করেছেন"),
            ]
        ).map { kind, words in
            Told(
                .cashChange(key, CashChange(kind, NoteCounts(fiveHundreds: 2)), sending),
                "an operator \(words.0)", "একজন অপারেটর \(words.1): ২×৫০০")
        } + [
            Told(
                .cashCounted(key), "the dispenser's counters say so too",
                "যন্ত্রের গণনাতেও তা-ই আছে"),
            Told(
                .cashChangeSettled(key, .approved), "the bank answered 00: finished",
                "ব্যাংকের উত্তর 00: শেষ"),
            Told(
                .cashChangeSettled(key, nil), "finished; the bank need not know",
                "শেষ; ব্যাংকের জানার দরকার নেই"),
        ]

    private static let day = [
        Told(
            .dayClose(
                OpenDayClose(
                    key: key, totals: Cast.totals,
                    devices: DeviceTotals(paid: .zero, kept: .zero, inside: Cast.taka(593_800)),
                    sending: sending)),
            "day close: 3 withdrawn 6,200.00, 1 given back 500.00, 1 deposited 2,200.00, "
                + "0 taken back 0.00, 593,800.00 inside; the bank is asked",
            "দিন শেষ: ৩টি উত্তোলন ৬,২০০.০০, ১টি ফেরত দেওয়া ৫০০.০০, ১টি জমা ২,২০০.০০, "
                + "০টি ফেরত নেওয়া ০.০০, ভেতরে ৫,৯৩,৮০০.০০; ব্যাংককে জিজ্ঞাসা করা হচ্ছে"),
        Told(
            .dayCloseSettled(key, Settlement(isInBalance: true, totals: Cast.totals)),
            "day closed: the bank counted the same", "দিন শেষ হয়েছে: ব্যাংকের গণনাও একই"),
        Told(
            .dayCloseSettled(key, Settlement(isInBalance: false, totals: Cast.totals)),
            "day closed OUT OF BALANCE: by the bank 3 withdrawn 6,200.00, 1 given back 500.00, "
                + "1 deposited 2,200.00, 0 taken back 0.00",
            "দিন শেষ হয়েছে, হিসাব মেলেনি: ব্যাংকের মতে ৩টি উত্তোলন ৬,২০০.০০, "
                + "১টি ফেরত দেওয়া ৫০০.০০, ১টি জমা ২,২০০.০০, ০টি ফেরত নেওয়া ০.০০"),
        Told(.dayCloseSettled(key, nil), "day close given up", "দিন শেষ করা বাদ দেওয়া হয়েছে"),
    ]
}
