#include "separate/hand_grouper.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "separate/caret_finder.h"
#include "separate/hand_roles.h"
#include "separate/written_lines.h"

namespace folio {
namespace {

// Letter heights: signs within a typed line, and how far below its feet they are still within it.
constexpr double kLargestSign = 2.2;
constexpr double kBelowLetters = 0.5;
constexpr double kTopOfCapitals = 1.7;  // x-heights

/// A written line with what is known of its place.
struct Placed {
  WrittenLine writing;
  const LayerLine* hosting = nullptr;  ///< the typed line that it belongs to
  std::optional<Role> role;            ///< nothing: a note
  std::optional<Caret> caret;
};

/// Right end of the struck words of the typed line that the writing stands over; it takes their place.
std::optional<double> end_of_struck(const Box& box, const LayerLine& line, const std::vector<Strike>& strikes,
                                    double unit) {
  std::optional<double> end;
  int most = 0;
  for (const Strike& strike : strikes) {
    if (strike.layer != Layer::typed) continue;
    const double height = line.baseline.y_at(strike.box.center_x()) - strike.box.center_y();
    if (height < -0.5 * unit || height > 1.5 * unit) continue;
    const int reach = cvRound(2 * unit);
    const int over = std::min(box.x1, strike.box.x1 + reach) - std::max(box.x0, strike.box.x0 - reach);
    if (over > most) most = over, end = strike.box.x1 + 0.3 * unit;
  }
  return end;
}

class Grouping {
 public:
  Grouping(LayeredPage& page, double unit, const Box& frame)
      : page_(page),
        ink_(page.masks[Layer::hand]),
        unit_(unit),
        around_(page.lines, page.masks[Layer::typed], frame, unit) {}

  HandWriting run() {
    for (WrittenLine& line : group_written_lines(ink_, unit_, around_.typed.empty())) {
      if (is_writing(line, unit_))
        add(std::move(line));
      else
        clear(line);
    }
    find_carets();
    for (Placed& line : lines_) drop_signs(line);
    std::erase_if(lines_, [&](const Placed& line) {
      return line.writing.pieces.empty() ||
             (line.hosting != nullptr && is_stroke_over_letters(line.writing, *line.hosting, around_));
    });
    for (Placed& line : lines_) line.role = role_in_text(line.writing, line.hosting, around_);
    return say_what_they_are();
  }

 private:
  void clear(const WrittenLine& line) {
    for (const Component& piece : line.pieces) ink_(to_rect(piece.box)).setTo(0);
  }

  void add(WrittenLine line) {
    Placed whole{std::move(line), nullptr, {}, {}};
    place(whole);
    if (whole.hosting == nullptr || !stands_in(whole.writing, *whole.hosting, around_)) {
      lines_.push_back(std::move(whole));
      return;
    }
    for (WrittenLine& part : part_at_typing(std::move(whole.writing), around_)) {
      lines_.push_back({std::move(part), nullptr, {}, {}});
      place(lines_.back());
    }
  }

  void place(Placed& line) const {
    line.hosting = around_.typed.empty() ? nullptr : line_below(line.writing, around_);
  }

  /// What is written above a line may have a caret in it. The caret is no part of the text: its pieces go out
  /// of all lines, and stay ink of the pen.
  void find_carets() {
    std::vector<Box> carets;
    for (Placed& line : lines_) {
      if (line.hosting == nullptr || stands_in(line.writing, *line.hosting, around_)) continue;
      Box above = line.writing.box;
      const LayerLine& typed = *line.hosting;
      const double top = typed.baseline.y_at(above.center_x()) - 1.2 * typed.x_height;
      // Writing that does not rise above the typed letters is none that a caret would point to.
      if (above.y0 > top - 0.4 * unit_) continue;
      line.caret = find_caret(ink_, above, typed.baseline, typed.x_height);
      if (line.caret) carets.push_back(line.caret->box);
    }
    if (carets.empty()) return;
    for (Placed& line : lines_) drop_carets(line, carets);
  }

  void drop_carets(Placed& line, const std::vector<Box>& carets) const {
    WrittenLine rest;
    rest.slope = line.writing.slope;
    rest.is_turned = line.writing.is_turned;
    for (const Component& piece : line.writing.pieces) {
      const bool is_caret = std::ranges::any_of(carets, [&](const Box& caret) {
        return piece.box.height() < 2.6 * unit_ &&
               10 * intersect(piece.box, caret).area() >= 6 * piece.box.area();
      });
      if (!is_caret) rest.add(piece);
    }
    if (rest.pieces.size() == line.writing.pieces.size()) return;
    // A line that was nothing but a caret goes; one whose rest is no writing has lost a letter, not a caret.
    if (rest.pieces.empty() && !line.caret) line.writing = std::move(rest);
    if (!rest.pieces.empty() && is_writing(rest, unit_)) line.writing = std::move(rest);
    place(line);
  }

  bool is_in_strike(const Box& box) const {
    return std::ranges::any_of(page_.strikes, [&](const Strike& strike) {
      const Box common = intersect(strike.box, box);
      return strike.layer == Layer::typed && !common.empty() && 10 * common.area() >= 6 * box.area();
    });
  }

