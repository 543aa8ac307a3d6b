#include "export/hocr/hocr_page_reader.h"

#include <algorithm>
#include <sstream>
#include <string>

#include "core/text.h"
#include "export/clean_text.h"
#include "export/hocr/hocr_markup.h"
#include "export/hocr/hocr_word_reader.h"
#include "export/hocr/hocr_writer.h"

namespace folio {
namespace {

double number_or(const Properties& properties, const std::string& name, double other) {
  const auto found = properties.find(name);
  return found == properties.end() ? other : parse_number(found->second).value_or(other);
}

double number_or(const pugi::xml_attribute& attribute, double other) {
  return attribute.empty() ? other : parse_number(attribute.value()).value_or(other);
}

/// Numbers with white space between them; what is none is left out.
std::vector<double> numbers_of(std::string_view text) {
  std::vector<double> numbers;
  for (const std::string& word : split_words(text))
    if (const auto number = parse_number(word)) numbers.push_back(*number);
  return numbers;
}

}  // namespace

void read_hocr_meta(const pugi::xml_node& node, PageText& head) {
  const std::string_view name = node.attribute("name").value();
  const std::string content = clean_text(node.attribute("content").value());
  if (name == "ocr-system") head.made_with.system = content;
  if (name == "folio-models") head.made_with.models = content;
  if (name == "folio-options") head.made_with.options = content;
  if (name == "ocr-langs") head.languages = split_words(content);
}

PageText page_from_hocr(const pugi::xml_node& node, const PageText& head, int page_idx) {
  const Properties properties = parse_title(node.attribute("title").value());
  PageText page = head;
  for (const char* name : {"file", "image"})  // OCRopus says "file"
    if (const auto image = properties.find(name); image != properties.end())
      page.origin.file = decode_image_name(image->second);
  page.origin.page_idx = static_cast<int>(std::clamp(number_or(properties, "ppageno", page_idx), 0.0, 1e6));
  page.origin.page_count =
      static_cast<int>(std::clamp(number_or(node.attribute("data-page-count"), 1), 1.0, 1e6));
  page.origin.sha256 = node.attribute("data-sha256").value();
  page.origin.stem = node.attribute("data-stem").value();
  if (page.origin.stem.empty()) page.origin.stem = page.origin.file.stem().string();
  const Box box = box_of(node);
  page.size = {std::max(0, box.x1), std::max(0, box.y1)};
  if (const auto scan = properties.find("scan_res"); scan != properties.end()) {
    const std::vector<double> figures = numbers_of(scan->second);
    const auto resolution = [](double figure) { return std::clamp(figure, 1.0, 1e5); };
    if (!figures.empty()) {
      page.resolution.x = resolution(figures.front());
      page.resolution.y = resolution(figures[figures.size() > 1 ? 1 : 0]);
    }
    page.resolution.source = Resolution::Source::declared;
  }
  if (std::string_view(node.attribute("data-resolution").value()) == "estimated") {
    page.resolution.source = Resolution::Source::estimated;
  }
  const std::vector<double> skew = numbers_of(node.attribute("data-skew").value());
  const std::vector<double> columns = numbers_of(node.attribute("data-column-skew").value());
  if (skew.size() >= 2) page.skew.degrees = skew[0], page.skew.confidence = skew[1];
  if (columns.size() >= 2) page.skew.column_degrees = columns[0], page.skew.column_confidence = columns[1];
  std::istringstream grids(node.attribute("data-typewriting").value());
  for (std::string grid; std::getline(grids, grid, ';');)
    if (const auto values = numbers_of(grid); values.size() >= 3)
      page.typewriting.push_back({values[0], values[1], values[2]});
  const std::vector<std::string> kind = split_words(node.attribute("data-kind").value());
  if (kind.size() == 2)
    if (const auto named = page_kind_from_name(kind[0]))
      page.kind = {*named, parse_number(kind[1]).value_or(0)};
  page.confidence = number_or(node.attribute("data-confidence"), 0);
  page.doubts = split_lines(node.attribute("data-doubts").value());
  return page;
}

bool is_hocr_page(const pugi::xml_node& node) {
  return has_class(node, "ocr_page") && std::string_view(node.name()) != "meta";
}

bool is_same_page(const pugi::xml_node& a, const pugi::xml_node& b) {
  const Properties first = parse_title(a.attribute("title").value());
  const Properties second = parse_title(b.attribute("title").value());
  return std::ranges::all_of(std::initializer_list<std::string>{"image", "bbox", "ppageno"},
                             [&](const std::string& name) {
                               const auto found = first.find(name);
                               const auto other = second.find(name);
                               return found != first.end() && other != second.end() &&
                                      found->second == other->second && !found->second.empty();
                             });
}

}  // namespace folio
