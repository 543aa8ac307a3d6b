#include "strike_figures.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

#include "core/text.h"
#include "drawing/random.h"

namespace folio {
namespace {

struct Placed {
  Box box;
  const Word* word = nullptr;
};

/// Rules that were typed are no words.
bool is_underline(const std::string& text) { return text.find_first_not_of('_') == std::string::npos; }

/// Width of `box` that lies under any of `others`, at about its height.
double covered(const Box& box, const std::vector<Placed>& others) {
  std::vector<std::pair<int, int>> spans;
  for (const Placed& other : others) {
    const Box common = intersect(box, other.box);
    if (common.empty() || 2 * common.height() < std::min(box.height(), other.box.height())) continue;
    spans.emplace_back(common.x0, common.x1);
  }
  std::ranges::sort(spans);
  int width = 0, reached = box.x0;
  for (const auto& [from, to] : spans) {
    width += std::max(0, to - std::max(from, reached));
    reached = std::max(reached, to);
  }
  return width / static_cast<double>(std::max(1, box.width()));
}

std::string kind_of(const Word& word, const std::string& over) {
  std::string kind(name_of(word.strike));
  if (word.strike == StrikeKind::typed_over) kind += " " + over;
  return kind;
}

/// What was read where a drawn word stands, spaces left out.
std::string text_at(const Box& box, const std::vector<Placed>& words) {
  std::string text;
  for (const Placed& placed : words) {
    const double x = placed.box.center_x(), y = placed.box.center_y();
    if (box.contains(x, y) || (x >= box.x0 && x < box.x1 && placed.box.contains(x, box.center_y())))
      text += placed.word->ocr;
  }
  return text;
}

}  // namespace

StruckCounts& StruckCounts::operator+=(const StruckCounts& other) {
  words += other.words;
  found += other.found;
  characters += other.characters;
  errors += other.errors;
  return *this;
}

PageStrikes compare_strikes(const PageText& truth, const PageText& found, const std::string& over) {
  std::vector<Placed> drawn_struck, found_struck, doubtful, found_typed;
  for (const TextLine& line : truth.lines) {
    for (const Word& word : line.words) {
      if (word.status == WordStatus::struck) drawn_struck.push_back({word.box, &word});
    }
  }
  for (const TextLine& line : found.lines) {
    for (const Word& word : line.words) {
      if (word.status == WordStatus::struck) found_struck.push_back({word.box, &word});
      if (word.status != WordStatus::struck && word.strike_confidence < 1)
        doubtful.push_back({word.box, &word});
      if (line.layer == Layer::typed) found_typed.push_back({word.box, &word});
    }
  }
  PageStrikes page;
  for (const TextLine& line : truth.lines) {
    if (line.layer != Layer::typed) continue;
    for (const Word& word : line.words) {
      if (word.box.empty() || is_underline(word.text)) continue;
      StruckCounts counts;
      counts.words = 1;
      counts.found = covered(word.box, found_struck) >= 0.5 ? 1 : 0;
      const std::vector<std::string> letters = grapheme_clusters(word.text);
      counts.characters = letters.size();
      const std::string read = text_at(word.box, found_typed);
      counts.errors = edit_counts(letters, grapheme_clusters(read)).distance();
      page.by_kind[kind_of(word, over)] += counts;
      if (word.status != WordStatus::struck) continue;
      if (counts.found == 0) page.missed.push_back(word.box);
      if (counts.errors > 0) page.misread.push_back(kind_of(word, over) + ": " + word.text + " -> " + read);
    }
  }
  page.claimed = found_struck.size();
  for (const Placed& placed : found_struck) {
    const bool right = covered(placed.box, drawn_struck) >= 0.5;
    page.claims.push_back(fmt::format("{} {} {:.6f}", right ? "right" : "wrong", name_of(placed.word->strike),
                                      placed.word->strike_confidence));
    if (right)
      ++page.right;
    else
      page.false_alarms.push_back(placed.box);
  }
  for (const Placed& placed : doubtful)
    page.claims.push_back(fmt::format("{} doubtful {:.4f}",
                                      covered(placed.box, drawn_struck) >= 0.5 ? "right" : "wrong",
                                      placed.word->strike_confidence));
  return page;
}

StrikeFigures figures_of(const std::vector<PageStrikes>& pages) {
  StrikeFigures figures;
  size_t claimed = 0, right = 0;
  for (const PageStrikes& page : pages) {
    for (const auto& [kind, counts] : page.by_kind) {
      figures.by_kind[kind] += counts;
      if (kind != name_of(StrikeKind::none)) figures.all += counts;
    }
    claimed += page.claimed;
    right += page.right;
  }
  if (claimed > 0) figures.precision = static_cast<double>(right) / static_cast<double>(claimed);
  figures.recall = recall(figures.all);
  const double sum = figures.precision + figures.recall;
  figures.f1 = sum > 0 ? 2 * figures.precision * figures.recall / sum : 0;
  return figures;
}

double error_rate(const StruckCounts& counts) {
  return counts.characters == 0 ? 0
                                : static_cast<double>(counts.errors) / static_cast<double>(counts.characters);
}

double recall(const StruckCounts& counts) {
  return counts.words == 0 ? 1 : static_cast<double>(counts.found) / static_cast<double>(counts.words);
}

Interval interval_of(const std::vector<PageStrikes>& pages,
                     const std::function<double(const StrikeFigures&)>& figure, int rounds) {
  if (pages.empty() || rounds < 1) return {};
  Random random(1);
  std::vector<double> values;
  for (int round = 0; round < rounds; ++round) {
    std::vector<PageStrikes> drawn;
    drawn.reserve(pages.size());
    for (size_t i = 0; i < pages.size(); ++i) {
      drawn.push_back(pages[static_cast<size_t>(random.integer(0, static_cast<int>(pages.size()) - 1))]);
    }
    values.push_back(figure(figures_of(drawn)));
  }
  std::ranges::sort(values);
  const auto at = [&](double share) { return values[static_cast<size_t>(share * (rounds - 1))]; };
  return {at(0.05), at(0.95)};
}

}  // namespace folio
