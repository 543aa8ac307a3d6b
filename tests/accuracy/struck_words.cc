#include "struck_words.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/error.h"
#include "core/files.h"
#include "core/text.h"
#include "csv_fields.h"
#include "export/hocr/hocr_markup.h"

namespace folio {
namespace {

constexpr size_t kFields = 8;

struct Line {
  std::string stem;
  std::optional<MarkedStrike> word;  ///< nothing: the page has no strike
};

[[noreturn]] void wrong(int number, const std::string& what) {
  throw Error(ErrorCode::input, fmt::format("line {}: {}", number, what),
              "write page,x0,y0,x1,y1,layer,kind,part, or the page and seven commas");
}

Line parse_line(std::string_view text, int number) {
  const std::vector<std::string_view> fields = csv_fields(text);
  if (fields.size() != kFields || fields[0].empty()) wrong(number, "has not eight fields");
  Line line{.stem = std::string(fields[0]), .word = {}};
  if (std::all_of(fields.begin() + 1, fields.end(), [](std::string_view field) { return field.empty(); }))
    return line;
  std::array<int, 4> edges{};
  for (size_t k = 0; k < edges.size(); ++k) {
    const std::optional<double> value = parse_number(fields[k + 1]);
    if (!value || *value != std::floor(*value) || std::abs(*value) > 1e6)
      wrong(number, fmt::format("\"{}\" is no pixel", fields[k + 1]));
    edges[k] = static_cast<int>(*value);
  }
  const Box box{edges[0], edges[1], edges[2], edges[3]};
  if (box.empty()) wrong(number, "its box is empty");
  const std::optional<Layer> layer = layer_from_name(fields[5]);
  if (layer != Layer::typed && layer != Layer::hand) wrong(number, "its layer is neither typed nor hand");
  if (fields[6].empty()) wrong(number, "has no kind of strike");
  if (!fields[7].empty() && fields[7] != "part") wrong(number, "ends neither in \"part\" nor in nothing");
  line.word = {.box = box, .layer = *layer, .part = !fields[7].empty()};
  return line;
}

}  // namespace

std::vector<MarkedPage> read_marked_strikes(const std::filesystem::path& file) {
  std::vector<MarkedPage> pages;
  int number = 0;
  try {
    for (const std::string& text : split_lines(read_file(file))) {
      if (++number == 1 || trim(text).empty()) continue;
      Line line = parse_line(text, number);
      if (pages.empty() || pages.back().stem != line.stem) {
        if (std::ranges::find(pages, line.stem, &MarkedPage::stem) != pages.end())
          wrong(number, "its page stands above already");
        pages.push_back({.stem = line.stem, .words = {}});
      } else if (!line.word || pages.back().words.empty()) {
        wrong(number, "its page has no strike, or has some");
      }
      if (line.word) pages.back().words.push_back(*line.word);
    }
  } catch (Error& error) {
    throw error.at_file(file.string());
  }
  return pages;
}

std::optional<double> StruckWordScores::f1() const {
  if (recall.count == 0 || precision.count == 0) return std::nullopt;
  const double sum = *recall.value() + *precision.value();
  return sum > 0 ? 2 * *recall.value() * *precision.value() / sum : 0;
}

StruckWordScores& StruckWordScores::operator+=(const StruckWordScores& other) {
  recall += other.recall;
  precision += other.precision;
  return *this;
}

bool lies_on(const Box& found, const Box& marked) {
  if (found.empty() || marked.empty()) return false;
  return found.contains(marked.center_x(), marked.center_y()) ||
         2 * intersect(found, marked).area() >= std::min(found.area(), marked.area());
}

StruckWordScores compare_struck_words(const std::vector<MarkedStrike>& marked, Layer layer,
                                      const std::vector<Box>& found) {
  StruckWordScores scores;
  for (const MarkedStrike& word : marked) {
    if (word.layer != layer || word.part) continue;
    scores.recall.add(std::ranges::any_of(found, [&](const Box& box) { return lies_on(box, word.box); }));
  }
  for (const Box& box : found) {
    const auto is_on = [&](bool part) {
      return std::ranges::any_of(marked, [&](const MarkedStrike& word) {
        return word.layer == layer && word.part == part && lies_on(box, word.box);
      });
    };
    const bool right = is_on(false);
    if (right || !is_on(true)) scores.precision.add(right);
  }
  return scores;
}

}  // namespace folio
