#include "deskew/orientation.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "imaging/components.h"
#include "imaging/text_direction.h"

namespace folio {
namespace {

constexpr int kFewestLetters = 60;       // whose neighbors are counted
constexpr double kSideways = 0.25;       // share of neighbors beside: upright pages have 0.8 and more
constexpr double kMarginSideways = 0.5;  // of the judge, which must only tell two turns apart
constexpr double kMarginOver = 2;        // on upright typescripts it is wrong by less than 0.5
constexpr double kHalfSure = 2;          // margin that counts as confidence 0.5
constexpr double kJudgedSide = 2000;     // pixels that the judge gets

cv::Mat level(const cv::Mat& ink, double degrees) {
  if (std::abs(degrees) < 0.3) return ink;
  cv::Mat out;
  const cv::Mat turn = cv::getRotationMatrix2D({0.5F * float(ink.cols), 0.5F * float(ink.rows)}, degrees, 1);
  cv::warpAffine(ink, out, turn, ink.size());
  return out > 127;
}

std::optional<TesseractOrientation> ask(const OrientationJudge& judge, const cv::Mat& gray) {
  if (!judge) return std::nullopt;
  const double scale = std::min(1.0, kJudgedSide / std::max({1, gray.cols, gray.rows}));
  cv::Mat small = gray;
  if (scale < 1) cv::resize(gray, small, {}, scale, scale, cv::INTER_AREA);
  return judge(small);
}

}  // namespace

Orientation find_orientation(const OrientationSigns& signs, const OrientationJudge& judge) {
  cv::Mat labels;
  const RowDirection rows = find_row_direction(find_components(signs.ink, labels), signs.letter_height);
  if (rows.letters < kFewestLetters) return {};
  const bool sideways = rows.upright <= kSideways;
  const cv::Mat flat = level(signs.ink, signs.skew_degrees);
  const FeetEvidence feet =
      sideways ? FeetEvidence{} : find_feet(find_components(flat, labels), signs.letter_height, flat.size());
  if (!sideways && !feet.looks_turned_over()) {
    const int marks = feet.marks_at_feet - feet.marks_at_heads;
    return {0, std::max(0.0, 2 * rows.upright - 1) * (marks > 3 ? 1.0 : 0.6)};
  }
  const auto answer = ask(judge, signs.gray);
  if (!answer) return {};
  const bool agrees = sideways ? answer->quarter_turns % 2 == 1 && answer->margin >= kMarginSideways
                               : answer->quarter_turns == 2 && answer->margin >= kMarginOver;
  if (agrees) return {answer->quarter_turns, answer->margin / (answer->margin + kHalfSure)};
  if (sideways) spdlog::warn("the page may lie on its side, but which way is not clear: left as it is");
  return {0, sideways                     ? 0.0
             : answer->quarter_turns == 0 ? answer->margin / (answer->margin + kHalfSure)
                                          : 0.0};
}

}  // namespace folio
