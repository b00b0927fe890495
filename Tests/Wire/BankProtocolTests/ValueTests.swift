import BankProtocol
import Testing

struct ValueTests {
    @Test func `a STAN counts with the sequence and begins again after 999999`() {
        func stan(_ sequence: UInt32) -> UInt32 {
            STAN(of: known(SequenceNumber(number: sequence))).number
        }
        #expect(stan(1) == 1)
        #expect(stan(999_999) == 999_999)
        #expect(stan(1_000_000) == 1)
        #expect(stan(99_999_999) == 1 + 99_999_998 % 999_999)
    }

    @Test func `sequences end with their eight digits`() {
        #expect(SequenceNumber(number: 99_999_998)?.next == SequenceNumber(number: 99_999_999))
        #expect(SequenceNumber(number: 99_999_999)?.next == nil)
        #expect(SequenceNumber(number: 100_000_000) == nil)
        #expect(Epoch(number: 10_000) == nil)
        #expect(STAN(number: 0) == nil)
        #expect(STAN(number: 1_000_000) == nil)
    }

    @Test func `keys are ordered by epoch, then by sequence`() {
        let keys = [(1, 9), (2, 1), (2, 2)].map { epoch, sequence in
            known(Sample.key(epoch: UInt16(epoch), sequence: UInt32(sequence)))
        }
        #expect(keys.shuffled().sorted() == keys)
    }

    @Test func `the demo's card numbers have right check digits, and no neighbour has`() {
        let numbers = [
            "9705000000084821", "9705000000017730", "9705000000070093", "9705000000095512",
            "9705000000066604",
        ]
        for digits in numbers {
            #expect(CardNumber(digits: digits)?.isLuhnValid == true)
            let last = (Int(digits.suffix(1)) ?? 0) + 1
            #expect(CardNumber(digits: digits.dropLast() + String(last % 10))?.isLuhnValid == false)
        }
    }

    @Test func `no value prints a card number or a PIN block`() {
        let request = Sample.withdrawal.request
        var dumped = ""
        dump(request, to: &dumped)
        for text in [dumped, "\(request)", String(reflecting: request)] {
            #expect(text.contains("**** 4821"))
            #expect(!text.contains("97050000"))
            #expect(text.contains("PIN block"))
            #expect(!text.contains("160, 161"))
            #expect(!text.contains("A0A1"))
        }
        #expect("\(Sample.card.number.masked)" == "**** **** **** 4821")
    }

    @Test func `customer facts are read from their own text, and from nothing else`() {
        let facts = CustomerFacts(
            name: "Ayesha Rahman", leftToday: Money(minorUnits: 5_000_000),
            mostAtOnce: Money(minorUnits: 2_000_000))
        #expect(facts.text == "NAME=Ayesha Rahman;LEFT=5000000;MAX=2000000")
        #expect(CustomerFacts(text: facts.text) == facts)
        for text in [
            "", "NAME=A", "NAME=;LEFT=1;MAX=2", "NAME=A;LEFT=;MAX=2", "NAME=A;LEFT=1;MAX=",
            "NAME=A;LEFT=-1;MAX=2", "NAME=A;LEFT=01;MAX=2", "NAME=A;LEFT=1;MAX=2;",
            "A;LEFT=1;MAX=2",
            "NAME=A;MAX=2;LEFT=1", "NAME=A;LEFT=1000000000000;MAX=2",
        ] {
            #expect(CustomerFacts(text: text) == nil, "\(text)")
        }
    }

    @Test func `a name that no message can carry is carried as far as it can be`() {
        func carried(_ name: String) -> String {
            CustomerFacts(name: name, leftToday: .zero, mostAtOnce: .zero).name
        }
        #expect(carried("Rahim; Uddin\n") == "Rahim? Uddin?")
        #expect(carried("আয়েশা A").hasSuffix("? A"))
        #expect(carried("") == "?")
        #expect(carried(String(repeating: "x", count: 61)) == String(repeating: "x", count: 60))
        #expect(CustomerFacts.canCarry(name: "Rahim Uddin"))
        #expect(!CustomerFacts.canCarry(name: "Rahim;"))
    }

    @Test func `a text service takes printable ASCII of a field's length`() {
        #expect(Operation.canCarry(text: "x"))
        #expect(Operation.canCarry(text: String(repeating: "x", count: 999)))
        #expect(!Operation.canCarry(text: ""))
        #expect(!Operation.canCarry(text: String(repeating: "x", count: 1000)))
        #expect(!Operation.canCarry(text: "টাকা"))
        #expect(!Operation.canCarry(text: "a\nb"))
    }

    @Test func `the calendar agrees with known days, before 1970 too`() {
        let known: [(Int64, Int, Int, Int, Int, Int, Int)] = [
            (0, 1970, 1, 1, 0, 0, 0),
            (-1, 1969, 12, 31, 23, 59, 59),
            (951_782_400, 2000, 2, 29, 0, 0, 0),
            (1_709_210_096, 2024, 2, 29, 12, 34, 56),
            (4_107_542_400, 2100, 3, 1, 0, 0, 0),
        ]
        for (seconds, year, month, day, hour, minute, second) in known {
            let civil = Timestamp(unixSeconds: seconds).civil()
            let date = CivilDate(year: year, month: month, day: day)
            #expect(civil == CivilTime(date: date, hour: hour, minute: minute, second: second))
            #expect(CivilDate(daysSince1970: date.daysSince1970) == date)
        }
        let dhaka = Timestamp(unixSeconds: 951_782_400).civil(utcOffset: 6 * 3600)
        #expect(dhaka.hour == 6)
    }
}
