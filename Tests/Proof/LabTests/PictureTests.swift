import Foundation
import FoundationXML
import Lab
import Retry
import Testing

@Suite struct PictureTests {
    private let rows: [ExperimentRow]

    init() throws {
        let plan = ExperimentPlan(
            losses: try LossList(parsing: "0,25,50,75"),
            policies: [.fixed(.seconds(1)), .adaptive],
            trials: 50, seed: 3)
        rows = Array(Experiment(plan))
    }

    @Test func `the SVG is well-formed and names all that it draws`() throws {
        let svg = ExperimentPicture(rows).svg
        let reader = Reader()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = reader
        #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
        #expect(reader.elements["circle"] == 16)
        #expect(reader.elements["polygon"] == 2)
        for name in [
            "fixed:1s", "adaptive", "median of adaptive", "95th percentile", "5th percentile",
            "theory (dashed)", "mean (rings)", "median (dots)", "loss in each direction, %",
        ] {
            #expect(reader.texts.contains(name), "\(name)")
        }
    }

    @Test func `a picture of a single point can be drawn`() {
        #expect(ExperimentPicture([rows[0]]).svg.hasPrefix("<svg "))
        #expect(ExperimentPlot([rows[0]]).text.hasPrefix("fixed:1s"))
    }

    @Test func `the plot of characters fits 80 columns and shows each loss`() {
        let lines = ExperimentPlot(rows).text.split(separator: "\n").map(String.init)
        #expect(lines.allSatisfy { $0.count < 80 }, "\(lines.filter { $0.count >= 80 })")
        for loss in ["0 %", "25 %", "50 %", "75 %"] {
            #expect(lines.count { $0.hasPrefix("  ") && $0.contains(" \(loss)  ") } == 2)
        }
        for decade in ["0.01 ", " 0.1 ", " 1 ", " 10"] { #expect(lines[1].contains(decade)) }
    }

    @Test func `the table fits 80 columns`() {
        let lines = rows.flatMap {
            ExperimentTable.heading($0).split(separator: "\n") + [ExperimentTable.line($0)[...]]
        }
        #expect(lines.allSatisfy { $0.count <= 80 }, "\(lines.filter { $0.count > 80 })")
        let verdict = ExperimentTable.verdict(rows)
        #expect(verdict.contains("All 8 means lie within 3 standard errors"))
        #expect(verdict.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func `the CSV has the columns of its header`() {
        let columns = ExperimentRow.csvHeader.split(separator: ",")
        #expect(
            ExperimentRow.csvHeader
                == "loss_req,loss_resp,seed,n,mean,median,p5,p95,p99,max,censored,retry,clock")
        for row in rows {
            let cells = row.csv.split(separator: ",", omittingEmptySubsequences: false)
            #expect(cells.count == columns.count)
            #expect(cells[..<4].joined(separator: " ").hasSuffix("3 50"))
            #expect(cells[12] == "virtual")
        }
    }

    @Test func `the script for gnuplot reads the columns by their places`() {
        let script = GnuplotScript.text(rows, csv: "a \"b\".csv")
        #expect(script.contains(#"csv = "a \"b\".csv""#))
        #expect(script.contains(#"of("fixed:1s", $7)):(of("fixed:1s", $8))"#))
        #expect(script.contains("theory0(p) = (1/success(p) - 1) * 1.0 + 0.02"))
        #expect("a.b/c".replacingSuffix(with: ".gp") == "a.b/c.gp")
        #expect("a/c.csv".replacingSuffix(with: ".gp") == "a/c.gp")
    }

    @Test(arguments: [
        (0.0, 0, "0"), (0.5, 0, "1"), (1.25, 1, "1.3"), (-0.04, 1, "0.0"), (-1.06, 1, "-1.1"),
        (3600, 6, "3600.000000"), (0.02, 6, "0.020000"), (9.999_999_9, 3, "10.000"),
    ])
    func `numbers are rounded`(_ number: Double, _ decimals: Int, _ text: String) {
        #expect(number.text(decimals: decimals) == text)
    }
}

private final class Reader: NSObject, XMLParserDelegate {
    var elements: [String: Int] = [:]
    var texts: [String] = []

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        elements[name, default: 0] += 1
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        texts.append(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
