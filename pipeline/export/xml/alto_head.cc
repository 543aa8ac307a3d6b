#include "export/xml/alto_head.h"

#include <algorithm>

#include "core/text.h"
#include "transcription/tei_header.h"

namespace folio {
namespace {

std::string_view value(const pugi::xml_node& node, const char* name) { return node.attribute(name).value(); }

}  // namespace

AltoHead::AltoHead(const pugi::xml_node& root) {
  for (const pugi::xml_node& child : root.children()) {
    const std::string_view name = local_name(child);
    if (name == "Description") read_description(child);
    if (name == "Styles") read_styles(child);
    if (name == "Tags") read_tags(child);
    if (name == "ReadingOrder") read_order(child);
  }
}

void AltoHead::read_description(const pugi::xml_node& description) {
  for (const pugi::xml_node& child : description.children()) {
    const std::string_view name = local_name(child);
    if (name == "MeasurementUnit") {
      const std::string unit = folded_text(child);
      dpi = unit == "mm10" ? 254 : unit == "inch1200" ? 1200 : 0;
    }
    if (name == "sourceImageInformation") read_source(child);
    if (name == "Processing") read_processing(child);
    if (name == "OCRProcessing") {
      for (const pugi::xml_node& step : child.children())
        if (local_name(step) == "ocrProcessingStep") read_processing(step);
    }
  }
}

void AltoHead::read_source(const pugi::xml_node& source) {
  for (const pugi::xml_node& child : source.children()) {
    const std::string text = folded_text(child);
    if (local_name(child) == "fileName") page.origin.file = text;
    if (local_name(child) == "fileIdentifier" && value(child, "fileIdentifierLocation") == "sha256")
      page.origin.sha256 = text;
    if (local_name(child) == "documentIdentifier" && value(child, "documentIdentifierLocation") == "folio")
      page.origin.stem = text;
  }
}

void AltoHead::read_processing(const pugi::xml_node& step) {
  std::string software, settings;
  for (const pugi::xml_node& child : step.children()) {
    if (local_name(child) == "processingStepSettings") settings = folded_text(child);
    if (local_name(child) != "processingSoftware") continue;
    for (const pugi::xml_node& part : child.children())
      if (local_name(part) == "softwareName" || local_name(part) == "softwareVersion")
        software += (software.empty() ? "" : " ") + folded_text(part);
  }
  if (value(step, "ID").starts_with("reader_")) readers[step.attribute("ID").value()] = software;
  if (!page.made_with.system.empty()) return;
  page.made_with.system = software;
  const auto hash_after = [&](std::string_view label) -> std::string {
    const size_t found = settings.find(label);
    if (found == std::string::npos) return {};
    const size_t begin = found + label.size();
    return settings.substr(begin, settings.find(';', begin) - begin);
  };
  page.made_with.models = hash_after("models sha256:");
  page.made_with.options = hash_after("options sha256:");
}

void AltoHead::read_styles(const pugi::xml_node& styles) {
  for (const pugi::xml_node& style : styles.children())
    if (value(style, "FONTSTYLE").find("strikethrough") != std::string_view::npos)
      strike_styles.insert(style.attribute("ID").value());
}

void AltoHead::read_tags(const pugi::xml_node& tags_node) {
  for (const pugi::xml_node& tag : tags_node.children())
    tags[tag.attribute("ID").value()] = {tag.attribute("TYPE").value(), tag.attribute("LABEL").value()};
}

void AltoHead::read_order(const pugi::xml_node& group) {
  for (const pugi::xml_node& child : group.children()) {
    if (local_name(child) == "ElementRef")
      for (const std::string& id : split_words(value(child, "REF"))) order.emplace(id, order.size());
    else
      read_order(child);
  }
}

std::vector<AltoTag> AltoHead::tags_of(const pugi::xml_node& node) const {
  std::vector<AltoTag> out;
  for (const std::string& id : split_words(value(node, "TAGREFS")))
    if (const auto found = tags.find(id); found != tags.end()) out.push_back(found->second);
  return out;
}

bool AltoHead::strikes(std::string_view style_ids) const {
  return std::ranges::any_of(split_words(style_ids),
                             [&](const std::string& id) { return strike_styles.contains(id); });
}

}  // namespace folio
