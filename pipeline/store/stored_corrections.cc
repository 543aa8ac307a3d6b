#include "store/stored_corrections.h"

#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/files.h"
#include "core/regular_file.h"
#include "store/json_geometry.h"
#include "store/json_page_text.h"

namespace folio {
namespace {

using Json = nlohmann::json;

constexpr const char* kFile = "corrections.json";

Json json_of_correction(const Correction& correction) {
  Json out{{"text", correction.text},
           {"was", correction.was},
           {"ocr", correction.ocr},
           {"box", json_of(correction.box)},
           {"layer", name_of(correction.layer)}};
  if (correction.sets_status) out["status"] = name_of(correction.status);
  return out;
}

Correction correction_from(const Json& json) {
  Correction out;
  out.text = json.at("text").get<std::string>();
  out.was = json.at("was").get<std::string>();
  out.ocr = json.at("ocr").get<std::string>();
  out.box = box_from(json.at("box"));
  out.layer = layer_from(json.at("layer"));
  out.sets_status = json.contains("status");
  if (out.sets_status) out.status = word_status_from(json.at("status"));
  return out;
}

Json json_of_area(const AreaCorrection& area) {
  return {{"box", json_of(area.box)}, {"layer", name_of(area.layer)}, {"role", name_of(area.role)}};
}

AreaCorrection area_from(const Json& json) {
  return {box_from(json.at("box")), layer_from(json.at("layer")), role_from(json.at("role"))};
}

}  // namespace

void save_corrections(const std::filesystem::path& folder, const PageCorrections& corrections) {
  Json list = Json::array();
  for (const Correction& correction : corrections.list) list.push_back(json_of_correction(correction));
  Json json{{"size", json_of(corrections.size)}, {"sha256", corrections.sha256}, {"list", list}};
  for (const AreaCorrection& area : corrections.areas) json["areas"].push_back(json_of_area(area));
  for (const PageNote& note : corrections.notes)
    json["notes"].push_back({{"box", json_of(note.box)}, {"text", note.text}});
  write_file(folder / kFile, json.dump(1) + "\n");
}

PageCorrections load_corrections(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / kFile;
  if (!std::filesystem::exists(file)) return {};
  const Json json = Json::parse(read_regular_file(file), nullptr, false);
  try {
    PageCorrections out{size_from(json.at("size")), json.at("sha256").get<std::string>(), {}};
    for (const Json& correction : json.at("list")) out.list.push_back(correction_from(correction));
    if (json.contains("areas"))
      for (const Json& area : json.at("areas")) out.areas.push_back(area_from(area));
    if (json.contains("notes"))
      for (const Json& note : json.at("notes"))
        out.notes.push_back({box_from(note.at("box")), note.at("text").get<std::string>()});
    return out;
  } catch (const Json::exception& problem) {
    throw Error(ErrorCode::input, std::string("holds no corrections: ") + problem.what(),
                "mend the file, or remove it to do without what people corrected on this page")
        .at_file(file.string());
  }
}

}  // namespace folio
