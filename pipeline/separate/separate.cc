#include "separate/separate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <opencv2/imgproc.hpp>

#include "core/memory.h"
#include "imaging/ink_removal.h"
#include "page/label_row.h"
#include "separate/cancel_finder.h"
#include "separate/dash_rows.h"
#include "separate/hand_grouper.h"
#include "separate/ink_traits.h"
#include "separate/letter_novelty.h"
#include "separate/page_kind_finder.h"
#include "separate/pen_finder.h"
#include "separate/pen_removal.h"
#include "separate/picture_finder.h"
#include "separate/seen_stamps.h"
#include "separate/sheet_edge.h"
#include "separate/stamp_finder.h"
#include "separate/strikes_by_form.h"
#include "separate/strikes_by_net.h"
#include "separate/touching_hand.h"
#include "separate/typed_judge.h"
#include "separate/typing_over.h"

namespace folio {
namespace {

// Log-odds above which a word in a typed line is taken for the pen's, and below which one in a handwritten
// line is the machine's.
constexpr double kByHand = 0.4, kByMachine = -1;
// Likelihood of hand less that of typed, by the net, from which a piece is the pen's whatever word it is in,
// or the machine's where it is below the negative.
constexpr double kSureLook = 0.7;
constexpr double kFarTooDense = 0.7;  // confidence by the ink in cells
constexpr double kNewLetter = 0.8;    // novelty of a letter that may be the pen's
constexpr double kOutlined = 0.7;     // confidence of a stamp for its outline
constexpr double kPrinted = 0.5;      // print look of a word from which it was printed, not typed
// Hand scores below which a colored word is the machine's: where color is not to be trusted, and anyway.
constexpr double kSurelyTyped = -1.7;
constexpr double kCertainlyTyped = -2.5;
// Share of the colored ink in words that look typed, above which color is not to be trusted.
constexpr double kTypedShareOfColor = 0.4;
// Letter heights: a level or upright stroke in no line that is longer is a rule rather than the pen's.
constexpr double kLongestDash = 6;

class Separator {
 public:
  Separator(std::shared_ptr<const SegmentedPage> page, const SeparateOptions& options, DebugImages& debug)
      : options_(options), debug_(debug), machine_(std::move(page)) {}

  LayeredPage run() {
    find_picture_regions();
    look_at_ink();
    out_.masks = LayerMasks(page_.ink.size());
    take_off_the_pen();
    part_touching_hand();
    std::vector<InkTraits> traits = measure_ink(*machine_, odds_);
    const std::vector<std::optional<double>> novelty = measure_novelty(*machine_);
    for (size_t i = 0; i < traits.size(); ++i) traits[i].novelty = novelty[i];
    const TypedJudge judge(*machine_, traits);
    layers_.assign(machine_->components.size() + 1, Layer::none);
    assign_lines(judge, traits);
    assign_loose(judge, traits);
    paint();
    if (odds_.empty()) by_form_.place(out_);
    mark_stamps(out_.masks[Layer::hand]);
    drop_rules();
    if (!odds_.empty()) by_net_.place(out_, judge.machine().pitch);
    add_typing_over(judge.machine().pitch);
    free_what_is_done();
    HandWriting hand = group_hand(out_, unit(), page_.upright->frame);
    for (LayerLine& line : hand.lines) find_cancelled(line);
    out_.regions.insert(out_.regions.end(), hand.regions.begin(), hand.regions.end());
    put_in_order(std::move(hand.lines));
    out_.machine = machine_;
    out_.kind = find_page_kind(out_);
    return std::move(out_);
  }

 private:
  double unit() const { return page_.letter_unit(); }
  Layer& layer_of(int idx) { return layers_[machine_->components[idx].label]; }

