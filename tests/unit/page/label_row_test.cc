#include "page/label_row.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

TEST(LabelRowTest, LabelsTakeTwoBytesWhileAllFit) {
  cv::Mat labels;
  clear_labels(labels, {4, 2}, 65535);
  ASSERT_EQ(labels.type(), CV_16UC1);
  LabelRow row(labels, 1);
  row.set(2, 65535);
  EXPECT_EQ(row[2], 65535);
  EXPECT_EQ(LabelRow(labels, 0)[2], 0);
  EXPECT_EQ(LabelRow(labels, 1)[3], 0);
}

TEST(LabelRowTest, AndFourBeyond) {
  cv::Mat labels;
  clear_labels(labels, {4, 2}, 65536);
  ASSERT_EQ(labels.type(), CV_32SC1);
  LabelRow(labels, 0).set(3, 70000);
  EXPECT_EQ(LabelRow(labels, 0)[3], 70000);
}

TEST(LabelRowTest, WideningKeepsTheLabels) {
  cv::Mat labels;
  clear_labels(labels, {3, 1}, 9);
  LabelRow(labels, 0).set(1, 9);
  widen_labels(labels, 65535);
  EXPECT_EQ(labels.type(), CV_16UC1);
  widen_labels(labels, 65536);
  ASSERT_EQ(labels.type(), CV_32SC1);
  EXPECT_EQ(LabelRow(labels, 0)[1], 9);
  widen_labels(labels, 9);
  EXPECT_EQ(labels.type(), CV_32SC1) << "never narrower again";
}

}  // namespace
}  // namespace folio
