#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

#include "core/error.h"
#include "core/files.h"
#include "drawing/leaf_description.h"

namespace folio {

namespace {

using nlohmann::json;

[[noreturn]] void fail(const std::string& problem) { throw Error(ErrorCode::input, problem); }

Color color_from(const std::string& text) {
  unsigned value = 0;
  const char* end = text.data() + text.size();
  if (text.size() != 7 || text[0] != '#' || std::from_chars(text.data() + 1, end, value, 16).ptr != end)
    fail("\"" + text + "\" is no color; one looks like \"#1f2a44\"");
  return {static_cast<unsigned char>(value >> 16), static_cast<unsigned char>(value >> 8 & 255U),
          static_cast<unsigned char>(value & 255U)};
}

/// Reads the fields of one object, and at its end complains about those that nobody asked for.
class Fields {
 public:
  Fields(const json& object, std::string name) : object_(object), name_(std::move(name)) {
    if (!object.is_object()) fail(name_ + " is no object");
  }

  const json* find(const char* key) {
    known_.insert(key);
    const auto found = object_.find(key);
    return found == object_.end() ? nullptr : &*found;
  }

  template <class T>
  void read(const char* key, T& value) {
    const json* field = find(key);
    if (field == nullptr) return;
    try {
      field->get_to(value);
    } catch (const json::exception&) {
      fail(name_ + "." + key + " is of the wrong type");
    }
  }

  void read(const char* key, Color& color) {
    std::string text;
    read(key, text);
    if (!text.empty()) color = color_from(text);
  }

  void read(const char* key, Role& role) {
    std::string text;
    read(key, text);
    if (text.empty()) return;
    const auto found = role_from_name(text);
    if (!found) fail(name_ + "." + key + ": \"" + text + "\" is no role");
    role = *found;
  }

  template <class Read>
  void each(const char* key, Read read_element) {
    const json* field = find(key);
    if (field == nullptr) return;
    if (!field->is_array()) fail(name_ + "." + key + " is no list");
    for (size_t i = 0; i < field->size(); ++i)
      read_element((*field)[i], std::string(key) + "[" + std::to_string(i) + "]");
  }

  template <class Read>
  void object(const char* key, Read read_object) {
    const json* field = find(key);
    if (field != nullptr) read_object(Fields(*field, key));
  }

  void finish() const {
    for (const auto& [key, value] : object_.items())
      if (known_.count(key) == 0) fail(name_ + " has no field \"" + key + "\"");
  }

