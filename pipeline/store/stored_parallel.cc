#include "store/stored_parallel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/regular_file.h"
#include "store/json_geometry.h"

namespace folio {
namespace {

using Json = nlohmann::json;
using Kind = ParallelRun::Kind;
using Outcome = TranslationMark::Outcome;

constexpr int kFormat = 1;
constexpr std::array kKinds{Kind::plain, Kind::struck, Kind::handwritten, Kind::note};
constexpr std::array kOutcomes{Outcome::agrees, Outcome::not_in_translation, Outcome::not_in_original,
                               Outcome::translation_and_ink};

[[noreturn]] void wrong(const char* what) {
  throw Json::other_error::create(503, what, static_cast<const Json*>(nullptr));
}

template <class Values>
auto named(const Values& values, const Json& json) {
  const auto name = json.get<std::string>();
  const auto found = std::ranges::find_if(values, [&](const auto value) { return name_of(value) == name; });
  if (found == values.end()) wrong("has an unknown name");
  return *found;
}

Json json_of(const ParallelRun& run) {
  Json json{{"kind", name_of(run.kind)}, {"text", run.text}};
  if (run.uncertain) json["uncertain"] = true;
  if (run.joined) json["joined"] = true;
  if (run.line > 0) json["at"] = {run.line, run.column};
  if (!run.stem.empty()) {
    json["page"] = run.stem;
    json["box"] = json_of(run.box);
  }
  return json;
}

ParallelRun run_from(const Json& json) {
  ParallelRun run;
  run.kind = named(kKinds, json.at("kind"));
  run.text = json.at("text").get<std::string>();
  run.uncertain = json.value("uncertain", false);
  run.joined = json.value("joined", false);
  if (json.contains("at")) {
    run.line = json.at("at").at(0).get<int>();
    run.column = json.at("at").at(1).get<int>();
  }
  if (json.contains("page")) {
    run.stem = json.at("page").get<std::string>();
    run.box = box_from(json.at("box"));
  }
  return run;
}

Json json_of(const ParallelParagraph& paragraph) {
  Json runs = Json::array(), places = Json::array();
  for (const ParallelRun& run : paragraph.runs) runs.push_back(json_of(run));
  for (const ParallelPlace& place : paragraph.places)
    places.push_back({{"page", place.stem}, {"line", place.line_id}, {"box", json_of(place.box)}});
  Json json{{"runs", std::move(runs)}};
  if (!places.empty()) json["places"] = std::move(places);
  return json;
}

ParallelParagraph paragraph_from(const Json& json) {
  ParallelParagraph paragraph;
  for (const Json& run : json.at("runs")) paragraph.runs.push_back(run_from(run));
  if (json.contains("places")) {
    for (const Json& place : json.at("places"))
      paragraph.places.push_back({place.at("page").get<std::string>(), place.at("line").get<std::string>(),
                                  box_from(place.at("box"))});
  }
  return paragraph;
}

Json json_of(const TranslationMark& mark) {
  Json json{{"kind", name_of(mark.kind)}, {"outcome", name_of(mark.outcome)}, {"pair", mark.pair_idx},
            {"original", mark.original},  {"translation", mark.translation},  {"ink", mark.ink},
            {"reason", mark.reason}};
  if (mark.original_line > 0) json["original_at"] = {mark.original_line, mark.original_column};
  if (mark.translation_line > 0) json["translation_at"] = {mark.translation_line, mark.translation_column};
  if (!mark.stem.empty()) {
    json["page"] = mark.stem;
    json["box"] = json_of(mark.box);
  }
  return json;
}

TranslationMark mark_from(const Json& json) {
  TranslationMark mark;
  mark.kind = named(kKinds, json.at("kind"));
  mark.outcome = named(kOutcomes, json.at("outcome"));
  mark.pair_idx = json.at("pair").get<size_t>();
  mark.original = json.at("original").get<std::string>();
  mark.translation = json.at("translation").get<std::string>();
  mark.ink = json.at("ink").get<std::string>();
  mark.reason = json.at("reason").get<std::string>();
  if (json.contains("original_at")) {
    mark.original_line = json.at("original_at").at(0).get<int>();
    mark.original_column = json.at("original_at").at(1).get<int>();
  }
  if (json.contains("translation_at")) {
    mark.translation_line = json.at("translation_at").at(0).get<int>();
    mark.translation_column = json.at("translation_at").at(1).get<int>();
  }
  if (json.contains("page")) {
    mark.stem = json.at("page").get<std::string>();
    mark.box = box_from(json.at("box"));
  }
  return mark;
}

/// What goes through the pairs takes for granted that they have every paragraph once.
void check(const ParallelText& text) {
  size_t original = 0, translation = 0;
  for (const ParallelPair& pair : text.pairs) {
    if (pair.original_begin != original || pair.translation_begin != translation ||
        pair.original_end < original || pair.translation_end < translation)
      wrong("has pairs out of order");
    original = pair.original_end;
    translation = pair.translation_end;
  }
  if (original != text.original.size() || translation != text.translation.size())
    wrong("has paragraphs without a pair");
  for (const TranslationMark& mark : text.marks)
    if (mark.pair_idx >= text.pairs.size()) wrong("has a mark of no pair");
}

}  // namespace

std::string json_text_of(const ParallelText& text) {
  Json original = Json::array(), translation = Json::array(), pairs = Json::array(), marks = Json::array();
  for (const ParallelParagraph& paragraph : text.original) original.push_back(json_of(paragraph));
  for (const ParallelParagraph& paragraph : text.translation) translation.push_back(json_of(paragraph));
  for (const ParallelPair& pair : text.pairs) {
    pairs.push_back({{"original", {pair.original_begin, pair.original_end}},
                     {"translation", {pair.translation_begin, pair.translation_end}},
                     {"confidence", std::round(1000 * pair.confidence) / 1000}});
  }
  for (const TranslationMark& mark : text.marks) marks.push_back(json_of(mark));
  const Json json{{"format", kFormat},
                  {"language", text.language},
                  {"original", std::move(original)},
                  {"translation", std::move(translation)},
                  {"pairs", std::move(pairs)},
                  {"marks", std::move(marks)}};
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

ParallelText parallel_text_from(std::string_view bytes) {
  try {
    const Json json = Json::parse(bytes);
    if (json.at("format").get<int>() != kFormat) wrong("is of another format");
    ParallelText text;
    text.language = json.at("language").get<std::string>();
    for (const Json& paragraph : json.at("original")) text.original.push_back(paragraph_from(paragraph));
    for (const Json& paragraph : json.at("translation"))
      text.translation.push_back(paragraph_from(paragraph));
    for (const Json& pair : json.at("pairs")) {
      const Json &original = pair.at("original"), &translation = pair.at("translation");
      text.pairs.push_back({original.at(0).get<size_t>(), original.at(1).get<size_t>(),
                            translation.at(0).get<size_t>(), translation.at(1).get<size_t>(),
                            pair.at("confidence").get<double>()});
    }
    for (const Json& mark : json.at("marks")) text.marks.push_back(mark_from(mark));
    check(text);
    return text;
  } catch (const Json::exception& problem) {
    throw Error(ErrorCode::input, std::string("holds no parallel text: ") + problem.what(),
                "run folio again with --translation, or remove the file");
  }
}

std::optional<ParallelText> load_parallel_text(const std::filesystem::path& output) {
  const std::filesystem::path file = output / kParallelTextFile;
  if (!std::filesystem::exists(file)) return std::nullopt;
  try {
    return parallel_text_from(read_regular_file(file));
  } catch (Error& error) {
    throw error.at_file(file.string());
  }
}

}  // namespace folio
