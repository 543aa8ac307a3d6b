#include "store/page_store.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cassert>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/error.h"
#include "core/files.h"
#include "core/regular_file.h"
#include "foreign/png_encoder.h"
#include "foreign/png_file.h"
#include "page/packed_masks.h"
#include "store/json_geometry.h"
#include "store/json_page_text.h"
#include "store/stored_components.h"

namespace folio {

using Json = nlohmann::json;

const char* PageStore::file_of(Kind kind) {
  switch (kind) {
    case Kind::scanned:
      return "scanned.json";
    case Kind::upright:
      return "upright.json";
    case Kind::segmented:
      return "segmented.json";
    case Kind::layered:
      return "layered.json";
    case Kind::recognized:
      return "recognized.json";
    case Kind::revised:
      return "revised.json";
    case Kind::reconciled:
      return "reconciled.json";
  }
  assert(false);
  return "";
}

const char* PageStore::stage_of(Kind kind) {
  switch (kind) {
    case Kind::scanned:
      return "ingest";
    case Kind::upright:
      return "deskew";
    case Kind::segmented:
      return "segment";
    case Kind::layered:
      return "separate";
    case Kind::recognized:
    case Kind::revised:
      return "recognize";
    case Kind::reconciled:
      return "reconcile";
  }
  assert(false);
  return "";
}

namespace {

constexpr int kFormat = 2;  // raised when files of before can no longer be read

/// Content that is JSON but not what the stage writes.
[[noreturn]] void wrong(const std::string& what) {
  throw Json::other_error::create(502, what, static_cast<const Json*>(nullptr));
}

void write_image(const std::filesystem::path& path, const cv::Mat& image) {
  write_file(path, encode_png(image));
}

bool same_pixels(const cv::Mat& a, const cv::Mat& b) {
  return a.size() == b.size() && a.type() == b.type() &&
         (a.data == b.data || cv::norm(a, b, cv::NORM_INF) == 0);
}

Json json_of_grid(const TypewriterGrid& grid) {
  return {{"pitch", grid.pitch},       {"line_step", grid.line_step},
          {"origin_x", grid.origin_x}, {"origin_y", grid.origin_y},
          {"lean", grid.lean},         {"slope", grid.slope},
          {"residual", grid.residual}, {"confidence", grid.confidence}};
}

TypewriterGrid grid_from(const Json& json) {
  TypewriterGrid grid;
  json.at("pitch").get_to(grid.pitch);
  json.at("line_step").get_to(grid.line_step);
  json.at("origin_x").get_to(grid.origin_x);
  json.at("origin_y").get_to(grid.origin_y);
  json.at("lean").get_to(grid.lean);
  json.at("slope").get_to(grid.slope);
  json.at("residual").get_to(grid.residual);
  json.at("confidence").get_to(grid.confidence);
  return grid;
}

std::vector<int> indexes_from(const Json& json, size_t count) {
  auto indexes = json.get<std::vector<int>>();
  const auto beyond = [&](int i) { return i < 0 || static_cast<size_t>(i) >= count; };
  if (std::ranges::any_of(indexes, beyond)) wrong("names a piece of ink that is not there");
  return indexes;
}

Json json_of_ink_line(const InkLine& line) {
  return {{"box", json_of(line.box)},
          {"baseline", json_of(line.baseline)},
          {"x_height", line.x_height},
          {"component_idxs", line.component_idxs},
          {"grid_idx", line.grid_idx}};
}

/// Which of `grids` grids a line stands on; -1 = none.
int grid_idx_from(const Json& json, size_t grids) {
  const auto idx = json.get<int>();
  if (idx < -1 || idx >= static_cast<int>(grids)) wrong("has a line on a grid that is not there");
  return idx;
}

Json json_of_block(const TextBlock& block) {
  return {{"kind", name_of(block.kind)}, {"box", json_of(block.box)}, {"line_idxs", block.line_idxs}};
}

TextBlock block_from(const Json& json, size_t lines) {
  const auto kind = block_kind_from_name(json.at("kind").get<std::string>());
  if (!kind) wrong("has a block of an unknown kind");
  TextBlock block{*kind, box_from(json.at("box")), json.at("line_idxs").get<std::vector<int>>()};
  const auto beyond = [&](int i) { return i < 0 || static_cast<size_t>(i) >= lines; };
  if (std::ranges::any_of(block.line_idxs, beyond)) wrong("has a block with a line that is not there");
  return block;
}

// Values of ink.png and machine.png: ink of pieces (255 in files of before, too), of rules, and of neither.
constexpr int kPieceInk = 255, kRuleInk = 160, kPartedInk = 80;

cv::Mat picture_of_ink(const SegmentedPage& page) {
  cv::Mat picture = page.ink.clone();
  picture.setTo(kPartedInk, page.ink & (page.labels == 0));
  if (!page.rule_mask.empty()) picture.setTo(kRuleInk, page.rule_mask);
  return picture;
}

Json json_of_rule(const Rule& rule) {
  return {{"box", json_of(rule.box)},
          {"thickness", rule.thickness},
          {"underline", rule.underline},
          {"line_idx", rule.line_idx}};
}

Rule rule_from(const Json& json, size_t lines) {
  const Rule rule{box_from(json.at("box")), json.at("thickness").get<double>(),
                  json.at("underline").get<bool>(), json.at("line_idx").get<int>()};
  if (rule.line_idx < -1 || rule.line_idx >= static_cast<int>(lines))
    wrong("has a rule at a line that is not there");
  return rule;
}

/// All of a segmented page but its ink and the page before it.
Json json_of_segmented(const SegmentedPage& page) {
  Json lines = Json::array();
  for (const InkLine& line : page.lines) lines.push_back(json_of_ink_line(line));
  Json content{{"size", json_of(page.ink.size())},
               {"components", json_of_components(page)},
               {"letter_height", page.letter_height},
               {"lines", std::move(lines)},
               {"loose_idxs", page.loose_idxs}};
  Json blocks = Json::array();
  for (const TextBlock& block : page.blocks) blocks.push_back(json_of_block(block));
  content["blocks"] = std::move(blocks);
  Json grids = Json::array();
  for (const TypewriterGrid& grid : page.grids) grids.push_back(json_of_grid(grid));
  content["grids"] = std::move(grids);
  Json rules = Json::array();
  for (const Rule& rule : page.rules) rules.push_back(json_of_rule(rule));
  content["rules"] = std::move(rules);
  return content;
}

/// The other way round: `page` has the page before it already, and picture_of_ink() as its ink.
void segmented_from(const Json& json, SegmentedPage& page) {
  if (page.upright->size() != page.ink.size()) wrong("belongs to a page of another size");
  const cv::Mat picture = page.ink.clone();
  page.ink = picture == kPieceInk;
  const bool restored = restore_components(json.at("components"), page);
  page.ink = picture != 0;
  if (!restored) wrong("its pieces of ink are not those of its picture");
  page.letter_height = json.at("letter_height").get<double>();
  for (const auto& grid : json.at("grids")) page.grids.push_back(grid_from(grid));
  for (const auto& line : json.at("lines")) {
    page.lines.push_back({box_from(line.at("box")), baseline_from(line.at("baseline")),
                          line.at("x_height").get<double>(),
                          indexes_from(line.at("component_idxs"), page.components.size()),
                          grid_idx_from(line.at("grid_idx"), page.grids.size())});
  }
  for (const auto& block : json.at("blocks")) page.blocks.push_back(block_from(block, page.lines.size()));
  page.loose_idxs = indexes_from(json.at("loose_idxs"), page.components.size());
  for (const auto& rule : json.value("rules", Json::array()))
    page.rules.push_back(rule_from(rule, page.lines.size()));
  if (!page.rules.empty()) page.rule_mask = picture == kRuleInk;
}

Json json_of_layer_line(const LayerLine& line) {
  Json out{{"layer", name_of(line.layer)},
           {"role", name_of(line.role)},
           {"box", json_of(line.box)},
           {"baseline", json_of(line.baseline)},
           {"x_height", line.x_height},
           {"confidence", line.confidence},
           {"quarter_turns", line.quarter_turns},
           {"component_idxs", line.component_idxs}};
  if (line.place) out["place"] = {line.place->x, line.place->y};
  for (const Box& box : line.piece_boxes) out["piece_boxes"].push_back(json_of(box));
  return out;
}

}  // namespace

void PageStore::fail(Kind kind, const std::string& name, const std::string& problem, bool missing) const {
  throw Error(ErrorCode::input, problem,
              fmt::format("run 'folio {}' {}", stage_of(kind), missing ? "first" : "again"))
      .at_file((folder_ / name).string());
}

void PageStore::save_json(Kind kind, Json json) const {
  json["format"] = kFormat;
  write_file(folder_ / file_of(kind),
             json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

void PageStore::load_json(Kind kind, const std::function<void(const Json&)>& read) const {
  const std::filesystem::path path = folder_ / file_of(kind);
  if (!std::filesystem::exists(path)) fail(kind, file_of(kind), "is missing", true);
  try {
    const Json content = Json::parse(read_regular_file(path));
    if (content.value("format", 0) != kFormat) wrong("was written by another version");
    read(content);
  } catch (const Json::exception& failure) {
    fail(kind, file_of(kind), std::string("is damaged: ") + failure.what(), false);
  }
}

cv::Mat PageStore::load_image(Kind kind, const char* name, int type, const cv::Size& size) const {
  const std::filesystem::path path = folder_ / name;
  if (!std::filesystem::exists(path)) fail(kind, name, "is missing", true);
  cv::Mat image;
  try {
    image = read_png(path).pixels;
  } catch (const Error& error) {
    if (error.code() != ErrorCode::input) throw;
  }
  if (image.empty() || image.type() != type)
    fail(kind, name, "is damaged: no picture that folio wrote", false);
  if (image.size() != size) {
    fail(kind, name,
         fmt::format("is damaged: {} x {} pixels, the page has {} x {}", image.cols, image.rows, size.width,
                     size.height),
         false);
  }
  return image;
}

bool PageStore::has(const std::string& stage) const {
  for (const Kind kind :
       {Kind::scanned, Kind::upright, Kind::segmented, Kind::layered, Kind::recognized, Kind::reconciled}) {
    if (stage == stage_of(kind)) return std::filesystem::exists(folder_ / file_of(kind));
  }
  return false;
}

void PageStore::save_scanned(const ScannedPage& page) const {
  remove_scan_masks();
  save_json(Kind::scanned, {{"origin", json_of(page.origin)},
                            {"size", json_of(page.pixels.size())},
                            {"bilevel", page.bilevel},
                            {"resolution", json_of(page.resolution)}});
}

void PageStore::move_origin(const std::filesystem::path& file) const {
  PageText text = load_first_reading();
  text.origin.file = file;
  save_recognized(text);
  Json scanned;
  load_json(Kind::scanned, [&](const Json& json) {
    PageOrigin origin = origin_from(json.at("origin"));
    origin.file = file;
    scanned = json;
    scanned["origin"] = json_of(origin);
  });
  save_json(Kind::scanned, std::move(scanned));
}

void PageStore::remove_scan_masks() const { remove_file("scan-masks.png"); }

void PageStore::remove_file(const char* name) const {
  std::error_code ignored;
  std::filesystem::remove(folder_ / name, ignored);
}

void PageStore::save_scan_masks(const LayerMasks& masks) const {
  write_image(folder_ / "scan-masks.png", pack(masks));
}

std::optional<LayerMasks> PageStore::load_scan_masks(const cv::Size& size) const {
  const std::filesystem::path path = folder_ / "scan-masks.png";
  if (!std::filesystem::exists(path)) return std::nullopt;
  const cv::Mat packed = read_png(path).pixels;
  if (packed.type() != CV_8UC1 || packed.size() != size) return std::nullopt;
  return unpack(packed);
}

StoredScan PageStore::load_scanned() const {
  StoredScan scan;
  load_json(Kind::scanned, [&](const Json& json) {
    scan.origin = origin_from(json.at("origin"));
    scan.size = size_from(json.at("size"));
    scan.bilevel = json.at("bilevel").get<bool>();
    scan.resolution = resolution_from(json.at("resolution"));
  });
  return scan;
}

void PageStore::save_upright(const UprightPage& page) const {
  remove_file(kKeptStages);
  const bool color = !page.color.empty();
  const bool of_scan = color && same_pixels(page.color, page.scan->pixels);
  write_image(folder_ / "upright.png", page.gray);
  if (color && !of_scan) write_image(folder_ / "upright-color.png", page.color);
  save_json(Kind::upright, {{"size", json_of(page.size())},
                            {"skew", json_of(page.skew)},
                            {"quarter_turns", page.orientation.quarter_turns},
                            {"orientation_confidence", page.orientation.confidence},
                            {"scan_from_upright", json_of(page.scan_from_upright)},
                            {"bend", page.bend},
                            {"frame", json_of(page.frame)},
                            {"color", !color    ? "none"
                                      : of_scan ? "scan"
                                                : "file"}});
}

UprightPage PageStore::load_upright(std::shared_ptr<const ScannedPage> scan) const {
  UprightPage page;
  cv::Size size;
  std::string color;
  load_json(Kind::upright, [&](const Json& json) {
    size = size_from(json.at("size"));
    page.skew = skew_from(json.at("skew"));
    page.orientation = {json.at("quarter_turns").get<int>(), json.at("orientation_confidence").get<double>()};
    if (page.orientation.quarter_turns < 0 || page.orientation.quarter_turns > 3)
      wrong("is turned by no quarter turn");
    page.scan_from_upright = page_map_from(json.at("scan_from_upright"));
    page.bend = json.value("bend", 0.0);
    page.frame = box_from(json.at("frame"));
    color = json.at("color").get<std::string>();
    if (color == "scan" && (scan->pixels.type() != CV_8UC3 || scan->pixels.size() != size)) {
      wrong("the scan is not the one that was made upright");
    }
  });
  page.gray = load_image(Kind::upright, "upright.png", CV_8UC1, size);
  if (color == "scan") page.color = scan->pixels;
  if (color == "file") page.color = load_image(Kind::upright, "upright-color.png", CV_8UC3, size);
  page.scan = std::move(scan);
  return page;
}

void PageStore::save_segmented(const SegmentedPage& page) const {
  remove_file(kKeptStages);
  write_image(folder_ / "ink.png", picture_of_ink(page));
  save_json(Kind::segmented, json_of_segmented(page));
}

SegmentedPage PageStore::load_segmented(std::shared_ptr<const UprightPage> upright) const {
  SegmentedPage page;
  page.upright = std::move(upright);
  load_json(Kind::segmented, [&](const Json& json) {
    page.ink = load_image(Kind::segmented, "ink.png", CV_8UC1, size_from(json.at("size")));
    segmented_from(json, page);
  });
  return page;
}

void PageStore::save_layered(const LayeredPage& page) const {
  remove_scan_masks();
  remove_file(kKeptStages);
  Json lines = Json::array(), regions = Json::array(), strikes = Json::array();
  for (const LayerLine& line : page.lines) lines.push_back(json_of_layer_line(line));
  for (const LayerRegion& region : page.regions) {
    regions.push_back({{"layer", name_of(region.layer)},
                       {"role", name_of(region.role)},
                       {"box", json_of(region.box)},
                       {"confidence", region.confidence}});
  }
  for (const Strike& strike : page.strikes) {
    strikes.push_back({{"box", json_of(strike.box)},
                       {"kind", name_of(strike.kind)},
                       {"confidence", strike.confidence},
                       {"layer", name_of(strike.layer)}});
  }
  write_image(folder_ / "masks.png", pack(page.masks));
  Json content{{"size", json_of(page.masks.size())},
               {"lines", std::move(lines)},
               {"regions", std::move(regions)},
               {"strikes", std::move(strikes)},
               {"kind", json_of(page.kind)}};
  if (page.machine != page.segmented) {
    write_image(folder_ / "machine.png", picture_of_ink(*page.machine));
    content["machine"] = json_of_segmented(*page.machine);
  }
  save_json(Kind::layered, std::move(content));
}

LayeredPage PageStore::load_layered(std::shared_ptr<const SegmentedPage> segmented) const {
  LayeredPage page;
  load_json(Kind::layered, [&](const Json& json) {
    page.masks = unpack(load_image(Kind::layered, "masks.png", CV_8UC1, size_from(json.at("size"))));
    if (segmented->ink.size() != page.masks.size()) wrong("belongs to a page of another size");
    page.machine = segmented;
    if (json.contains("machine")) {
      auto machine = std::make_shared<SegmentedPage>();
      machine->upright = segmented->upright;
      machine->ink = load_image(Kind::layered, "machine.png", CV_8UC1, page.masks.size());
      segmented_from(json.at("machine"), *machine);
      page.machine = std::move(machine);
    }
    const size_t component_count = page.machine->components.size();
    for (const auto& line : json.at("lines")) {
      LayerLine& out = page.lines.emplace_back();
      out.layer = layer_from(line.at("layer"));
      out.role = role_from(line.at("role"));
      out.box = box_from(line.at("box"));
      out.baseline = baseline_from(line.at("baseline"));
      out.x_height = line.at("x_height").get<double>();
      out.confidence = line.at("confidence").get<double>();
      out.quarter_turns = line.at("quarter_turns").get<int>();
      out.component_idxs = indexes_from(line.at("component_idxs"), component_count);
      if (line.contains("piece_boxes"))
        for (const auto& box : line.at("piece_boxes")) out.piece_boxes.push_back(box_from(box));
      if (line.contains("place"))
        out.place = cv::Point2d(line.at("place").at(0).get<double>(), line.at("place").at(1).get<double>());
    }
    for (const auto& region : json.at("regions")) {
      page.regions.push_back({layer_from(region.at("layer")), role_from(region.at("role")),
                              box_from(region.at("box")), region.at("confidence").get<double>()});
    }
    if (json.contains("kind")) page.kind = page_kind_from(json.at("kind"));
    for (const auto& strike : json.at("strikes")) {
      page.strikes.push_back({box_from(strike.at("box")), strike_kind_from(strike.at("kind")),
                              strike.at("confidence").get<double>(),
                              strike.contains("layer") ? layer_from(strike.at("layer")) : Layer::typed});
    }
  });
  page.segmented = std::move(segmented);
  return page;
}

void PageStore::save_recognized(const PageText& text) const {
  remove_revised();
  save_json(Kind::recognized, {{"text", json_of(text)}});
}

void PageStore::save_revised(const PageText& text) const {
  remove_file(file_of(Kind::reconciled));
  save_json(Kind::revised, {{"text", json_of(text)}});
}

void PageStore::remove_revised() const {
  // What was reconciled with another reading is no longer that of this page.
  remove_file(file_of(Kind::reconciled));
  remove_file(file_of(Kind::revised));
}

PageText PageStore::load_text(Kind kind) const {
  PageText text;
  load_json(kind, [&](const Json& json) { text = page_text_from(json.at("text")); });
  return text;
}

PageText PageStore::load_recognized_text() const {
  return load_text(std::filesystem::exists(folder_ / file_of(Kind::revised)) ? Kind::revised
                                                                             : Kind::recognized);
}

PageText PageStore::load_first_reading() const { return load_text(Kind::recognized); }

void PageStore::save_reconciled(const ReconciledPage& page) const {
  Json ledger = Json::array();
  for (const LedgerEntry& entry : page.ledger) ledger.push_back(json_of(entry));
  save_json(Kind::reconciled,
            {{"text", json_of(page.text, Characters::left_out)}, {"ledger", std::move(ledger)}});
}

ReconciledPage PageStore::load_reconciled() const {
  ReconciledPage page;
  load_json(Kind::reconciled, [&](const Json& json) {
    page.text = page_text_from(json.at("text"));
    for (const auto& entry : json.at("ledger")) page.ledger.push_back(ledger_entry_from(entry));
  });
  return page;
}

}  // namespace folio
