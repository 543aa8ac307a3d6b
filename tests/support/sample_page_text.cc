#include "support/sample_page_text.h"

#include <spdlog/fmt/fmt.h>

#include <array>
#include <random>
#include <utility>

#include "core/text.h"

namespace folio {
namespace {

Word word(const std::string& id, const std::string& text, const Box& box, double confidence = 0.9) {
  Word out;
  out.id = id;
  out.text = out.ocr = text;
  out.box = box;
  out.confidence = confidence;
  return out;
}

TextLine line(const std::string& id, Layer layer, Role role, std::vector<Word> words) {
  TextLine out;
  out.id = id;
  out.layer = layer;
  out.role = role;
  for (const Word& w : words) out.box = unite(out.box, w.box);
  const double foot = out.box.y1 - 8;
  out.baseline = {cv::Point2d(out.box.x0, foot), cv::Point2d(out.box.x1, foot)};
  out.x_height = 20.5;
  out.words = std::move(words);
  return out;
}

/// Uniform in [low, high], the same on every standard library.
int pick(std::mt19937& random, int low, int high) {
  return low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1));
}

/// A glyph a character, some of them in doubt between a few.
std::vector<Glyph> any_glyphs(const std::string& ocr, std::mt19937& random) {
  std::vector<Glyph> glyphs;
  for (const std::string& text : grapheme_clusters(ocr)) {
    glyphs.push_back({text, {}, pick(random, 0, 100) / 100.0, {}});
    for (int k = pick(random, 0, 2); k > 0; --k)
      glyphs.back().alternatives.push_back({k == 1 ? ":" : "Щ", pick(random, 1, 50) / 100.0});
  }
  return glyphs;
}

}  // namespace

PageText sample_page_text() {
  PageText page;
  page.origin = {"scans/leaf 13.tif", 2, 5, std::string(64, 'a'), "leaf 13-p003"};
  page.size = {2480, 3508};
  page.resolution = {300, 300, Resolution::Source::declared};
  page.skew = {0.42, 0.93, 0.38, 0.71};
  page.languages = {"ru"};
  page.made_with = {"folio test", std::string(64, 'c'), std::string(64, 'd')};
  page.typewriting = {{2.604, 6.371, 0.94}, {2.54, 0, 0.6}};
  page.confidence = 0.61;
  page.doubts = {"a line of handwriting was not read", "stamp over typed text"};

  page.lines.push_back(
      line("line_1", Layer::print, Role::heading, {word("w_1", "НАРКОМАТ", {900, 150, 1500, 210})}));
  TextLine typed =
      line("line_2", Layer::typed, Role::body,
           {word("w_2", "ТОВАРИЩ", {310, 400, 620, 450}, 0.91), word("w_3", "срочно", {650, 400, 900, 450}),
            word("w_4", "№5", {930, 400, 1030, 450}), word("w_5", "хххх", {1060, 400, 1200, 450}, 0.4)});
  typed.words[0].ocr = "T0ВАРИЩ";
  typed.words[0].source = TextSource::truth;
  typed.words[0].glyphs = {{"T", {}, 0.58, {{"Т", 0.41}, {"Г", 0.01}}}, {"0", {}, 0.5, {{"О", 0.5}}}};
  for (const char* text : {"В", "А", "Р", "И", "Щ"}) typed.words[0].glyphs.push_back({text, {}, 0.99, {}});
  typed.words[1].status = WordStatus::struck;
  typed.words[1].strike = StrikeKind::line;
  typed.words[1].source = TextSource::both;
  typed.words[3].status = WordStatus::struck;
  typed.words[3].strike = StrikeKind::typed_over;
  typed.baseline = {cv::Point2d(310, 441), cv::Point2d(1200, 450)};
  page.lines.push_back(typed);
  TextLine insertion =
      line("line_3", Layer::hand, Role::insertion, {word("w_6", "немедленно", {640, 350, 930, 400}, 0.55)});
  insertion.words[0].status = WordStatus::inserted;
  insertion.words[0].after_id = "w_3";
  insertion.words[0].place_inferred = true;
  insertion.layer_confidence = 0.8;
  page.lines.push_back(insertion);
  page.lines.push_back(
      line("line_4", Layer::typed, Role::body,
           {word("w_7", "прошу", {310, 480, 500, 530}), word("w_8", "A<B&\"C\"", {530, 480, 800, 530})}));
  TextLine remark = line("line_5", Layer::hand, Role::marginalia, {});
  remark.box = {60, 900, 260, 1000};
  page.lines.push_back(remark);
  TextLine turned =
      line("line_6", Layer::hand, Role::marginalia, {word("w_9", "Архив", {40, 1500, 110, 1800})});
  turned.quarter_turns = 1;
  page.lines.push_back(turned);
  page.lines.push_back(
      line("line_7", Layer::hand, Role::leaf_number, {word("w_10", "13", {2300, 60, 2380, 120})}));
  page.lines.push_back(
      line("line_8", Layer::stamp, Role::stamp, {word("w_11", "ВХОДЯЩИЙ", {1500, 3000, 1900, 3060})}));
  page.regions.push_back({"region_1", Layer::stamp, Role::stamp, {1480, 2950, 1950, 3200}, 0.75});
  page.regions.push_back({"region_2", Layer::hand, Role::signature, {300, 3050, 800, 3200}, 1});
  return page;
}

