#include <algorithm>
#include <array>
#include <set>

#include "core/text.h"
#include "export/hocr/check/rule_helpers.h"
#include "export/hocr/hocr_markup.h"

namespace folio {
namespace {

using enum Consumer;
using enum Effect;

enum class Value : unsigned char { text, whole, decimal, whole_list, decimal_list, cuts };

struct Property {
  std::string_view name;
  Value value;
  std::string_view capability;  ///< that the file has to declare
};

constexpr Property kProperties[] = {{"bbox", Value::whole_list, ""},
                                    {"textangle", Value::decimal, ""},
                                    {"poly", Value::whole_list, "ocrp_poly"},
                                    {"order", Value::whole, ""},
                                    {"presence", Value::text, ""},
                                    {"cflow", Value::text, ""},
                                    {"baseline", Value::decimal_list, ""},
                                    {"image", Value::text, ""},
                                    {"imagemd5", Value::text, ""},
                                    {"ppageno", Value::whole, ""},
                                    {"lpageno", Value::whole, ""},
                                    {"scan_res", Value::whole_list, ""},
                                    {"x_scanner", Value::text, ""},
                                    {"x_source", Value::text, ""},
                                    {"hardbreak", Value::whole, ""},
                                    {"cuts", Value::cuts, ""},
                                    {"nlp", Value::decimal_list, "ocrp_nlp"},
                                    {"x_font", Value::text, "ocrp_font"},
                                    {"x_fsize", Value::whole, "ocrp_font"},
                                    {"x_bboxes", Value::whole_list, ""},
                                    {"x_confs", Value::decimal_list, ""},
                                    {"x_wconf", Value::decimal, ""}};

constexpr std::array<std::string_view, 5> kMetas{"ocr-system", "ocr-capabilities", "ocr-number-of-pages",
                                                 "ocr-langs", "ocr-scripts"};

/// Classes that a file has to declare as capabilities when it has them.
constexpr std::array<std::string_view, 21> kClasses{
    "ocr_part",      "ocr_chapter",   "ocr_section", "ocr_subsection",  "ocr_subsubsection", "ocr_blockquote",
    "ocr_par",       "ocr_page",      "ocr_column",  "ocr_carea",       "ocr_line",          "ocr_float",
    "ocr_textfloat", "ocr_textimage", "ocr_image",   "ocr_linedrawing", "ocr_photo",         "ocr_header",
    "ocr_footer",    "ocr_pageno",    "ocr_table"};

const Property* property_named(std::string_view name) {
  const auto* found = std::ranges::find(kProperties, name, &Property::name);
  return found == std::end(kProperties) ? nullptr : found;
}

bool is_element(const HocrElement& element) { return element.css_class.starts_with("ocr"); }

/// True when the program makes of the value what it has to.
bool is_value(const Property& property, const std::string& value) {
  std::vector<std::string> parts = split_words(value);
  if (property.value == Value::cuts) {
    std::string commas = value;
    std::ranges::replace(commas, ',', ' ');
    parts = split_words(commas);
  }
  switch (property.value) {
    case Value::text:
      return true;
    case Value::whole:
      return is_whole_number(value);
    case Value::decimal:
      return is_number(value);
    case Value::whole_list:
    case Value::cuts:
      return std::ranges::all_of(parts, is_whole_number);
    case Value::decimal_list:
      return std::ranges::all_of(parts, is_number);
  }
  return false;
}

bool is_in_range(const Property& property, const std::string& value) {
  if (property.name != "x_wconf" && property.name != "x_confs") return true;
  return std::ranges::all_of(split_words(value), [](const std::string& figure) {
    return parse_number(figure).value_or(-1) >= 0 && parse_number(figure).value_or(101) <= 100;
  });
}

std::vector<Hit> titles(const HocrDocument& document) {
  return hits_where(document, false, [&](int i) {
    if (!is_element(document.at(i)) || !document.at(i).has_title) return false;
    return std::ranges::any_of(cut_title(document.at(i).title), [](const auto& part) {
      const Property* property = property_named(part.first);
      return property == nullptr || part.second.empty() || !is_value(*property, part.second) ||
             !is_in_range(*property, part.second);
    });
  });
}

std::vector<Hit> missing_boxes(const HocrDocument& document) {
  return hits_where(document, false, [&](int i) {
    return document.is(i, "", "ocr_line") &&
           std::ranges::none_of(cut_title(document.at(i).title),
                                [](const auto& part) { return part.first == "bbox"; });
  });
}

std::set<std::string> capabilities(const HocrDocument& document) {
  const std::vector<int> metas = metas_named(document, "ocr-capabilities");
  if (metas.empty()) return {};
  const std::vector<std::string> words =
      split_words(document.at(metas.front()).node.attribute("content").value());
  return {words.begin(), words.end()};
}

/// What an element needs to have declared.
std::vector<std::string> needs(const HocrElement& element) {
  std::vector<std::string> out;
  if (std::ranges::find(kClasses, element.css_class) != kClasses.end()) out.emplace_back(element.css_class);
  if (!is_element(element)) return out;
  if (element.node.attribute("lang")) out.emplace_back("ocrp_lang");
  if (element.node.attribute("dir")) out.emplace_back("ocrp_dir");
  for (const auto& [name, value] : cut_title(element.title))
    if (const Property* property = property_named(name); property != nullptr && !property->capability.empty())
      out.emplace_back(property->capability);
  return out;
}

/// The first element of each kind that is not declared.
std::vector<Hit> undeclared(const HocrDocument& document) {
  std::set<std::string> declared = capabilities(document);
  std::vector<Hit> hits;
  for (int i = 0; i < document.size(); ++i)
    for (const std::string& need : needs(document.at(i)))
      if (declared.insert(need).second) hits.push_back({i, 0, 0, need});
  return hits;
}

/// It looks in the order of the names, and not behind the first that is missing, asked for or not.
std::vector<Hit> missing_metas(const HocrDocument& document) {
  if (metas_named(document, "ocr-capabilities").empty()) return {{-1, 0, 0, "ocr-capabilities"}};
  for (const char* name : {"ocr-langs", "ocr-number-of-pages", "ocr-scripts"})
    if (metas_named(document, name).empty()) return {};
  if (metas_named(document, "ocr-system").empty()) return {{-1, 0, 0, "ocr-system"}};
  return {};
}

std::vector<Hit> wrong_metas(const HocrDocument& document) {
  std::set<std::string_view> seen;
  return hits_where(document, false, [&](int i) {
    const std::string_view name = document.at(i).node.attribute("name").value();
    if (document.at(i).tag != "meta" || !name.starts_with("ocr")) return false;
    return std::ranges::find(kMetas, name) == kMetas.end() || !seen.insert(name).second ||
           !document.at(i).node.attribute("content");
  });
}

std::vector<Hit> empty_attributes(const HocrDocument& document) {
  return hits_where(document, false, [&](int i) {
    return is_element(document.at(i)) &&
           std::ranges::any_of(std::array{"lang", "dir"}, [&](const char* name) {
             const pugi::xml_attribute attribute = document.at(i).node.attribute(name);
             return attribute && std::string_view(attribute.value()).empty();
           });
  });
}

std::vector<Hit> paragraph_tag(const HocrDocument& document) {
  return hits_where(document, false,
                    [&](int i) { return document.is(i, "", "ocr_par") && document.at(i).tag != "p"; });
}

std::vector<Hit> not_in_one_page(const HocrDocument& document) {
  return hits_where(document, false, [&](int i) {
    const bool area =
        document.is(i, "", "ocr_par") || document.is(i, "", "ocr_carea") || document.is(i, "", "ocr_line");
    if (!area) return false;
    const int page = document.around(i, "", "ocr_page");
    return page < 0 || document.around(page, "", "ocr_page") >= 0;
  });
}

std::vector<Hit> page_class(const HocrDocument& document) {
  for (int i = 0; i < document.size(); ++i)
    if (document.is(i, "", "ocr_page")) return {};
  return {{}};
}

constexpr HocrRule kRules[] = {
    {"page-class", hocr_spec, objects, "asks for a class=\"ocr_page\"", page_class},
    {"meta-missing", hocr_spec, objects, "asks for a <meta>", missing_metas},
    {"meta-unknown", hocr_spec, objects, "knows no such <meta name=\"ocr…\">, or not twice, or not empty",
     wrong_metas},
    {"capability", hocr_spec, objects, "wants it declared in ocr-capabilities", undeclared},
    {"title-grammar", hocr_spec, objects,
     "knows no such property, or not this value; it looks at no title after that", titles},
    {"box-missing", hocr_spec, objects, "asks for the bbox of each line", missing_boxes},
    {"empty-attribute", hocr_spec, objects, "allows no empty lang or dir", empty_attributes},
    {"paragraph-tag", hocr_spec, objects, "wants paragraphs to be <p>", paragraph_tag},
    {"outside-page", hocr_spec, objects, "wants areas, paragraphs and lines in one page each",
     not_in_one_page},
    {"line-in-line", hocr_spec, objects, "allows no line in a line", line_in_line},
};

}  // namespace

std::span<const HocrRule> hocr_spec_rules() { return kRules; }

}  // namespace folio
