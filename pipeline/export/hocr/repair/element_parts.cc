#include "export/hocr/repair/element_parts.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "core/text.h"
#include "export/clean_text.h"
#include "export/hocr/check/rule_helpers.h"
#include "export/hocr/hocr_markup.h"
#include "export/hocr/hocr_writer.h"

namespace folio {
namespace {

bool is_count(std::string_view text) { return is_whole_number(text) && !text.starts_with('-'); }

std::string whole(double value) { return std::to_string(std::lround(std::clamp(value, -1e7, 1e7))); }

/// The property's value as all take it; nothing when there is no such form.
std::optional<std::string> taken(OutlineKind kind, const std::string& name, const std::string& value) {
  const std::vector<std::string> parts = split_words(value);
  if (name == "poly" && kind != OutlineKind::page && parts.size() >= 6 && parts.size() % 2 == 0 &&
      std::ranges::all_of(parts, is_count))
    return fmt::format("{}", fmt::join(parts, " "));
  if (name == "cflow" && kind == OutlineKind::block && !value.empty() &&
      value.find_first_of("\"';\\") == std::string::npos)
    return '"' + clean_value(value) + '"';
  if (kind == OutlineKind::line && name == "baseline" && parts.size() == 2) {
    const auto slope = parse_number(parts[0]), offset = parse_number(parts[1]);
    if (!slope || !offset || std::abs(*slope) > 1e3) return std::nullopt;
    return short_number(*slope, 6) + " " + whole(*offset);
  }
  if (kind == OutlineKind::line && name == "textangle" && parts.size() == 1)
    if (const auto angle = parse_number(parts[0]); angle && std::abs(*angle) <= 360)
      return short_number(*angle, 4);
  if ((kind == OutlineKind::line || kind == OutlineKind::word) && name == "x_fsize" && is_count(value))
    return value;
  if (kind != OutlineKind::page) return std::nullopt;
  if ((name == "ppageno" || name == "lpageno") && is_count(value) && value.size() < 8) return value;
  if (name == "scan_res" && parts.size() == 2 && std::ranges::all_of(parts, is_count))
    return parts[0] + " " + parts[1];
  return std::nullopt;
}

/// "x_size" becomes "data-x-size"; nothing for what cannot be a name.
std::string data_name(std::string_view name) {
  std::string out = "data-";
  for (const char c : name) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool letter = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
    if (!letter && lower != '_' && lower != '-') return {};
    out += letter ? lower : '-';
  }
  return out;
}

bool is_name(std::string_view name) {
  return std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  });
}

void read_title(const pugi::xml_node& node, OutlineKind kind, OutlineElement& element, ChangeLog& log) {
  for (const auto& [name, value] : parse_title(node.attribute("title").value())) {
    if (name == "bbox") {
      const std::optional<Box> box = parse_bbox(value);
      element.box = box.value_or(Box{});
      if (!box || !std::ranges::all_of(split_words(value), is_count))
        log.add("a bbox that is none of four whole numbers was put right", node);
      continue;
    }
    const bool by_caller = (kind == OutlineKind::page && (name == "image" || name == "file")) ||
                           (kind == OutlineKind::word && name == "x_wconf");
    if (by_caller) continue;
    if (const auto kept = taken(kind, name, value)) {
      if (*kept != value && name != "cflow")
        log.add(fmt::format("the value of {} was put right", name), node);
      element.properties.emplace_back(name, *kept);
      continue;
    }
    const std::string attribute = data_name(name);
    if (attribute.empty()) continue;
    log.add(fmt::format("{} is no property that all take: {} keeps it", name, attribute), node);
    add_value(element.attributes, attribute, clean_value(value));
  }
}

}  // namespace

std::string clean_value(std::string_view value) {
  std::string out;
  for (const std::string& line : split_lines(value)) out += (out.empty() ? "" : "\n") + clean_text(line);
  return out;
}

void add_value(NamedValues& values, const std::string& name, const std::string& value) {
  if (std::ranges::none_of(values, [&](const auto& other) { return other.first == name; }))
    values.emplace_back(name, value);
}

void read_parts(const pugi::xml_node& node, OutlineKind kind, std::string_view css_class,
                OutlineElement& element, ChangeLog& log) {
  for (const pugi::xml_attribute attribute : node.attributes()) {
    const std::string name = attribute.name();
    const std::string value = clean_value(attribute.value());
    if (name == "class" || name == "title") continue;
    if (name == "xml:lang" || name == "lang") {
      if (!value.empty()) add_value(element.attributes, "lang", value);
    } else if (name == "dir" && value != "ltr" && value != "rtl") {
      log.add("a dir other than ltr and rtl is data-dir now", node);
      add_value(element.attributes, "data-dir", value);
    } else if (name == "id" || name == "dir" || name == "style" ||
               (name.starts_with("data-") && is_name(name))) {
      add_value(element.attributes, name, value);
    } else {
      log.add("attributes without a meaning in hOCR are left out", node);
    }
  }
  read_title(node, kind, element, log);
  const std::string found = clean_text(node.attribute("class").value());
  if (found == css_class || found.empty()) return;
  log.add(fmt::format("class \"{}\" is {} now (data-class keeps it)", found, css_class), node);
  add_value(element.attributes, "data-class", found);
}

}  // namespace folio
