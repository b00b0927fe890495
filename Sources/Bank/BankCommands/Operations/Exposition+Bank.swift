internal import BankServer
internal import ISO8583
internal import LedgerStore
internal import Operations

extension Exposition {
    /// What a bank knows of itself, for whoever watches it.
    ///
    /// - Parameters:
    ///   - figures: The server's.
    ///   - reading: The store's disk.
    init(_ figures: ServerFigures, _ reading: StoreWatch.Reading) {
        self.init()
        let isReady = figures.obstacles(freeBytes: reading.freeBytes, least: leastFreeBytes).isEmpty
        add(
            "bank_ready", .gauge, "1 when terminals should be sent here.", [Sample(isReady ? 1 : 0)]
        )
        add(figures.line)
        add(figures.writer)
        add(
            "bank_store_free_bytes", .gauge, "Room on the store's disk.",
            [Sample(Double(reading.freeBytes))])
        if let openCases = reading.openCases {
            add(
                "bank_open_cases", .gauge, "Cases that wait for the bank's clerk.",
                [Sample(openCases)])
        }
    }

    private mutating func add(_ line: LineFigures) {
        add(
            "bank_connections", .gauge, "Connections of terminals, now.",
            [Sample(line.connections)])
        add(
            "bank_connections_accepted_total", .counter, "Connections ever accepted.",
            [Sample(line.accepted)])
        add(
            "bank_connections_closed_total", .counter,
            "Connections that the bank closed by itself, by the fault.",
            line.faults.sorted { $0.key < $1.key }.map {
                Sample($0.value, [Label("fault", $0.key)])
            })
        add(
            "bank_messages_unauthentic_total", .counter,
            "Messages whose MAC was missing or wrong; none was answered.",
            [Sample(line.unauthentic)])
        let answers = line.answers.sorted {
            ($0.key.type.number, $0.key.text) < ($1.key.type.number, $1.key.text)
        }
        add(
            "bank_answers_total", .counter, "Answers by message type and D39.",
            answers.map {
                Sample(
                    $0.value, [Label("type", $0.key.type.description), Label("code", $0.key.text)])
            })
        add(
            "bank_replays_total", .counter,
            "Answers out of the record: nothing was executed again.", [Sample(line.replays)])
    }

    private mutating func add(_ writer: WriterFigures) {
        add(
            "bank_requests_waiting", .gauge, "Requests that wait for the writer, now.",
            [Sample(writer.waiting)])
        add(
            "bank_decided_total", .counter,
            "Requests, sign-ons and marks that were decided and are durable.",
            [Sample(writer.decided)])
        let batches = writer.batches
        let buckets = zip(DurationHistogram.bounds, batches.counts).map { bound, count in
            Sample(count, [Label("le", String(Double(bound) / 1e6))], suffix: "_bucket")
        }
        add(
            "bank_batch_seconds", .histogram,
            "From a batch's first decision until it is durable.",
            buckets + [
                Sample(batches.count, [Label("le", "+Inf")], suffix: "_bucket"),
                Sample(batches.sum / .seconds(1), suffix: "_sum"),
                Sample(batches.count, suffix: "_count"),
            ])
    }
}

extension LineFigures.AnswerKind {
    fileprivate var text: String { String(decoding: code, as: UTF8.self) }
}
