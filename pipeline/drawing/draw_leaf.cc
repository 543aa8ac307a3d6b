#include "drawing/draw_leaf.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "core/error.h"
#include "drawing/canvas.h"
#include "drawing/foreign_matter.h"
#include "drawing/handwriting.h"
#include "drawing/marked_line.h"
#include "drawing/pen.h"
#include "drawing/random.h"
#include "drawing/sheet.h"
#include "drawing/sheet_bend.h"
#include "drawing/stamps.h"
#include "drawing/strike_ways.h"
#include "drawing/typewriter.h"

namespace folio {

namespace {

// An insertion's baseline lies this far above that of its line, in x-heights of the typing.
constexpr double kInsertionRise = 1.9;

/// See kInkShare; the surroundings reach 0.3 mm, about the width of a stroke.
cv::Mat counted_as_ink(const cv::Mat& coverage, double pixels_per_mm) {
  const int reach = std::max(1, static_cast<int>(std::lround(0.3 * pixels_per_mm)));
  cv::Mat surroundings, least;
  cv::dilate(coverage, surroundings, cv::Mat::ones(2 * reach + 1, 2 * reach + 1, CV_8UC1));
  surroundings.convertTo(least, CV_8UC1, kInkShare);
  cv::max(least, kFaintestInk, least);
  return coverage >= least;
}

class LeafDrawing {
 public:
  LeafDrawing(const LeafDescription& leaf, const Faces& faces) : leaf_(leaf), faces_(faces), canvas_(leaf) {}

  DrawnLeaf draw() {
    print();
    type();
    for (const HandText& text : leaf_.hand_texts) write(text);
    for (const PenMark& mark : leaf_.pen_marks) draw_mark(mark);
    press();
    return finish();
  }

 private:
  const Hand& hand(const std::string& name) const {
    const auto found = leaf_.hands.find(name);
    if (found == leaf_.hands.end())
      throw Error(ErrorCode::arguments, "the leaf's description has no hand \"" + name + "\"");
    return found->second;
  }

  std::uint64_t seed(std::string_view part) { return Random::seed_of(leaf_.seed, part, parts_++); }

  /// Adds a line of words to the truth; `x_height_mm` and the baseline's ends are on the paper.
  TextLine& add_line(Layer layer, Role role, const std::vector<DrawnWord>& words, cv::Point2d left_mm,
                     cv::Point2d right_mm, double x_height_mm) {
    TextLine line;
    line.id = "line_" + std::to_string(truth_.lines.size() + 1);
    line.layer = layer;
    line.role = role;
    line.baseline = {canvas_.scan_from_leaf()(left_mm), canvas_.scan_from_leaf()(right_mm)};
    line.x_height = x_height_mm * canvas_.pixels_per_mm();
    for (const DrawnWord& drawn : words) {
      Word word;
      word.id = "w_" + std::to_string(++words_);
      word.text = drawn.text;
      word.box = drawn.box;
      word.confidence = 1;
      word.source = TextSource::truth;
      word.strike = drawn.strike;
      if (drawn.strike != StrikeKind::none) word.status = WordStatus::struck;
      line.box = unite(line.box, drawn.box);
      line.words.push_back(word);
    }
    truth_.lines.push_back(line);
    return truth_.lines.back();
  }

  void print() {
    for (const PrintedLine& printed : leaf_.printed) {
      const FreetypeFace& face = faces_.at(printed.face);
      Hand press{printed.face, printed.ink, printed.em_mm * face.x_height(), 0, 0, 0, 1, false};
      const auto words = write_by_hand(canvas_, Layer::print, face, press, printed.text,
                                       {printed.x_mm, printed.y_mm, 0, 1}, seed("print"));
      const double width = handwriting_width_mm(face, press, printed.text, 1);
      add_line(Layer::print, Role::heading, words, {printed.x_mm, printed.y_mm},
               {printed.x_mm + width, printed.y_mm}, press.x_height_mm);
    }
  }

