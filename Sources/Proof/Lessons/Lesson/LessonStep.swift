package import Control

/// One thing that a lesson does, or waits for, and how long that may take.
package struct LessonStep: Hashable, Sendable {
    package enum Deed: Hashable, Sendable {
        /// Presses what brings the customer there, whatever screens are between.
        case walk(Showing.Place)
        /// An order that is no key: a fault, or the end of one.
        case order(ControlOrder)
        /// A key where the screen alone does not ask for it.
        case press(ControlOrder)
        case await(Sign)
        /// Lets this much time pass.
        case pause(Duration)
        /// The bank's store, the journal and the devices agree that the key is final, or in doubt and told to the bank.
        case settle
        /// An operator counts what is in doubt: so many notes of 500 went to the customer.
        case count(fiveHundreds: Int)
        /// The machine's journal is copied as it is.
        case copyJournal
        /// The copy takes the journal's place; the machine must be held.
        case putCopyBack
        /// The report's experiment in virtual time.
        case experiment
        /// The four ways of dealing with the same faults, in virtual time.
        case contrast
    }

    package enum Sign: Hashable, Sendable {
        /// The withdrawal has been sent.
        case sent
        /// The bank's answer to the withdrawal is on the line.
        case answered
        /// No machine runs.
        case machineGone
        case machineBack
    }

    package var deed: Deed
    package var limit: Duration
    /// Whether it is done at once, at whatever pace the lesson is shown.
    package var isHurried: Bool

    package init(_ deed: Deed, within limit: Duration = .seconds(30), isHurried: Bool = false) {
        self.deed = deed
        self.limit = limit
        self.isHurried = isHurried
    }
}

extension LessonStep {
    /// What is being done, for those who look on; nothing in it is a PIN.
    package var text: String {
        switch deed {
        case .walk(.menu): "Ayesha puts in her card and types her PIN"
        case .walk(.waiting): "she asks for 500"
        case .walk(.takeCard): "the customer waits for the bank"
        case .walk(.welcome): "card, cash and receipt are taken, as they come"
        case .walk(let place): "on to \(place.rawValue)"
        case .order(.clear): "no fault is set"
        case .order(let order): "order: \(order)"
        case .press(let order): "the customer: \(order)"
        case .await(.sent): "waiting until the request has been sent"
        case .await(.answered): "waiting until the bank has answered"
        case .await(.machineGone): "waiting until the machine is dead"
        case .await(.machineBack): "waiting until the machine is back"
        case .pause: "a moment passes"
        case .settle: "waiting until bank, journal and devices are at rest"
        case .count: "an operator counts what is in doubt"
        case .copyJournal: "the machine's journal is copied"
        case .putCopyBack: "the old copy takes the journal's place"
        case .experiment: "the experiment in virtual time"
        case .contrast: "four banks, the same faults, in virtual time"
        }
    }

    /// What had not come when its time was over.
    var complaint: String {
        switch deed {
        case .walk(let place): "the machine did not come to \(place.rawValue)"
        case .order, .press: "an order was not taken"
        case .await(.sent): "the request was not sent"
        case .await(.answered): "the bank did not answer"
        case .await(.machineGone): "the machine did not die"
        case .await(.machineBack): "the machine did not come back"
        case .pause: "time did not pass"
        case .settle: "bank, journal and devices did not come to rest"
        case .count: "the operator's count did not come to its end"
        case .copyJournal, .putCopyBack: "the journal was not copied"
        case .experiment, .contrast: "the computation did not end"
        }
    }
}
