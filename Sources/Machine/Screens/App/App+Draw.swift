package import TextGrid

extension App {
    /// The whole terminal's picture: the machine's 80 by 24 cells, its front around them where there is room.
    package static func draw(_ state: State, _ size: Size, _ style: DrawStyle) -> Grid {
        let sign = style.glyphs == .ascii ? "BDT" : nil
        let scene = state.scene(sign: sign)
        let grid: Grid
        if size.columns < Size.machine.columns || size.rows < Size.machine.rows {
            grid = TooSmallScreen.draw(
                scene.texts, size, isMoneyMoving: state.situation.hasMoneyInFlight,
                warning: state.timeLeftToAnswer.map {
                    MoreTimeOverlay.warning($0, state.situation.patience, scene.texts)
                })
        } else {
            grid = Fascia.around(
                machine(state, scene, style), size, style, scene, lit: Fascia.lit(state.situation))
        }
        return style.glyphs == .ascii ? grid.inASCII : grid
    }

    /// Whether reading help costs time.
    private static func clock(_ state: State, _ texts: Texts) -> String {
        switch state.situation {
        case .takeCard, .takeCash, .takeNotes, .waiting: texts.help.clockGoesOn
        case .welcome, .outOfService, .pin, .moment, .menu, .balance, .statement, .newPIN,
            .pinChanged, .transfer, .lab, .amounts, .otherAmount, .deposit, .refusal, .undoing,
            .receipt, .closing, .news, .operatorCode, .operatorDesk:
            texts.help.clockStands
        }
    }

    private static func machine(_ state: State, _ scene: Scene, _ style: DrawStyle) -> Grid {
        var sheet = Sheet(scene, style)
        state.situation.draw(&sheet)
        switch state.overlay {
        case .none:
            sheet.keys(bindings(state))
            if let notice = state.notice { sheet.notice(notice) }
        case .help:
            HelpOverlay.draw(bindings(state), clock(state, scene.texts), &sheet)
        case .moreTime:
            MoreTimeOverlay.draw(
                state.timeLeftToAnswer ?? .zero, state.situation.patience, &sheet)
        case .quitQuestion:
            QuitOverlay.draw(&sheet)
        }
        return sheet.grid
    }
}