  void type() {
    if (leaf_.lines.empty()) return;
    TypewriterDrawing machine(canvas_, faces_.at(leaf_.typewriter.face), leaf_.typewriter, seed("machine"));
    double row = -leaf_.spacing;
    std::string last_word_id;
    for (const TypedLine& typed : leaf_.lines) {
      row = typed.row.value_or(row + leaf_.spacing);
      const MarkedLine marked = parse_marked_line(typed.text);
      const double x_mm = leaf_.left_mm + typed.column * leaf_.typewriter.pitch_mm;
      const double y_mm = leaf_.top_mm + row * leaf_.typewriter.line_step_mm;
      const auto words = machine.type(marked, x_mm, y_mm);
      const double end_mm = x_mm + marked.cells * leaf_.typewriter.pitch_mm;
      const size_t line_idx = truth_.lines.size();
      add_line(Layer::typed, typed.role, words, {x_mm, y_mm}, {end_mm, y_mm}, machine.x_height_mm());
      typed_line_idxs_.push_back(line_idx);
      for (const StruckCells& struck : marked.struck)
        if (struck.kind != StrikeKind::typed_over) strike_out(struck, x_mm, y_mm, machine.x_height_mm());
      write_in(marked, words, truth_.lines[line_idx], last_word_id, {x_mm, y_mm}, machine.x_height_mm());
      if (!truth_.lines[line_idx].words.empty()) last_word_id = truth_.lines[line_idx].words.back().id;
    }
  }

  void strike_out(const StruckCells& struck, double x_mm, double y_mm, double x_height_mm) {
    const Hand& pen = hand(leaf_.strike_hand);
    const std::uint64_t own = seed("strike");
    Random random(own);
    const double pitch = leaf_.typewriter.pitch_mm;
    const StruckPlace place{x_mm + struck.first * pitch, x_mm + struck.end * pitch, y_mm, x_height_mm};
    for (const StrikeWay& way : strike_ways(struck.kind, struck.maybe_twice, place, random))
      draw_curve(Layer::strike, way.points_mm, way.width_mm, pen, way.seed);
  }

  /// Writes a line's insertions, none over the one before it, none beyond the sheet.
  void write_in(const MarkedLine& marked, const std::vector<DrawnWord>& typed_words,
                const TextLine& typed_line, const std::string& word_before, cv::Point2d start_mm,
                double x_height_mm) {
    const std::vector<Word> typed = typed_line.words;  // a copy: adding lines moves what typed_line names
    const double pitch = leaf_.typewriter.pitch_mm;
    double free_from_mm = 3;
    for (const WrittenIn& written : marked.written_in) {
      const Hand& pen = hand(leaf_.insertion_hand);
      const FreetypeFace& face = faces_.at(pen.face);
      const std::uint64_t own = seed("insertion");
      Random random(own);
      const double place_mm = start_mm.x + written.cell * pitch;
      const double width = handwriting_width_mm(face, pen, written.text, 1);
      HandPlace place{place_mm, start_mm.y, 0, 1};
      std::string after = word_before;
      for (size_t i = 0; i < typed_words.size(); ++i)
        if (typed_words[i].cell < written.cell) after = typed[i].id;
      if (!written.on_line) {
        const double most_left = std::max(free_from_mm, leaf_.left_mm - 8);
        const double most_right = leaf_.paper.width_mm - 4 - width;
        const bool over_struck =
            std::any_of(marked.struck.begin(), marked.struck.end(), [&](const StruckCells& struck) {
              return struck.end <= written.cell && written.cell <= struck.end + 1;
            });
        const double wanted = over_struck ? place_mm - 0.85 * width : place_mm - 0.25 * width;
        place.x_mm = std::max(most_left, std::min(wanted, most_right));
        place.y_mm -= x_height_mm * kInsertionRise * random.uniform(0.92, 1.12);
        place.turn_degrees = random.uniform(-1.6, 0.6);
        caret(place_mm - 0.5 * pitch, start_mm.y, x_height_mm, pen, random);
      }
      const auto words = write_by_hand(canvas_, Layer::hand, face, pen, written.text, place, random.next());
      const Role role = written.on_line ? Role::fill_in : Role::insertion;
      TextLine& line =
          add_line(Layer::hand, role, words, {place.x_mm, place.y_mm}, end_of(place, width), pen.x_height_mm);
      for (Word& word : line.words) {
        word.status = WordStatus::inserted;
        word.after_id = after;
      }
      free_from_mm = place.x_mm + width + 1.5;
    }
  }

