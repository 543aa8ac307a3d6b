#include "translation/paragraph_aligner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace folio {
namespace {

std::vector<AlignmentUnit> units(const std::vector<double>& letters) {
  std::vector<AlignmentUnit> out;
  for (const double l : letters) out.push_back({l, {}});
  return out;
}

/// "1-1 2-1": paragraphs of both sides, pair by pair.
std::string shape(const std::vector<ParallelPair>& pairs) {
  std::string out;
  for (const ParallelPair& pair : pairs) {
    if (!out.empty()) out += ' ';
    out += std::to_string(pair.original_end - pair.original_begin) + "-" +
           std::to_string(pair.translation_end - pair.translation_begin);
  }
  return out;
}

/// Every paragraph is in one pair, in order.
void expect_whole(const std::vector<ParallelPair>& pairs, size_t original, size_t translation) {
  size_t o = 0, t = 0;
  for (const ParallelPair& pair : pairs) {
    EXPECT_EQ(pair.original_begin, o);
    EXPECT_EQ(pair.translation_begin, t);
    o = pair.original_end;
    t = pair.translation_end;
    EXPECT_GE(pair.confidence, 0);
    EXPECT_LE(pair.confidence, 1);
  }
  EXPECT_EQ(o, original);
  EXPECT_EQ(t, translation);
}

TEST(ParagraphAligner, OneWithOneWhereLengthsGoTogether) {
  const auto pairs = align_paragraphs(units({20, 300, 1200, 450, 60}), units({25, 330, 1300, 470, 70}));
  EXPECT_EQ(shape(pairs), "1-1 1-1 1-1 1-1 1-1");
  for (const ParallelPair& pair : pairs) EXPECT_GT(pair.confidence, 0.9);
}

TEST(ParagraphAligner, AParagraphThatWasPartedGoesWithBothParts) {
  EXPECT_EQ(shape(align_paragraphs(units({300, 1200, 450}), units({310, 500, 720, 460}))), "1-1 1-2 1-1");
  EXPECT_EQ(shape(align_paragraphs(units({310, 500, 720, 460}), units({300, 1200, 450}))), "1-1 2-1 1-1");
  EXPECT_EQ(shape(align_paragraphs(units({310, 500, 720, 600, 460}), units({300, 1800, 450}))),
            "1-1 3-1 1-1");
}

TEST(ParagraphAligner, AParagraphThatWasLeftOutGoesWithNone) {
  const auto pairs = align_paragraphs(units({300, 1200, 450, 800}), units({310, 460, 820}));
  EXPECT_EQ(shape(pairs), "1-1 1-0 1-1 1-1");
}

TEST(ParagraphAligner, AnchorsDecideWhereLengthsDoNot) {
  // By lengths alone, either of two equal paragraphs may be the one that is missing.
  std::vector<AlignmentUnit> original = units({400, 400, 400, 400}), translation = units({400, 400, 400});
  original[0].anchors = {"1956"};
  original[2].anchors = {"pnmr"};
  original[3].anchors = {"stnk"};
  translation[0].anchors = {"1956"};
  translation[1].anchors = {"pnmr"};
  translation[2].anchors = {"stnk"};
  EXPECT_EQ(shape(align_paragraphs(original, translation)), "1-1 1-0 1-1 1-1");
}

TEST(ParagraphAligner, WhatCouldGoEitherWayIsUnsure) {
  const auto pairs = align_paragraphs(units({400, 400, 400, 400}), units({400, 400, 400}));
  double least = 1;
  for (const ParallelPair& pair : pairs) least = std::min(least, pair.confidence);
  EXPECT_LT(least, 0.6);
}

TEST(ParagraphAligner, EmptySides) {
  EXPECT_TRUE(align_paragraphs({}, {}).empty());
  expect_whole(align_paragraphs(units({5, 5}), {}), 2, 0);
  expect_whole(align_paragraphs({}, units({5, 5})), 0, 2);
  expect_whole(align_paragraphs(units({0, 0, 0}), units({0})), 3, 1);
}

TEST(ParagraphAligner, AnythingIsAlignedAsAWhole) {
  std::mt19937 random(7);
  for (int round = 0; round < 60; ++round) {
    const auto side = [&] {
      std::vector<AlignmentUnit> out(random() % 30);
      for (AlignmentUnit& unit : out) {
        unit.letters = static_cast<double>(random() % 2000);
        if (random() % 3 == 0) unit.anchors = {std::to_string(random() % 10)};
      }
      return out;
    };
    const auto original = side(), translation = side();
    expect_whole(align_paragraphs(original, translation), original.size(), translation.size());
  }
}

TEST(ParagraphAligner, LongTextsAreAlignedAroundTheDiagonal) {
  std::mt19937 random(11);
  std::vector<double> original, translation;
  for (int i = 0; i < 6000; ++i) {
    original.push_back(100 + static_cast<double>(random() % 900));
    if (i % 50 != 7) translation.push_back(1.1 * original.back());
  }
  const auto pairs = align_paragraphs(units(original), units(translation));
  expect_whole(pairs, original.size(), translation.size());
  size_t right = 0;
  for (const ParallelPair& pair : pairs)
    right += pair.original_end - pair.original_begin == 1 &&
             pair.translation_end - pair.translation_begin == 1 &&
             std::abs(1.1 * original[pair.original_begin] - translation[pair.translation_begin]) < 1e-9;
  EXPECT_GT(right, 5700U);
}

TEST(ParagraphAligner, ATextOfFewParagraphsAgainstOneOfMany) {
  const auto pairs = align_paragraphs(units({100, 100}), units(std::vector<double>(5000, 10)));
  expect_whole(pairs, 2, 5000);
}

}  // namespace
}  // namespace folio
