#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

namespace folio {

/// What speaks for and against a reading of a word: a figure is made of it.
struct WordEvidence {
  double least = 1;     ///< likelihood of the least sure character, [0, 1]
  double product = 0;   ///< sum of ln of the characters' likelihoods
  double language = 0;  ///< mean ln of the characters' likelihoods in the language; 0 = not known
  double spacing = 0;   ///< how far two characters' distance is from a cell at most, cells; 0 off a raster
  int characters = 0;

  enum class Second : unsigned char { not_asked, same, other };
  Second second = Second::not_asked;  ///< what a second reader says
  double second_confidence = 0;       ///< its own, [0, 1], when it says something else
  double second_language = 0;         ///< as `language`, of what it says
  std::string second_text;            ///< what it says, when that is something else
};

/// What a net saw of a character, so that it can be read again in the light of the whole folio.
struct GlyphTrace {
  struct Alternative {
    int class_idx = 0;
    double likelihood = 0;
  };
  int class_idx = 0;      ///< of the net's alphabet, > 0
  double likelihood = 0;  ///< [0, 1]
  std::vector<Alternative> alternatives;
  cv::Mat features;  ///< CV_16F row, what the net's last layer decided by; empty = not kept
};

struct WordTrace {
  std::string word_id;
  WordEvidence evidence;
  std::vector<GlyphTrace> glyphs;
};

}  // namespace folio
