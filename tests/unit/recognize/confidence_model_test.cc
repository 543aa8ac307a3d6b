#include "recognize/confidence_model.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace folio {
namespace {

using Second = WordEvidence::Second;

// Alone: the logit of the least sure character; the same: surely right; other: 0.2, and what it says instead
// 0.6.
constexpr std::string_view kModel =
    "alone 0 1 0 0 0 0 0 0\n"
    "same 9 0 0 0 0 0 0 0\n"
    "other -1.3863 0 0 0 0 0 0 0\n"
    "second 0.4055 0 0 0 0 0 0 0\n";

TEST(ConfidenceModelTest, EachCaseHasItsOwnFit) {
  const ConfidenceModel model(kModel);
  WordEvidence evidence;
  evidence.least = 0.7;
  EXPECT_NEAR(model.of_first(evidence), 0.7, 1e-9);
  EXPECT_EQ(model.of_second(evidence), 0);
  evidence.second = Second::same;
  EXPECT_DOUBLE_EQ(model.of_first(evidence), 0.995) << "nothing is beyond doubt";
  EXPECT_EQ(model.of_second(evidence), 0);
  evidence.second = Second::other;
  EXPECT_NEAR(model.of_first(evidence), 0.2, 1e-4);
  EXPECT_NEAR(model.of_second(evidence), 0.6, 1e-4);
}

TEST(ConfidenceModelTest, ExtremesStayWithinBounds) {
  const ConfidenceModel model(kModel);
  WordEvidence evidence;
  evidence.least = 0;
  EXPECT_NEAR(model.of_first(evidence), 0.005, 1e-9);
  evidence.least = 1;
  EXPECT_DOUBLE_EQ(model.of_first(evidence), 0.995);
}

TEST(ConfidenceModelTest, WhatIsNoModelIsAMissingDependency) {
  for (const std::string_view content :
       {"", "alone 1 2 3\n", "same 0 1 0 0 0 0 0 0\nalone 9 0 0 0 0 0 0 0\n", "alone x 1 0 0 0 0 0 0\n"}) {
    try {
      const ConfidenceModel model(content);
      ADD_FAILURE() << content;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::missing_dependency);
    }
  }
}

}  // namespace
}  // namespace folio
