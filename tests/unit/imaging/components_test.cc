#include "imaging/components.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "page/label_row.h"

namespace folio {
namespace {

TEST(ComponentsTest, PiecesHangTogetherByCornersToo) {
  cv::Mat ink = cv::Mat::zeros(8, 10, CV_8UC1);
  ink.at<uchar>(1, 1) = ink.at<uchar>(2, 2) = ink.at<uchar>(3, 1) = 255;
  ink(cv::Rect(6, 4, 3, 2)) = 255;
  cv::Mat labels;
  const std::vector<Component> pieces = find_components(ink, labels);
  ASSERT_EQ(pieces.size(), 2U);
  EXPECT_EQ(pieces[0].box, (Box{1, 1, 3, 4}));
  EXPECT_EQ(pieces[0].area, 3);
  EXPECT_EQ(pieces[1].box, (Box{6, 4, 9, 6}));
  EXPECT_EQ(pieces[1].area, 6);
}

TEST(ComponentsTest, LabelsAreThosePiecesOwn) {
  cv::Mat ink = cv::Mat::zeros(20, 40, CV_8UC1);
  for (int i = 0; i < 5; ++i) ink(cv::Rect(3 + 7 * i, 2 + 3 * i, 4, 3)) = 255;
  cv::Mat labels;
  const std::vector<Component> pieces = find_components(ink, labels);
  ASSERT_EQ(pieces.size(), 5U);
  for (size_t i = 0; i < pieces.size(); ++i) {
    EXPECT_EQ(pieces[i].label, static_cast<int>(i) + 1);
    EXPECT_EQ(cv::countNonZero(labels == pieces[i].label), pieces[i].area);
    EXPECT_GE(pieces[i].box.y0, pieces[i > 0 ? i - 1 : 0].box.y0) << "top to bottom";
  }
  EXPECT_EQ(cv::countNonZero((labels != 0) != (ink != 0)), 0);
}

TEST(ComponentsTest, OnRandomInkTheyAreOpenCvs) {
  cv::RNG random(5);
  for (const int share : {5, 40, 60, 90}) {
    cv::Mat ink(61, 83, CV_8UC1), labels, other;
    random.fill(ink, cv::RNG::UNIFORM, 0, 100);
    ink = ink < share;
    const std::vector<Component> pieces = find_components(ink, labels);
    ASSERT_EQ(static_cast<int>(pieces.size()) + 1, cv::connectedComponents(ink, other, 8, CV_32S)) << share;
    std::vector<int> other_of(pieces.size() + 1, -1);
    int next = 1;
    for (int y = 0; y < ink.rows; ++y) {
      const LabelRow label(labels, y);
      for (int x = 0; x < ink.cols; ++x) {
        int& known = other_of[label[x]];
        if (known < 0) {
          known = other.at<int>(y, x);
          if (known == 0) continue;
          EXPECT_EQ(label[x], next++) << "in reading order";
        }
        ASSERT_EQ(known, other.at<int>(y, x)) << x << ", " << y << " of " << share;
      }
    }
  }
}

TEST(ComponentsTest, MorePiecesThanTwoBytesCountHaveTheirLabelsToo) {
  // Single pixels two apart: 270 x 270 pieces.
  cv::Mat ink = cv::Mat::zeros(540, 540, CV_8UC1), labels;
  for (int y = 0; y < ink.rows; y += 2)
    for (int x = 0; x < ink.cols; x += 2) ink.at<uchar>(y, x) = 255;
  const std::vector<Component> pieces = find_components(ink, labels);
  ASSERT_EQ(pieces.size(), 270U * 270U);
  for (const Component& piece : pieces) ASSERT_EQ(LabelRow(labels, piece.box.y0)[piece.box.x0], piece.label);
}

TEST(ComponentsTest, RenewingMayNeedMoreLabelsThanTwoBytesCount) {
  // 65,535 pieces: as many as two bytes count. One is cut in two.
  cv::Mat ink = cv::Mat::zeros(512, 514, CV_8UC1), labels;
  for (int i = 0; i < 65534; ++i) ink.at<uchar>(2 * (i / 256), 2 * (i % 256)) = 255;
  cv::Mat last = ink.rowRange(510, 511).colRange(2 * 254, 514);
  last = 255;
  std::vector<Component> pieces = find_components(ink, labels);
  ASSERT_EQ(pieces.size(), 65535U);
  ASSERT_EQ(labels.type(), CV_16UC1);
  const int label = LabelRow(labels, 510)[510];
  LabelRow(labels, 510).set(511, 0);
  renew_components({label}, labels, pieces);
  ASSERT_EQ(pieces.size(), 65536U);
  EXPECT_EQ(LabelRow(labels, 510)[510], label);
  EXPECT_EQ(LabelRow(labels, 510)[512], 65536);
}

TEST(ComponentsTest, NoInkHasNoPieces) {
  cv::Mat labels;
  EXPECT_TRUE(find_components(cv::Mat::zeros(5, 5, CV_8UC1), labels).empty());
  EXPECT_EQ(labels.size(), cv::Size(5, 5));
  EXPECT_EQ(cv::countNonZero(labels), 0);
}

/// `count` letters of this height, ink over 60 % of a box two thirds as wide.
void add_letters(std::vector<Component>& pieces, int count, int height) {
  const int width = std::max(1, 2 * height / 3);
  for (int i = 0; i < count; ++i) {
    pieces.push_back({{0, 0, width, height}, width * height * 6 / 10, static_cast<int>(pieces.size()) + 1});
  }
}

TEST(LetterHeightTest, IsThatOfTheSmallLetters) {
  std::vector<Component> pieces;
  add_letters(pieces, 300, 20);  // а, о, е …
  add_letters(pieces, 40, 28);   // capitals and tails
  add_letters(pieces, 2000, 4);  // specks
  EXPECT_EQ(usual_letter_height(pieces, {2000, 3000}), 20);
}

TEST(LetterHeightTest, AFewBlotsDoNotMoveIt) {
  std::vector<Component> pieces;
  add_letters(pieces, 300, 20);
  pieces.push_back({{0, 0, 1500, 900}, 1'300'000, 301});  // a picture
  pieces.push_back({{0, 0, 1800, 5}, 9000, 302});         // a rule
  pieces.push_back({{0, 0, 700, 700}, 9000, 303});        // an outline
  EXPECT_EQ(usual_letter_height(pieces, {2000, 3000}), 20);
}

TEST(LetterHeightTest, FewPiecesAreNoText) {
  std::vector<Component> pieces;
  add_letters(pieces, 4, 20);
  EXPECT_EQ(usual_letter_height(pieces, {2000, 3000}), 0);
  EXPECT_EQ(usual_letter_height({}, {2000, 3000}), 0);
}

TEST(LetterHeightTest, ADrawingDoesNotOutweighTheText) {
  std::vector<Component> pieces;
  add_letters(pieces, 300, 20);
  add_letters(pieces, 40, 28);
  for (const int height : {90, 130, 170, 210, 250, 330}) add_letters(pieces, 2, height);
  EXPECT_EQ(usual_letter_height(pieces, {2000, 3000}), 20);
}

TEST(LetterHeightTest, TypeGathersItsInkAtOneHeight) {
  std::vector<Component> pieces;
  add_letters(pieces, 300, 20);
  add_letters(pieces, 40, 28);
  EXPECT_GT(share_at_height(pieces, 20, {2000, 3000}), 0.7);
  EXPECT_EQ(share_at_height(pieces, 12, {2000, 3000}), 0);
  EXPECT_EQ(share_at_height({}, 20, {2000, 3000}), 0);
}

TEST(RenewComponentsTest, GivesWhatFindingAllAgainGives) {
  cv::RNG random(11);
  for (int round = 0; round < 20; ++round) {
    cv::Mat ink = cv::Mat::zeros(120, 160, CV_8UC1), labels;
    for (int i = 0; i < 40; ++i) {
      const cv::Point from(random.uniform(0, 160), random.uniform(0, 120));
      cv::line(ink, from, from + cv::Point(random.uniform(-20, 20), random.uniform(-20, 20)), 255);
    }
    std::vector<Component> pieces = find_components(ink, labels);
    // Two stripes are taken off; some pieces are gone, some fall apart.
    std::vector<int> changed;
    for (const cv::Rect stripe : {cv::Rect(0, random.uniform(0, 110), 160, 6), cv::Rect(50, 0, 12, 120)}) {
      for (int y = stripe.y; y < stripe.br().y; ++y) {
        LabelRow label(labels, y);
        for (int x = stripe.x; x < stripe.br().x; ++x) {
          if (label[x] != 0) changed.push_back(label[x]);
          label.set(x, 0);
          ink.at<uchar>(y, x) = 0;
        }
      }
    }
    renew_components(changed, labels, pieces);
    cv::Mat all_labels;
    const std::vector<Component> all = find_components(ink, all_labels);
    ASSERT_EQ(pieces.size(), all.size());
    EXPECT_EQ(cv::countNonZero((labels != 0) != (ink != 0)), 0);
    for (const Component& piece : all) {
      cv::Mat own = all_labels(to_rect(piece.box)) == piece.label;
      std::vector<cv::Point> points;
      cv::findNonZero(own, points);
      const cv::Point first = points.front() + to_rect(piece.box).tl();
      const int label = LabelRow(labels, first.y)[first.x];
      ASSERT_TRUE(label > 0 && label <= static_cast<int>(pieces.size()));
      const Component& renewed = pieces[static_cast<size_t>(label) - 1];
      EXPECT_EQ(renewed.label, label);
      EXPECT_EQ(renewed.box, piece.box);
      EXPECT_EQ(renewed.area, piece.area);
      EXPECT_EQ(cv::countNonZero(own != (labels(to_rect(piece.box)) == label)), 0);
    }
  }
}

}  // namespace
}  // namespace folio