 private:
  const json& object_;
  std::string name_;
  std::set<std::string> known_;
};

void read_paper(Fields fields, Paper& paper) {
  fields.read("width_mm", paper.width_mm);
  fields.read("height_mm", paper.height_mm);
  fields.read("tone", paper.tone);
  fields.read("grain", paper.grain);
  fields.read("mottling", paper.mottling);
  fields.read("stains", paper.stains);
  fields.read("folds", paper.folds);
  fields.read("show_through", paper.show_through);
  fields.read("punch_holes", paper.punch_holes);
  fields.read("hole_mm", paper.hole_mm);
  fields.finish();
}

void read_scan(Fields fields, Scan& scan) {
  fields.read("dpi", scan.dpi);
  fields.read("skew_degrees", scan.skew_degrees);
  fields.read("border_mm", scan.border_mm);
  fields.read("bed", scan.bed);
  fields.read("neighbor_left", scan.neighbor_left);
  fields.read("neighbor_right", scan.neighbor_right);
  fields.read("blur_px", scan.blur_px);
  fields.read("noise", scan.noise);
  fields.read("curl_mm", scan.curl_mm);
  fields.read("fan", scan.fan);
  fields.finish();
}

void read_wear(Fields fields, Wear& wear) {
  fields.read("jitter_mm", wear.jitter_mm);
  fields.read("typebar_mm", wear.typebar_mm);
  fields.read("roughness", wear.roughness);
  fields.read("unevenness", wear.unevenness);
  fields.read("clogging", wear.clogging);
  fields.finish();
}

void read_typewriter(Fields fields, Typewriter& typewriter) {
  fields.read("face", typewriter.face);
  fields.read("pitch_mm", typewriter.pitch_mm);
  fields.read("line_step_mm", typewriter.line_step_mm);
  fields.read("bolder_mm", typewriter.bolder_mm);
  fields.read("height", typewriter.height);
  fields.read("ink", typewriter.ink);
  fields.object("wear", [&](const Fields& wear) { read_wear(wear, typewriter.wear); });
  fields.finish();
}

TypedLine typed_line_from(const json& element, const std::string& name) {
  TypedLine line;
  if (element.is_string()) {
    line.text = element.get<std::string>();
    return line;
  }
  Fields fields(element, name);
  fields.read("text", line.text);
  double row = 0;
  fields.read("row", row);
  if (element.contains("row")) line.row = row;
  fields.read("column", line.column);
  fields.read("role", line.role);
  fields.finish();
  return line;
}

Hand hand_from(const json& element, const std::string& name) {
  Hand hand;
  Fields fields(element, name);
  fields.read("face", hand.face);
  fields.read("ink", hand.ink);
  fields.read("x_height_mm", hand.x_height_mm);
  fields.read("slant_degrees", hand.slant_degrees);
  fields.read("bolder_mm", hand.bolder_mm);
  fields.read("wander_mm", hand.wander_mm);
  fields.read("strength", hand.strength);
  fields.read("pencil", hand.pencil);
  fields.finish();
  return hand;
}

HandText hand_text_from(const json& element, const std::string& name) {
  HandText text;
  Fields fields(element, name);
  fields.read("text", text.text);
  fields.read("hand", text.hand);
  fields.read("x_mm", text.x_mm);
  fields.read("y_mm", text.y_mm);
  fields.read("turn_degrees", text.turn_degrees);
  fields.read("size", text.size);
  fields.read("role", text.role);
  fields.read("struck", text.struck);
  fields.read("after_line", text.after_line);
  fields.read("after_word", text.after_word);
  fields.finish();
  return text;
}

PenMark pen_mark_from(const json& element, const std::string& name) {
  PenMark mark;
  Fields fields(element, name);
  std::vector<std::array<double, 2>> points;
  fields.read("points_mm", points);
  for (const auto& [x, y] : points) mark.points_mm.emplace_back(x, y);
  fields.read("hand", mark.hand);
  fields.read("width_mm", mark.width_mm);
  fields.read("role", mark.role);
  fields.finish();
  return mark;
}

Stamp stamp_from(const json& element, const std::string& name) {
  Stamp stamp;
  Fields fields(element, name);
  std::string shape = "box";
  fields.read("shape", shape);
  if (shape != "box" && shape != "round" && shape != "plain")
    fail(name + ".shape is neither \"box\", \"round\" nor \"plain\"");
  stamp.shape = shape == "box"     ? Stamp::Shape::box
                : shape == "round" ? Stamp::Shape::round
                                   : Stamp::Shape::plain;
  fields.read("lines", stamp.lines);
  fields.read("ring", stamp.ring);
  fields.read("x_mm", stamp.x_mm);
  fields.read("y_mm", stamp.y_mm);
  fields.read("width_mm", stamp.width_mm);
  fields.read("height_mm", stamp.height_mm);
  fields.read("turn_degrees", stamp.turn_degrees);
  fields.read("face", stamp.face);
  fields.read("ink", stamp.ink);
  fields.read("strength", stamp.strength);
  fields.finish();
  return stamp;
}

PrintedLine printed_line_from(const json& element, const std::string& name) {
  PrintedLine line;
  Fields fields(element, name);
  fields.read("text", line.text);
  fields.read("face", line.face);
  fields.read("x_mm", line.x_mm);
  fields.read("y_mm", line.y_mm);
  fields.read("em_mm", line.em_mm);
  fields.read("ink", line.ink);
  fields.finish();
  return line;
}

}  // namespace

LeafDescription leaf_description_from_json(std::string_view text) {
  json object;
  try {
    object = json::parse(text);
  } catch (const json::exception& problem) {
    fail(std::string("no JSON: ") + problem.what());
  }
  LeafDescription leaf;
  Fields fields(object, "leaf");
  fields.read("seed", leaf.seed);
  fields.object("paper", [&](const Fields& paper) { read_paper(paper, leaf.paper); });
  fields.object("scan", [&](const Fields& scan) { read_scan(scan, leaf.scan); });
  fields.object("typewriter", [&](const Fields& machine) { read_typewriter(machine, leaf.typewriter); });
  fields.read("left_mm", leaf.left_mm);
  fields.read("top_mm", leaf.top_mm);
  fields.read("spacing", leaf.spacing);
  fields.each("lines",
              [&](const json& e, const std::string& n) { leaf.lines.push_back(typed_line_from(e, n)); });
  if (const json* hands = fields.find("hands"))
    for (const auto& [name, hand] : hands->items()) leaf.hands[name] = hand_from(hand, "hands." + name);
  fields.read("insertion_hand", leaf.insertion_hand);
  fields.read("strike_hand", leaf.strike_hand);
  fields.each("hand_texts",
              [&](const json& e, const std::string& n) { leaf.hand_texts.push_back(hand_text_from(e, n)); });
  fields.each("pen_marks",
              [&](const json& e, const std::string& n) { leaf.pen_marks.push_back(pen_mark_from(e, n)); });
  fields.each("stamps",
              [&](const json& e, const std::string& n) { leaf.stamps.push_back(stamp_from(e, n)); });
  fields.each("printed",
              [&](const json& e, const std::string& n) { leaf.printed.push_back(printed_line_from(e, n)); });
  fields.finish();
  return leaf;
}

LeafDescription read_leaf_description(const std::filesystem::path& file) {
  try {
    return leaf_description_from_json(read_file(file));
  } catch (Error& error) {
    throw error.at_file(file.string());
  }
}

}  // namespace folio