  /// What lies in a photo is no writing.
  void find_picture_regions() {
    const UprightPage& upright = *page_.upright;
    const ScannedPage& scan = *upright.scan;
    const Box frame = clip(upright.scan_from_upright(upright.frame), scan.pixels.size());
    const PageMap::Inverse upright_from_scan = upright.scan_from_upright.inverse();
    for (const Box& box : find_pictures(scan.pixels, frame, scan.resolution.pixels_per_mm())) {
      const Box on_page = clip(upright_from_scan(box), page_.ink.size());
      out_.regions.push_back({Layer::print, Role::picture, on_page, 0.8});
    }
  }

  /// Inside a picture.
  bool is_pictured(const Box& box) const {
    return std::ranges::any_of(out_.regions, [&](const LayerRegion& region) {
      return region.role == Role::picture && 2 * intersect(region.box, box).area() > box.area();
    });
  }

  /// Grouping handwriting takes much memory itself.
  void free_what_is_done() {
    odds_ = LayerOdds();
    colored_.release();
    rules_.release();
    return_free_memory();
  }

  void look_at_ink() {
    if (options_.ink_net == nullptr || page_.letter_height <= 0) return;
    Box inked;
    for (const Component& piece : page_.components) inked = unite(inked, piece.box);
    odds_ = (*options_.ink_net)(page_.upright->gray, page_.letter_height,
                                to_rect(intersect(inked, page_.upright->frame)));
  }

  /// The page as it was segmented, without what is large and nobody asks for once the pen is off.
  static std::shared_ptr<const SegmentedPage> slim(SegmentedPage page) {
    page.labels.release();
    page.rule_mask.release();
    return std::make_shared<const SegmentedPage>(std::move(page));
  }

  /// Ink that may be the machine's: without ink of another color and without strokes through the lines. Where
  /// they cross a letter, the letter goes on beneath.
  void take_off_the_pen() {
    colored_ = find_colored_ink(*machine_);
    if (cv::countNonZero(colored_) == 0) {
      colored_ = std::as_const(out_).masks[Layer::stamp];  // the empty one that all layers share
    } else {
      give_back_typed_words();
      // A stamp's frame through a line of typing is no strike: stamps go first.
      mark_stamps(colored_);
    }
    const cv::Mat& stamps = std::as_const(out_).masks[Layer::stamp];
    cv::Mat any = page_.ink | colored_;
    if (!rules_.empty()) any.setTo(0, rules_ & ~colored_);
    any.setTo(0, stamps);
    const cv::Mat other = cv::countNonZero(stamps) > 0 ? cv::Mat(colored_ | stamps) : colored_;
    const std::weak_ptr<const SegmentedPage> untouched = machine_;
    machine_ = odds_.empty() ? by_form_.take_off(any, colored_, other, std::move(machine_))
                             : by_net_.take_off(std::move(any), colored_, other, std::move(machine_));
    out_.segmented = untouched.lock() == machine_ ? machine_ : segmented_;
  }

  /// A page that nobody else holds, or a copy: its pictures are large.
  static SegmentedPage taken(std::shared_ptr<const SegmentedPage> page) {
    if (page.use_count() > 1) return *page;
    return std::move(const_cast<SegmentedPage&>(*page));  // made by page_without_pen(), not as a constant
  }

  /// Writing that touches typed letters is taken off them.
  void part_touching_hand() {
    touching_hand_ = find_touching_hand(*machine_, odds_);
    if (!touching_hand_.empty())
      machine_ =
          std::make_shared<const SegmentedPage>(without_ink(taken(std::move(machine_)), touching_hand_));
  }

