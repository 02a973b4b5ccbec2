// What of RE2, a C++ library, is needed from Swift.
#ifndef CRE2_H
#define CRE2_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Whether Envoy takes a regular expression. Of one that it refuses, `problem` gets why, cut to `capacity` bytes with the
/// zero that ends it.
bool xds_re2_accepts(const char *expression, size_t length, char *problem, size_t capacity);

/// Whether the whole of a text matches an expression, which must be valid.
bool xds_re2_matches(const char *expression, size_t length, const char *text, size_t text_length);

#ifdef __cplusplus
}
#endif

#endif
