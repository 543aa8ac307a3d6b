#include "deskew/orientation.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "imaging/components.h"
#include "imaging/text_direction.h"

namespace folio {
namespace {

constexpr int kFewestLetters = 60;     // whose neighbors are counted
constexpr double kSideways = 0.25;     // share of neighbors beside: upright pages have 0.8 and more
constexpr double kSureMargin = 2;      // of the judge: below it, it has taken left for right
constexpr double kHalfSure = 2;        // margin that counts as confidence 0.5
constexpr double kJudgedLetters = 24;  // pixels of small letters that the judge gets: it is poor at less
constexpr double kJudgedSide = 4000;   // pixels of the page that it gets at most

/// Of the page turned until its rows are level.
std::vector<Component> level_components(const OrientationSigns& signs) {
  if (std::abs(signs.skew_degrees) < 0.3) return signs.components;
  const cv::Mat& ink = signs.ink;
  cv::Mat turned, labels;
  const cv::Mat turn =
      cv::getRotationMatrix2D({0.5F * float(ink.cols), 0.5F * float(ink.rows)}, signs.skew_degrees, 1);
  cv::warpAffine(ink, turned, turn, ink.size());
  return find_components(turned > 127, labels);
}

/// The judge's answer, where it gives the same one, and surely, for the page as it lies and turned upright by
/// that answer.
Orientation ask(const OrientationJudge& judge, const OrientationSigns& signs) {
  if (!judge) return {};
  const double to_letters =
      kJudgedLetters * signs.ink.rows / std::max(1.0, signs.letter_height * signs.gray.rows);
  const double scale = std::min(to_letters, kJudgedSide / std::max({1, signs.gray.cols, signs.gray.rows}));
  cv::Mat gray, turned;
  cv::resize(signs.gray, gray, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  const auto answer = judge(gray);
  if (!answer || answer->quarter_turns == 0 || answer->margin < kSureMargin) return {};
  constexpr std::array kCodes{cv::ROTATE_90_CLOCKWISE, cv::ROTATE_180, cv::ROTATE_90_COUNTERCLOCKWISE};
  cv::rotate(gray, turned, kCodes[static_cast<size_t>(answer->quarter_turns) - 1]);
  const auto again = judge(turned);
  if (!again || again->quarter_turns != 0 || again->margin < kSureMargin) return {};
  const double margin = std::min(answer->margin, again->margin);
  return {answer->quarter_turns, margin / (margin + kHalfSure)};
}

}  // namespace

Orientation find_orientation(const OrientationSigns& signs, const OrientationJudge& judge) {
  const RowDirection rows = find_row_direction(signs.components, signs.letter_height);
  if (rows.letters < kFewestLetters) return {};
  const bool sideways = rows.upright <= kSideways;
  const FeetEvidence feet =
      sideways ? FeetEvidence{} : find_feet(level_components(signs), signs.letter_height, signs.ink.size());
  if (!sideways && !feet.looks_turned_over()) {
    const int marks = feet.marks_at_feet - feet.marks_at_heads;
    return {0, std::max(0.0, 2 * rows.upright - 1) * (marks > 3 ? 1.0 : 0.6)};
  }
  const Orientation answer = ask(judge, signs);
  if (sideways ? answer.quarter_turns % 2 == 1 : answer.quarter_turns == 2) return answer;
  if (sideways) spdlog::warn("the page may lie on its side, but which way is not clear: left as it is");
  return {};
}

}  // namespace folio
