#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/layer.h"

namespace folio {

/// Everything that a drawn leaf needs. Places and lengths are millimeters on the paper, before it is laid
/// down crooked: origin at its top-left corner, x to the right, y downwards. A description without further
/// ado gives a clean white typed page; wear, stains, crookedness and hands are asked for.

struct Color {
  unsigned char red = 0, green = 0, blue = 0;
  auto operator<=>(const Color&) const = default;
};

struct Paper {
  double width_mm = 210, height_mm = 297;
  Color tone{255, 255, 255};
  double grain = 0;         ///< [0, 1]; 1 = coarse wood pulp
  double mottling = 0;      ///< [0, 1]; slow differences of tone over the sheet, browner towards the edges
  int stains = 0;           ///< how many
  int folds = 0;            ///< creases across the sheet, evenly spaced
  double show_through = 0;  ///< [0, 1]; darkness of a page's typing seen from behind
  int punch_holes =
      0;  ///< down the left margin, 12 mm from the edge and 80 mm apart (ISO 838), showing the bed
  double hole_mm = 6;  ///< across
};

struct Scan {
  double dpi = 300;
  double skew_degrees = 0;  ///< clockwise positive
  double border_mm = 0;     ///< dark scanner bed around the paper; 0 = the paper fills the picture
  Color bed{24, 22, 23};
  bool neighbor_left = false;   ///< in a bound volume: the page before, in the border beyond the gutter …
  bool neighbor_right = false;  ///< … or the page after; typed as this one is, and cut off by the picture
  double blur_px = 0;           ///< deviation of the lens's blur
  double noise = 0;             ///< deviation of the sensor's noise, of 255
  double curl_mm = 0;           ///< how far rows come down at the left, bound edge; negative: go up
  double fan = 0;  ///< share by which rows are farther apart at the right edge than at the left: a slant
};

/// How a machine's type and ribbon are worn; all 0 = every strike perfect.
struct Wear {
  double jitter_mm = 0;   ///< deviation of a strike from its cell, each way
  double typebar_mm = 0;  ///< deviation of a key's constant offset from the baseline
  double roughness = 0;   ///< [0, 1]; raggedness of the edges
  double unevenness = 0;  ///< [0, 1]; differences of darkness between strikes and within one
  double clogging = 0;    ///< [0, 1]; how far dirt fills the closed parts of letters
};

struct Typewriter {
  std::string face = "typewriter";  ///< name in Faces
  double pitch_mm = 2.6;            ///< width of a cell
  double line_step_mm = 4.25;       ///< one click of the platen
  double bolder_mm = 0;             ///< added to the width of the face's strokes
  double height = 1;                ///< of the letters, in heights that the face has at this pitch
  Color ink{30, 28, 34};
  Wear wear;
};

/// A typed line. `text` may hold marks, which nest:
///   ⟦del:text⟧    struck out by pen: a level stroke, three in ten times two
///   ⟦del-line:text⟧ (one stroke), ⟦del-double-line:…⟧, ⟦del-zigzag:…⟧, ⟦del-cross:…⟧, ⟦del-slant:…⟧
///                 struck out by pen in the way of StrikeKind
///   ⟦del-x:text⟧  typed over with х
///   ⟦del-+-:text⟧ typed over with -, or whatever stands after "del-+", over and over
///   ⟦ins:⟦h:text⟧⟧  written in above this place by the insertion hand (`⟦ins:text⟧` is the same)
///   ⟦h:text⟧      filled in on the line, in a gap of as many cells as it has characters
struct TypedLine {
  std::string text;
  std::optional<double> row;  ///< line steps below the first line's baseline; nothing = the next line
  double column = 0;          ///< cells to the right of the left margin
  Role role = Role::body;
};

/// One person's writing tool and manner.
struct Hand {
  std::string face = "hand";  ///< name in Faces
  Color ink{38, 44, 110};
  double x_height_mm = 1.9;
  double slant_degrees = 0;  ///< beyond the face's own, to the right
  double bolder_mm = 0;
  double wander_mm = 0.25;  ///< of the baseline
  double strength = 0.95;   ///< [0, 1]; darkness of the ink
  bool pencil = false;      ///< grainy
};

/// One line of handwriting in a place of its own: a note, a resolution across a corner, a letter over a typed
/// one.
struct HandText {
  std::string text;
  std::string hand = "author";
  double x_mm = 0, y_mm = 0;  ///< left end of the baseline
  double turn_degrees = 0;    ///< clockwise
  double size = 1;            ///< in x-heights of the hand
  Role role = Role::marginalia;
  bool struck = false;
  int after_line = -1;  ///< for a remark that belongs into the text: index of the typed line …
  int after_word = -1;  ///< … and of the word in it that it follows
};

/// A line drawn by hand, without text: a tick, a bracket, the flourish of a signature.
struct PenMark {
  std::vector<cv::Point2d> points_mm;  ///< on a smooth curve
  std::string hand = "author";
  double width_mm = 0.4;
  Role role = Role::marginalia;
};

struct Stamp {
  enum class Shape : unsigned char { box, round, plain };  ///< plain: no rim, as of dates and numbers
  Shape shape = Shape::box;
  std::vector<std::string> lines;  ///< in the middle
  std::string ring;                ///< around the rim, for a round one
  double x_mm = 0, y_mm = 0;       ///< center
  double width_mm = 50, height_mm = 18;
  double turn_degrees = 0;
  std::string face = "stamp";
  Color ink{92, 60, 140};
  double strength = 0.75;  ///< [0, 1]
};

/// Text that was printed on the paper before it was typed on.
struct PrintedLine {
  std::string text;
  std::string face = "print";
  double x_mm = 0, y_mm = 0;  ///< left end of the baseline
  double em_mm = 3.5;
  Color ink{20, 20, 20};
};

struct LeafDescription {
  std::uint64_t seed = 1;
  Paper paper;
  Scan scan;
  Typewriter typewriter;
  double left_mm = 30, top_mm = 25;  ///< left edge of the first cell; baseline of the first line
  double spacing = 1.5;              ///< line steps from one line to the next
  std::vector<TypedLine> lines;
  std::map<std::string, Hand> hands{{"author", {}}};
  std::string insertion_hand = "author";
  std::string strike_hand = "author";
  std::vector<HandText> hand_texts;
  std::vector<PenMark> pen_marks;
  std::vector<Stamp> stamps;
  std::vector<PrintedLine> printed;
};

/// Reads a description from JSON: the fields above under their own names, all optional; lines may be plain
/// strings; colors are "#rrggbb"; roles and shapes have their names. Throws Error{input} saying which field
/// is wrong; a field that is none of ours is an error, so that a slip does not pass for a default.
LeafDescription leaf_description_from_json(std::string_view json);
LeafDescription read_leaf_description(const std::filesystem::path& file);

}  // namespace folio
