#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace folio {

/// All words of the page in one language, from assets/labels.json. The page's script gets the same table.
class ReportLabels {
 public:
  /// `language`: a key of labels.json, such as "en". Asserts that it is there.
  explicit ReportLabels(std::string_view language = "en");

  const std::string& language() const { return language_; }

  /// The label of this key. Asserts that there is one.
  std::string operator()(std::string_view key) const;

  /// Figures are looked up by name, those of a layer by "*.MEASURE" too.
  ///
  /// A figure's name for people; `name` itself where the table has none.
  std::string figure_name(const std::string& name) const;
  /// What the figure tells, in a plain sentence; empty where the table has none.
  std::string figure_meaning(const std::string& name) const;
  /// Heading of the group of figures that it belongs to; that of the rest where the table has none.
  std::string figure_group(const std::string& name) const;

  const nlohmann::json& table() const { return table_; }

 private:
  std::string figure_field(const std::string& name, const char* field) const;
  std::string language_;
  nlohmann::json table_;
};

}  // namespace folio
