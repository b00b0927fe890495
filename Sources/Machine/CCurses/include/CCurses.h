#ifndef CCURSES_H
#define CCURSES_H

// ncurses with its wide functions, and what Swift cannot see of it: macros, variadics, globals. Beside it the three
// things that must be C: signal handlers, the restorer of a crashing program's terminal, and a window's size.

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <term.h>

// ncurses' macros would rewrite these words in Swift's view of other headers.
#undef columns
#undef lines

#pragma mark Constants and globals

static const attr_t cc_bold = A_BOLD;
static const attr_t cc_dim = A_DIM;
static const attr_t cc_underline = A_UNDERLINE;
static const attr_t cc_reverse = A_REVERSE;
static const attr_t cc_italic = A_ITALIC;

static const mmask_t cc_left_button = BUTTON1_PRESSED | BUTTON1_CLICKED;

WINDOW *cc_screen(void);
int cc_colours(void);
int cc_pairs(void);
FILE *cc_stdin(void);
FILE *cc_stdout(void);

/// The terminfo string of that name, or null where the terminal has none.
const char *cc_capability(const char *name);

#pragma mark Drawing

/// Puts a base character and its marks (`length` of them in all, at most five) into a cell.
void cc_put(int row, int column, const wchar_t *text, int length, attr_t attributes, int pair);

/// Takes a new size, without the clearing of the terminal that `resizeterm` orders: every cell is sent anew instead, so
/// that nothing flickers.
void cc_resize(int rows, int columns);

#pragma mark Terminal

/// Rows and columns of the terminal behind `descriptor`; false if it has none.
bool cc_window_size(int descriptor, int *rows, int *columns);

/// Takes the character set of the environment; true if it is UTF-8. A UTF-8 locale that is not installed counts as
/// C.UTF-8.
bool cc_take_locale(void);

#pragma mark Signals

enum cc_signal {
    cc_resized = 1,
    cc_terminated = 2,
    cc_hung_up = 4,
    cc_interrupted = 8,
    cc_continued = 16,
    cc_stop_wanted = 32,
};

/// A descriptor that can be written from a signal handler and waited for; below 0 if the system gives none.
int cc_event(void);

/// Has SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGCONT and SIGTSTP remembered and `descriptor`, an eventfd, written. Call it
/// before ncurses starts: ncurses leaves handlers alone that it finds.
void cc_watch_signals(int descriptor);
/// The signals since the last call, as the bits above.
uint32_t cc_take_signals(void);
/// Puts the former handlers back.
void cc_unwatch_signals(void);

#pragma mark Restoring

/// From now on until `cc_disarm_restore` the terminal is given back when the program exits or dies by a fault: `bytes`
/// (at most 255) are written to `descriptor` and its modes set to what they are now. Call it before ncurses changes them
/// the first time, and again with bytes when they are known.
void cc_arm_restore(int descriptor, const char *bytes, size_t length);
void cc_disarm_restore(void);

#endif
