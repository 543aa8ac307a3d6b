#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace folio {

/// How far a program's confidences can be believed: of words that have a partner in the truth, each with the
/// confidence that it is right and whether it is. Those of pages add up.
class Calibration {
 public:
  /// Words of like confidence.
  struct Bin {
    double low = 0, high = 0;  ///< confidences, half-open; the last holds 1 too
    size_t words = 0, right = 0;
    double confidence_sum = 0;
  };
  /// When only the surest `coverage` of the words is taken, how many of them are wrong.
  struct RiskPoint {
    double coverage = 0, risk = 0, least_confidence = 0;
  };
  static constexpr size_t kBins = 10;

  /// `confidence` is clamped to [0, 1].
  void add(double confidence, bool is_right);
  Calibration& operator+=(const Calibration& other);

  size_t words() const { return words_; }

  /// Ten bins of equal width, for a reliability diagram.
  std::array<Bin, kBins> bins() const;

  /// Expected calibration error (Naeini, Cooper, Hauskrecht 2015; Guo et al. 2017): mean over words of the
  /// distance between a bin's share of right words and its mean confidence. Best 0, worst 1.
  std::optional<double> expected_calibration_error() const;

  /// Brier score (1950): mean square of confidence - outcome. Best 0, worst 1.
  std::optional<double> brier() const;
  double brier_sum() const { return square_sum_; }

  /// Risk-coverage curve (El-Yaniv, Wiener 2010), one point a confidence in percent, the surest first.
  std::vector<RiskPoint> risk_coverage() const;

  /// Area under it (Geifman, El-Yaniv 2017): mean over k of the share of wrong words among the k surest;
  /// words of the same percent come in any order, so their wrong ones are spread evenly. Best 0, worst 1.
  std::optional<double> area_under_risk_coverage() const;

 private:
  struct Level {
    size_t words = 0, right = 0;
    double confidence_sum = 0;
  };
  std::array<Level, 101> levels_{};  ///< by percent, rounded
  std::array<Level, kBins> bins_{};
  size_t words_ = 0;
  double square_sum_ = 0;
};

}  // namespace folio
