import Operations
import Testing

struct ExpositionTests {
    @Test func `a metric is its help, its type and a line a sample`() {
        var exposition = Exposition()
        exposition.add("bank_connections", .gauge, "Connections, now.", [.init(3)])
        exposition.add(
            "bank_answers_total", .counter, "Answers.",
            [
                .init(5, [.init("type", "0210"), .init("code", "00")]),
                .init(1, [.init("type", "0210"), .init("code", "51")]),
            ])
        #expect(
            exposition.text == """
                # HELP bank_connections Connections, now.
                # TYPE bank_connections gauge
                bank_connections 3
                # HELP bank_answers_total Answers.
                # TYPE bank_answers_total counter
                bank_answers_total{type="0210",code="00"} 5
                bank_answers_total{type="0210",code="51"} 1

                """)
    }

    @Test func `what would end a line or a label early is escaped`() {
        var exposition = Exposition()
        exposition.add("x", .gauge, "one\ntwo \\", [.init(0.25, [.init("why", "a \"b\"\n\\")])])
        #expect(
            exposition.text == """
                # HELP x one\\ntwo \\\\
                # TYPE x gauge
                x{why="a \\"b\\"\\n\\\\"} 0.25

                """)
    }

    @Test func `a histogram's lines have their suffixes`() {
        var exposition = Exposition()
        exposition.add(
            "t", .histogram, "Time.",
            [
                .init(1, [.init("le", "0.5")], suffix: "_bucket"),
                .init(2, [.init("le", "+Inf")], suffix: "_bucket"),
                .init(1.5, suffix: "_sum"), .init(2, suffix: "_count"),
            ])
        #expect(
            exposition.text.split(separator: "\n").dropFirst(2) == [
                "t_bucket{le=\"0.5\"} 1", "t_bucket{le=\"+Inf\"} 2", "t_sum 1.5", "t_count 2",
            ])
    }
}
