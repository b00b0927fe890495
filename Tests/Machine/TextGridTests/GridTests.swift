import Testing
import TextGrid

@Suite struct GridTests {
    private func lines(_ grid: Grid) -> [String] { grid.lines }

    @Test func `text is clipped at the right edge and at a given column`() {
        var grid = Grid(size: Size(columns: 6, rows: 2))
        grid.write("abcdefgh", row: 0, column: 2, role: .text)
        grid.write("abcdefgh", row: 1, column: 0, role: .text, end: 3)
        #expect(grid.lines == ["  abcd", "abc   "])
    }

    @Test func `what is written outside is dropped, whichever way`() {
        var grid = Grid(size: Size(columns: 3, rows: 1))
        for row in [-5, 1, 99] { grid.write("abc", row: row, column: 0, role: .text) }
        grid.write("abcde", row: 0, column: -2, role: .text)
        #expect(grid.lines == ["cde"])
        grid.write("xyz", row: 0, column: 40, role: .text)
        #expect(grid.lines == ["cde"])
        grid.fill(Area(row: -3, column: -3, rows: 99, columns: 99), with: ".", role: .text)
        #expect(grid.lines == ["..."])
    }

    @Test func `a size below nothing is an empty grid`() {
        let grid = Grid(size: Size(columns: -1, rows: 3))
        #expect(grid.lines == ["", "", ""])
    }

    @Test func `wide characters take two columns, and none is ever halved`() {
        var grid = Grid(size: Size(columns: 5, rows: 1))
        grid.write("世界人", row: 0, column: 0, role: .text)
        #expect(grid.lines == ["世界 "])
        #expect(grid.lines[0].columns == 5)
        grid.write("x", row: 0, column: 1, role: .text)
        #expect(grid.lines == [" x界 "])
        grid.write("y", row: 0, column: 2, role: .text)
        #expect(grid.lines == [" xy  "])
    }

    @Test func `a wide character over halves of two others clears both`() {
        var grid = Grid(size: Size(columns: 6, rows: 1))
        grid.write("世界人", row: 0, column: 0, role: .text)
        grid.write("国", row: 0, column: 1, role: .text)
        #expect(grid.lines == [" 国 人"])
        #expect(grid.lines[0].columns == 6)
    }

    @Test func `marks stand on the letter before them and take no column`() {
        var grid = Grid(size: Size(columns: 10, rows: 1))
        let end = grid.write("তুলুন", row: 0, column: 1, role: .text)
        #expect(end == 4)
        #expect(grid.lines == [" তুলুন      "])
        #expect(grid[0, 1].marks == ["\u{09C1}"])
    }

    @Test func `a letter with its vowel sign is never cut in two, at no edge`() {
        for (column, wanted) in [(0, "টাকা "), (2, "  টা "), (4, "     "), (-1, " কা  ")] {
            var grid = Grid(size: Size(columns: 5, rows: 1))
            grid.write("টাকা", row: 0, column: column, role: .text)
            #expect(grid.lines == [wanted])
            #expect(grid.isCut == (column != 0))
        }
        var grid = Grid(size: Size(columns: 9, rows: 1))
        grid.write("মন্ত্রীকা", row: 0, column: 0, role: .text, end: 4)
        #expect(grid.lines == ["ম        "])
    }

    @Test func `what is written over a part of a letter takes all of it away`() {
        for (column, wanted) in [(0, "x কা"), (1, " xকা"), (2, "টাx "), (3, "টা x")] {
            var grid = Grid(size: Size(columns: 4, rows: 1))
            grid.write("টাকা", row: 0, column: 0, role: .text)
            grid.write("x", row: 0, column: column, role: .text)
            #expect(grid.lines == [wanted])
        }
        var grid = Grid(size: Size(columns: 4, rows: 1))
        for text in ["টাকা", "কাটা"] { grid.write(text, row: 0, column: 0, role: .text) }
        #expect(grid.lines == ["কাটা"])
        grid.fill(Area(row: 0, column: 1, rows: 1, columns: 2), with: ".", role: .text)
        #expect(grid.lines == [" .. "])
    }

    @Test func `a grid says whether some text was longer than its place`() {
        var grid = Grid(size: Size(columns: 4, rows: 1))
        grid.write("abcd  ", row: 0, column: 0, role: .text)
        #expect(!grid.isCut)
        grid.write("abc", row: 0, column: 0, role: .text, end: 2)
        #expect(grid.isCut)
    }

    @Test func `control characters never reach a cell`() {
        var grid = Grid(size: Size(columns: 6, rows: 1))
        grid.write("a\u{1B}[2J\n\u{9B}b", row: 0, column: 0, role: .text)
        #expect(grid.lines == ["a[2Jb "])
    }

    @Test func `a cell holds four marks and no more`() {
        var grid = Grid(size: Size(columns: 2, rows: 1))
        grid.write("e" + String(repeating: "\u{0301}", count: 9), row: 0, column: 0, role: .text)
        #expect(grid[0, 0].marks.count == 4)
    }

    @Test func `text is centred and right-aligned by columns`() {
        var grid = Grid(size: Size(columns: 10, rows: 2))
        grid.write("টাকা", row: 0, centredIn: 0..<10, role: .text)
        grid.write("end", row: 1, endingAt: 10, role: .text)
        #expect(grid.lines == ["   টাকা   ", "       end"])
    }

    @Test func `a box is drawn along the inner edge, with rules joined to it`() {
        var grid = Grid(size: Size(columns: 5, rows: 4))
        let area = Area(row: 0, column: 0, rows: 4, columns: 5)
        grid.box(area, .single, role: .border)
        grid.rule(area, row: 2, .single, role: .border)
        #expect(grid.lines == ["┌───┐", "│   │", "├───┤", "└───┘"])
        grid.box(area, .ascii, role: .border)
        #expect(grid.lines[0] == "+---+")
    }

    @Test func `what is written on a filled area has its ground`() {
        var grid = Grid(size: Size(columns: 4, rows: 1))
        grid.fill(Area(row: 0, column: 0, rows: 1, columns: 2), role: .panel)
        grid.write("abcd", row: 0, column: 0, role: .money)
        #expect((0..<4).map { grid[0, $0].ground } == [.panel, .panel, .text, .text])
        #expect((0..<4).allSatisfy { grid[0, $0].role == .money })
    }

    @Test func `a grid laid over another brings its cursor`() {
        var inner = Grid(size: Size(columns: 2, rows: 1))
        inner.write("ab", row: 0, column: 0, role: .text)
        inner.cursor = Position(row: 0, column: 1)
        var outer = Grid(size: Size(columns: 4, rows: 3))
        outer.overlay(inner, at: Position(row: 1, column: 1))
        #expect(outer.lines == ["    ", " ab ", "    "])
        #expect(outer.cursor == Position(row: 1, column: 2))
    }

    @Test func `in ASCII every character is replaced by one of its width`() {
        var grid = Grid(size: Size(columns: 12, rows: 1))
        grid.write("┌─│█░●×▸ক世é", row: 0, column: 0, role: .text)
        #expect(grid.inASCII.lines == ["+-|#.*x>????"])
    }
}
