#include "export/hocr/hocr_lines.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <list>
#include <unordered_map>
#include <utility>

#include "core/text.h"
#include "export/clean_text.h"
#include "export/hocr/hocr_markup.h"
#include "export/hocr/hocr_word_reader.h"
#include "export/line_text.h"

namespace folio {
namespace {

constexpr std::array<std::string_view, 6> kLineClasses{"ocr_line",    "ocr_header",    "ocr_footer",
                                                       "ocr_caption", "ocr_textfloat", "ocrx_line"};

double number_or(std::string_view text, double other) { return parse_number(text).value_or(other); }

void lay_flat(TextLine& line) {
  line.baseline = {cv::Point2d(line.box.x0, line.box.y1), cv::Point2d(line.box.x1, line.box.y1)};
}

/// Boxes of pieces of text along a line, each as wide as its share of the characters.
std::vector<Box> shares_of(const Box& line, const std::vector<std::string>& texts) {
  std::vector<double> lengths;
  double total = 0;
  for (const std::string& text : texts) {
    lengths.push_back(static_cast<double>(grapheme_clusters(text).size()));
    total += lengths.back() + 1;
  }
  const auto x = [&](double place) {
    return line.x0 + static_cast<int>(std::lround(place / std::max(1.0, total - 1) * line.width()));
  };
  std::vector<Box> out;
  double at = 0;
  for (const double length : lengths) {
    out.push_back({x(at), line.y0, x(at + length), line.y1});
    at += length + 1;
  }
  return out;
}

/// True where the word after this node is the next character of the same word.
struct Gaps {
  bool blank_words = false;        ///< words of white space
  std::vector<bool> space_before;  ///< of each word with text: white space, or a blank word
  std::vector<bool> blank_before;  ///< a blank word
};

void find_gaps(const pugi::xml_node& node, Gaps& gaps, bool& space, bool& blank) {
  for (const pugi::xml_node child : node.children()) {
    if (child.type() == pugi::node_pcdata) {
      space = true;
    } else if (has_class(child, "ocrx_word")) {
      if (trim(hocr_text(child)).empty()) {
        gaps.blank_words = blank = true;
      } else {
        gaps.space_before.push_back(space || blank);
        gaps.blank_before.push_back(blank);
        space = blank = false;
      }
    } else {
      find_gaps(child, gaps, space, blank);
    }
  }
}

}  // namespace

bool is_hocr_line(const pugi::xml_node& node) {
  return std::ranges::any_of(kLineClasses, [&](std::string_view name) { return has_class(node, name); });
}

TextLine line_from_hocr(const pugi::xml_node& node) {
  const Properties properties = parse_title(node.attribute("title").value());
  TextLine line;
  line.id = node.attribute("id").value();
  line.box = box_of(node);
  lay_flat(line);
  if (const auto baseline = properties.find("baseline"); baseline != properties.end()) {
    constexpr double kSteepest = 1e3;
    const std::string_view value = baseline->second;
    const double slope = std::clamp(number_or(value, 0), -kSteepest, kSteepest);
    const double offset = number_or(value.substr(std::min(value.find(' '), value.size())), 0);
    line.baseline.left.y += std::clamp(offset, -1e7, 1e7);
    line.baseline.right.y = line.baseline.left.y + slope * line.box.width();
  }
  line.x_height = std::clamp(number_or(node.attribute("data-x-height").value(), 0), 0.0, 1e7);
  line.layer_confidence = number_or(node.attribute("data-confidence").value(), 1);
  line.reader = clean_text(node.attribute("data-reader").value());
  line.reader_reason = clean_text(node.attribute("data-reader-reason").value());
  if (const auto angle = properties.find("textangle"); angle != properties.end()) {
    const double turns = std::round(number_or(angle->second, 0) / 90);
    line.quarter_turns = ((static_cast<int>(std::clamp(turns, -4.0, 4.0)) % 4) + 4) % 4;
  }
  return line;
}

TextLine line_of_word(const Word& word) {
  TextLine line;
  line.id = "line_of_" + word.id;
  line.box = word.box;
  lay_flat(line);
  return line;
}

std::string made_word_id(int& made_words) { return fmt::format("word_{}", ++made_words); }

void split_line(TextLine& line, const std::string& text, int& made_words) {
  for (Word& word : words_from_text(text, line.box, [&] { return made_word_id(made_words); }))
    line.words.push_back(std::move(word));
}

void join_single_characters(const pugi::xml_node& node, TextLine& line) {
  constexpr size_t kFewest = 4;
  if (line.words.size() < kFewest) return;
  const auto is_single = [](const Word& word) { return grapheme_clusters(word.text).size() == 1; };
  if (!std::ranges::all_of(line.words, is_single)) return;
  Gaps gaps;
  bool space = false, blank = false;
  find_gaps(node, gaps, space, blank);
  const std::vector<bool>& before = gaps.blank_words ? gaps.blank_before : gaps.space_before;
  if (before.size() != line.words.size() ||
      std::all_of(before.begin() + 1, before.end(), [](bool b) { return b; }))
    return;
  std::vector<Word> joined;
  std::vector<int> lengths;
  for (size_t i = 0; i < line.words.size(); ++i) {
    Word& word = line.words[i];
    Glyph glyph{word.text, word.box, word.confidence, {}};
    if (joined.empty() || before[i]) {
      joined.push_back(std::move(word));
      joined.back().glyphs = {std::move(glyph)};
      continue;
    }
    Word& into = joined.back();
    into.text += word.text;
    into.ocr += word.ocr;
    into.box = unite(into.box, word.box);
    into.glyphs.push_back(std::move(glyph));
  }
  for (Word& word : joined) {
    double sum = 0;
    for (const Glyph& glyph : word.glyphs) sum += glyph.confidence;
    word.confidence = sum / static_cast<double>(word.glyphs.size());
  }
  line.words = std::move(joined);
}

void give_boxes(TextLine& line) {
  if (line.box.empty()) {
    for (const Word& word : line.words) line.box = unite(line.box, word.box);
    lay_flat(line);
  }
  if (std::ranges::none_of(line.words, [](const Word& word) { return word.box == Box{}; })) return;
  std::vector<std::string> texts;
  for (const Word& word : line.words) texts.push_back(word.text);
  const std::vector<Box> boxes = shares_of(line.box, texts);
  for (size_t i = 0; i < line.words.size(); ++i) {
    if (line.words[i].box != Box{}) continue;
    line.words[i].box = boxes[i];
    line.words[i].place_inferred = true;
  }
}

void place_unread_words(std::vector<TextLine>& lines, std::vector<UnreadWord>& words) {
  if (words.empty()) return;
  std::unordered_map<std::string, size_t> line_by_id;
  for (size_t i = 0; i < lines.size(); ++i) line_by_id[lines[i].id] = i;
  std::unordered_map<size_t, std::vector<UnreadWord*>> by_line;
  for (UnreadWord& word : words)
    if (const auto line = line_by_id.find(word.line_id); line != line_by_id.end())
      by_line[line->second].push_back(&word);
  for (auto& [idx, unread] : by_line) {
    std::list<Word> row(std::make_move_iterator(lines[idx].words.begin()),
                        std::make_move_iterator(lines[idx].words.end()));
    std::unordered_map<std::string, std::list<Word>::iterator> places;
    for (auto word = row.begin(); word != row.end(); ++word) places.emplace(word->id, word);
    for (UnreadWord* word : unread) {
      const auto previous = places.find(word->previous_id);
      const auto place = previous == places.end() ? row.begin() : std::next(previous->second);
      const auto placed = row.insert(place, std::move(word->word));
      places.emplace(placed->id, placed);
    }
    lines[idx].words.assign(std::make_move_iterator(row.begin()), std::make_move_iterator(row.end()));
  }
}

cv::Size size_of_content(const PageText& page) {
  Box all;
  for (const TextLine& line : page.lines) {
    all = unite(all, line.box);
    for (const Word& word : line.words) all = unite(all, word.box);
  }
  for (const TextRegion& region : page.regions) all = unite(all, region.box);
  return {std::max(0, all.x1), std::max(0, all.y1)};
}

}  // namespace folio
