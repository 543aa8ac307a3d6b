#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/geometry.h"
#include "metrics/figure.h"
#include "page/layer.h"

namespace folio {

/// A struck word of a scan as a person marked it.
struct MarkedStrike {
  Box box;                     ///< of its ink, the stroke included; pixels of the scan as displayed
  Layer layer = Layer::typed;  ///< of the word: typed or hand
  bool part = false;           ///< only letters of it are struck or written over: it counts neither way
};

/// All that was marked on a page; empty where it was looked through and has no strike.
struct MarkedPage {
  std::string stem;
  std::vector<MarkedStrike> words;
};

/// Reads page,x0,y0,x1,y1,layer,kind,part with a heading. The last field is "part" or empty; kind is for the
/// reader of the file and only must be there. A line with nothing after the page says that the page has no
/// strike. Lines of a page follow each other. Throws Error{input} with the line.
std::vector<MarkedPage> read_marked_strikes(const std::filesystem::path& file);

/// Struck words that were found against those that were marked. Add up over pages.
struct StruckWordScores {
  Share recall;     ///< of the marked words, those that were found
  Share precision;  ///< of the found words, those that were marked

  /// Harmonic mean of both, [0, 1]; nothing when one of them has nothing to count.
  std::optional<double> f1() const;
  StruckWordScores& operator+=(const StruckWordScores& other);
};

/// Whether a found box lies on a marked word: they share half of the smaller one's area or more, or the found
/// box holds the middle of the marked one. Unlike same_place (metrics/word_scores.h) it forgives a stroke
/// that runs on beyond the word, a word that was cut in two, and two that were read as one: what is asked is
/// whether the strike was seen. An empty box lies on nothing.
bool lies_on(const Box& found, const Box& marked);

/// Compares one layer's struck words of a page. A marked word is found when any found box lies on it; a found
/// word is right when it lies on any marked one. One that lies on words marked `part` only is left out.
StruckWordScores compare_struck_words(const std::vector<MarkedStrike>& marked, Layer layer,
                                      const std::vector<Box>& found);

}  // namespace folio