  Box draw_curve(Layer layer, const std::vector<cv::Point2d>& points_mm, double width_mm, const Hand& pen,
                 std::uint64_t own) {
    return draw_pen(canvas_, layer, pen_way(smooth_curve(points_mm), width_mm, own), pen, own);
  }

  static cv::Point2d end_of(const HandPlace& place, double width_mm) {
    const double angle = place.turn_degrees * CV_PI / 180;
    return {place.x_mm + width_mm * std::cos(angle), place.y_mm + width_mm * std::sin(angle)};
  }

  /// The hook that says where an insertion goes.
  void caret(double x_mm, double y_mm, double x_height_mm, const Hand& pen, Random& random) {
    const double foot = y_mm + x_height_mm * random.uniform(0.1, 0.4);
    const double head = y_mm - x_height_mm * random.uniform(1.1, 1.5);
    const std::vector<cv::Point2d> points{{x_mm - random.uniform(0.8, 1.2), y_mm - x_height_mm * 0.35},
                                          {x_mm, foot},
                                          {x_mm + random.uniform(0.5, 0.9), y_mm - x_height_mm * 0.5},
                                          {x_mm + random.uniform(1.2, 1.8), head}};
    draw_curve(Layer::hand, points, 0.3, pen, random.next());
  }

  void write(const HandText& text) {
    const Hand& pen = hand(text.hand);
    const FreetypeFace& face = faces_.at(pen.face);
    const HandPlace place{text.x_mm, text.y_mm, text.turn_degrees, text.size};
    auto words = write_by_hand(canvas_, Layer::hand, face, pen, text.text, place, seed("hand"));
    const double width = handwriting_width_mm(face, pen, text.text, text.size);
    if (text.struck) {
      for (DrawnWord& word : words) word.strike = StrikeKind::line;
      const cv::Point2d left(text.x_mm, text.y_mm), right = end_of(place, width);
      const double x_height = pen.x_height_mm * text.size;
      const std::vector<cv::Point2d> points{left + cv::Point2d(-1.2, -0.2 * x_height),
                                            (left + right) / 2 + cv::Point2d(0, -0.55 * x_height),
                                            right + cv::Point2d(1.2, -0.9 * x_height)};
      draw_curve(Layer::strike, points, 0.45, pen, seed("number"));
    }
    TextLine& line = add_line(Layer::hand, text.role, words, {text.x_mm, text.y_mm}, end_of(place, width),
                              pen.x_height_mm * text.size);
    line.quarter_turns = (static_cast<int>(std::lround(-text.turn_degrees / 90)) % 4 + 4) % 4;
    if (text.after_line >= 0) {
      const std::string after = word_id(text.after_line, text.after_word);
      for (Word& word : line.words) {
        word.status = WordStatus::inserted;
        word.after_id = after;
      }
    }
    if (text.role == Role::signature) add_region(Layer::hand, text.role, line.box);
  }

  std::string word_id(int typed_line, int word) const {
    if (typed_line >= static_cast<int>(typed_line_idxs_.size()))
      throw Error(ErrorCode::input, "after_line names a typed line that the leaf has not");
    const auto& words = truth_.lines[typed_line_idxs_[static_cast<size_t>(typed_line)]].words;
    if (word < 0 || word >= static_cast<int>(words.size()))
      throw Error(ErrorCode::input, "after_word names a word that its line has not");
    return words[static_cast<size_t>(word)].id;
  }

