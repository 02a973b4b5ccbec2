// Linux calls that glibc's headers hide from Swift, because they are declared only under _GNU_SOURCE.
#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H

#include <malloc.h>
#include <sys/types.h>

/// Exchanges the two names in one step: `RENAME_EXCHANGE` of renameat2(2).
#define XDS_RENAME_EXCHANGE 2u

int renameat2(int old_directory, const char *old_path, int new_directory, const char *new_path, unsigned int flags);

/// `MFD_CLOEXEC` of memfd_create(2).
#define XDS_MFD_CLOEXEC 1u

int memfd_create(const char *name, unsigned int flags);

/// `O_PATH` of open(2): a descriptor that can neither be read nor written.
#define XDS_O_PATH 010000000

ssize_t fgetxattr(int file, const char *name, void *value, size_t size);

int fsetxattr(int file, const char *name, const void *value, size_t size, int flags);

#endif
