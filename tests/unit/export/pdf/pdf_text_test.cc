#include "export/pdf/pdf_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "export/pdf/glyphless_font.h"
#include "support/sample_page_text.h"

namespace folio {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A string as it is shown: where it starts on the page, its direction and its length, points.
struct Shown {
  std::string text;
  int layer = -1, font = -1;
  double x = 0, y = 0, c = 1, s = 0, size = 0, length = 0;
};

/// A reader of the operators that PdfText uses, and of no others.
class Reader {
 public:
  explicit Reader(const PdfText& text) : codes_(text.text_of_codes()), in_(text.operators()) {}

  std::vector<Shown> read() {
    while (skip_space(), at_ < in_.size()) {
      if (in_[at_] == '[') {
        show();
        continue;
      }
      const size_t end = in_.find_first_of(" \n[", at_);
      const std::string token = in_.substr(at_, end - at_);
      at_ = std::min(end, in_.size());
      if (!apply(token)) operands_.push_back(token);
    }
    EXPECT_EQ(open_, 0) << "marked content is balanced";
    return std::move(out_);
  }

 private:
  void skip_space() {
    while (at_ < in_.size() && (in_[at_] == ' ' || in_[at_] == '\n')) ++at_;
  }
  double number(size_t i) const { return std::stod(operands_.at(i)); }

  bool apply(const std::string& token) {
    if (token == "Tf") {
      font_ = std::stoi(operands_.at(0).substr(2));
      size_ = number(1);
    } else if (token == "Tz") {
      stretch_ = number(0) / 100;
    } else if (token == "Tm") {
      for (size_t i = 0; i < 6; ++i) matrix_[i] = number(i);
      along_ = 0;
    } else if (token == "Td") {
      matrix_[4] += number(0) * matrix_[0] + number(1) * matrix_[2];
      matrix_[5] += number(0) * matrix_[1] + number(1) * matrix_[3];
      along_ = 0;
    } else if (token == "BDC") {
      layer_ = std::stoi(operands_.at(1).substr(2));
      ++open_;
    } else if (token == "EMC") {
      --open_;
    } else if (token == "Tr") {
      EXPECT_EQ(operands_.at(0), "3") << "invisible";
    } else if (token != "BT" && token != "ET") {
      return false;
    }
    operands_.clear();
    return true;
  }

  void show() {
    EXPECT_EQ(open_, 1) << "all text is in a layer";
    constexpr double kAdvance = GlyphlessMetrics::kAdvance / 1000.0;
    const size_t wide = codes_.size() <= 256 ? 1 : 2;
    for (++at_; in_[at_] != ']';) {
      if (in_[at_] != '(') {
        size_t length = 0;
        along_ -= std::stod(in_.substr(at_), &length) / 1000 * size_ * stretch_;
        at_ += length;
        continue;
      }
      Shown shown{"",
                  layer_,
                  font_,
                  matrix_[4] + along_ * matrix_[0],
                  matrix_[5] + along_ * matrix_[1],
                  matrix_[0],
                  matrix_[1],
                  size_,
                  0};
      std::string bytes;
      for (++at_; in_[at_] != ')'; ++at_) {
        if (in_[at_] == '\\') {
          ++at_;
          bytes += in_[at_] == 'r' ? '\r' : in_[at_];
        } else {
          bytes += in_[at_];
        }
      }
      ++at_;
      for (size_t i = 0; i < bytes.size(); i += wide) {
        size_t code = static_cast<unsigned char>(bytes[i]);
        if (wide == 2) code = code << 8 | static_cast<unsigned char>(bytes[i + 1]);
        shown.text += codes_.at(code);
        along_ += kAdvance * size_ * stretch_;
        if (codes_.at(code) != " ") shown.length += kAdvance * size_ * stretch_;
      }
      out_.push_back(shown);
    }
    at_ += 3;  // ]TJ
  }