  /// Words that sit on the raster and have the machine's letters are the machine's, whatever their color: a
  /// red ribbon makes no handwriting. Where most of the colored ink is in such words, the color itself is not
  /// to be trusted (stored coarsely, a binding's shadow), and words that are a little less sure go back too.
  void give_back_typed_words() {
    const std::vector<InkTraits> traits = measure_ink(*machine_);
    struct Colored {
      cv::Mat ink;
      Box box;
      double hand_score;
    };
    std::vector<Colored> words;
    double in_words = 0;
    for (const JudgedLine& line : TypedJudge(*machine_, traits).judge()) {
      if (line.layer != Layer::typed) continue;
      for (const Cluster& cluster : line.clusters) {
        if (cluster.hand_score > kSurelyTyped) continue;
        // A little color in a word is a stroke or a sign that the pen added to it.
        cv::Mat own = ink_of(cluster);
        const int colored = cv::countNonZero(own & colored_(to_rect(cluster.box)));
        if (colored <= 0.5 * cv::countNonZero(own)) continue;
        in_words += colored;
        words.push_back({std::move(own), cluster.box, cluster.hand_score});
      }
    }
    const bool distrust = in_words > kTypedShareOfColor * cv::countNonZero(colored_);
    for (const Colored& word : words) {
      if (distrust || word.hand_score < kCertainlyTyped) colored_(to_rect(word.box)).setTo(0, word.ink);
    }
  }

  /// Mask of a cluster's pieces over its box.
  cv::Mat ink_of(const Cluster& cluster) const {
    cv::Mat ink = cv::Mat::zeros(cluster.box.height(), cluster.box.width(), CV_8UC1);
    const cv::Mat labels = machine_->labels(to_rect(cluster.box));
    for (const int idx : cluster.component_idxs) ink |= labels == machine_->components[idx].label;
    return ink;
  }

  /// What a piece is by itself where that is sure, and else by its word.
  static bool looks_by_hand(const InkTraits& piece, bool word_is_by_hand) {
    const double look = piece.likelihood_of(Layer::hand) - piece.likelihood_of(Layer::typed);
    if (look > kSureLook && piece.novelty && *piece.novelty >= kNewLetter) return true;
    if (look < -kSureLook && (!piece.novelty || *piece.novelty < kNewLetter)) return false;
    return word_is_by_hand;
  }

  void assign_lines(const TypedJudge& judge, const std::vector<InkTraits>& traits) {
    const double least = options_.min_speck * judge.machine().stroke_width;
    const std::vector<JudgedLine> all_judged = judge.judge();
    if (debug_.wanted()) debug_.add_table("separate", "words", table_of(all_judged));
    for (const JudgedLine& judged : all_judged) {
      const InkLine& ink_line = machine_->lines[judged.line_idx];
      if (is_pictured(ink_line.box)) continue;
      std::vector<LayerLine> parts;  // typed, printed; more when they take turns
      for (const Cluster& cluster : judged.clusters) {
        // Within a line of the machine a word by hand must be clearly so, and the other way round.
        const bool print = cluster.print_look > kPrinted;
        const bool by_hand = !print && (judged.layer == Layer::hand ? cluster.hand_score > kSurelyTyped ||
                                                                          cluster.hand_odds > kByMachine
                                                                    : cluster.hand_odds > kByHand);
        const Layer machine = judged.layer == Layer::hand ? Layer::typed : judged.layer;
        const Layer printed = print ? Layer::print : machine;
        for (const int idx : cluster.component_idxs) {
          const Layer layer = looks_by_hand(traits[idx], by_hand) ? Layer::hand : printed;
          const Box& b = machine_->components[idx].box;
          if (std::max(b.width(), b.height()) < least) continue;  // dirt
          if (layer == Layer::hand && lies_along_edge(b, page_.upright->frame, unit())) continue;
          layer_of(idx) = layer;
          if (layer == Layer::hand) continue;
          if (parts.empty() || parts.back().layer != layer) parts.push_back(part_of(judged, layer));
          parts.back().component_idxs.push_back(idx);
          parts.back().box = unite(parts.back().box, b);
        }
      }
      for (LayerLine& part : parts) {
        // What the pen wrote at its ends is gone.
        part.baseline = part.baseline.between(part.box.x0, part.box.x1);
        machine_layers_[judged.line_idx] = part.layer;
        out_.lines.push_back(std::move(part));
      }
    }
  }

