#include "hand_skew.h"

#include <spdlog/fmt/fmt.h>

#include <array>
#include <cmath>
#include <numbers>
#include <string_view>

#include "core/error.h"
#include "core/files.h"
#include "core/text.h"
#include "csv_fields.h"
#include "export/hocr/hocr_markup.h"

namespace folio {
namespace {

constexpr double kRounding = 0.001;  // degrees in the file have three places

struct Line {
  std::string stem;
  double degrees = 0;
};

[[noreturn]] void wrong(int number, const std::string& what) {
  throw Error(ErrorCode::input, fmt::format("line {}: {}", number, what),
              "write page,x0,y0,x1,y1,degrees: a line's left and right end and its slope");
}

Line parse_line(std::string_view line, int number) {
  const std::vector<std::string_view> fields = csv_fields(line);
  if (fields.size() != 6 || fields[0].empty()) wrong(number, "has not six fields");
  std::array<double, 5> values{};
  for (size_t k = 0; k < values.size(); ++k) {
    const std::optional<double> value = parse_number(fields[k + 1]);
    if (!value) wrong(number, fmt::format("\"{}\" is no number", fields[k + 1]));
    values[k] = *value;
  }
  const auto [x0, y0, x1, y1, stated] = values;
  if (x1 <= x0) wrong(number, "its right end is left of its left end");
  const double degrees = std::atan2(y1 - y0, x1 - x0) * 180.0 / std::numbers::pi;
  if (std::abs(degrees - stated) > kRounding)
    wrong(number, fmt::format("its ends give {:.3f} degrees, not {:.3f}", degrees, stated));
  return {std::string(fields[0]), degrees};
}

}  // namespace

std::vector<HandSkew> read_hand_skews(const std::filesystem::path& file) {
  std::vector<HandSkew> pages;
  int number = 0;
  try {
    for (const std::string& text : split_lines(read_file(file))) {
      if (++number == 1 || trim(text).empty()) continue;
      const Line line = parse_line(text, number);
      if (pages.empty() || pages.back().stem != line.stem) pages.push_back({.stem = line.stem});
      pages.back().degrees += line.degrees;
      ++pages.back().lines;
    }
    for (HandSkew& page : pages) {
      if (page.lines < 3) throw Error(ErrorCode::input, page.stem + " has fewer than three lines");
      page.degrees /= page.lines;
    }
  } catch (Error& error) {
    throw error.at_file(file.string());
  }
  return pages;
}

}  // namespace folio
