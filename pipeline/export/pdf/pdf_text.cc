#include "export/pdf/pdf_text.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <string_view>
#include <utility>

#include "core/text.h"
#include "export/clean_text.h"
#include "export/pdf/glyphless_font.h"

namespace folio {
namespace {

/// Where a run of text starts, which way it goes and how much room it has, in points of the PDF page (y
/// upwards).
struct Run {
  double x = 0, y = 0;   ///< start of its baseline
  double angle = 0;      ///< radians, counter-clockwise
  double length = 0;     ///< along the baseline
  double thickness = 0;  ///< across it
};

struct PageScale {
  double x, y;    ///< points a pixel
  double height;  ///< of the page, points
};

/// Of a box of writing. Turned writing has its baseline a fifth of the thickness within its box.
Run run_of(const Box& box, const TextLine& line, const PageScale& scale) {
  const double x0 = box.x0 * scale.x, x1 = box.x1 * scale.x;
  const double top = scale.height - box.y0 * scale.y, bottom = scale.height - box.y1 * scale.y;
  constexpr double kDescent = 0.2;
  const double width = x1 - x0, height = top - bottom, right_angle = std::numbers::pi / 2;
  switch (line.quarter_turns) {
    case 1:  // reads upwards
      return {x1 - kDescent * width, bottom, right_angle, height, width};
    case 2:  // upside down
      return {x1, top - kDescent * height, 2 * right_angle, width, height};
    case 3:  // reads downwards
      return {x0 + kDescent * width, top, -right_angle, height, width};
    default: {
      const double slope = line.baseline.slope() * scale.y / scale.x;
      // A line without a baseline of its own, or one that misses the word, has it near the word's foot.
      double baseline = scale.height - line.baseline.y_at(box.x0) * scale.y;
      if (baseline > top || baseline < bottom - height) baseline = bottom + kDescent * height;
      return {x0, baseline, -std::atan(slope), width / std::cos(std::atan(slope)), height};
    }
  }
}

/// One size for all words of a line, so that readers see one line: small letters are about half as high as a
/// font is large; without their height that of the line must do.
double font_size(const TextLine& line, const PageScale& scale) {
  const bool sideways = line.quarter_turns % 2 == 1;
  const double across = sideways ? line.box.width() * scale.x : line.box.height() * scale.y;
  const double from_letters = 2 * line.x_height * (sideways ? scale.x : scale.y);
  return std::max(1.0, from_letters > 0 ? from_letters : across);
}

/// From the end of one run to the start of the next along the first's direction; negative when it lies
/// before.
double gap_between(const Run& run, const Run& next) {
  const double c = std::cos(run.angle), s = std::sin(run.angle);
  return (next.x - run.x) * c + (next.y - run.y) * s - run.length;
}

}  // namespace

PdfText::PdfText(const PageText& page, PdfReading reading)
    : page_(page),
      reading_(reading),
      points_per_pixel_x_(72.0 / page.resolution.x),
      points_per_pixel_y_(72.0 / page.resolution.y),
      height_points_(page.size.height * points_per_pixel_y_) {
  for (const PlacedLine& line : arrange()) write_line(line);
  switch_layer(PdfTextLayer::scan);
}

std::vector<PdfText::PlacedLine> PdfText::arrange() const {
  std::vector<PlacedLine> lines;
  std::map<std::string_view, std::vector<Placed>> followers;
  std::set<std::string_view> anchors;
  const bool amended = reading_ == PdfReading::amended;
  for (const TextLine& line : page_.lines) {
    for (const Word& word : line.words) {
      if (word.status != WordStatus::inserted) anchors.insert(word.id);
    }
  }
  for (const TextLine& line : page_.lines) {
    PlacedLine& placed_line = lines.emplace_back();
    for (const Word& word : line.words) {
      Placed placed{&line, &word, clean_text(word.text), word.box};
      // A struck word keeps its place in the amended line, for what follows it, but shows nothing.
      if (amended && word.status == WordStatus::struck) placed.text.clear();
      if (amended && word.status == WordStatus::inserted && anchors.contains(word.after_id)) {
        followers[word.after_id].push_back(std::move(placed));
      } else {
        placed_line.push_back(std::move(placed));
      }
    }
  }
  for (PlacedLine& line : lines) {
    PlacedLine out;
    for (size_t i = 0; i < line.size(); ++i) {
      const auto found = followers.find(line[i].word->id);
      const Box box = line[i].box;
      const int next = i + 1 < line.size() ? line[i + 1].box.x0 : box.x1 + box.height();
      out.push_back(line[i]);
      if (found == followers.end()) continue;
      // Between the word and the next, side by side.
      const int room = std::max(next - box.x1, static_cast<int>(found->second.size()));
      for (size_t k = 0; k < found->second.size(); ++k) {
        const auto x = [&](size_t n) { return box.x1 + static_cast<int>(room * n / found->second.size()); };
        found->second[k].line = line[i].line;
        found->second[k].box = {x(k), box.y0, std::max(x(k) + 1, x(k + 1)), box.y1};
        out.push_back(found->second[k]);
      }
    }
    std::erase_if(out, [](const Placed& placed) { return placed.text.empty() || placed.box.empty(); });
    line = std::move(out);
  }
  return lines;
}

void PdfText::write_line(const PlacedLine& words) {
  for (size_t i = 0; i < words.size(); ++i)
    write_word(words[i], i + 1 < words.size() ? &words[i + 1] : nullptr);
}

void PdfText::write_word(const Placed& placed, const Placed* next) {
  const PageScale scale{points_per_pixel_x_, points_per_pixel_y_, height_points_};
  const Run run = run_of(placed.box, *placed.line, scale);
  const double size = font_size(*placed.line, scale);
  constexpr double kAdvance = GlyphlessMetrics::kAdvance / 1000.0;
  const auto stretch = [&](double length, size_t count) {
    return 100 * length / (kAdvance * size * static_cast<double>(count));
  };
  switch_layer(layer_of(placed));
  const std::string codes = codes_of(placed.text);
  const double c = std::cos(run.angle), s = std::sin(run.angle);
  operators_ +=
      fmt::format("/Text {:.2f} Tf {:.3f} Tz {:.5f} {:.5f} {:.5f} {:.5f} {:.2f} {:.2f} Tm <{}> Tj\n", size,
                  std::max(1.0, stretch(run.length, codes.size() / 4)), c, s, -s, c, run.x, run.y, codes);
  if (next == nullptr) return;
  // A space as wide as the gap, so that words copied keep apart; a thin one where the next word lies
  // elsewhere.
  const double gap = gap_between(run, run_of(next->box, *next->line, scale));
  const double width = std::clamp(gap, 0.05 * size, 20 * size);
  operators_ += fmt::format("{:.3f} Tz <{}> Tj\n", stretch(width, 1), codes_of(" "));
}

PdfTextLayer PdfText::layer_of(const Placed& placed) {
  if (placed.word->status == WordStatus::struck) return PdfTextLayer::struck;
  if (placed.word->status == WordStatus::inserted && placed.line->layer == Layer::typed)
    return PdfTextLayer::typed;
  switch (placed.line->layer) {
    case Layer::typed:
      return PdfTextLayer::typed;
    case Layer::hand:
      return PdfTextLayer::hand;
    default:
      return PdfTextLayer::other;
  }
}

void PdfText::switch_layer(PdfTextLayer layer) {
  if (layer == layer_) return;
  if (layer_ != PdfTextLayer::scan) operators_ += "ET\nEMC\n";
  layer_ = layer;
  if (layer_ != PdfTextLayer::scan) {
    operators_ += fmt::format("/OC /Layer{} BDC\nBT\n3 Tr\n", static_cast<int>(layer_));
  }
}

std::string PdfText::codes_of(const std::string& text) {
  std::string out;
  for (const std::string& cluster : grapheme_clusters(text)) {
    const auto [place, is_new] = code_of_.try_emplace(cluster, static_cast<int>(text_of_codes_.size()));
    if (is_new) text_of_codes_.push_back(cluster);
    out += fmt::format("{:04X}", place->second);
  }
  return out;
}

}  // namespace folio
