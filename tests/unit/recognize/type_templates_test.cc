#include "recognize/type_templates.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace folio {
namespace {

/// A point of two features around a middle: the same for the same number.
cv::Mat point(double x, double y, int number) {
  cv::Mat out =
      (cv::Mat_<float>(1, 2) << x + 0.5 * (number * 7 % 11 - 5) / 5, y + 3.0 * (number * 5 % 13 - 6) / 6);
  cv::Mat half;
  out.convertTo(half, CV_16F);
  return half;
}

cv::Mat at(double x, double y) { return (cv::Mat_<double>(1, 2) << x, y); }

/// Eight classes in a row, 4 apart in the first feature, spread widely in the second.
TypeTemplates eight_classes(int samples) {
  TypeTemplates templates;
  for (int class_idx = 1; class_idx <= 8; ++class_idx) {
    for (int i = 0; i < samples; ++i) templates.add(class_idx, point(4 * class_idx, 0, i));
  }
  return templates;
}

TEST(TypeTemplatesTest, WhatVariesAnywayCountsLess) {
  TypeTemplates templates = eight_classes(60);
  ASSERT_TRUE(templates.fit());
  // As far from class 2 along the second feature, where all vary, as from class 3 along the first.
  const cv::Mat sample = at(8, 4);
  EXPECT_GT(*templates.log_likelihood(2, sample), *templates.log_likelihood(3, at(8, 0)) + 2);
  EXPECT_GT(*templates.log_likelihood(2, sample), *templates.log_likelihood(3, sample));
  EXPECT_FALSE(templates.log_likelihood(9, sample).has_value());
}

TEST(TypeTemplatesTest, AClassOfFewSamplesIsTrustedLess) {
  TypeTemplates templates = eight_classes(60);
  for (int i = 0; i < 4; ++i) templates.add(9, point(8, 0, i));
  for (int i = 0; i < 2; ++i) templates.add(10, point(8, 0, i));
  ASSERT_TRUE(templates.fit());
  EXPECT_GT(*templates.log_likelihood(2, at(8, 0)), *templates.log_likelihood(9, at(8, 0)));
  EXPECT_FALSE(templates.log_likelihood(10, at(8, 0)).has_value()) << "two are none";
}

TEST(TypeTemplatesTest, TooLittleIsNotFitted) {
  TypeTemplates few = eight_classes(10);
  EXPECT_FALSE(few.fit());
  EXPECT_FALSE(few.log_likelihood(1, at(4, 0)).has_value());
  TypeTemplates same;
  for (int i = 0; i < 400; ++i) same.add(1 + i % 8, point(1, 1, 0));
  EXPECT_FALSE(same.fit()) << "without any spread";
  EXPECT_FALSE(TypeTemplates().fit());
}

TEST(TypeTemplatesTest, ThereIsARoomOfSixtyForAClass) {
  TypeTemplates templates = eight_classes(100);
  EXPECT_EQ(templates.sample_count(), 8 * TypeTemplates::kMostSamples);
}

TEST(TypeTemplatesTest, WhatIsSavedIsLoadedAgain) {
  TypeTemplates templates = eight_classes(60), loaded;
  loaded.load(templates.save());
  EXPECT_EQ(loaded.sample_count(), templates.sample_count());
  ASSERT_TRUE(templates.fit() && loaded.fit());
  EXPECT_EQ(*loaded.log_likelihood(3, at(9, 1)), *templates.log_likelihood(3, at(9, 1)));
  EXPECT_EQ(loaded.save(), templates.save());
}

TEST(TypeTemplatesTest, DamagedBytesAreAnInputError) {
  const std::string whole = eight_classes(5).save();
  std::string no_class = whole, endless = whole;
  no_class.replace(14, 4, 4, '\0');
  endless.replace(22, 2, "\x00\x7C", 2);  // an infinite feature
  for (const std::string& bytes : {std::string(), std::string("types"), whole.substr(0, whole.size() - 1),
                                   no_class, endless, whole.substr(0, 20)}) {
    TypeTemplates templates;
    try {
      templates.load(bytes);
      ADD_FAILURE() << bytes.size() << " bytes";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::input);
    }
  }
}

}  // namespace
}  // namespace folio
