#include "batch/output_folder.h"

#include <nlohmann/json.hpp>

#include "core/contained_folders.h"
#include "core/error.h"
#include "core/files.h"
#include "core/regular_file.h"

namespace folio {

OutputFolder::OutputFolder(std::filesystem::path folder, Use use) : folder_(std::move(folder)) {
  if (use == Use::to_write) {
    // A file that is written and removed shows at once what would else show after the first page.
    const std::filesystem::path probe = folder_ / ".folio-write-test";
    write_file(probe, "");
    std::error_code ignored;
    std::filesystem::remove(probe, ignored);
  }
  for (const char* inner : {"stages", "stages/shards", "debug", "folio"}) check_stays_inside(folder_, inner);
}

PageStore OutputFolder::store(const std::string& stem) const {
  const std::filesystem::path inner = std::filesystem::path("stages") / stem;
  check_stays_inside(folder_, inner);
  return PageStore(folder_ / inner);
}

std::filesystem::path OutputFolder::debug_folder(const std::string& stem) const {
  const std::filesystem::path inner = std::filesystem::path("debug") / stem;
  check_stays_inside(folder_, inner);
  return folder_ / inner;
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

void OutputFolder::save_outcome(const FolioOutcome& outcome) const {
  nlohmann::json json{{"folio_key", outcome.folio_key},
                      {"mismatch", outcome.mismatch},
                      {"placed", outcome.ledger.placed},
                      {"not_found", outcome.ledger.not_found},
                      {"extra", outcome.ledger.extra}};
  if (outcome.match) json["match"] = *outcome.match;
  write_file(outcome_file(), json.dump(1) + "\n");
}

std::optional<FolioOutcome> OutputFolder::load_outcome() const {
  try {
    const nlohmann::json json = nlohmann::json::parse(read_file(outcome_file()));
    FolioOutcome outcome{json.at("folio_key").get<std::string>(),
                         json.at("mismatch").get<bool>(),
                         std::nullopt,
                         {json.at("placed").get<size_t>(), json.at("not_found").get<size_t>(),
                          json.at("extra").get<size_t>()}};
    if (json.contains("match")) outcome.match = json.at("match").get<double>();
    return outcome;
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  } catch (const Error&) {
    return std::nullopt;
  }
}

void OutputFolder::remove_outcome() const {
  std::error_code ignored;
  std::filesystem::remove(outcome_file(), ignored);
}

}  // namespace folio
