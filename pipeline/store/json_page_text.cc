#include "store/json_page_text.h"

#include <array>
#include <optional>
#include <utility>

#include "core/text.h"
#include "store/json_geometry.h"
#include "store/json_path.h"

namespace folio {

using Json = nlohmann::json;

namespace {

[[noreturn]] void unknown_name(const std::string& name) {
  throw Json::other_error::create(501, "unknown name '" + escape_control_characters(name) + "'",
                                  static_cast<const Json*>(nullptr));
}

template <class Value>
Value value_or_throw(std::optional<Value> value, const std::string& name) {
  if (!value) unknown_name(name);
  return *value;
}

/// Value of an enum that has only name_of(): the first of `all` with this name.
template <class Value, size_t N>
Value value_named(const std::array<Value, N>& all, const std::string& name) {
  for (const Value value : all) {
    if (name_of(value) == name) return value;
  }
  unknown_name(name);
}

constexpr std::array kSources{TextSource::recognizer, TextSource::both, TextSource::truth,
                              TextSource::person};
constexpr std::array kStatuses{WordStatus::plain, WordStatus::struck, WordStatus::inserted};
constexpr std::array kOutcomes{LedgerEntry::Outcome::confirmed, LedgerEntry::Outcome::corrected,
                               LedgerEntry::Outcome::placed, LedgerEntry::Outcome::not_found,
                               LedgerEntry::Outcome::not_in_transcription};

/// Strings from files of others may hold malformed bytes, which JSON cannot.
std::string well_formed(const std::string& text) {
  return is_utf8(text) ? text : from_code_points(to_code_points(text));
}

void set_text(Json& out, const char* key, const std::string& text) {
  if (!text.empty()) out[key] = well_formed(text);
}

Json json_of(const Glyph& glyph) {
  Json out{{"text", well_formed(glyph.text)},
           {"box", folio::json_of(glyph.box)},
           {"confidence", glyph.confidence}};
  if (!glyph.alternatives.empty()) {
    Json& alternatives = out["alternatives"] = Json::array();
    for (const Glyph::Alternative& other : glyph.alternatives) {
      alternatives.push_back({well_formed(other.text), other.confidence});
    }
  }
  return out;
}

Glyph glyph_from(const Json& json) {
  Glyph out;
  out.text = json.at("text").get<std::string>();
  out.box = box_from(json.at("box"));
  out.confidence = json.at("confidence").get<double>();
  if (json.contains("alternatives")) {
    for (const auto& other : json.at("alternatives")) {
      out.alternatives.push_back({other.at(0).get<std::string>(), other.at(1).get<double>()});
    }
  }
  return out;
}

Json json_of(const Word& word, Characters characters) {
  Json out{{"id", well_formed(word.id)}, {"box", folio::json_of(word.box)}, {"confidence", word.confidence}};
  set_text(out, "text", word.text);
  set_text(out, "ocr", word.ocr);
  set_text(out, "after_id", word.after_id);
  set_text(out, "before_id", word.before_id);
  if (word.status != WordStatus::plain) out["status"] = name_of(word.status);
  if (word.strike != StrikeKind::none) out["strike"] = name_of(word.strike);
  if (word.strike_confidence != 1) out["strike_confidence"] = word.strike_confidence;
  if (word.source != TextSource::recognizer) out["source"] = name_of(word.source);
  if (word.place_inferred) out["place_inferred"] = true;
  if (characters == Characters::kept && !word.glyphs.empty()) {
    Json& glyphs = out["glyphs"] = Json::array();
    for (const Glyph& glyph : word.glyphs) glyphs.push_back(json_of(glyph));
  }
  return out;
}

Word word_from(const Json& json) {
  Word out;
  out.id = json.at("id").get<std::string>();
  out.box = box_from(json.at("box"));
  out.confidence = json.at("confidence").get<double>();
  out.text = json.value("text", "");
  out.ocr = json.value("ocr", "");
  out.after_id = json.value("after_id", "");
  out.before_id = json.value("before_id", "");
  out.status = value_named(kStatuses, json.value("status", std::string(name_of(WordStatus::plain))));
  if (json.contains("strike")) out.strike = strike_kind_from(json.at("strike"));
  out.strike_confidence = json.value("strike_confidence", 1.0);
  out.source = value_named(kSources, json.value("source", std::string(name_of(TextSource::recognizer))));
  out.place_inferred = json.value("place_inferred", false);
  if (json.contains("glyphs")) {
    for (const auto& glyph : json.at("glyphs")) out.glyphs.push_back(glyph_from(glyph));
  }
  return out;
}

Json json_of(const TextLine& line, Characters characters) {
  Json words = Json::array();
  for (const Word& word : line.words) words.push_back(json_of(word, characters));
  return {{"id", well_formed(line.id)},
          {"layer", name_of(line.layer)},
          {"role", name_of(line.role)},
          {"box", folio::json_of(line.box)},
          {"baseline", folio::json_of(line.baseline)},
          {"x_height", line.x_height},
          {"layer_confidence", line.layer_confidence},
          {"quarter_turns", line.quarter_turns},
          {"reader", well_formed(line.reader)},
          {"reader-reason", well_formed(line.reader_reason)},
          {"words", std::move(words)}};
}

TextLine line_from(const Json& json) {
  TextLine out;
  out.id = json.at("id").get<std::string>();
  out.layer = layer_from(json.at("layer"));
  out.role = role_from(json.at("role"));
  out.box = box_from(json.at("box"));
  out.baseline = baseline_from(json.at("baseline"));
  out.x_height = json.at("x_height").get<double>();
  out.layer_confidence = json.at("layer_confidence").get<double>();
  out.quarter_turns = json.at("quarter_turns").get<int>();
  out.reader = json.value("reader", "");
  out.reader_reason = json.value("reader-reason", "");
  for (const auto& word : json.at("words")) out.words.push_back(word_from(word));
  return out;
}

Json json_of(const TextRegion& region) {
  return {{"id", well_formed(region.id)},
          {"layer", name_of(region.layer)},
          {"role", name_of(region.role)},
          {"box", folio::json_of(region.box)},
          {"confidence", region.confidence}};
}

TextRegion region_from(const Json& json) {
  return {json.at("id").get<std::string>(), layer_from(json.at("layer")), role_from(json.at("role")),
          box_from(json.at("box")), json.at("confidence").get<double>()};
}

}  // namespace

Layer layer_from(const Json& json) {
  const std::string name = json.get<std::string>();
  return value_or_throw(layer_from_name(name), name);
}

Role role_from(const Json& json) {
  const std::string name = json.get<std::string>();
  return value_or_throw(role_from_name(name), name);
}

StrikeKind strike_kind_from(const Json& json) {
  const std::string name = json.get<std::string>();
  return value_or_throw(strike_kind_from_name(name), name);
}

WordStatus word_status_from(const Json& json) { return value_named(kStatuses, json.get<std::string>()); }

Json json_of(const PageOrigin& origin) {
  return {{"file", json_of_path(origin.file)},
          {"page_idx", origin.page_idx},
          {"page_count", origin.page_count},
          {"sha256", well_formed(origin.sha256)},
          {"stem", well_formed(origin.stem)}};
}

PageOrigin origin_from(const Json& json) {
  PageOrigin out;
  out.file = path_from(json.at("file"));
  out.page_idx = json.at("page_idx").get<int>();
  out.page_count = json.at("page_count").get<int>();
  out.sha256 = json.at("sha256").get<std::string>();
  out.stem = json.at("stem").get<std::string>();
  return out;
}

Json json_of(const Resolution& resolution) {
  return {{"x", resolution.x}, {"y", resolution.y}, {"source", resolution.source_name()}};
}

Resolution resolution_from(const Json& json) {
  Resolution out;
  out.x = json.at("x").get<double>();
  out.y = json.at("y").get<double>();
  out.source = json.at("source").get<std::string>() == "declared" ? Resolution::Source::declared
                                                                  : Resolution::Source::estimated;
  return out;
}

Json json_of(const Skew& skew) {
  return {{"degrees", skew.degrees},
          {"confidence", skew.confidence},
          {"column_degrees", skew.column_degrees},
          {"column_confidence", skew.column_confidence}};
}

Skew skew_from(const Json& json) {
  return {json.at("degrees").get<double>(), json.at("confidence").get<double>(),
          json.value("column_degrees", 0.0), json.value("column_confidence", 0.0)};
}

Json json_of(const PageKindGuess& guess) {
  return {{"name", name_of(guess.kind)}, {"confidence", guess.confidence}};
}

PageKindGuess page_kind_from(const Json& json) {
  const std::string name = json.at("name").get<std::string>();
  return {value_or_throw(page_kind_from_name(name), name), json.at("confidence").get<double>()};
}

Json json_of(const PageText& text, Characters characters) {
  Json lines = Json::array(), regions = Json::array(), doubts = Json::array();
  for (const TextLine& line : text.lines) lines.push_back(json_of(line, characters));
  for (const TextRegion& region : text.regions) regions.push_back(json_of(region));
  for (const std::string& doubt : text.doubts) doubts.push_back(well_formed(doubt));
  Json typewriting = Json::array();
  for (const Typewriting& grid : text.typewriting)
    typewriting.push_back(
        {{"pitch_mm", grid.pitch_mm}, {"line_step_mm", grid.line_step_mm}, {"confidence", grid.confidence}});
  return {{"origin", json_of(text.origin)},
          {"size", json_of(text.size)},
          {"resolution", json_of(text.resolution)},
          {"skew", json_of(text.skew)},
          {"kind", json_of(text.kind)},
          {"typewriting", std::move(typewriting)},
          {"confidence", text.confidence},
          {"doubts", std::move(doubts)},
          {"languages", text.languages},
          {"made_with",
           {{"system", well_formed(text.made_with.system)},
            {"models", text.made_with.models},
            {"options", text.made_with.options}}},
          {"lines", std::move(lines)},
          {"regions", std::move(regions)}};
}

PageText page_text_from(const Json& json) {
  PageText out;
  out.origin = origin_from(json.at("origin"));
  out.size = size_from(json.at("size"));
  out.resolution = resolution_from(json.at("resolution"));
  out.skew = skew_from(json.at("skew"));
  for (const auto& grid : json.value("typewriting", Json::array()))
    out.typewriting.push_back({grid.at("pitch_mm").get<double>(), grid.at("line_step_mm").get<double>(),
                               grid.at("confidence").get<double>()});
  if (json.contains("kind")) out.kind = page_kind_from(json.at("kind"));
  out.confidence = json.at("confidence").get<double>();
  out.languages = json.value("languages", std::vector<std::string>{});
  if (json.contains("made_with")) {
    const Json& made = json.at("made_with");
    out.made_with = {made.at("system").get<std::string>(), made.at("models").get<std::string>(),
                     made.at("options").get<std::string>()};
  }
  out.doubts = json.at("doubts").get<std::vector<std::string>>();
  for (const auto& line : json.at("lines")) out.lines.push_back(line_from(line));
  for (const auto& region : json.at("regions")) out.regions.push_back(region_from(region));
  return out;
}

Json json_of(const LedgerEntry& entry) {
  Json out{{"outcome", name_of(entry.outcome)}};
  set_text(out, "truth", entry.truth);
  set_text(out, "ocr", entry.ocr);
  set_text(out, "word_id", entry.word_id);
  set_text(out, "reason", entry.reason);
  if (entry.truth_line != 0) out["truth_line"] = entry.truth_line;
  if (entry.truth_column != 0) out["truth_column"] = entry.truth_column;
  if (entry.layer != Layer::none) out["layer"] = name_of(entry.layer);
  if (!entry.box.empty()) out["box"] = json_of(entry.box);
  if (entry.score != 0) out["score"] = entry.score;
  if (entry.after_line != 0) out["after"] = {entry.after_line, entry.after_column};
  if (entry.difference != Difference::none) {
    out["difference"] = name_of(entry.difference);
    out["transcription_wrong"] = entry.transcription_wrong;
    out["reading_wrong"] = entry.reading_wrong;
  }
  return out;
}

LedgerEntry ledger_entry_from(const Json& json) {
  LedgerEntry out;
  out.outcome = value_named(kOutcomes, json.at("outcome").get<std::string>());
  out.truth = json.value("truth", "");
  out.ocr = json.value("ocr", "");
  out.word_id = json.value("word_id", "");
  out.reason = json.value("reason", "");
  out.truth_line = json.value("truth_line", 0);
  out.truth_column = json.value("truth_column", 0);
  if (json.contains("layer")) out.layer = layer_from(json.at("layer"));
  if (json.contains("box")) out.box = box_from(json.at("box"));
  out.score = json.value("score", 0.0);
  if (json.contains("after")) {
    out.after_line = json.at("after").at(0).get<int>();
    out.after_column = json.at("after").at(1).get<int>();
  }
  if (json.contains("difference")) {
    const auto name = json.at("difference").get<std::string>();
    const std::optional<Difference> difference = difference_from_name(name);
    if (!difference) unknown_name(name);
    out.difference = *difference;
    out.transcription_wrong = json.at("transcription_wrong").get<double>();
    out.reading_wrong = json.at("reading_wrong").get<double>();
  }
  return out;
}

}  // namespace folio
