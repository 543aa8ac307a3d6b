#include "separate/written_lines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "support/staged_pages.h"

namespace folio {
namespace {

constexpr double kUnit = 22;  // 1.9 mm at 300 dpi

/// The pen's ink of a sheet with these texts and nothing else, upright.
struct Sheet {
  cv::Mat ink;
  std::vector<Box> boxes;  ///< of the texts

  explicit Sheet(const std::vector<HandText>& texts) {
    LeafDescription leaf = testing::plain_leaf({});
    leaf.paper.height_mm = 150;
    leaf.hand_texts = texts;
    const DrawnLeaf drawn = draw_leaf(leaf, testing::debian_faces());
    ink = drawn.masks[Layer::hand];
    for (const TextLine& line : drawn.truth.lines) boxes.push_back(line.box);
  }

  /// Written lines that are writing, in the order of the texts; fails where they are not one to one.
  std::vector<WrittenLine> lines(bool whole_rows = false) const {
    std::vector<WrittenLine> found = group_written_lines(ink, kUnit, whole_rows), out;
    std::erase_if(found, [](const WrittenLine& line) { return !is_writing(line, kUnit); });
    EXPECT_EQ(found.size(), boxes.size());
    for (const Box& box : boxes) {
      const auto line = std::ranges::find_if(found, [&](const WrittenLine& each) {
        return 10 * intersect(each.box, box).area() > 9 * box.area() &&
               10 * intersect(each.box, box).area() > 9 * each.box.area();
      });
      if (line == found.end()) {
        ADD_FAILURE() << "no line at " << box.x0 << ", " << box.y0;
        out.emplace_back();
      } else {
        out.push_back(*line);
      }
    }
    return out;
  }
};

HandText text_at(const std::string& text, double x_mm, double y_mm, double turn_degrees = 0) {
  return {text, "author", x_mm, y_mm, turn_degrees};
}

TEST(WrittenLinesTest, WordsOfALineAreOneLineAndLinesAreParted) {
  const auto lines =
      Sheet({text_at("прошу рассмотреть", 30, 30), text_at("в срок и доложить", 30, 37)}).lines();
  for (const WrittenLine& line : lines) {
    EXPECT_FALSE(line.is_turned);
    EXPECT_EQ(line.slope, 0);
    EXPECT_NEAR(line.length(), line.box.width(), 1);
  }
}

TEST(WrittenLinesTest, SlantingLinesArePartedAlongTheirSlope) {
  for (const double degrees : {-20.0, -10.0, 15.0}) {
    const auto lines = Sheet({text_at("прошу рассмотреть вопрос", 40, 60, degrees),
                              text_at("в срок и доложить мне", 42, 69, degrees)})
                           .lines();
    for (const WrittenLine& line : lines) {
      EXPECT_NEAR(line.slope, std::tan(degrees * CV_PI / 180), 0.06) << degrees;
      EXPECT_LT(line.height(), 4 * kUnit) << "across the writing";
      EXPECT_GT(line.box.height(), 4 * kUnit);
    }
  }
}

TEST(WrittenLinesTest, NotesTurnedEitherWayAreTurnedLines) {
  const auto lines = Sheet({text_at("проверить весь расчет", 20, 120, -90),
                            text_at("исправить на полях", 180, 30, 90), text_at("без изменений", 60, 60)})
                         .lines();
  EXPECT_TRUE(lines[0].is_turned);
  EXPECT_TRUE(lines[1].is_turned);
  EXPECT_FALSE(lines[2].is_turned);
  EXPECT_EQ(lines[0].length(), lines[0].box.height());
}

TEST(WrittenLinesTest, ABracketBesideTheTextIsNotTurnedWriting) {
  cv::Mat ink = cv::Mat::zeros(600, 300, CV_8UC1);
  cv::ellipse(ink, {120, 300}, {40, 200}, 0, 90, 270, 255, 5);
  const auto lines = group_written_lines(ink, kUnit);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_FALSE(lines[0].is_turned);
}

TEST(WrittenLinesTest, AStreakWithARaggedRimIsNotTurnedWriting) {
  cv::Mat ink = cv::Mat::zeros(600, 300, CV_8UC1);
  for (int y = 100; y < 400; ++y) ink.row(y).colRange(100, 125 + 7 * (y / 8) % 11).setTo(255);
  const auto lines = group_written_lines(ink, kUnit);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_FALSE(lines[0].is_turned);
}

TEST(WrittenLinesTest, TwoShortLinesAreNotOneThatSlopes) {
  // They hang together by a stroke that stands between them, and the lower one begins farther right.
  cv::Mat ink = cv::Mat::zeros(300, 400, CV_8UC1);
  for (int x = 40; x < 220; x += 15) cv::line(ink, {x, 100}, {x + 4, 130}, 255, 4);
  for (int x = 110; x < 290; x += 15) cv::line(ink, {x, 150}, {x + 4, 180}, 255, 4);
  cv::line(ink, {160, 136}, {160, 143}, 255, 3);
  const auto lines = group_written_lines(ink, kUnit);
  EXPECT_EQ(std::ranges::count_if(lines, [](auto& line) { return is_writing(line, kUnit); }), 2);
}

TEST(WrittenLinesTest, RowsThatTouchArePartedRowByRow) {
  std::vector<HandText> rows;
  for (int row = 0; row < 5; ++row)
    rows.push_back(text_at(row % 2 == 0 ? "рука дубу фуфайка будуара" : "эффект уфы рябь дрофа буфер", 30,
                           30 + 4.1 * row));
  const Sheet sheet(rows);
  std::vector<WrittenLine> found = group_written_lines(sheet.ink, kUnit);
  std::erase_if(found, [](const WrittenLine& line) { return line.box.width() < 10 * kUnit; });
  ASSERT_EQ(found.size(), rows.size());
  std::ranges::sort(found, {}, [](const WrittenLine& line) { return line.box.center_y(); });
  for (size_t i = 0; i < found.size(); ++i)
    EXPECT_NEAR(found[i].box.center_y(), sheet.boxes[i].center_y(), 0.7 * kUnit);
}

TEST(WrittenLinesTest, ARowGoesOnAfterAWideGapWhereRowsAreWhole) {
  const Sheet sheet(
      {text_at("прошу рассмотреть", 30, 30), text_at("в срок", 76, 30.4), text_at("и доложить", 30, 37)});
  EXPECT_EQ(sheet.lines().size(), 3U);
  std::vector<WrittenLine> whole = group_written_lines(sheet.ink, kUnit, true);
  std::erase_if(whole, [](const WrittenLine& line) { return !is_writing(line, kUnit); });
  ASSERT_EQ(whole.size(), 2U);
  const auto& first = whole[0].box.y0 < whole[1].box.y0 ? whole[0] : whole[1];
  EXPECT_NEAR(first.box.x1, sheet.boxes[1].x1, 3);
}

TEST(WrittenLinesTest, ASpeckIsNoWritingAndNoInkNoLine) {
  cv::Mat ink = cv::Mat::zeros(200, 200, CV_8UC1);
  EXPECT_TRUE(group_written_lines(ink, kUnit).empty());
  ink(cv::Rect(50, 50, 6, 6)) = 255;
  const auto lines = group_written_lines(ink, kUnit);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_FALSE(is_writing(lines[0], kUnit));
}

}  // namespace
}  // namespace folio