  void draw_mark(const PenMark& mark) {
    const Hand& pen = hand(mark.hand);
    const Box box = draw_curve(Layer::hand, mark.points_mm, mark.width_mm, pen, seed("mark"));
    add_region(Layer::hand, mark.role, box);
  }

  /// A signature is one region: its name and its flourishes.
  void add_region(Layer layer, Role role, const Box& box) {
    if (role == Role::signature)
      for (TextRegion& region : truth_.regions)
        if (region.role == role && !intersect(grow(region.box, 30, 30), box).empty()) {
          region.box = unite(region.box, box);
          return;
        }
    truth_.regions.push_back({"region_" + std::to_string(truth_.regions.size() + 1), layer, role, box, 1});
  }

  void press() {
    for (const Stamp& stamp : leaf_.stamps) {
      const DrawnStamp drawn = press_stamp(canvas_, faces_.at(stamp.face), stamp, seed("stamp"));
      add_region(Layer::stamp, Role::stamp, drawn.box);
      for (const auto& words : drawn.lines) {
        Box box;
        for (const DrawnWord& word : words) box = unite(box, word.box);
        TextLine& line = add_line(Layer::stamp, Role::stamp, words, {}, {}, 0);
        line.baseline = {{static_cast<double>(box.x0), static_cast<double>(box.y1)},
                         {static_cast<double>(box.x1), static_cast<double>(box.y1)}};
        line.x_height = 0.7 * box.height();
      }
    }
  }

  DrawnLeaf finish() {
    DrawnLeaf drawn;
    cv::Mat sheet = draw_sheet(leaf_, canvas_);
    draw_foreign_matter(sheet, leaf_, canvas_, faces_);
    drawn.pixels = scan_sheet(sheet, canvas_, leaf_);
    drawn.masks = LayerMasks(canvas_.size());
    for (const Layer layer : kInkLayers) {
      cv::Mat seen = canvas_.coverage(layer);
      if (leaf_.scan.blur_px > 0) cv::GaussianBlur(seen, seen, {}, leaf_.scan.blur_px);
      drawn.masks[layer] = counted_as_ink(seen, canvas_.pixels_per_mm());
    }
    truth_.size = canvas_.size();
    truth_.resolution = {leaf_.scan.dpi, leaf_.scan.dpi, Resolution::Source::declared};
    truth_.skew = {leaf_.scan.skew_degrees, 1};
    truth_.confidence = 1;
    drawn.truth = std::move(truth_);
    drawn.grid = {leaf_.typewriter.pitch_mm * canvas_.pixels_per_mm(),
                  leaf_.typewriter.line_step_mm * canvas_.pixels_per_mm(),
                  canvas_.to_scan(leaf_.left_mm, leaf_.top_mm)};
    drawn.scan_from_leaf = canvas_.scan_from_leaf();
    Box frame;
    for (const cv::Point2d corner :
         {cv::Point2d(0, 0), cv::Point2d(leaf_.paper.width_mm, 0), cv::Point2d(0, leaf_.paper.height_mm),
          cv::Point2d(leaf_.paper.width_mm, leaf_.paper.height_mm)}) {
      const cv::Point2d at = canvas_.to_scan(corner.x, corner.y);
      const int x = static_cast<int>(std::lround(at.x)), y = static_cast<int>(std::lround(at.y));
      frame = unite(frame, {x, y, x + 1, y + 1});
    }
    drawn.frame = clip(frame, canvas_.size());
    return drawn;
  }

  const LeafDescription& leaf_;
  const Faces& faces_;
  Canvas canvas_;
  PageText truth_;
  std::vector<size_t> typed_line_idxs_;
  std::uint64_t parts_ = 0;
  int words_ = 0;
};

}  // namespace

DrawnLeaf draw_leaf(const LeafDescription& leaf, const Faces& faces) {
  DrawnLeaf drawn = LeafDrawing(leaf, faces).draw();
  bend_sheet(leaf, drawn);
  return drawn;
}

}  // namespace folio
