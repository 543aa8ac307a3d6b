#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace folio {

/// A character that a net with CTC output saw. Class 0 is none; the others are of the net's alphabet.
struct ReadClass {
  struct Alternative {
    int class_idx = 0;
    double likelihood = 0;
  };
  int class_idx = 0;
  double step = 0;        ///< where it is seen, in steps of the output: middle of the likeliest one
  double likelihood = 0;  ///< [0, 1], of the class at that step
  std::vector<Alternative> alternatives;  ///< other classes at that step, likeliest first
};

/// Likelihoods of the classes at each step: a step a row.
cv::Mat likelihoods_of_steps(const cv::Mat& logits);

/// A class seen at a step, with the others there. `likelihoods`: a step a row.
ReadClass read_class_at(const cv::Mat& likelihoods, int step, int class_idx, double least_alternative = 0.02);

/// The likeliest class of each step, repeats made one (Graves 2006, best path). `logits`: CV_32FC1, a class a
/// row, a step a column. `least_alternative`: likelihood from which another class is kept, at most three.
std::vector<ReadClass> decode_best_path(const cv::Mat& logits, double least_alternative = 0.02);

}  // namespace folio
