#include "metrics/report/report_labels.h"

#include <cassert>

#include "core/markup_template.h"
#include "metrics/report/report_assets.h"

namespace folio {

ReportLabels::ReportLabels(std::string_view language)
    : language_(language), table_(nlohmann::json::parse(report_asset("labels.json")).at(language_)) {}

std::string ReportLabels::operator()(std::string_view key) const {
  const auto found = table_.find(std::string(key));
  assert(found != table_.end() && found->is_string());
  return found->get<std::string>();
}

std::string ReportLabels::figure_field(const std::string& name, const char* field) const {
  const nlohmann::json& figures = table_.at("explanations");
  if (const auto figure = figures.find(name); figure != figures.end()) return figure->value(field, "");
  const size_t dot = name.find('.');
  if (dot == std::string::npos) return {};
  const auto figure = figures.find("*" + name.substr(dot));
  const auto layer = table_.find("layer-" + name.substr(0, dot));
  if (figure == figures.end() || layer == table_.end()) return {};
  return filled_label(figure->value(field, ""), {{"layer", layer->get<std::string>()}});
}

std::string ReportLabels::figure_name(const std::string& name) const {
  const std::string found = figure_field(name, "name");
  return found.empty() ? name : found;
}

std::string ReportLabels::figure_meaning(const std::string& name) const { return figure_field(name, "what"); }

std::string ReportLabels::figure_group(const std::string& name) const {
  const std::string group = figure_field(name, "group");
  return (*this)(group.empty() ? "group-other" : "group-" + group);
}

}  // namespace folio
