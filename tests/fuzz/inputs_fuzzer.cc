// Lists of files: which stems their lines get, and in which order folders are read.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

#include "core/text.h"
#include "ingest/inputs.h"
#include "ingest/stems.h"

namespace {

[[noreturn]] void fail(const char* what, const std::string& stem) {
  std::fprintf(stderr, "%s: %s\n", what, folio::escape_control_characters(stem).c_str());
  std::abort();
}

std::string folded(const std::string& stem) { return folio::to_nfc(folio::to_lower(stem)); }

/// A stem begins the names of files on any system.
void check_stem(const std::string& stem) {
  if (stem.empty() || stem.size() > 200) fail("too short or too long", stem);
  if (!folio::is_utf8(stem) || folio::to_nfc(stem) != stem) fail("no well-formed NFC", stem);
  for (const char32_t c : folio::to_code_points(stem)) {
    const bool direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || direction) fail("a control character", stem);
  }
  if (stem.find_first_of("/\\:*?\"<>|") != std::string::npos) fail("a separator", stem);
  if (stem.front() == '.' || stem.front() == '-' || stem.front() == ' ')
    fail("a hidden name or an option", stem);
  if (stem.back() == '.' || stem.back() == ' ') fail("an end that some systems drop", stem);
}

/// No products of two inputs meet, however many pages each has: none is called as another or as its page.
void check_apart(const std::vector<std::string>& stems) {
  std::set<std::string> taken;
  for (const std::string& stem : stems)
    if (!taken.insert(folded(stem)).second) fail("given twice", stem);
  for (const std::string& stem : stems) {
    for (const int page : {0, 9, 998, 999})
      if (taken.contains(folded(folio::page_stem(stem, page, 2000)))) fail("another's page", stem);
  }
}

void check_order(const std::vector<std::string>& names) {
  for (size_t i = 0; i + 2 < names.size() && i < 30; ++i) {
    const std::string &a = names[i], &b = names[i + 1], &c = names[i + 2];
    if (folio::natural_less(a, a)) fail("before itself", a);
    if (folio::natural_less(a, b) && folio::natural_less(b, a)) fail("before and after", a);
    if (folio::natural_less(a, b) && folio::natural_less(b, c) && !folio::natural_less(a, c))
      fail("no order", a);
  }
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::vector<std::string> lines = folio::split_lines(text);
  std::vector<std::filesystem::path> paths(lines.begin(), lines.end());
  check_order(lines);
  const std::vector<std::string> stems = folio::stems_of(paths);
  for (const std::string& stem : stems) check_stem(stem);
  check_apart(stems);
  // Lines that would lead through the file system of the machine that runs this are left out.
  for (const std::string& line : lines) {
    if (line.starts_with('/') || line.starts_with('.') || line.find("..") != std::string::npos) return 0;
  }
  std::istringstream list(text);
  std::vector<std::string> of_list;
  for (const folio::Input& input : folio::expand_inputs({"-"}, list)) {
    check_stem(input.stem);
    of_list.push_back(input.stem);
    if (input.problem && input.problem->message().empty()) fail("a problem without words", input.stem);
  }
  check_apart(of_list);
  return 0;
}
