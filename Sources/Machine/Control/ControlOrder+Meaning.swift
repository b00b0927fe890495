internal import CashMachine
internal import LinkFaults
internal import TextGrid

extension ControlOrder {
    /// What it does, in a sentence; nothing in it may be a PIN.
    package var meaning: String {
        switch self {
        case .loss(let direction, let percent):
            "\(percent) of 100 \(direction.word)s are lost, by chance."
        case .next(let direction, let strike):
            strike.meaning(direction)
        case .latency(let wait):
            "Every request and every answer arrives \(wait.text) later."
        case .line(.whole), .line(.partitioned([])):
            "The line is whole."
        case .line(.cut):
            "The line is cut: connections break and cannot be made."
        case .line(.partitioned(let directions)):
            directions.count == 1
                ? "Connected, but no \(directions.map(\.word).joined()) passes, not even a sign-on's."
                : "Connected, but nothing passes."
        case .killBank(nil): "The bank's process is killed; it comes back."
        case .killBank(.beforeCommit?):
            "The bank is killed when it has decided a request and not committed it."
        case .killBank(.afterCommit?):
            "The bank is killed when it has committed a request and not answered it."
        case .killBank(.afterAnswer?): "The bank is killed when it has answered a request."
        case .holdBank: "The bank is killed and stays dead until it is started."
        case .startBank: "The bank is started."
        case .killMachine(nil): "The machine's process is killed; it comes back and recovers."
        case .killMachine(let point?):
            "The machine is killed when its journal has just said \"\(point.rawValue)\"."
        case .holdMachine: "The machine is killed and stays dead until it is started."
        case .startMachine: "The machine is started."
        case .device(let fault, _): fault.meaning
        case .clearDevice(let fault): "\(fault.name) does not strike any more."
        case .workload(isOn: true): "Simulated customers come, to this machine and to others."
        case .workload(isOn: false): "Who is there finishes, and no simulated customer comes."
        case .lesson(let number): "Lesson \(number) begins; see `atm lessons`."
        case .stopLesson: "The lesson that runs ends, and what it has set is cleared."
        case .press: "A key is pressed at the machine."
        case .type: "Characters are typed at the machine."
        case .clear: "Nothing goes wrong any more."
        }
    }

    /// One of each kind, for a list of what there is; faults of devices have their own.
    package static let samples: [ControlOrder] =
        LinkFaults.Direction.allCases.flatMap { direction in
            [.loss(direction, percent: 50)]
                + [.drop, .duplicate, .delay(.seconds(2)), .reorder, .corrupt].map {
                    ControlOrder.next(direction, $0)
                }
        }
        + [.latency(.milliseconds(300)), .line(.cut)]
        + LinkFaults.Direction.allCases.map { .line(.partitioned([$0])) }
        + [.line(.partitioned(Set(LinkFaults.Direction.allCases))), .line(.whole)]
        + [.killBank(at: nil)] + BankPoint.allCases.map { .killBank(at: $0) }
        + [.holdBank, .startBank, .killMachine(at: nil)]
        + JournalPoint.allCases.map { .killMachine(at: $0) }
        + [.workload(isOn: true), .workload(isOn: false), .lesson(1), .stopLesson]
        + [.holdMachine, .startMachine, .press(.enter)]
}

extension Strike {
    fileprivate func meaning(_ direction: LinkFaults.Direction) -> String {
        let next = "The next \(direction.word)"
        return switch self {
        case .drop: "\(next) is lost."
        case .duplicate: "\(next) arrives twice."
        case .delay(let wait): "\(next) arrives \(wait.text) later."
        case .reorder: "\(next) is overtaken by the one after it."
        case .corrupt: "\(next) has one of its bits flipped."
        }
    }
}