  LayerLine part_of(const JudgedLine& judged, Layer layer) const {
    const InkLine& ink_line = machine_->lines[judged.line_idx];
    LayerLine line;
    line.layer = layer;
    line.baseline = ink_line.baseline;
    line.x_height = ink_line.x_height;
    line.confidence = judged.confidence;
    if (is_page_number(judged.line_idx)) line.role = Role::page_number;
    return line;
  }

  bool is_page_number(int line_idx) const {
    return std::ranges::any_of(machine_->blocks, [&](const TextBlock& block) {
      return block.kind == BlockKind::page_number && block.line_idxs.front() == line_idx;
    });
  }

  /// Pieces outside all lines: large strokes are the pen's; blots and dirt are nobody's, and rules in the
  /// end; rows of dashes on the raster are typed.
  void assign_loose(const TypedJudge& judge, const std::vector<InkTraits>& traits) {
    for (const int idx : machine_->loose_idxs) {
      const Component& c = machine_->components[idx];
      const double w = c.box.width() / unit(), h = c.box.height() / unit();
      if (std::max(w, h) < 0.8 || is_pictured(c.box)) continue;
      const bool rule = (w > kLongestDash && h < 0.5) || (h > kLongestDash && w < 0.5);
      const double fill = static_cast<double>(c.area) / static_cast<double>(c.box.area());
      const bool blot = fill > 0.6 && std::min(w, h) > 0.8;
      const double thickness = traits[idx].stroke_width / judge.machine().stroke_width;
      if (rule) loose_rule_idxs_.push_back(idx);
      if (blot || lies_along_edge(c.box, page_.upright->frame, unit()) || thickness > 3) continue;
      const bool letter = std::max(w, h) < 2.3;
      layer_of(idx) = letter && !looks_by_hand(traits[idx], true) ? Layer::typed : Layer::hand;
    }
    const TypewriterGrid* grid = machine_->main_grid();
    const double pitch = grid != nullptr ? grid->pitch : 0;
    for (const int idx : find_dash_rows(machine_->components, machine_->loose_idxs, pitch, unit()))
      layer_of(idx) = Layer::typed;
  }

  void paint() {
    // A mask takes memory once it is written to.
    std::vector<Layer> occurring;
    std::ranges::copy_if(kInkLayers, std::back_inserter(occurring),
                         [&](Layer layer) { return std::ranges::find(layers_, layer) != layers_.end(); });
    for (int y = 0; y < machine_->labels.rows; ++y) {
      const LabelRow label(machine_->labels, y);
      std::array<uchar*, 6> rows{};
      for (const Layer layer : occurring) rows[static_cast<size_t>(layer)] = out_.masks[layer].ptr<uchar>(y);
      for (int x = 0; x < machine_->labels.cols; ++x) {
        if (label[x] == 0) continue;
        const auto layer = static_cast<size_t>(layers_[label[x]]);
        if (layer != 0) rows[layer][x] = 255;
      }
    }
    if (cv::countNonZero(colored_) > 0) out_.masks[Layer::hand] |= colored_;
    if (!touching_hand_.empty()) out_.masks[Layer::hand] |= touching_hand_;
    touching_hand_.release();
    paint_rules();
  }

  /// A rule under or beside a line has that line's layer, but for one in the pen's color. Others are the
  /// pen's for now: they may be a stamp's frame.
  void paint_rules() {
    for (const Rule& rule : machine_->rules) {
      const cv::Rect rect = to_rect(rule.box);
      const cv::Mat own = machine_->rule_mask(rect);
      if (2 * cv::countNonZero(own & colored_(rect)) > cv::countNonZero(own)) continue;
      const auto of_machine = machine_layers_.find(rule.line_idx);
      out_.masks[of_machine != machine_layers_.end() ? of_machine->second : Layer::hand](rect) |= own;
    }
  }

