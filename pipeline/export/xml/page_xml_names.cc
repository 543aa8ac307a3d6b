#include "export/xml/page_xml_names.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/text.h"
#include "export/clean_text.h"
#include "export/languages.h"
#include "export/xml/xml_output.h"

namespace folio {
namespace {

constexpr std::array kLanguages{std::pair{std::string_view("ru"), std::string_view("Russian")},
                                std::pair{std::string_view("uk"), std::string_view("Ukrainian")},
                                std::pair{std::string_view("be"), std::string_view("Belarusian")},
                                std::pair{std::string_view("bg"), std::string_view("Bulgarian")},
                                std::pair{std::string_view("sr"), std::string_view("Serbian")},
                                std::pair{std::string_view("mk"), std::string_view("Macedonian")},
                                std::pair{std::string_view("en"), std::string_view("English")},
                                std::pair{std::string_view("de"), std::string_view("German")},
                                std::pair{std::string_view("fr"), std::string_view("French")},
                                std::pair{std::string_view("pl"), std::string_view("Polish")},
                                std::pair{std::string_view("cs"), std::string_view("Czech")},
                                std::pair{std::string_view("hu"), std::string_view("Hungarian")},
                                std::pair{std::string_view("ro"), std::string_view("Romanian")},
                                std::pair{std::string_view("la"), std::string_view("Latin")},
                                std::pair{std::string_view("lt"), std::string_view("Lithuanian")},
                                std::pair{std::string_view("lv"), std::string_view("Latvian")},
                                std::pair{std::string_view("et"), std::string_view("Estonian")},
                                std::pair{std::string_view("fi"), std::string_view("Finnish")},
                                std::pair{std::string_view("hy"), std::string_view("Armenian")},
                                std::pair{std::string_view("ka"), std::string_view("Georgian")},
                                std::pair{std::string_view("kk"), std::string_view("Kazakh")},
                                std::pair{std::string_view("uz"), std::string_view("Uzbek")}};

constexpr std::array kScripts{std::pair{std::string_view("Cyrl"), std::string_view("Cyrl - Cyrillic")},
                              std::pair{std::string_view("Latn"), std::string_view("Latn - Latin")},
                              std::pair{std::string_view("Grek"), std::string_view("Grek - Greek")},
                              std::pair{std::string_view("Hebr"), std::string_view("Hebr - Hebrew")},
                              std::pair{std::string_view("Armn"), std::string_view("Armn - Armenian")}};

/// Writes the first two names that PAGE has, and the rest as a list.
void write_names(pugi::xml_node page, const std::vector<std::string>& names, const auto& table,
                 const std::string& what) {
  size_t known = 0;
  std::string others;
  for (const std::string& name : names) {
    const auto found = std::ranges::find_if(table, [&](const auto& entry) { return entry.first == name; });
    if (found != table.end() && known < 2)
      set(page, ((known++ == 0 ? "primary" : "secondary") + what).c_str(), found->second);
    else
      others += (others.empty() ? "" : ",") + name;
  }
  if (!others.empty()) set(page, ("custom" + what + "s").c_str(), others);
}

}  // namespace

const char* text_type_of(Role role) {
  switch (role) {
    case Role::body:
      return "paragraph";
    case Role::heading:
      return "heading";
    case Role::marginalia:
    case Role::resolution:
      return "marginalia";
    case Role::page_number:
    case Role::leaf_number:
      return "page-number";
    default:
      return "other";
  }
}

const char* graphic_type_of(Layer layer, Role role) {
  if (layer == Layer::stamp || role == Role::stamp) return "stamp";
  if (role == Role::signature) return "signature";
  if (layer == Layer::hand) return "handwritten-annotation";
  return layer == Layer::print && role == Role::heading ? "letterhead" : "other";
}

const char* production_of(Layer layer) {
  switch (layer) {
    case Layer::typed:
      return "typewritten";
    case Layer::hand:
      return "handwritten-cursive";
    case Layer::print:
      return "printed";
    default:
      return "other";
  }
}

void write_languages(pugi::xml_node page, const std::vector<std::string>& tags) {
  write_names(page, tags, kLanguages, "Language");
}

std::vector<std::string> read_languages(const pugi::xml_node& page) {
  std::vector<std::string> out;
  for (const char* which : {"primaryLanguage", "secondaryLanguage"}) {
    const auto found = std::ranges::find_if(
        kLanguages, [&](const auto& entry) { return entry.second == page.attribute(which).value(); });
    if (found != kLanguages.end()) out.emplace_back(found->first);
  }
  std::string_view others = page.attribute("customLanguages").value();
  while (!others.empty()) {
    const size_t comma = std::min(others.find(','), others.size());
    if (const std::string name = trim(others.substr(0, comma)); !name.empty()) out.push_back(name);
    others.remove_prefix(std::min(comma + 1, others.size()));
  }
  return out;
}

void write_scripts(pugi::xml_node page, const PageText& text) {
  std::string letters;
  for (const TextLine& line : text.lines)
    for (const Word& word : line.words) letters += clean_text(word.text);
  write_names(page, scripts_of(letters), kScripts, "Script");
}

}  // namespace folio
