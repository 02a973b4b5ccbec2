#include "CRE2.h"

#include <re2/re2.h>

namespace {

RE2::Options options() {
  RE2::Options options;
  options.set_log_errors(false);
  // As Envoy reads expressions: by bytes.
  options.set_encoding(RE2::Options::EncodingLatin1);
  return options;
}

}  // namespace

bool xds_re2_accepts(const char *expression, size_t length, char *problem, size_t capacity) {
  const RE2 compiled(re2::StringPiece(expression, length), options());
  if (compiled.ok()) return true;
  if (capacity > 0) problem[compiled.error().copy(problem, capacity - 1)] = '\0';
  return false;
}

bool xds_re2_matches(const char *expression, size_t length, const char *text, size_t text_length) {
  return RE2::FullMatch(
      re2::StringPiece(text, text_length), RE2(re2::StringPiece(expression, length), options()));
}