PageText random_page_text(unsigned seed) {
  std::mt19937 random(seed);
  constexpr std::array kTexts{
      "а", "Ёлка", "№7", "½", "<b>", "a&b", "\"«x»\"", "it's", "съезд", "e\xCC\x81\xD0\xB9", "𝄞", "-"};
  constexpr std::array kRoles{Role::body,        Role::heading,     Role::insertion,  Role::fill_in,
                              Role::correction,  Role::marginalia,  Role::resolution, Role::signature,
                              Role::leaf_number, Role::page_number, Role::stamp};
  PageText page;
  page.origin = {fmt::format("скан;\"{}%.tif", seed), pick(random, 0, 9), 10, std::string(64, 'b'),
                 fmt::format("скан-{}", seed)};
  page.size = {pick(random, 300, 3000), pick(random, 300, 4000)};
  page.resolution = {double(pick(random, 100, 600)), double(pick(random, 100, 600)),
                     random() % 2 == 0 ? Resolution::Source::declared : Resolution::Source::estimated};
  page.made_with.system = fmt::format("folio {}", seed % 7);
  if (seed % 2 == 0) page.languages = {"ru", "en"};
  page.skew = {pick(random, -500, 500) / 100.0, pick(random, 0, 100) / 100.0};
  if (pick(random, 0, 1) == 1) {
    page.skew.column_degrees = pick(random, -500, 500) / 100.0;
    page.skew.column_confidence = pick(random, 1, 100) / 100.0;
  }
  for (int grids = pick(random, 0, 2); grids > 0; --grids)
    page.typewriting.push_back(
        {pick(random, 2000, 3000) / 1000.0, pick(random, 0, 9000) / 1000.0, pick(random, 0, 100) / 100.0});
  page.confidence = pick(random, 0, 100) / 100.0;
  for (int i = pick(random, 0, 2); i > 0; --i)
    page.doubts.push_back(fmt::format("doubt; \"{}\" <{}>", i, seed));
  const auto box = [&] {
    const int x = pick(random, 0, page.size.width - 2), y = pick(random, 0, page.size.height - 2);
    return Box{x, y, pick(random, x + 1, page.size.width), pick(random, y + 1, page.size.height)};
  };
  std::vector<std::string> ids;
  const int line_count = pick(random, 0, 12);
  for (int i = 0; i < line_count; ++i) {
    TextLine& out = page.lines.emplace_back();
    out.id = fmt::format("line_{}", i + 1);
    out.layer = kInkLayers[random() % kInkLayers.size()];
    out.role = kRoles[random() % kRoles.size()];
    out.box = box();
    out.x_height = pick(random, 0, 400) / 10.0;
    out.layer_confidence = pick(random, 0, 100) / 100.0;
    out.quarter_turns = random() % 4 == 0 ? pick(random, 1, 3) : 0;
    const double foot = out.box.y1 - pick(random, 0, 9);
    out.baseline = {cv::Point2d(out.box.x0, foot),
                    cv::Point2d(out.box.x1, foot + out.box.width() * pick(random, -20, 20) / 1000.0)};
    for (int k = pick(random, 0, 5); k > 0; --k) {
      Word w = word(fmt::format("w_{}", ids.size() + 1), kTexts[random() % kTexts.size()], box(),
                    pick(random, 0, 100) / 100.0);
      if (random() % 5 == 0) w.text.clear();
      if (random() % 3 == 0) w.ocr = random() % 2 == 0 ? "" : "Q";
      w.status = static_cast<WordStatus>(random() % 3);
      if (w.status == WordStatus::struck)
        w.strike = random() % 2 == 0 ? StrikeKind::line : StrikeKind::typed_over;
      if (w.status == WordStatus::inserted && !ids.empty()) w.after_id = ids[random() % ids.size()];
      if (w.status == WordStatus::inserted && !ids.empty()) w.before_id = ids[random() % ids.size()];
      w.source = static_cast<TextSource>(random() % 4);
      w.place_inferred = random() % 4 == 0;
      if (random() % 2 == 0) w.glyphs = any_glyphs(w.ocr, random);
      ids.push_back(w.id);
      out.words.push_back(std::move(w));
    }
  }
  for (int i = pick(random, 0, 3); i > 0; --i) {
    page.regions.push_back({fmt::format("region_{}", i), kInkLayers[random() % kInkLayers.size()],
                            kRoles[random() % kRoles.size()], box(), pick(random, 0, 100) / 100.0});
  }
  return page;
}

}  // namespace folio