  /// Rules of no line are nobody's where they are long: the paper's ruling, its folds, the edge of the sheet.
  /// A dash is the pen's.
  void drop_rules() {
    for (const Rule& rule : machine_->rules) {
      const bool dash = std::max(rule.box.width(), rule.box.height()) <= kLongestDash * unit();
      if (rule.line_idx >= 0 || (dash && !lies_along_edge(rule.box, page_.upright->frame, unit()))) continue;
      const cv::Rect rect = to_rect(rule.box);
      out_.masks[Layer::hand](rect).setTo(0, machine_->rule_mask(rect) & ~colored_(rect));
    }
    for (const int idx : loose_rule_idxs_) {
      const Component& c = machine_->components[idx];
      const cv::Rect rect = to_rect(c.box);
      out_.masks[Layer::hand](rect).setTo(0, (machine_->labels(rect) == c.label) & ~colored_(rect));
    }
  }

  /// What the net sees of a stamp may be a part of one that is known, or reach farther.
  void add_stamp(const Box& box, double confidence) {
    for (LayerRegion& region : out_.regions) {
      if (region.layer != Layer::stamp) continue;
      const Box common = intersect(region.box, box);
      if (2 * common.area() <= std::min(region.box.area(), box.area())) continue;
      region.box = unite(region.box, box);
      region.confidence = std::max(region.confidence, confidence);
      return;
    }
    out_.regions.push_back({Layer::stamp, Role::stamp, box, confidence});
  }

  /// Takes stamps out of ink that is not the machine's.
  void mark_stamps(cv::Mat& ink) {
    for (const Box& box : find_stamps(ink, unit())) {
      cv::Mat inside = ink(to_rect(box));
      out_.masks[Layer::stamp](to_rect(box)).setTo(255, inside);
      inside.setTo(0);
      out_.regions.push_back({Layer::stamp, Role::stamp, box, kOutlined});
    }
    // Without typing the net does not see the page at its scale, and takes large writing for stamps.
    if (page_.main_grid() == nullptr) return;
    // It takes a table's lines for a stamp's frame; of stamps with a frame the outline tells.
    for (const SeenStamp& stamp : find_seen_stamps(ink, rules_, odds_, unit())) {
      const cv::Rect rect = to_rect(stamp.box);
      out_.masks[Layer::stamp](rect) |= stamp.mask;
      ink(rect) &= ~stamp.mask;
      add_stamp(stamp.box, stamp.confidence);
    }
  }

  /// The net sees typing over better; beside it only far too much ink counts.
  void add_typing_over(double pitch) {
    for (const Strike& strike : find_typing_over(out_, *machine_, pitch))
      if (odds_.empty() || strike.confidence >= kFarTooDense) out_.strikes.push_back(strike);
  }

  /// A leaf's old number is struck out where a new one is given. The figures are kept to be read, and the
  /// stroke is a strike's.
  void find_cancelled(LayerLine& line) {
    if (line.role != Role::leaf_number) return;
    cv::Mat hand = out_.masks[Layer::hand](to_rect(line.box));
    const std::optional<Cancel> cancel = find_cancel(hand);
    if (!cancel) return;
    cv::Mat strike = out_.masks[Layer::strike](to_rect(line.box));
    strike.setTo(255, cancel->stroke);
    take_off_pen(cancel->stroke & ~cancel->crossed, page_.upright->gray(to_rect(line.box)), hand,
                 cancel->thickness);
    const cv::Rect& writing = cancel->writing;
    const Box box = line.box;
    line.box = {box.x0 + writing.x, box.y0 + writing.y, box.x0 + writing.br().x, box.y0 + writing.br().y};
    frame_figures(line);
    out_.strikes.push_back({line.box, StrikeKind::line, 0.7, Layer::hand});
  }

