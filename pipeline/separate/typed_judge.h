#pragma once

#include <optional>
#include <string>
#include <vector>

#include "page/layer.h"
#include "page/segmented_page.h"
#include "separate/ink_traits.h"

namespace folio {

/// What a machine's letters on this page look like.
struct MachineHand {
  double pitch = 0;         ///< pixels; 0 = no raster
  double x_height = 0;      ///< pixels
  double stroke_width = 0;  ///< pixels
};

/// A word's worth of pieces within a line, and how little it looks like the machine's.
struct Cluster {
  std::vector<int> component_idxs;  ///< into SegmentedPage::components
  Box box;
  double off_grid =
      -1;  ///< mean distance of letters' middles from cells' middles, in cells [0, 0.5]; -1 = unknown
  double off_band = 0;    ///< mean distance of tops and feet from the heights of typed letters, in x-heights
  double off_stroke = 0;  ///< |ln(stroke width / the machine's)|
  double tall = 0;        ///< share of ink in pieces that reach out of a typed line's band
  double print_look = 0;  ///< mean likelihood of print less those of typed and of hand, by the net, [-1, 1]
  double look = 0;  ///< mean likelihood of hand less that of typed, by the net, [-1, 1]; 0 without a net
  /// Mean of its letters, weighed by their ink; nothing where most of the ink is in other pieces.
  std::optional<double> novelty;
  /// Log-odds that the pen wrote it, from all of the above.
  double hand_odds = 0;
  /// The higher, the less it looks typed, by place and size. The page's usual typed word has -2.6.
  double hand_score = 0;
};

/// A line, taken apart.
struct JudgedLine {
  int line_idx = 0;               ///< into SegmentedPage::lines
  Layer layer = Layer::typed;     ///< of most of it
  double hand_score = 0;          ///< above 0: by hand
  double confidence = 0.5;        ///< [0, 1], of the layer
  std::vector<Cluster> clusters;  ///< from left to right
};

/// Words as lines of tab-separated figures, to look at and to fit weights to; the first line names the
/// columns.
std::string table_of(const std::vector<JudgedLine>& lines);

/// Tells lines and words of the machine from those of the pen. The machine is learned from the page: the
/// lines whose letters sit best on the raster give stroke width and letter heights; then each word
/// is measured against them, and a line follows the majority of its ink. Where no raster was found, regular
/// lines (even feet, even stroke) are typed when the page has few of them and print when it has many, and
/// irregular ones are by hand.
class TypedJudge {
 public:
  TypedJudge(const SegmentedPage& page, const std::vector<InkTraits>& traits);
  std::vector<JudgedLine> judge() const;
  const MachineHand& machine() const { return machine_; }

 private:
  std::vector<Cluster> split(const InkLine& line) const;
  double line_phase(const InkLine& line) const;
  double coherence(const InkLine& line) const;
  void measure(Cluster& cluster, const InkLine& line, double phase) const;
  double regularity(const InkLine& line) const;
  static double mean_look(const std::vector<Cluster>& clusters);
  double odds_of(const Cluster& cluster) const;
  double unevenness_of_sizes() const;
  bool is_letter(int idx) const;
  bool is_one_cell(const Box& box) const;
  std::vector<double> letter_cells(const InkLine& line) const;

  const SegmentedPage& page_;
  const std::vector<InkTraits>& traits_;
  MachineHand machine_;
  bool has_look_ = false;  ///< the net has seen the page
};

}  // namespace folio
