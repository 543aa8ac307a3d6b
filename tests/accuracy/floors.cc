#include "floors.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cstdlib>

#include "core/error.h"
#include "core/files.h"
#include "core/text.h"

namespace folio {
namespace {

Floor parse_floor(std::string line, int number) {
  std::vector<std::string> fields;
  for (int k = 0; k < 4; ++k) {
    const size_t comma = line.find(',');
    if (comma == std::string::npos) break;
    fields.push_back(line.substr(0, comma));
    line.erase(0, comma + 1);
  }
  Floor floor;
  char* end = nullptr;
  if (fields.size() == 4) floor.bound = std::strtod(fields[2].c_str(), &end);
  if (end == nullptr || end == fields[2].c_str() || *end != '\0' ||
      (fields[3] != "min" && fields[3] != "max")) {
    throw Error(ErrorCode::input, fmt::format("line {} is no floor", number),
                "write set,figure,floor,min or max,note");
  }
  floor.set = fields[0];
  floor.figure = fields[1];
  floor.is_ceiling = fields[3] == "max";
  floor.note = line;
  return floor;
}

void print_line(const std::string& set, const std::string& figure, const std::string& asked,
                const std::string& reached, const std::string& verdict) {
  fmt::print("{:<34}  {:<24}  {:>11}  {:>9}  {}\n", set, figure, asked, reached, verdict);
  std::fflush(stdout);
}

std::string shown(double value) { return fmt::format("{:.5g}", value); }

}  // namespace

std::vector<Floor> read_floors(const std::filesystem::path& file) {
  std::vector<Floor> floors;
  int number = 0;
  try {
    for (const std::string& line : split_lines(read_file(file)))
      if (++number > 1 && !trim(line).empty()) floors.push_back(parse_floor(line, number));
  } catch (Error& error) {
    throw error.at_file(file.string());
  }
  return floors;
}

void print_floor_heading() { print_line("set", "figure", "asked", "reached", ""); }

void FloorCheck::check(const std::string& set, const std::string& figure, std::optional<double> value) {
  const auto floor = std::ranges::find_if(
      floors_, [&](const Floor& candidate) { return candidate.set == set && candidate.figure == figure; });
  const std::string reached = value ? shown(*value) : "nothing";
  if (floor == floors_.end()) {
    print_line(set, figure, "-", reached, "FAILS: floors.csv has no floor for it");
    all_hold_ = false;
    return;
  }
  seen_[static_cast<size_t>(floor - floors_.begin())] = true;
  const std::string asked = fmt::format("{} {}", floor->is_ceiling ? "<=" : ">=", shown(floor->bound));
  const bool holds = value && (floor->is_ceiling ? *value <= floor->bound : *value >= floor->bound);
  const bool better = value && *value != floor->bound;
  print_line(set, figure, asked, reached,
             !holds   ? "FAILS: " + floor->note
             : better ? "holds; the floor can move"
                      : "holds");
  all_hold_ = all_hold_ && holds;
}

bool FloorCheck::finish(const std::vector<std::string>& sets) {
  for (size_t k = 0; k < floors_.size(); ++k) {
    if (seen_[k] || std::ranges::find(sets, floors_[k].set) == sets.end()) continue;
    print_line(floors_[k].set, floors_[k].figure, "-", "nothing", "FAILS: was not measured");
    all_hold_ = false;
  }
  return all_hold_;
}

}  // namespace folio
