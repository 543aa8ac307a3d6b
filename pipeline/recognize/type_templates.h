#pragma once

#include <map>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace folio {

/// What each character of one machine looks like to a net: Gaussian classes of the features that its last
/// layer decides by, each with its own mean and all with one covariance (linear discriminant analysis, Fisher
/// 1936). A worn or bent type bar moves its character's mean, and is then no longer taken for its neighbor.
class TypeTemplates {
 public:
  static constexpr size_t kMostSamples = 60;  ///< of a class; later ones are not kept
  static constexpr size_t kLeastSamples = 3;  ///< of a class that is known at all

  /// `features`: a row of any depth, of one width for all.
  void add(int class_idx, const cv::Mat& features);
  size_t sample_count() const { return count_; }

  /// All samples as bytes, for another folio of the same machine.
  std::string save() const;
  /// Adds the samples that save() wrote. Throws Error{input} for bytes that it did not write, or of features
  /// of another width than `width` (0 = any).
  void load(std::string_view bytes, int width = 0);

  /// After the last sample. False where they are too few to say anything.
  bool fit();
  /// ln of the density, up to a constant that all classes share; nothing for a class that is not known.
  std::optional<double> log_likelihood(int class_idx, const cv::Mat& features) const;

 private:
  std::map<int, std::vector<cv::Mat>> samples_;  ///< CV_16F
  size_t count_ = 0;
  std::map<int, cv::Mat> means_;  ///< CV_64F
  cv::Mat precision_;             ///< inverse of the covariance, CV_64F
};

}  // namespace folio
