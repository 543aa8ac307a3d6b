#pragma once

#include <cstddef>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/geometry.h"
#include "page/layer.h"
#include "page/page_text.h"

namespace folio {

/// What the report page shows, as plain data: it knows nothing of how the figures came about. Text is UTF-8
/// and may hold anything; the page never takes it for markup.

/// One figure of a system or of a page.
struct ReportFigure {
  std::string name;                 ///< as tables and floors name it: "cer"
  std::optional<double> value;      ///< a rate or share, shown in percent; nothing = nothing to measure
  std::optional<double> low, high;  ///< ends of its interval; nothing = none was computed
  size_t count = 0;                 ///< of what was measured
  std::string unit;                 ///< what is counted: "characters"
  std::string note;                 ///< in words: "too few pages to tell"; may be empty
  bool is_share = true;             ///< a rate or share, shown in percent; else a number
};

/// The difference of a system's figure to that of the first system, on the same pages.
struct ReportDifference {
  std::string figure;
  std::optional<double> value;      ///< this system's less the first's
  std::optional<double> low, high;  ///< ends of its paired interval
  std::string verdict;              ///< in words: "better", "worse", "too few pages to tell"
};

/// What a system read where the truth has something else; empty on one side for insertions and deletions.
struct ConfusionRow {
  std::string truth, read;
  size_t count = 0;
};

/// Words whose confidence lies in one range.
struct CalibrationBin {
  double confidence = 0;  ///< [0, 1], their mean
  double right = 0;       ///< [0, 1], share of them that are read right
  size_t count = 0;
};

/// When the least sure words are left to a person.
struct RiskPoint {
  double coverage = 0;  ///< [0, 1], share of the words kept
  double risk = 0;      ///< [0, 1], share of wrong ones among those
};

struct ReportSystem {
  std::string name;
  std::vector<ReportFigure> figures;          ///< over all pages
  std::vector<ReportDifference> differences;  ///< to the first system; empty for that one
  std::vector<ConfusionRow> confusions;       ///< the most frequent first
  std::vector<CalibrationBin> calibration;    ///< by rising confidence
  std::vector<RiskPoint> risk_coverage;       ///< by rising coverage
};

/// What became of a word.
enum class WordOutcome : unsigned char {
  right,
  missed,       ///< a word of the truth with no word in its place
  misread,      ///< there is a word, of another text
  wrong_layer,  ///< the right text, in another layer or status
  extra,        ///< a word of the hypothesis where the truth has none
};

/// Names as the report's data has them: "right", "missed", "misread", "wrong-layer", "extra".
std::string_view name_of(WordOutcome outcome);

struct ReportWord {
  Box box;  ///< pixels of the page; empty = its place is not known
  Layer layer = Layer::typed;
  WordStatus status = WordStatus::plain;
  WordOutcome outcome = WordOutcome::right;
  std::string text;    ///< of the truth; empty for an extra word
  std::string read;    ///< of the hypothesis; empty for a missed word
  std::string reason;  ///< in words; may be empty
};

/// A stretch of an aligned line.
struct TextPiece {
  enum class Kind : unsigned char { same, substitution, insertion, deletion };
  Kind kind = Kind::same;
  std::string truth;  ///< empty for an insertion
  std::string read;   ///< empty for a deletion; of `same`, what counts as the same as `truth`
};

/// A line of the truth beside what was read for it.
using AlignedLine = std::vector<TextPiece>;

/// A page as one system has it.
struct PageReading {
  cv::Size size;  ///< of the words' pixels; empty = their places are not known
  std::vector<ReportFigure> figures;
  std::vector<ReportWord> words;   ///< right ones too
  std::vector<AlignedLine> lines;  ///< empty where a side has no text
};

struct ReportPage {
  std::string name;
  std::string jpeg;                   ///< bytes of a reduced picture; empty = marks stand on blank paper
  std::vector<PageReading> readings;  ///< one a system, in their order
};

struct ReportContents {
  std::string title;               ///< of the page, such as the truth's name
  std::string normalizations;      ///< names of those applied to all texts; "none"
  double interval = 0.9;           ///< nominal share of the intervals, (0, 1)
  std::string interval_of;         ///< what they are drawn over: "pages", "folios"; empty = too few for any
  std::vector<std::string> notes;  ///< in words: pages left out, and why
  std::vector<ReportSystem> systems;
  std::vector<ReportPage> pages;
};

}  // namespace folio
