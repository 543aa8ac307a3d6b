#pragma once

#include <opencv2/core.hpp>
#include <span>
#include <string>
#include <vector>

#include "recognize/character_model.h"
#include "recognize/ctc_decoder.h"

namespace folio {

/// ln of the likelihood of a sign of handwriting after those before it: the language's, but for figures,
/// which are as likely as in one sign of ten, as prose has fewer than leaves have.
double log_likelihood(const CharacterModel& language, std::span<const CharacterModel::Symbol> before,
                      char32_t sign);

/// ln of the likelihood that the steps [first, end) give these classes and nothing else: the sum over all
/// ways (Graves 2006). `likelihoods`: a step a row (likelihoods_of_steps). Very low where there are too few
/// steps.
double log_likelihood_of_text(const cv::Mat& likelihoods, int first, int end, std::span<const int> classes);

struct BeamSearch {
  double language_weight =
      0.45;  ///< of ln of a character's likelihood in the language, against that on paper
  double character_reward =
      1.6;  ///< added with the language for each character: alone it would have short words
  double least_likelihood = 1e-3;  ///< of a class at a step; what is less likely is not followed
  size_t width = 12;               ///< texts followed at a time
};

/// The text that is likeliest on paper and in the language together: CTC prefix beam search (Hannun et al.
/// 2014). Unlike choose_readings it may divide the strokes into other letters than the likeliest classes of
/// the steps do, which running handwriting needs (и + и or ш). Each character then gets the step where it is
/// seen by the likeliest way through the steps. `alphabet`: the characters of class 1, 2 …; `language`:
/// nullptr = the likeliest text on paper.
std::vector<ReadClass> decode_beam(const cv::Mat& logits, const std::u32string& alphabet,
                                   const CharacterModel* language, const BeamSearch& search = {});

}  // namespace folio
