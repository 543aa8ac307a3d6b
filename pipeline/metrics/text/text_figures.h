#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "metrics/error_rate.h"
#include "metrics/figure.h"
#include "metrics/normalization.h"
#include "metrics/profiles/profile.h"
#include "metrics/text/bag_of_words.h"
#include "metrics/text/confusions.h"
#include "metrics/text/telling_words.h"

namespace folio {

/// All that is counted of two texts. Adds up over pages: sums, then one division.
struct TextFigures {
  ErrorRate characters, words;
  ErrorRate order_free;  ///< characters, see order_free.h
  BagOfWords bag;
  TellingErrors telling;
  Confusions confusions;  ///< of characters, in the texts' own order
  std::map<Profile, std::vector<ProfileFigure>> profiles;

  TextFigures& operator+=(const TextFigures& other);

  /// What the order costs: cer - order_free. Best 0; nothing of an empty truth.
  std::optional<double> order_cost() const;

  /// All figures of docs/metrics.md, "Text", always the same ones in the same order: cer, cer-insertions,
  /// cer-deletions, cer-substitutions, wer, wer-insertions, wer-deletions, wer-substitutions, order-free-cer,
  /// order-cost, bag-excess, bag-shortfall, bag-precision, bag-recall, bag-f1, numbers-wrong, names-wrong.
  std::vector<Figure> figures() const;
  /// Those of each profile that was asked for. A rate of an empty text may be infinite, as the program has
  /// it.
  std::vector<Figure> profile_figures() const;
};

/// Compares two texts under the normalizations; the profiles take the texts as they stand.
TextFigures text_figures(std::string_view truth, std::string_view hypothesis,
                         const Normalizations& normalizations, const Profiles& profiles = {});

}  // namespace folio
