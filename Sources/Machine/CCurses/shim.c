#define _GNU_SOURCE
#include "CCurses.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

WINDOW *cc_screen(void) { return stdscr; }
int cc_colours(void) { return COLORS; }
int cc_pairs(void) { return COLOR_PAIRS; }
FILE *cc_stdin(void) { return stdin; }
FILE *cc_stdout(void) { return stdout; }

const char *cc_capability(const char *name) {
    char *value = tigetstr(name);
    return value == (char *)-1 ? NULL : value;
}

void cc_put(int row, int column, const wchar_t *text, int length, attr_t attributes, int pair) {
    wchar_t characters[CCHARW_MAX + 1] = {0};
    cchar_t cell;
    if (length > CCHARW_MAX) length = CCHARW_MAX;
    memcpy(characters, text, (size_t)length * sizeof(wchar_t));
    if (setcchar(&cell, characters, attributes, (short)pair, &pair) == ERR) return;
    // In the last cell this reports an error, since the cursor cannot go on, but has written.
    mvwadd_wch(stdscr, row, column, &cell);
}

void cc_resize(int rows, int columns) {
    resizeterm(rows, columns);
    clearok(curscr, FALSE);
    redrawwin(stdscr);
}

bool cc_window_size(int descriptor, int *rows, int *columns) {
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
        return false;
    *rows = size.ws_row;
    *columns = size.ws_col;
    return true;
}

static const char *wanted_locale(void) {
    const char *names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < 3; i++) {
        const char *value = getenv(names[i]);
        if (value && *value) return value;
    }
    return "C";
}

bool cc_take_locale(void) {
    if (!setlocale(LC_CTYPE, "")) {
        const char *wanted = wanted_locale();
        bool is_utf8 = strcasestr(wanted, "utf-8") || strcasestr(wanted, "utf8");
        setlocale(LC_CTYPE, is_utf8 ? "C.UTF-8" : "C");
    }
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

// Signals

static const int watched[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGCONT, SIGTSTP};
enum { watched_count = sizeof watched / sizeof *watched };
static struct sigaction former[watched_count];
static atomic_uint pending;
static atomic_int wake = -1;

static uint32_t bit(int signal) {
    switch (signal) {
    case SIGWINCH: return cc_resized;
    case SIGTERM: return cc_terminated;
    case SIGHUP: return cc_hung_up;
    case SIGINT: return cc_interrupted;
    case SIGCONT: return cc_continued;
    case SIGTSTP: return cc_stop_wanted;
    default: return 0;
    }
}

static void remember(int signal) {
    int saved = errno;
    atomic_fetch_or(&pending, bit(signal));
    int descriptor = atomic_load(&wake);
    uint64_t one = 1;
    // A full counter means that the reader is to wake up anyway.
    if (descriptor >= 0 && write(descriptor, &one, sizeof one) < 0) {}
    errno = saved;
}

int cc_event(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void cc_watch_signals(int descriptor) {
    atomic_store(&wake, descriptor);
    struct sigaction action = {0};
    action.sa_handler = remember;
    action.sa_flags = SA_RESTART;
    sigfillset(&action.sa_mask);
    for (int i = 0; i < watched_count; i++) sigaction(watched[i], &action, &former[i]);
}

uint32_t cc_take_signals(void) { return atomic_exchange(&pending, 0); }

void cc_unwatch_signals(void) {
    for (int i = 0; i < watched_count; i++) sigaction(watched[i], &former[i], NULL);
    atomic_store(&wake, -1);
}

// Restoring. Everything that the handler reads is laid down before it is armed.

static const int faults[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
enum { fault_count = sizeof faults / sizeof *faults };
static struct sigaction former_faults[fault_count];
static char farewell[256];
static size_t farewell_length;
static struct termios modes;
static int terminal = -1;
static atomic_bool armed;
static char fault_stack[64 * 1024];

static void restore_terminal(void) {
    if (!atomic_exchange(&armed, false)) return;
    for (size_t done = 0; done < farewell_length;) {
        ssize_t count = write(terminal, farewell + done, farewell_length - done);
        if (count <= 0) break;
        done += (size_t)count;
    }
    tcsetattr(terminal, TCSANOW, &modes);
}

// Dies of the same fault, with the default action: the handler of Swift's backtracer would ask questions on the screen.
static void faulted(int signal) {
    restore_terminal();
    struct sigaction action = {0};
    action.sa_handler = SIG_DFL;
    sigaction(signal, &action, NULL);
    raise(signal);
}

void cc_arm_restore(int descriptor, const char *bytes, size_t length) {
    static atomic_bool registered;
    bool was_armed = atomic_exchange(&armed, false);
    farewell_length = length < sizeof farewell ? length : sizeof farewell;
    memcpy(farewell, bytes, farewell_length);
    if (!was_armed) {
        terminal = descriptor;
        if (tcgetattr(descriptor, &modes) != 0) return;
        // This thread's own stack may be the thing that overflowed.
        stack_t stack = {.ss_sp = fault_stack, .ss_size = sizeof fault_stack};
        sigaltstack(&stack, NULL);
        struct sigaction action = {0};
        action.sa_handler = faulted;
        action.sa_flags = SA_ONSTACK | SA_NODEFER;
        sigemptyset(&action.sa_mask);
        for (int i = 0; i < fault_count; i++) sigaction(faults[i], &action, &former_faults[i]);
    }
    atomic_store(&armed, true);
    if (!atomic_exchange(&registered, true)) atexit(restore_terminal);
}

void cc_disarm_restore(void) {
    if (!atomic_exchange(&armed, false)) return;
    for (int i = 0; i < fault_count; i++) sigaction(faults[i], &former_faults[i], NULL);
}
