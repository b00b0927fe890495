import Control
import Foundation
import LinkFaults
import Testing
import TextGrid

@testable import Desk

@Suite struct ArrangementTests {
    /// The machine's own pictures, as its tests keep them.
    private static let pictures = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "ScreensTests/Golden")

    private static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: pictures.path)
            .filter { $0.hasSuffix(".txt") }.sorted()
    }

    private static func picture(_ name: String) throws -> Grid {
        let text = try String(contentsOf: pictures.appending(path: name), encoding: .utf8)
        var grid = Grid(size: .machine)
        // Below its heading the first form is the machine at its own size, in Unicode.
        for (row, line) in text.split(separator: "\n").dropFirst().prefix(24).enumerated() {
            grid.write(String(line), row: row, column: 0, role: .text)
        }
        return grid
    }

    /// What stands between spaces and lines.
    private static func words(_ grid: Grid) -> [String] {
        grid.lines.joined(separator: " ").split { " ─│┌┐└┘├┤╭╮╰╯-".contains($0) }.map(String.init)
    }

    @Test func `no word of any screen is lost or moved when the machine is folded`() throws {
        let names = try Self.names()
        #expect(names.count > 20)
        for name in names {
            let machine = try Self.picture(name)
            let folded = FoldedMachine(machine, into: Size(columns: 58, rows: 33), .single)
            #expect(folded.grid.size == Size(columns: 58, rows: 33))
            #expect(folded.grid.lines.allSatisfy { $0.columns == 58 })
            #expect(Self.words(folded.grid) == Self.words(machine), "\(name)")
        }
    }

    @Test func `a click on the folded machine hits what is drawn there`() throws {
        let machine = try Self.picture("menu.txt")
        let size = Size(columns: 120, rows: 33)
        let arrangement = Arrangement(size, isDeskWanted: false)
        let desk = Desk.draw(
            Scenes.state("quiet"), Size(columns: 62, rows: 33), Desk.DrawStyle())
        let both = SideBySide(
            size, arrangement, machine: machine, desk: desk, deskHasFocus: false, box: .single)
        #expect(both.grid.size == size)
        var hits = 0
        for row in 0..<33 {
            for column in 0..<58 {
                let target = both.target(of: Position(row: row, column: column))
                guard case .machine(let place) = target else { continue }
                hits += 1
                #expect(machine[place.row, place.column].base == both.grid[row, column].base)
            }
        }
        #expect(hits > 200)
        #expect(both.target(of: Position(row: 5, column: 90)) == .desk)
        #expect(both.target(of: Position(row: 99, column: 99)) == .nothing)
    }

    @Test func `the machine's cursor is folded with it, and the desk has its own`() throws {
        var machine = try Self.picture("menu.txt")
        let place = try #require(
            (0..<80).first { machine[7, $0].base == "A" || machine[6, $0].base == "A" })
        let row = machine[7, place].base == "A" ? 7 : 6
        machine.cursor = Position(row: row, column: place)
        let folded = FoldedMachine(machine, into: Size(columns: 58, rows: 33), .single)
        let cursor = try #require(folded.grid.cursor)
        #expect(folded.grid[cursor.row, cursor.column].base == "A")
        #expect(folded.source(of: cursor) == machine.cursor)
    }

    @Test(arguments: [
        (Size(columns: 80, rows: 24), false), (Size(columns: 119, rows: 50), false),
        (Size(columns: 200, rows: 32), false), (Size(columns: 120, rows: 33), true),
        (Size(columns: 139, rows: 40), true), (Size(columns: 140, rows: 40), true),
        (Size(columns: 200, rows: 50), true),
    ])
    func `both are shown from 120 by 33 on, and fill the terminal`(
        _ size: Size, _ showsBoth: Bool
    ) throws {
        let arrangement = Arrangement(size, isDeskWanted: false)
        #expect(arrangement.showsBoth == showsBoth)
        let machine = try #require(arrangement.machine)
        #expect(machine.columns + (arrangement.desk?.columns ?? 0) == size.columns)
        #expect(machine.rows == size.rows)
        let wanted = Arrangement(size, isDeskWanted: true)
        #expect(wanted.desk != nil)
        #expect((wanted.machine == nil) == !showsBoth)
        if showsBoth {
            #expect(arrangement.machineSize.columns == 80)
            #expect(arrangement.isFolded == (size.columns < 140))
            #expect((arrangement.desk?.columns ?? 0) >= Desk.least.columns)
        }
    }
}

@Suite struct SeatTests {
    private func seat(_ columns: Int, _ rows: Int) -> Seat {
        Seat(Scenes.state("quiet"), size: Size(columns: columns, rows: rows))
    }

    @Test func `beside each other Tab goes to the desk and back, and the machine keeps its size`() {
        var seat = seat(120, 33)
        #expect(seat.take(.letter("a")) == .machine(.letter("a")))
        #expect(seat.take(.tab) == .desk([]))
        #expect(seat.deskHasFocus)
        #expect(seat.take(.letter("n")) == .desk([.order(.next(.toBank, .drop))]))
        #expect(seat.take(.tab) == .desk([.toMachine]))
        #expect(seat.take(.letter("a")) == .machine(.letter("a")))
        #expect(seat.machineSize == .machine)
    }

    @Test func `below, Control-G shows the desk on the whole terminal, and Tab is the machine's`() {
        var seat = seat(80, 24)
        #expect(seat.take(.tab) == .machine(.tab))
        #expect(!seat.isDeskShown)
        #expect(seat.take(.control("g")) == .desk([]))
        #expect(seat.arrangement.machine == nil)
        #expect(seat.machineSize == .machine)
        let blank = Grid(size: .machine)
        #expect(seat.draw(blank, Desk.DrawStyle()).lines[0].contains("WIRE"))
        #expect(seat.take(.control("g")) == .desk([.toMachine]))
        #expect(seat.draw(blank, Desk.DrawStyle()) == blank)
    }

    @Test func `quitting from the desk leaves the question to the machine`() {
        var seat = seat(80, 24)
        _ = seat.take(.control("g"))
        #expect(seat.take(.control("q")) == .desk([.quit]))
        #expect(!seat.deskHasFocus)
    }

    @Test func `a click goes to whose pane it hits, and takes the keyboard there`() {
        var seat = seat(200, 50)
        let click = Key.click(Position(row: 5, column: 100))
        #expect(seat.take(click) == .desk([]))
        #expect(seat.deskHasFocus)
        let onMachine = Key.click(Position(row: 5, column: 10))
        #expect(seat.take(onMachine) == .machine(onMachine))
        #expect(!seat.deskHasFocus)
    }
}