  const std::vector<std::string>& codes_;
  const std::string& in_;
  size_t at_ = 0;
  int open_ = 0, layer_ = -1, font_ = -1;
  double size_ = 0, stretch_ = 1, along_ = 0;
  double matrix_[6] = {};
  std::vector<std::string> operands_;
  std::vector<Shown> out_;
};

std::vector<Shown> shown(const PdfText& text) { return Reader(text).read(); }

std::string text_of(const PdfText& text) {
  std::string out;
  for (const Shown& one : shown(text)) out += one.text;
  return out;
}

TEST(PdfText, DiplomaticIsEveryWordWhereItStands) {
  const std::string all = text_of(PdfText(sample_page_text(), Reading::diplomatic));
  EXPECT_THAT(all, HasSubstr("ТОВАРИЩ срочно №5 хххх"));
  EXPECT_THAT(all, HasSubstr("прошу A<B&\"C\""));
  EXPECT_THAT(all, HasSubstr("немедленно"));
}

TEST(PdfText, AmendedTakesInsertionsInAndStruckWordsOut) {
  const PdfText text(sample_page_text(), Reading::amended);
  EXPECT_THAT(text_of(text), HasSubstr("ТОВАРИЩ немедленно №5"));
  EXPECT_THAT(text_of(text), Not(HasSubstr("срочно")));
  EXPECT_THAT(text_of(text), Not(HasSubstr("хххх")));
}

TEST(PdfText, TypedLeavesOutWhatThePenWrote) {
  const std::string typed = text_of(PdfText(sample_page_text(), Reading::typed));
  EXPECT_THAT(typed, HasSubstr("ТОВАРИЩ срочно №5 хххх"));
  EXPECT_THAT(typed, Not(HasSubstr("немедленно")));
  EXPECT_THAT(typed, Not(HasSubstr("НАРКОМАТ"))) << "print is a layer of its own";
}

TEST(PdfText, InsertionsStandWhereTheyAreWanted) {
  const PageText page = sample_page_text();
  EXPECT_THAT(text_of(PdfText(page, Reading::diplomatic, PdfInsertions::inline_)),
              HasSubstr("ТОВАРИЩ срочно немедленно №5 хххх"));
  const PdfText in_place(page, Reading::amended, PdfInsertions::in_place);
  EXPECT_THAT(text_of(in_place), HasSubstr("ТОВАРИЩ №5"));
  for (const Shown& one : shown(in_place)) {
    if (one.text == "немедленно") {
      EXPECT_NEAR(one.x, 640 * 0.24, 1) << "on its own box";
    }
  }
}

TEST(PdfText, EachWordIsInTheLayerOfItsKind) {
  const std::map<std::string, PdfLayerId> expected{{"НАРКОМАТ", PdfLayerId::print_text},
                                                   {"ТОВАРИЩ ", PdfLayerId::typed_text},
                                                   {"срочно ", PdfLayerId::struck_text},
                                                   {"немедленно", PdfLayerId::hand_text}};
  size_t found = 0;
  for (const Shown& one : shown(PdfText(sample_page_text(), Reading::diplomatic))) {
    const auto kind = expected.find(one.text);
    if (kind == expected.end()) continue;
    EXPECT_EQ(static_cast<PdfLayerId>(one.layer), kind->second) << one.text;
    ++found;
  }
  EXPECT_EQ(found, expected.size());
}

TEST(PdfText, WordsLieOnTheirBoxes) {
  PageText page = sample_page_text();
  page.lines = {page.lines[3]};  // "прошу" 310 480 500 530, 530 480 800 530, baseline 522, 300 dpi
  const std::vector<Shown> words = shown(PdfText(page, Reading::diplomatic));
  ASSERT_EQ(words.size(), 2u);
  const double tenth = 0.1 * 50 * 0.24;  // of the line's height
  for (size_t i = 0; i < words.size(); ++i) {
    const Box& box = page.lines[0].words[i].box;
    EXPECT_NEAR(words[i].x, box.x0 * 0.24, tenth);
    EXPECT_NEAR(words[i].x + words[i].length, box.x1 * 0.24, tenth);
    EXPECT_NEAR(words[i].y, (3508 - 522) * 0.24, 0.06);
    EXPECT_NEAR(words[i].y + words[i].size * PdfText::kAscent / 1000, (3508 - box.y0) * 0.24, tenth);
    EXPECT_NEAR(words[i].y + words[i].size * PdfText::kDescents[words[i].font] / 1000, (3508 - box.y1) * 0.24,
                tenth);
  }
}

TEST(PdfText, AllWordsOfRandomPagesLieOnTheirBoxes) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    PageText page = random_page_text(seed);
    page.resolution.x = page.resolution.y;
    std::map<std::string, std::pair<Box, int>> boxes;  ///< and the height of the line
    int number = 0;
    for (TextLine& line : page.lines) {
      for (Word& word : line.words) {
        word.text = "w" + std::to_string(number++);
        if (line.quarter_turns == 0) boxes[word.text] = {word.box, line.box.height()};
      }
    }
    const double x = 72.0 / page.resolution.x;
    for (const Shown& one : shown(PdfText(page, Reading::diplomatic))) {
      const auto found = boxes.find(one.text.substr(0, one.text.find(' ')));
      if (found == boxes.end() || found->second.first.empty()) continue;
      const auto& [box, line_height] = found->second;
      const double tenth = 0.1 * x * std::max(line_height, box.height());
      EXPECT_NEAR(one.x, box.x0 * x, tenth) << seed << " " << one.text;
      EXPECT_NEAR(one.x + one.length * one.c, box.x1 * x, tenth) << seed << " " << one.text;
    }
  }
}

TEST(PdfText, TurnedWritingRunsAlongItsBox) {
  PageText page = sample_page_text();
  page.lines = {page.lines[5]};  // box 40 1500 110 1800
  const auto first = [&](int turns) {
    page.lines[0].quarter_turns = turns;
    return shown(PdfText(page, Reading::diplomatic)).at(0);
  };
  const Shown up = first(1), down = first(3);
  EXPECT_NEAR(up.s, 1, 1e-4);
  EXPECT_NEAR(up.x, 0.24 * 96, 0.1);
  EXPECT_NEAR(up.y, (3508 - 1800) * 0.24, 0.1);
  EXPECT_NEAR(down.s, -1, 1e-4);
  EXPECT_NEAR(down.x, 0.24 * 54, 0.1);
  EXPECT_NEAR(down.y, (3508 - 1500) * 0.24, 0.1);
}

TEST(PdfText, ReadsWholeOnAnyPage) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    for (const Reading reading : kReadings) {
      const PdfText text(random_page_text(seed), reading);
      shown(text);
      EXPECT_THAT(text.operators(), Not(HasSubstr("nan")));
      EXPECT_THAT(text.operators(), Not(HasSubstr("inf")));
    }
  }
}

TEST(PdfText, AnEmptyPageHasNone) {
  PageText page = sample_page_text();
  page.lines.clear();
  EXPECT_EQ(PdfText(page, Reading::diplomatic).operators(), "");
}

}  // namespace
}  // namespace folio