  /// Remains of strikes are no text, and neither are small pieces among a typed line's letters when they hang
  /// together with what is written above or below it.
  void drop_signs(Placed& line) const {
    if (line.hosting == nullptr) return;
    const bool in_line = stands_in(line.writing, *line.hosting, around_);
    const auto is_sign = [&](const Component& piece) {
      const Box& box = piece.box;
      if (is_in_strike(box)) return true;
      if (in_line) return false;
      if (box.width() > kLargestSign * unit_ || box.height() > kLargestSign * unit_) return false;
      const double y = line.hosting->baseline.y_at(box.center_x());
      return box.y0 > y - kTopOfCapitals * line.hosting->x_height &&
             box.center_y() > y - line.hosting->x_height && box.center_y() < y + kBelowLetters * unit_;
    };
    WrittenLine rest;
    rest.slope = line.writing.slope;
    rest.is_turned = line.writing.is_turned;
    for (const Component& piece : line.writing.pieces)
      if (!is_sign(piece)) rest.add(piece);
    if (is_writing(rest, unit_) || is_in_strike(line.writing.box)) line.writing = std::move(rest);
  }

  HandWriting say_what_they_are() {
    std::vector<const WrittenLine*> notes;
    for (const Placed& line : lines_)
      if (!line.role) notes.push_back(&line.writing);
    const std::vector<Role> roles = roles_of_notes(notes, around_);
    HandWriting out;
    size_t note = 0;
    for (const Placed& line : lines_) {
      const Role role = line.role ? *line.role : roles[note++];
      LayerLine found = to_line(line, role);
      const bool is_high = !line.writing.is_turned && line.writing.height() > 7 * unit_;
      if (role == Role::signature || is_high)
        add_region({Layer::hand, role, line.writing.box, found.confidence}, out.regions);
      else
        out.lines.push_back(std::move(found));
    }
    return out;
  }

  int typed_in(const Box& box) const { return cv::countNonZero(around_.typed_ink(to_rect(box))); }

  /// A signature is one region, the name and its flourishes, unless typing lies between them.
  void add_region(const LayerRegion& region, std::vector<LayerRegion>& regions) const {
    const int near = cvRound(1.5 * unit_);
    for (LayerRegion& other : regions) {
      if (region.role != Role::signature || other.role != region.role) continue;
      if (intersect(grow(other.box, near, near), region.box).empty()) continue;
      const Box both = unite(other.box, region.box);
      if (typed_in(both) > typed_in(other.box) + typed_in(region.box)) continue;
      if (!may_be_signature(both, unit_)) continue;
      other.box = both;
      other.confidence = std::max(other.confidence, region.confidence);
      return;
    }
    regions.push_back(region);
  }

  /// Box of an insertion without what hangs deeper into the typed line below it than tails of letters do:
  /// down to the middle of the small letters. That is a caret's, or of a strike that it touches.
  Box without_tails(const Placed& placed) const {
    Box box = placed.writing.box;
    const LayerLine& line = *placed.hosting;
    const double foot = line.baseline.y_at(box.center_x()) - 0.5 * line.x_height;
    if (!stands_in(placed.writing, line, around_) && box.center_y() < foot)
      box.y1 = std::min(box.y1, cvRound(foot));
    return box;
  }

  LayerLine to_line(const Placed& placed, Role role) const {
    const WrittenLine& writing = placed.writing;
    const Box box = role == Role::insertion ? without_tails(placed) : writing.box;
    const double height = writing.height() - (writing.box.y1 - box.y1);
    LayerLine line;
    line.layer = Layer::hand;
    line.role = role;
    line.box = box;
    line.x_height = std::max(0.6 * unit_, 0.45 * std::min(height, 3 * unit_));
    line.confidence = std::clamp(0.5 + 0.05 * writing.length() / unit_, 0.5, 0.9);
    // Notes on the left are written with the sheet's left edge towards the writer, those on the right with
    // its right edge.
    if (writing.is_turned) line.quarter_turns = box.center_x() < around_.frame.center_x() ? 1 : 3;
    const double foot = box.center_y() + 0.28 * height * std::sqrt(1 + writing.slope * writing.slope);
    const double rise = 0.5 * writing.slope * box.width();
    line.baseline = {{double(box.x0), foot - rise}, {double(box.x1), foot + rise}};
    for (const Component& piece : writing.pieces) line.piece_boxes.push_back(piece.box);
    if (role == Role::leaf_number) frame_figures(line);
    if (is_placed_in_text(role) && placed.hosting != nullptr) line.place = place_of(placed, role);
    return line;
  }

  cv::Point2d place_of(const Placed& placed, Role role) const {
    const Box& box = placed.writing.box;
    double x = box.center_x();
    if (role == Role::insertion) {
      // Without a sign it begins above the place, or a little before it.
      x = box.x0 + 0.25 * box.width();
      if (const auto end = end_of_struck(box, *placed.hosting, page_.strikes, unit_)) x = *end;
      if (placed.caret) x = placed.caret->foot_x;
    }
    return {x, placed.hosting->baseline.y_at(x)};
  }

  LayeredPage& page_;
  cv::Mat& ink_;
  double unit_;
  Surroundings around_;
  std::vector<Placed> lines_;
};

}  // namespace

void frame_figures(LayerLine& line) {
  constexpr double kFigures = 1.4;  // their height in x-heights: that of capitals
  line.baseline = {{double(line.box.x0), double(line.box.y1)}, {double(line.box.x1), double(line.box.y1)}};
  line.x_height = line.box.height() / kFigures;
}

HandWriting group_hand(LayeredPage& page, double unit, const Box& frame) {
  return Grouping(page, unit, frame).run();
}

}  // namespace folio
