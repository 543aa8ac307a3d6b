#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace folio {

/// What a figure must reach: a line of floors.csv.
struct Floor {
  std::string set;     ///< what it is measured on
  std::string figure;  ///< its name
  double bound = 0;
  bool is_ceiling = false;  ///< the figure must not exceed the bound; else it must not fall below it
  std::string note;
};

/// Reads floors.csv: set,figure,floor,direction,note with a heading; direction is "min" (not less) or "max"
/// (not more), the note may hold commas. Throws Error{input} with the line.
std::vector<Floor> read_floors(const std::filesystem::path& file);

/// Holds measured figures against their floors and prints a line of each to standard output.
class FloorCheck {
 public:
  explicit FloorCheck(std::vector<Floor> floors) : floors_(std::move(floors)), seen_(floors_.size(), false) {}

  /// A figure without a floor, or one that could not be measured (nothing), fails.
  void check(const std::string& set, const std::string& figure, std::optional<double> value);
  /// Fails each floor of these sets that was never checked. True when all held.
  bool finish(const std::vector<std::string>& sets);

 private:
  std::vector<Floor> floors_;
  std::vector<bool> seen_;
  bool all_hold_ = true;
};

/// The line that heads those of FloorCheck.
void print_floor_heading();

}  // namespace folio
