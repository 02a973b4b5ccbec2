// What the process was started with, taken before main: the Swift runtime would look for it in /proc.
#ifndef CSTART_H
#define CSTART_H

/// How many arguments there are, the name of the program among them.
int xdsc_argument_count(void);

/// An argument, by its index.
const char *xdsc_argument(int index);

#endif