  /// Hand lines go where they are read: what belongs into a typed line after that line, the others by height.
  void put_in_order(std::vector<LayerLine> hand) {
    std::ranges::stable_sort(
        hand, {}, [](const LayerLine& line) { return std::pair(line.box.center_y(), line.box.x0); });
    for (LayerLine& line : hand) {
      auto place = out_.lines.end();
      if (line.place) {
        if (const auto idx = line_at(out_.lines, *line.place))
          place = out_.lines.begin() + static_cast<long>(*idx) + 1;
        while (place != out_.lines.end() && place->place && place->place->x <= line.place->x) ++place;
      } else {
        place = std::ranges::find_if(out_.lines, [&](const LayerLine& other) {
          return other.baseline.y_at(line.box.center_x()) > line.box.center_y() + 0.5 * unit() &&
                 !other.place;
        });
      }
      out_.lines.insert(place, std::move(line));
    }
  }

  SeparateOptions options_;
  DebugImages& debug_;
  std::shared_ptr<const SegmentedPage> machine_;  ///< the page as the machine left it
  std::shared_ptr<const SegmentedPage> segmented_ = slim(*machine_);
  const SegmentedPage& page_ = *segmented_;
  cv::Mat rules_ = machine_->rule_mask;  ///< before the pen was taken off
  LayerOdds odds_;
  cv::Mat colored_;
  cv::Mat touching_hand_;  ///< empty: none
  StrikesByForm by_form_{page_};
  StrikesByNet by_net_{page_, odds_};
  std::vector<Layer> layers_;            ///< by label in machine_
  std::vector<int> loose_rule_idxs_;     ///< into the components of machine_
  std::map<int, Layer> machine_layers_;  ///< of lines of machine_ with typing or print, by index
  LayeredPage out_;
};

cv::Mat draw(const LayeredPage& page) {
  // One color a layer, pale enough to see overlaps: typed black, hand blue, strike red, stamp violet, print
  // green.
  cv::Mat picture(page.masks.size(), CV_8UC3, cv::Scalar(255, 255, 255));
  picture.setTo(cv::Scalar(215, 215, 215), page.segmented->ink);
  picture.setTo(cv::Scalar(40, 40, 40), page.masks[Layer::typed]);
  picture.setTo(cv::Scalar(60, 140, 0), page.masks[Layer::print]);
  picture.setTo(cv::Scalar(230, 80, 0), page.masks[Layer::hand]);
  picture.setTo(cv::Scalar(200, 0, 160), page.masks[Layer::stamp]);
  picture.setTo(cv::Scalar(0, 0, 230), page.masks[Layer::strike]);
  for (const LayerLine& line : page.lines) {
    const cv::Scalar color = line.layer == Layer::hand ? cv::Scalar(255, 160, 80) : cv::Scalar(170, 170, 170);
    cv::rectangle(picture, to_rect(line.box), color, 2);
    if (line.layer == Layer::hand) {
      cv::putText(picture, std::string(name_of(line.role)), {line.box.x0, line.box.y0 - 4},
                  cv::FONT_HERSHEY_PLAIN, 1.6, color, 2);
    }
    if (line.place) cv::drawMarker(picture, *line.place, {0, 160, 255}, cv::MARKER_TRIANGLE_UP, 20, 3);
  }
  for (const LayerRegion& region : page.regions) {
    cv::rectangle(picture, to_rect(region.box), {200, 0, 200}, 3);
    cv::putText(picture, std::string(name_of(region.role)), {region.box.x0, region.box.y0 - 4},
                cv::FONT_HERSHEY_PLAIN, 1.6, {200, 0, 200}, 2);
  }
  for (const Strike& strike : page.strikes) {
    cv::rectangle(picture, to_rect(strike.box),
                  strike.kind == StrikeKind::line ? cv::Scalar(0, 0, 255) : cv::Scalar(0, 140, 255), 2);
  }
  return picture;
}

}  // namespace

LayeredPage separate(std::shared_ptr<const SegmentedPage> segmented, const SeparateOptions& options,
                     DebugImages& debug) {
  LayeredPage page = Separator(std::move(segmented), options, debug).run();
  if (debug.wanted()) debug.add("separate", "layers", draw(page));
  return page;
}

}  // namespace folio
