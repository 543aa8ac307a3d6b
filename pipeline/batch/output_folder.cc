#include "batch/output_folder.h"

#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/files.h"
#include "core/regular_file.h"

namespace folio {

OutputFolder::OutputFolder(std::filesystem::path folder) : folder_(std::move(folder)) {
  // A file that is written and removed shows at once what would else show after the first page.
  const std::filesystem::path probe = folder_ / ".folio-write-test";
  write_file(probe, "");
  std::error_code ignored;
  std::filesystem::remove(probe, ignored);
}

std::filesystem::path OutputFolder::product(const std::string& stem, std::string_view extension) const {
  return folder_ / (stem + std::string(extension));
}

void OutputFolder::save_contents(const Contents& contents) const {
  nlohmann::json json = {{"pages", contents.stems}, {"languages", contents.languages}};
  const FolioFacts& facts = contents.facts;
  if (!facts.call_number.empty())
    json["call_number"] = {{"text", facts.call_number}, {"source", facts.source}};
  for (const std::vector<LeafName>& line : facts.number_lines) {
    nlohmann::json names = nlohmann::json::array();
    for (const LeafName& name : line) names.push_back(to_string(name));
    json["number_lines"].push_back(std::move(names));
  }
  write_file(contents_file(), json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

OutputFolder::Contents OutputFolder::load_contents() const {
  const auto fail = [&](const std::string& problem) {
    Error error(ErrorCode::input, problem, "run folio ingest or folio digitize into this folder first");
    error.at_file(contents_file().string());
    return error;
  };
  if (!std::filesystem::exists(contents_file())) throw fail("no earlier run left its pages here");
  const nlohmann::json json = nlohmann::json::parse(read_regular_file(contents_file()), nullptr, false);
  try {
    Contents contents{
        json.at("pages").get<std::vector<std::string>>(), json.at("languages").get<std::string>(), {}};
    if (json.contains("call_number")) {
      contents.facts.call_number = json.at("call_number").at("text").get<std::string>();
      contents.facts.source = json.at("call_number").at("source").get<std::string>();
    }
    for (const auto& line : json.value("number_lines", nlohmann::json::array())) {
      contents.facts.number_lines.emplace_back();
      for (const auto& name : line)
        if (const auto leaf = parse_leaf_name(name.get<std::string>()))
          contents.facts.number_lines.back().push_back(*leaf);
    }
    return contents;
  } catch (const nlohmann::json::exception&) {
    throw fail("is damaged");
  }
}

}  // namespace folio
