import Testing

@testable import Invocation

struct ManualPageTests {
    private var page: String {
        var page = ManualPage(.of(TeaCommand.self))
        page.keys = [.init("Ctrl-O", "Open the lid.")]
        page.files = [.init("~/.tea", "The leaves.")]
        page.seeAlso = ["coffee"]
        return page.roff
    }

    @Test func `the sections stand in the order that readers of man pages expect`() {
        let titles = page.split(separator: "\n").filter { $0.hasPrefix(".SH") }
        #expect(
            titles == [
                ".SH \"NAME\"", ".SH \"SYNOPSIS\"", ".SH \"DESCRIPTION\"", ".SH \"OPTIONS\"",
                ".SH \"COMMANDS\"", ".SH \"KEYS\"", ".SH \"EXIT STATUS\"", ".SH \"FILES\"",
                ".SH \"EXAMPLES\"", ".SH \"SEE ALSO\"",
            ])
        #expect(page.contains("\ntea \\- a pot of tea\n"))
    }

    @Test func `every command that is shown has its part, with its options`() {
        #expect(page.contains(".SS \"tea brew\"\n"))
        #expect(page.contains(".SS \"tea pour into\"\n"))
        #expect(
            page.contains(
                ".TP\n\\fB\\-\\-kind\\fR \\fIkind\\fR\nWhich leaves. One of green or black. Without it: black.\n"
            ))
        #expect(page.contains(".TP\n\\fB\\-\\-steep\\fR \\fIminutes\\fR\nHow long.\n"))
        #expect(page.contains(".TP\n\\fIguests\\fR\nWho drinks \\(em and who not.\n"))
        #expect(page.contains("Drink it. This is what runs without a command.\n"))
        #expect(!page.contains("secret"))
        #expect(page.contains("\\fBExit codes:\\fR\n.PP\n.RS \"4\"\n.nf\n3 no water\n.fi\n"))
    }

    @Test func `words of ours are never taken for requests of roff`() {
        #expect(page.contains("It brews \\e as told, and \\(aqwaits\\(aq.\n"))
        #expect(page.contains(".nf\ntea brew \\-\\-kind green\n\\&.tea is no request\n.fi\n"))
    }

    @Test func `what is not ASCII is named, so that every formatter knows it`() {
        #expect(Roff.escaped("a…b “c” – \u{9F3}") == "a...b \\(lqc\\(rq \\(en \\[u09F3]")
    }

    @Test func `every exit status is explained`() {
        for status in ExitStatus.allCases {
            #expect(page.contains(".TP\n\\fB\(status.rawValue)\\fR\n"))
            #expect(ExitStatus.help.contains("  \(status.rawValue) "))
        }
    }

    @Test func `a help text is paragraphs, headings and what stays as it is`() {
        let text = HelpText("One\nline.\n\nTwo.\n\nEXAMPLES\n    a\n      b\n\n  c")
        #expect(
            text.sections == [
                .init(title: "", parts: [.paragraph("One line."), .paragraph("Two.")]),
                .init(title: "EXAMPLES", parts: [.verbatim(["a", "  b"]), .verbatim(["c"])]),
            ])
    }
}
