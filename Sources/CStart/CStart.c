#include "CStart.h"

#include <stdlib.h>

static int argument_count;
static char **arguments;

/// Runs before the Swift runtime starts. That looks for a program to call when this one crashes: in folders beside the
/// executable, which are not ours, and by /proc, without which it gives up before main.
__attribute__((constructor(101))) static void start(int count, char **values) {
  argument_count = count;
  arguments = values;
  setenv("SWIFT_BACKTRACE", "enable=no,swift-backtrace=", 0);
}

int xdsc_argument_count(void) { return argument_count; }

const char *xdsc_argument(int index) { return arguments[index]; }
