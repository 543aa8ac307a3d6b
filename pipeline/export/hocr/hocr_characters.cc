#include "export/hocr/hocr_characters.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>

#include "core/text.h"
#include "export/clean_text.h"
#include "export/hocr/hocr_markup.h"

namespace folio {
namespace {

constexpr int kSure = 95;  // percent: from here on nobody asks what else it may be
constexpr int kMostAlternatives = 3;

int percent(double confidence) {
  return static_cast<int>(std::lround(100 * std::clamp(confidence, 0.0, 1.0)));
}

std::string join(std::string list, const std::string& item) {
  if (!list.empty()) list += ' ';
  return list + item;
}

}  // namespace

CharacterAttributes attributes_of(const std::vector<Glyph>& glyphs, std::string_view ocr) {
  CharacterAttributes out;
  const std::vector<std::string> clusters = grapheme_clusters(ocr);
  if (glyphs.empty() || clusters.size() != glyphs.size()) return out;
  for (size_t i = 0; i < glyphs.size(); ++i)
    if (clean_text(glyphs[i].text) != clusters[i]) return out;
  for (size_t i = 0; i < glyphs.size(); ++i) {
    const int sure = percent(glyphs[i].confidence);
    out.confs = join(std::move(out.confs), std::to_string(sure));
    int count = 0;
    for (const Glyph::Alternative& other : glyphs[i].alternatives) {
      const std::string text = clean_text(other.text);
      const int other_percent = percent(other.confidence);
      if (sure >= kSure || count == kMostAlternatives || other_percent < 1 || text.empty() ||
          text.find(' ') != std::string::npos)
        continue;
      out.alternatives = join(std::move(out.alternatives), fmt::format("{}:{}:{}", i, other_percent, text));
      ++count;
    }
  }
  return out;
}

std::vector<Glyph> glyphs_from(std::string_view ocr, std::string_view confs, std::string_view alternatives) {
  const std::vector<std::string> clusters = grapheme_clusters(ocr);
  const std::vector<std::string> figures = split_words(confs);
  std::vector<Glyph> glyphs;
  if (figures.size() != clusters.size()) return glyphs;
  for (size_t i = 0; i < clusters.size(); ++i) {
    const std::optional<double> figure = parse_number(figures[i]);
    if (!figure) return {};
    glyphs.push_back({clusters[i], {}, std::clamp(*figure / 100, 0.0, 1.0), {}});
  }
  for (const std::string& item : split_words(alternatives)) {
    const size_t first = item.find(':');
    const size_t second = first == std::string::npos ? first : item.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::optional<double> place = parse_number(std::string_view(item).substr(0, first));
    const std::optional<double> figure =
        parse_number(std::string_view(item).substr(first + 1, second - first - 1));
    const std::string text = clean_text(item.substr(second + 1));
    if (!place || *place < 0 || *place >= static_cast<double>(glyphs.size()) || !figure || text.empty())
      continue;
    glyphs[static_cast<size_t>(*place)].alternatives.push_back({text, std::clamp(*figure / 100, 0.0, 1.0)});
  }
  return glyphs;
}

}  // namespace folio
