#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "metrics/comparison/interval.h"
#include "metrics/evaluation.h"
#include "metrics/layers/word_errors.h"

namespace folio {

/// What is resampled for intervals.
enum class Block : unsigned char {
  page,
  folio,  ///< pages of one folio together: see folio_of()
};

struct ComparisonOptions {
  Normalizations normalizations;
  Profiles profiles;          ///< other evaluators whose figures are wanted too
  int interval_percent = 90;  ///< [50, 99]
  Block block = Block::page;
  bool with_word_errors = false;  ///< fills ComparedPage::word_errors
};

/// Whether a system is better than the first one, as far as the pages tell.
enum class Verdict : unsigned char {
  not_tested,     ///< of a figure that is no quotient of sums
  too_few_pages,  ///< fewer than kLeastBlocks pages or folios
  open,           ///< the interval of the difference holds 0
  better,
  worse,
  differs,  ///< of a figure that says nothing of good and bad
};

/// "-", "too few pages to tell", "no difference shown", "better", "worse", "differs".
std::string_view words_of(Verdict verdict);

/// A system's figure less that of the first system, on the same pages.
struct Difference {
  double value = 0;
  std::optional<Interval> interval;  ///< paired: both systems' pages are drawn together
  Verdict verdict = Verdict::too_few_pages;
};

struct MeasuredFigure {
  Figure figure;
  size_t blocks = 0;                     ///< pages or folios on which there was something to measure
  std::optional<Interval> interval;      ///< nothing with fewer than kLeastBlocks of them
  std::optional<Difference> difference;  ///< nothing of the first system
};

/// A page as one system made it out.
struct ComparedPage {
  PageMaterial hypothesis;
  Scores scores;
  std::vector<WordError> word_errors;  ///< empty unless asked for
};

struct ComparedSystem {
  std::string name;
  std::vector<ComparedPage> pages;  ///< one for each of Comparison::truths, in their order
  Scores total;
  std::vector<MeasuredFigure> figures;  ///< of all pages; the same ones in the same order for each system
};

/// Several systems on the same pages. At least one system and one page.
struct Comparison {
  ComparisonOptions options;
  std::vector<PageMaterial> truths;  ///< the pages that all systems have
  std::vector<std::string> folios;   ///< of each page, see folio_of()
  std::vector<ComparedSystem> systems;
};

/// Fewer pages or folios give no interval.
inline constexpr size_t kLeastBlocks = 10;

/// What a system made of each page.
struct SystemPages {
  std::string name;
  std::vector<PageMaterial> pages;
};

/// Scores each page of each system, adds up, and says how sure the sums are. `pages` of each system go with
/// `truths` one by one. Throws Error that names the page.
Comparison compare(std::vector<PageMaterial> truths, std::vector<SystemPages> systems,
                   const ComparisonOptions& options);

}  // namespace folio
