#pragma once

#include <array>
#include <string_view>

#include "recognize/line_recognizer.h"

namespace folio {

/// How likely a word read by the net of typed lines is right: a logistic regression on its evidence, fitted
/// on pages of documents that the net was not trained on (scripts/train/reading/calibrate.py writes it), so
/// that of the words with 0.9 nine in ten are right. There is one fit for words that no second reader saw,
/// one for those that it reads the same, one for those where it says something else, and one for what it then
/// says.
class ConfidenceModel {
 public:
  /// `content`: of a file of coefficients. Throws Error{missing_dependency} for what is none.
  explicit ConfidenceModel(std::string_view content);

  /// That the word's text is right, [0, 1].
  double of_first(const WordEvidence& evidence) const;
  /// That what the second reader says instead is right, [0, 1]; 0 where it was not asked or says the same.
  double of_second(const WordEvidence& evidence) const;

 private:
  static constexpr size_t kFeatures = 8;
  using Coefficients = std::array<double, kFeatures>;

  Coefficients alone_{}, same_{}, other_{}, second_{};
};

}  // namespace folio
