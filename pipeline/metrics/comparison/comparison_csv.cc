#include <spdlog/fmt/fmt.h>

#include <optional>
#include <string_view>

#include "metrics/comparison/comparison_files.h"

namespace folio {
namespace {

std::string field(const std::string& text) {
  std::string out;
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) out = "'";
  out += text;
  if (out.find_first_of(",\"\r\n") == std::string::npos) return out;
  std::string quoted = "\"";
  for (const char c : out) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string number(const std::optional<double>& value) {
  return value ? fmt::format("{:.6g}", *value) : std::string();
}

void add_row(const std::string& system, const std::string& page, const Figure& figure,
             const std::optional<Interval>& interval, std::string& out) {
  if (!was_measured(figure)) return;
  const auto end = [&](double Interval::*which) {
    return interval ? number((*interval).*which) : std::string();
  };
  out += fmt::format("{},{},{},{},{},{},{},{}\n", field(system), field(page), field(figure.name),
                     number(figure.value), end(&Interval::low), end(&Interval::high), figure.count,
                     field(figure.unit));
}

}  // namespace

std::string comparison_csv(const Comparison& comparison) {
  std::string out = "system,page,figure,value,low,high,count,unit\n";
  for (const ComparedSystem& system : comparison.systems) {
    for (size_t p = 0; p < system.pages.size(); ++p) {
      for (const Figure& figure : system.pages[p].scores.figures())
        add_row(system.name, comparison.truths[p].stem, figure, std::nullopt, out);
    }
    for (const MeasuredFigure& measured : system.figures)
      add_row(system.name, "all", measured.figure, measured.interval, out);
  }
  return out;
}

}  // namespace folio
