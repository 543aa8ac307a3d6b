#include "metrics/figure_names.h"

#include <algorithm>

#include "core/text.h"
#include "metrics/edit_distance.h"

namespace folio {
namespace {

constexpr std::string_view kTyped = "typed.";

/// Shares of words whatever their layer.
bool is_of_all_layers(std::string_view measure) {
  return measure == "placed" || measure.ends_with("in-layer");
}

/// "iou-hand" is "hand.iou", "struck-recall" is "struck.recall". Other names stay.
std::string without_hyphen(std::string_view name) {
  constexpr std::string_view kOverlap = "iou-";
  if (name.starts_with(kOverlap)) return std::string(name.substr(kOverlap.size())) + ".iou";
  for (const char* earlier : {"struck-recall", "struck-precision", "inserted-recall", "inserted-precision"}) {
    if (name != earlier) continue;
    std::string out(name);
    out[out.find('-')] = '.';
    return out;
  }
  return std::string(name);
}

}  // namespace

const Figure* find_figure(const std::vector<Figure>& figures, std::string_view name) {
  std::vector<std::string> names{std::string(name), without_hyphen(name)};
  const std::string_view measure = name.starts_with(kTyped) ? name.substr(kTyped.size()) : std::string_view();
  if (!measure.empty() && measure.find('.') == std::string_view::npos && !is_of_all_layers(measure))
    names.emplace_back(measure);
  for (const std::string& known : names) {
    const auto found = std::ranges::find(figures, known, &Figure::name);
    if (found != figures.end()) return &*found;
  }
  return nullptr;
}

std::vector<std::string> near_names(const std::vector<Figure>& figures, std::string_view name) {
  const std::vector<std::string> wanted = grapheme_clusters(to_lower(name));
  std::vector<std::pair<size_t, std::string>> known;
  known.reserve(figures.size());
  for (const Figure& figure : figures)
    known.emplace_back(edit_counts(wanted, grapheme_clusters(figure.name)).distance(), figure.name);
  std::ranges::stable_sort(known, {}, &std::pair<size_t, std::string>::first);
  std::vector<std::string> out;
  for (size_t k = 0; k < std::min<size_t>(3, known.size()); ++k) out.push_back(known[k].second);
  return out;
}

}  // namespace folio
