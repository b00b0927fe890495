import Testing
import TextGrid

@testable import Screens

@Suite struct KeysTests {
    @Test func `the line of keys always has the way to help`() {
        for (name, stage) in Scenes.all where stage.state.overlay == .none {
            #expect(stage.grid(.ascii).lines[22].contains("? Help"), "\(name)")
        }
    }

    @Test func `every word in the line of keys belongs to a key that does something`() {
        for (name, stage) in Scenes.all where stage.state.overlay == .none {
            for binding in App.bindings(stage.state) where binding.word != nil {
                let keys = AppTests.keys.filter { binding.group.input(for: $0) != nil }
                #expect(!keys.isEmpty, "\(name): \(binding.group)")
            }
        }
    }

    @Test func `no key belongs to two groups that are bound on one screen`() {
        for (name, stage) in Scenes.all {
            let groups = App.bindings(stage.state).map(\.group)
            // A menu with two accounts has Tab for them, before the moves.
            for key in AppTests.keys where key != .tab && key != .backTab {
                let claims = groups.filter { $0.input(for: key) != nil }
                #expect(claims.count <= 1, "\(name): \(key) \(claims)")
            }
        }
    }

    @Test func `every group of keys has its names`() {
        for group in KeyGroup.allCases {
            for language in Language.allCases {
                let names = language.texts.keyNames(group)
                #expect(!names.short.isEmpty && !names.keyboard.isEmpty && !names.meaning.isEmpty)
            }
        }
    }

    @Test func `the cursor lies on the choice that has the focus, wherever it is moved`() {
        var stage = Stage.atMenu()
        for key in [Key.up, .down, .down, .right, .tab, .backTab, .home, .end, .left, .up] {
            stage.press(key)
            let grid = stage.grid()
            guard let cursor = grid.cursor else {
                Issue.record("there is no cursor")
                return
            }
            #expect(grid[cursor.row, cursor.column].role == .choiceFocus)
        }
    }

    @Test func `moves go round the choices and stop at the ends of a column`() {
        let menu = SideMenu([
            Choice(.a, "", row: 6), Choice(.b, "", row: 9), Choice(.f, "", row: 6),
            Choice(.i, "", row: 15, off: .noCash),
        ])
        var focus = SideKey.a
        #expect(menu.take(.move(.up), focus: &focus) == .nothing)
        #expect(menu.take(.move(.down), focus: &focus) == .moved)
        #expect(focus == .b)
        #expect(menu.take(.move(.right), focus: &focus) == .moved)
        #expect(focus == .f)
        #expect(menu.take(.move(.right), focus: &focus) == .nothing)
        #expect(menu.take(.move(.last), focus: &focus) == .moved)
        #expect(menu.take(.enter, focus: &focus) == .off(.noCash))
        #expect(menu.take(.move(.next), focus: &focus) == .moved)
        #expect(focus == .a)
        #expect(menu.take(.enter, focus: &focus) == .chosen(.a))
        #expect(menu.take(.side(.h), focus: &focus) == .nothing)
    }

    @Test func `a choice is clicked in its own half of its row`() {
        let menu = SideMenu([Choice(.a, "", row: 6), Choice(.f, "", row: 6)])
        var focus = SideKey.a
        #expect(menu.take(.click(Position(row: 6, column: 39)), focus: &focus) == .chosen(.a))
        #expect(menu.take(.click(Position(row: 6, column: 40)), focus: &focus) == .chosen(.f))
        #expect(menu.take(.click(Position(row: 7, column: 40)), focus: &focus) == .nothing)
    }
}
