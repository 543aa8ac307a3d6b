#include "store/stored_traces.h"

#include <cstring>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/files.h"

namespace folio {
namespace {

using Json = nlohmann::json;
using Second = WordEvidence::Second;

constexpr int kFormat = 1;
constexpr const char* kFile = "traces.cbor";
constexpr int kMostFeatures = 4096;

Json json_of(const cv::Mat& features) {
  CV_Assert(features.empty() || (features.type() == CV_16F && features.isContinuous() && features.rows == 1));
  Json::binary_t bytes;
  bytes.resize(features.total() * features.elemSize());
  if (!bytes.empty()) std::memcpy(bytes.data(), features.data, bytes.size());
  return Json::binary(std::move(bytes));
}

cv::Mat features_from(const Json& json) {
  const auto& bytes = json.get_binary();
  const auto columns = static_cast<int>(bytes.size() / 2);
  if (bytes.empty()) return {};
  if (bytes.size() % 2 != 0 || columns > kMostFeatures)
    throw Json::other_error::create(502, "no features", static_cast<const Json*>(nullptr));
  cv::Mat features(1, columns, CV_16F);
  std::memcpy(features.data, bytes.data(), bytes.size());
  return features;
}

Json json_of(const WordEvidence& e) {
  return {e.least,
          e.product,
          e.language,
          e.spacing,
          e.characters,
          static_cast<int>(e.second),
          e.second_confidence,
          e.second_language,
          e.second_text};
}

WordEvidence evidence_from(const Json& json) {
  WordEvidence e;
  json.at(0).get_to(e.least);
  json.at(1).get_to(e.product);
  json.at(2).get_to(e.language);
  json.at(3).get_to(e.spacing);
  json.at(4).get_to(e.characters);
  const int second = json.at(5).get<int>();
  if (second < 0 || second > static_cast<int>(Second::other))
    throw Json::other_error::create(502, "no second opinion", static_cast<const Json*>(nullptr));
  e.second = static_cast<Second>(second);
  json.at(6).get_to(e.second_confidence);
  json.at(7).get_to(e.second_language);
  json.at(8).get_to(e.second_text);
  return e;
}

/// Classes are positions in an alphabet: those of a damaged file must not lead beyond any.
int class_from(const Json& json) {
  const int class_idx = json.get<int>();
  if (class_idx < 1 || class_idx > 0xFFFF)
    throw Json::other_error::create(502, "no class", static_cast<const Json*>(nullptr));
  return class_idx;
}

Json json_of(const GlyphTrace& glyph) {
  Json alternatives = Json::array();
  for (const auto& other : glyph.alternatives) alternatives.push_back({other.class_idx, other.likelihood});
  return {glyph.class_idx, glyph.likelihood, std::move(alternatives), json_of(glyph.features)};
}

GlyphTrace glyph_from(const Json& json) {
  GlyphTrace glyph{class_from(json.at(0)), json.at(1).get<double>(), {}, features_from(json.at(3))};
  for (const auto& other : json.at(2))
    glyph.alternatives.push_back({class_from(other.at(0)), other.at(1).get<double>()});
  return glyph;
}

}  // namespace

void save_traces(const std::filesystem::path& page_folder, const std::vector<WordTrace>& traces) {
  Json words = Json::array();
  for (const WordTrace& trace : traces) {
    Json glyphs = Json::array();
    for (const GlyphTrace& glyph : trace.glyphs) glyphs.push_back(json_of(glyph));
    words.push_back({trace.word_id, json_of(trace.evidence), std::move(glyphs)});
  }
  std::string bytes;
  Json::to_cbor({{"format", kFormat}, {"words", std::move(words)}}, bytes);
  write_file(page_folder / kFile, bytes);
}

std::optional<std::vector<WordTrace>> load_traces(const std::filesystem::path& page_folder) {
  try {
    const Json json = Json::from_cbor(read_file(page_folder / kFile));
    if (json.at("format").get<int>() != kFormat) return std::nullopt;
    std::vector<WordTrace> traces;
    for (const auto& word : json.at("words")) {
      WordTrace trace{word.at(0).get<std::string>(), evidence_from(word.at(1)), {}};
      for (const auto& glyph : word.at(2)) trace.glyphs.push_back(glyph_from(glyph));
      traces.push_back(std::move(trace));
    }
    return traces;
  } catch (const Json::exception&) {
    return std::nullopt;
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace folio
