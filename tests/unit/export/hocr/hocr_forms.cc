#include "hocr_forms.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "core/files.h"
#include "core/text.h"

namespace folio {
namespace {

const std::filesystem::path kFolder = std::filesystem::path(FOLIO_TEST_DATA_DIR) / "hocr_forms";

template <class Names>
auto named(const Names& names, const std::string& name) {
  const auto found = std::ranges::find_if(names, [&](auto value) { return name_of(value) == name; });
  EXPECT_NE(found, names.end()) << name;
  return *found;
}

}  // namespace

std::vector<HocrForm> hocr_forms() {
  constexpr std::array kEffects{Effect::objects, Effect::loses, Effect::breaks};
  std::vector<HocrForm> forms;
  for (const std::string& line : split_lines(read_file(kFolder / "effects.tsv"))) {
    std::istringstream fields(line);
    std::string name, consumer, effect;
    std::getline(std::getline(std::getline(fields, name, '\t'), consumer, '\t'), effect);
    if (name == "form") continue;
    if (forms.empty() || forms.back().name != name)
      forms.push_back({name, read_file(kFolder / (name + ".hocr")), {}});
    forms.back().effects.emplace_back(named(kConsumers, consumer), named(kEffects, effect));
  }
  return forms;
}

std::string good_form() { return read_file(kFolder / "good.hocr"); }

}  // namespace folio
