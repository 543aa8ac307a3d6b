#include "export/pdf/pdf_text.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <utility>

#include "core/text.h"
#include "export/pdf/glyphless_font.h"
#include "foreign/pdf_writer.h"

namespace folio {

/// Where a word starts, which way it goes and how much room it has, in points of the PDF page (y upwards).
struct PdfText::Run {
  double x = 0, y = 0;      ///< start of its baseline
  double angle = 0;         ///< radians, counter-clockwise
  double length = 0;        ///< along the baseline
  double up = 0, down = 0;  ///< from the baseline to the box's upper and lower edge
};

/// The pen along one baseline.
struct PdfText::Pen {
  double angle = 0;
  double x = 0, y = 0;  ///< start of the baseline
  double at = 0;        ///< distance from it
};

namespace {

constexpr double kAdvance = GlyphlessMetrics::kAdvance / 1000.0;
// Shares of a font's size by which words may be off, so that neighbors can share what they have in common:
// along the line at either end, and across it. A tenth of the height of a line of capitals is 0.072 of the
// size.
constexpr double kAlong = 0.055, kAcross = 0.03, kSize = 0.03;
// A word that ends higher above its baseline than that from the font's ascent has a size of its own.
constexpr double kUp = 0.06;
// Poppler's line ends where its baseline is half a font size off; a level word may be off its slope by an
// eighth of its height at its ends.
constexpr double kOneLine = 0.4, kLevelWord = 0.25;

/// Of the fonts that of a word that reaches `depth` below its baseline, in shares of the size.
int font_of_depth(double depth) {
  const double step = 0.15;
  return std::clamp(static_cast<int>(std::lround(depth / step)), 0, 2);
}

/// The shortest decimal, "0.5" as ".5".
std::string number(double value, int digits) {
  std::string out = fmt::format("{:.{}f}", value, digits);
  if (out.find('.') != std::string::npos) {
    out.erase(out.find_last_not_of('0') + 1);
    if (out.back() == '.') out.pop_back();
  }
  if (out == "-0" || out.empty()) return "0";
  if (out.starts_with("0.")) return out.substr(1);
  if (out.starts_with("-0.")) return "-" + out.substr(2);
  return out;
}

/// A literal string of PDF.
std::string escaped(const std::string& bytes) {
  std::string out;
  for (const char c : bytes) {
    if (c == '\r') {
      out += "\\r";
      continue;
    }
    if (c == '(' || c == ')' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

PdfLayerId layer_of(const PdfWord& word) {
  if (word.word->status == WordStatus::struck) return PdfLayerId::struck_text;
  switch (word.layer) {
    case Layer::hand:
      return PdfLayerId::hand_text;
    case Layer::stamp:
      return PdfLayerId::stamp_text;
    case Layer::print:
      return PdfLayerId::print_text;
    default:
      return PdfLayerId::typed_text;
  }
}

}  // namespace

PdfText::PdfText(const PageText& page, Reading reading, PdfInsertions insertions)
    : points_per_pixel_x_(72.0 / page.resolution.x),
      points_per_pixel_y_(72.0 / page.resolution.y),
      height_points_(page.size.height * points_per_pixel_y_) {
  const std::vector<std::vector<PdfWord>> lines = pdf_words(page, reading, insertions);
  number_codes(lines);
  for (const std::vector<PdfWord>& line : lines)
    if (!line.empty()) write_line(line);
  switch_layer(PdfLayerId::scan);
  if (!operators_.empty()) operators_ = std::string(kPdfTextBegin) + operators_ + "ET\n";
}

PdfText::Run PdfText::run_of(const PdfWord& word) const {
  const TextLine& line = *word.line;
  const Box& box = word.box;
  const double x0 = box.x0 * points_per_pixel_x_, x1 = box.x1 * points_per_pixel_x_;
  const double top = height_points_ - box.y0 * points_per_pixel_y_;
  const double bottom = height_points_ - box.y1 * points_per_pixel_y_;
  // Turned writing, and a line without a baseline of its own, has it a fifth of the thickness within the box.
  constexpr double kFoot = 0.2;
  const double width = x1 - x0, height = top - bottom, right_angle = std::numbers::pi / 2;
  const double across = line.quarter_turns % 2 == 1 ? width : height;
  const double up = (1 - kFoot) * across, down = kFoot * across;
  switch (line.quarter_turns) {
    case 1:  // reads upwards
      return {x1 - down, bottom, right_angle, height, up, down};
    case 2:  // upside down
      return {x1, top - down, 2 * right_angle, width, up, down};
    case 3:  // reads downwards
      return {x0 + down, top, -right_angle, height, up, down};
    default: {
      const double angle = -std::atan(line.baseline.slope() * points_per_pixel_y_ / points_per_pixel_x_);
      double baseline = height_points_ - line.baseline.y_at(box.x0) * points_per_pixel_y_;
      // Handwriting goes up and down.
      const bool is_off = word.layer == Layer::hand && baseline - bottom > 0.35 * height;
      const bool floats = word.layer == Layer::hand && bottom - baseline > 0.15 * height;
      if (is_off || baseline > top || baseline < bottom - height) baseline = bottom + down;
      if (floats) baseline = bottom;
      return {x0, baseline, angle, width / std::cos(angle), top - baseline, baseline - bottom};
    }
  }
}

/// A word of a sloping line as if it were level: its baseline is that of its middle.
PdfText::Run PdfText::level_run_of(const PdfWord& word) const {
  Run run = run_of(word);
  const double width = (word.box.x1 - word.box.x0) * points_per_pixel_x_;
  const double rise = 0.5 * width * std::tan(run.angle);
  return {run.x, run.y + rise, 0, width, run.up - rise, run.down + rise};
}

bool PdfText::goes_in_steps(const std::vector<PdfWord>& words) const {
  const Run first = run_of(words.front()), last = run_of(words.back());
  if (words.front().line->quarter_turns != 0 || words.back().line->quarter_turns != 0) return false;
  const double slope = std::abs(std::tan(first.angle));
  double longest = 0;
  for (const PdfWord& word : words) longest = std::max(longest, run_of(word).length);
  return slope * (last.x + last.length - first.x) > kOneLine * size_ && slope * longest < kLevelWord * size_;
}

/// So that the font's ascent ends where most words of the line do.
double PdfText::font_size(const std::vector<PdfWord>& words) const {
  std::vector<double> heights;
  heights.reserve(words.size());
  for (const PdfWord& word : words) heights.push_back(run_of(word).up);
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  const double size = std::max(1.0, *middle * 1000 / kAscent);
  return std::abs(size - size_) < kSize * size ? size_ : std::round(10 * size) / 10;
}

void PdfText::begin_run(const Run& run, double reach, Pen& pen) {
  const double c = std::cos(run.angle), s = std::sin(run.angle);
  const auto rounded = [](double value) { return std::round(10 * value) / 10; };
  if (has_matrix_ && std::abs(run.angle - angle_) * reach < kAcross * size_) {
    const double ca = std::cos(angle_), sa = std::sin(angle_);
    const double dx = run.x - line_x_, dy = run.y - line_y_;
    const double along = rounded(dx * ca + dy * sa), across = rounded(dy * ca - dx * sa);
    operators_ += number(along, 1) + " " + number(across, 1) + " Td";
    line_x_ += along * ca - across * sa;
    line_y_ += along * sa + across * ca;
  } else {
    operators_ += fmt::format("{} {} {} {} {} {} Tm", number(c, 4), number(s, 4), number(-s, 4), number(c, 4),
                              number(run.x, 1), number(run.y, 1));
    angle_ = run.angle;
    line_x_ = rounded(run.x);
    line_y_ = rounded(run.y);
    has_matrix_ = true;
  }
  pen = {angle_, line_x_, line_y_, 0};
}

void PdfText::write_line(const std::vector<PdfWord>& words) {
  size_ = font_size(words);
  constexpr double kAscentShare = kAscent / 1000.0;
  double shown_size = size_;  ///< of the array that is being shown
  const Run last = run_of(words.back());
  const bool in_steps = goes_in_steps(words);
  Pen pen;
  std::string open;  // the array that is being shown
  const auto close = [&] {
    if (!open.empty()) operators_ += "[" + open + "]TJ\n";
    open.clear();
  };
  for (size_t i = 0; i < words.size(); ++i) {
    Run run = in_steps ? level_run_of(words[i]) : run_of(words[i]);
    const std::string codes = codes_of(words[i].text);
    const size_t count = codes.size() / bytes_per_code_;
    const auto letters = static_cast<double>(count);
    const bool is_odd = std::abs(run.up - kAscentShare * size_) > kUp * size_;
    const double size = is_odd ? std::max(1.0, std::round(10 * run.up / kAscentShare) / 10) : size_;
    const double natural = kAdvance * size * letters, small = std::min(size, size_);
    // The stretch of the word before as long as both ends stay near the box's.
    std::string stretch = stretch_;
    double off = stretch_.empty() ? 1e9 : run.length - std::stod(stretch_) / 100 * natural;
    if (std::abs(off) > 1.4 * kAlong * small) {
      stretch = number(std::max(1.0, 100 * run.length / natural), letters < 10 ? 0 : 1);
      off = run.length - std::stod(stretch) / 100 * natural;
    }
    run.x += off / 2 * std::cos(run.angle);
    run.y += off / 2 * std::sin(run.angle);
    const double c = std::cos(pen.angle), s = std::sin(pen.angle);
    const double along = (run.x - pen.x) * c + (run.y - pen.y) * s;
    const double across = (run.y - pen.y) * c - (run.x - pen.x) * s;
    const bool goes_on = i > 0 && std::abs(across) < kAcross * small &&
                         std::abs(run.angle - pen.angle) * run.length < kAcross * small &&
                         std::abs(along - pen.at) < 20 * size_;
    const PdfLayerId layer = layer_of(words[i]);
    const std::string font = fmt::format("/F{} {} Tf", font_of_depth(run.down / size), number(size, 1));
    if (goes_on) {
      // From the end of the space before to here, in thousandths of the stretched size, as round as may be.
      const double unit = shown_size * std::stod(stretch_) / 100 / 1000;
      const double free = kAlong * small - std::abs(off) / 2;
      double back = (pen.at - along) / unit;
      for (const double step : {1000.0, 100.0, 50.0, 10.0}) {
        const double rounded = std::round(back / step) * step;
        if (step > 10 && std::abs(rounded - back) * unit > free) continue;
        back = rounded;
        break;
      }
      if (back != 0) open += number(back, 0);
      pen.at -= back * unit;
    }
    if (!goes_on || layer != layer_ || font != font_ || stretch != stretch_) {
      close();
      switch_layer(layer);
      if (font != font_) operators_ += font + " ";
      if (stretch != stretch_) operators_ += stretch + " Tz ";
      if (!goes_on) begin_run(run, std::hypot(last.x - run.x, last.y - run.y) + last.length, pen);
      font_ = font;
      stretch_ = stretch;
      shown_size = size;
    }
    const bool space = i + 1 < words.size() && !words[i + 1].hangs;
    open += "(" + escaped(codes + (space ? codes_of(" ") : std::string())) + ")";
    pen.at += kAdvance * size * std::stod(stretch_) / 100 * (letters + (space ? 1 : 0));
  }
  close();
}

void PdfText::switch_layer(PdfLayerId layer) {
  if (layer == layer_) return;
  if (layer_ != PdfLayerId::scan) operators_ += "EMC\n";
  layer_ = layer;
  if (layer_ != PdfLayerId::scan) operators_ += fmt::format("/OC /L{} BDC\n", static_cast<int>(layer_));
}

/// Codes in the order of code points, so that neighbors in the alphabet are neighbors. Bytes that would have
/// to be escaped in a string are left out.
void PdfText::number_codes(const std::vector<std::vector<PdfWord>>& lines) {
  std::set<std::string> clusters{" "};
  for (const std::vector<PdfWord>& line : lines) {
    for (const PdfWord& word : line)
      for (std::string& cluster : grapheme_clusters(word.text)) clusters.insert(std::move(cluster));
  }
  const auto is_awkward = [](size_t byte) {
    return byte == '(' || byte == ')' || byte == '\\' || byte == '\r';
  };
  for (const std::string& cluster : clusters) {
    while (is_awkward(text_of_codes_.size() & 0xFF) || is_awkward(text_of_codes_.size() >> 8))
      text_of_codes_.emplace_back();
    code_of_[cluster] = static_cast<int>(text_of_codes_.size());
    text_of_codes_.push_back(cluster);
  }
  bytes_per_code_ = text_of_codes_.size() <= 256 ? 1 : 2;
}

std::string PdfText::codes_of(const std::string& text) const {
  std::string out;
  for (const std::string& cluster : grapheme_clusters(text)) {
    const int code = code_of_.at(cluster);
    if (bytes_per_code_ == 2) out += static_cast<char>(code >> 8);
    out += static_cast<char>(code & 0xFF);
  }
  return out;
}

}  // namespace folio
