#include "separate/letter_novelty.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <random>

#include "core/median.h"
#include "imaging/components.h"
#include "support/staged_pages.h"

namespace folio {
namespace {

/// A blob of one piece within 30 x 30 pixels, the same for the same seed.
cv::Mat blob(unsigned seed) {
  std::mt19937 random(seed);
  cv::Mat picture = cv::Mat::zeros(30, 30, CV_8UC1);
  const auto place = [&] { return static_cast<int>(random() % 24) + 3; };
  std::vector<cv::Point> points(6);
  for (cv::Point& p : points) p = {place(), place()};
  points[0] = {15, 3};
  points[1] = {15, 26};  // all are of one height
  cv::polylines(picture, points, false, 255, 4);
  return picture;
}

/// Rows of six kinds of blobs, ten times each, and `once` blobs that come only once.
SegmentedPage page_of_blobs(int once) {
  SegmentedPage page;
  page.ink = cv::Mat::zeros(40 * (6 + once / 10 + 1), 400, CV_8UC1);
  for (int i = 0; i < 60 + once; ++i) {
    const cv::Rect place(40 * (i % 10) + 4, 40 * (i / 10) + 4, 30, 30);
    blob(i < 60 ? static_cast<unsigned>(i) % 6 : 1000U + static_cast<unsigned>(i)).copyTo(page.ink(place));
  }
  page.components = find_components(page.ink, page.labels);
  page.letter_height = 24;
  return page;
}

TEST(LetterNoveltyTest, WhatComesOnceIsNew) {
  const SegmentedPage page = page_of_blobs(8);
  const std::vector<std::optional<double>> novelty = measure_novelty(page);
  ASSERT_EQ(novelty.size(), page.components.size());
  int known = 0, fresh = 0;
  for (size_t i = 0; i < novelty.size(); ++i) {
    if (!novelty[i]) continue;
    if (page.components[i].box.y0 >= 6 * 40) {
      EXPECT_GT(*novelty[i], 0.9);
      ++fresh;
    } else {
      EXPECT_NEAR(*novelty[i], 0, 0.1);
      ++known;
    }
  }
  EXPECT_EQ(known, 60);
  EXPECT_EQ(fresh, 8);
}

TEST(LetterNoveltyTest, TypedLettersAreKnown) {
  for (const testing::ScanKind kind : {testing::ScanKind::gray, testing::ScanKind::bilevel}) {
    LeafDescription leaf = testing::plain_leaf(testing::prose_lines(30));
    leaf.typewriter.wear = {0.06, 0.08, 0.6, 0.6, 0.5};
    const auto page = testing::segmented_of(testing::scan_of(leaf, kind));
    std::vector<double> found;
    for (const std::optional<double>& n : measure_novelty(*page))
      if (n) found.push_back(*n);
    ASSERT_GT(found.size(), 800U);
    const auto fresh = std::ranges::count_if(found, [](double n) { return n > 1.6; });
    EXPECT_LT(static_cast<double>(fresh), 0.06 * static_cast<double>(found.size()));
    EXPECT_NEAR(median_of(found), 0, 1e-9);
  }
}

TEST(LetterNoveltyTest, AFewLettersTellNothing) {
  SegmentedPage page = page_of_blobs(0);
  page.components.resize(20);
  for (const std::optional<double>& n : measure_novelty(page)) EXPECT_FALSE(n);
  page.letter_height = 0;
  for (const std::optional<double>& n : measure_novelty(page)) EXPECT_FALSE(n);
}

TEST(LetterNoveltyTest, OnlyLettersCount) {
  SegmentedPage page = page_of_blobs(0);
  page.ink(cv::Rect(10, page.ink.rows - 6, 300, 4)) = 255;  // a rule
  page.components = find_components(page.ink, page.labels);
  EXPECT_FALSE(measure_novelty(page).back());
}

}  // namespace
}  // namespace folio
