#include "drawing/truth_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/error.h"

namespace folio {

namespace {

using nlohmann::ordered_json;

double rounded(double value) { return std::round(value * 1000) / 1000; }

ordered_json to_json(const Box& box) { return {box.x0, box.y0, box.x1, box.y1}; }
ordered_json to_json(const cv::Point2d& point) { return {rounded(point.x), rounded(point.y)}; }

Box box_from(const ordered_json& json) { return {json.at(0), json.at(1), json.at(2), json.at(3)}; }
cv::Point2d point_from(const ordered_json& json) { return {json.at(0), json.at(1)}; }

template <class T>
T named(const std::optional<T>& value) {
  if (!value) throw Error(ErrorCode::input, "the truth file has a name that is not known");
  return *value;
}

WordStatus status_from(const std::string& name) {
  for (const WordStatus status : {WordStatus::plain, WordStatus::struck, WordStatus::inserted})
    if (name == name_of(status)) return status;
  throw Error(ErrorCode::input, "\"" + name + "\" is no status of a word");
}

ordered_json to_json(const TextLine& line) {
  ordered_json words = ordered_json::array();
  std::string text;
  for (const Word& word : line.words) {
    ordered_json object{{"id", word.id}, {"text", word.text}, {"box", to_json(word.box)}};
    if (word.status != WordStatus::plain) object["status"] = name_of(word.status);
    if (word.strike != StrikeKind::none) object["strike"] = name_of(word.strike);
    if (!word.after_id.empty()) object["after"] = word.after_id;
    words.push_back(object);
    text += (text.empty() ? "" : " ") + word.text;
  }
  return {{"id", line.id},
          {"layer", name_of(line.layer)},
          {"role", name_of(line.role)},
          {"text", text},
          {"box", to_json(line.box)},
          {"baseline", {to_json(line.baseline.left), to_json(line.baseline.right)}},
          {"x_height", rounded(line.x_height)},
          {"quarter_turns", line.quarter_turns},
          {"words", words}};
}

TextLine line_from(const ordered_json& json) {
  TextLine line;
  line.id = json.at("id");
  line.layer = named(layer_from_name(json.at("layer").get<std::string>()));
  line.role = named(role_from_name(json.at("role").get<std::string>()));
  line.box = box_from(json.at("box"));
  line.baseline = {point_from(json.at("baseline").at(0)), point_from(json.at("baseline").at(1))};
  line.x_height = json.at("x_height");
  line.quarter_turns = json.at("quarter_turns");
  for (const auto& object : json.at("words")) {
    Word word;
    word.id = object.at("id");
    word.text = object.at("text");
    word.box = box_from(object.at("box"));
    word.confidence = 1;
    word.source = TextSource::truth;
    word.status = status_from(object.value("status", "plain"));
    if (object.contains("strike"))
      word.strike = named(strike_kind_from_name(object["strike"].get<std::string>()));
    word.after_id = object.value("after", "");
    line.words.push_back(word);
  }
  return line;
}

}  // namespace

LeafTruth truth_of(const DrawnLeaf& leaf) { return {leaf.truth, leaf.grid, leaf.frame}; }

std::string truth_to_json(const LeafTruth& truth) {
  ordered_json lines = ordered_json::array(), regions = ordered_json::array();
  for (const TextLine& line : truth.text.lines) lines.push_back(to_json(line));
  for (const TextRegion& region : truth.text.regions)
    regions.push_back({{"id", region.id},
                       {"layer", name_of(region.layer)},
                       {"role", name_of(region.role)},
                       {"box", to_json(region.box)}});
  const ordered_json json{{"stem", truth.text.origin.stem},
                          {"width", truth.text.size.width},
                          {"height", truth.text.size.height},
                          {"dpi", truth.text.resolution.x},
                          {"skew_degrees", truth.text.skew.degrees},
                          {"frame", to_json(truth.frame)},
                          {"grid",
                           {{"pitch", rounded(truth.grid.pitch)},
                            {"line_step", rounded(truth.grid.line_step)},
                            {"origin", to_json(truth.grid.origin)}}},
                          {"lines", lines},
                          {"regions", regions}};
  return json.dump(1) + "\n";
}

LeafTruth truth_from_json(std::string_view text) {
  try {
    const auto json = ordered_json::parse(text);
    LeafTruth truth;
    truth.text.origin.stem = json.at("stem");
    truth.text.size = {json.at("width"), json.at("height")};
    const double dpi = json.at("dpi");
    truth.text.resolution = {dpi, dpi, Resolution::Source::declared};
    truth.text.skew = {json.at("skew_degrees"), 1};
    truth.text.confidence = 1;
    truth.frame = box_from(json.at("frame"));
    const auto& grid = json.at("grid");
    truth.grid = {grid.at("pitch"), grid.at("line_step"), point_from(grid.at("origin"))};
    for (const auto& line : json.at("lines")) truth.text.lines.push_back(line_from(line));
    for (const auto& region : json.at("regions"))
      truth.text.regions.push_back(
          {region.at("id"), named(layer_from_name(region.at("layer").get<std::string>())),
           named(role_from_name(region.at("role").get<std::string>())), box_from(region.at("box")), 1});
    return truth;
  } catch (const ordered_json::exception& problem) {
    throw Error(ErrorCode::input, std::string("no truth of a drawn leaf: ") + problem.what());
  }
}

}  // namespace folio
