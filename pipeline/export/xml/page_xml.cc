#include "export/xml/page_xml.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <pugixml.hpp>
#include <sstream>

#include "core/version.h"
#include "export/clean_text.h"
#include "export/pairs/line_picture.h"
#include "export/pairs/training_lines.h"

namespace folio {
namespace {

constexpr const char* kNamespace = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15";
constexpr const char* kNoTime = "1970-01-01T00:00:00Z";

/// The schema's name for what a region is.
const char* type_of(Role role) {
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

class Writer {
 public:
  explicit Writer(const PageText& page) : page_(page) {}

  std::string write(const std::vector<size_t>& line_idxs, const std::string& image_name) {
    pugi::xml_node declaration = document_.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    pugi::xml_node root = document_.append_child("PcGts");
    root.append_attribute("xmlns") = kNamespace;
    pugi::xml_node metadata = root.append_child("Metadata");
    metadata.append_child("Creator").text() = ("folio " + std::string(version())).c_str();
    metadata.append_child("Created").text() = kNoTime;
    metadata.append_child("LastChange").text() = kNoTime;
    pugi::xml_node page = root.append_child("Page");
    page.append_attribute("imageFilename") = clean_text(image_name).c_str();
    page.append_attribute("imageWidth") = page_.size.width;
    page.append_attribute("imageHeight") = page_.size.height;
    for (size_t i = 0; i < line_idxs.size();) i = write_region(page, line_idxs, i);
    std::ostringstream out;
    document_.save(out, " ", pugi::format_indent, pugi::encoding_utf8);
    return out.str();
  }

 private:
  const TextLine& line(size_t idx) const { return page_.lines[idx]; }

  /// Writes the lines from `begin` on that belong together; returns the index after the last.
  size_t write_region(pugi::xml_node page, const std::vector<size_t>& line_idxs, size_t begin) {
    const TextLine& first = line(line_idxs[begin]);
    size_t end = begin;
    Box box;
    for (; end < line_idxs.size(); ++end) {
      const TextLine& next = line(line_idxs[end]);
      if (next.layer != first.layer || next.role != first.role) break;
      for (const cv::Point& corner : outline_of(next))
        box = unite(box, {corner.x, corner.y, corner.x + 1, corner.y + 1});
    }
    pugi::xml_node region = page.append_child("TextRegion");
    region.append_attribute("id") = fmt::format("region_of_{}", id_of(first)).c_str();
    region.append_attribute("type") = type_of(first.role);
    region.append_attribute("custom") =
        fmt::format("layer {{name:{};}} role {{name:{};}}", name_of(first.layer), name_of(first.role))
            .c_str();
    region.append_child("Coords").append_attribute("points") =
        points({{box.x0, box.y0}, {box.x1 - 1, box.y0}, {box.x1 - 1, box.y1 - 1}, {box.x0, box.y1 - 1}})
            .c_str();
    for (size_t i = begin; i < end; ++i) write_line(region, line(line_idxs[i]));
    return end;
  }

  void write_line(pugi::xml_node region, const TextLine& line) const {
    pugi::xml_node node = region.append_child("TextLine");
    node.append_attribute("id") = id_of(line).c_str();
    node.append_child("Coords").append_attribute("points") = points(outline_of(line)).c_str();
    if (line.quarter_turns == 0)
      node.append_child("Baseline").append_attribute("points") = points(baseline_of(line)).c_str();
    pugi::xml_node text = node.append_child("TextEquiv");
    text.append_attribute("conf") = fmt::format("{:.2f}", confidence_of(line)).c_str();
    text.append_child("Unicode").text() = text_on_line(line).c_str();
  }

  /// An XML name that no other element has: ids of lines begin with a letter, as hOCR asks too.
  static std::string id_of(const TextLine& line) { return clean_text(line.id); }

  std::vector<cv::Point> outline_of(const TextLine& line) const {
    std::vector<cv::Point> out;
    for (const cv::Point2d& corner : band_of(line).corners()) out.push_back(on_page(corner));
    return out;
  }

  std::vector<cv::Point> baseline_of(const TextLine& line) const {
    const Baseline baseline = band_of(line).baseline;
    const double middle = 0.5 * (baseline.left.x + baseline.right.x);
    std::vector<cv::Point> out{on_page(baseline.left)};
    if (baseline.bend != 0) out.push_back(on_page({middle, baseline.y_at(middle)}));
    out.push_back(on_page(baseline.right));
    return out;
  }

  cv::Point on_page(const cv::Point2d& point) const {
    const auto within = [](double value, int size) {
      return static_cast<int>(std::lround(std::clamp(value, 0.0, std::max(0.0, size - 1.0))));
    };
    return {within(point.x, page_.size.width), within(point.y, page_.size.height)};
  }

  static std::string points(const std::vector<cv::Point>& list) {
    std::string out;
    for (const cv::Point& p : list) out += fmt::format("{}{},{}", out.empty() ? "" : " ", p.x, p.y);
    return out;
  }

  const PageText& page_;
  pugi::xml_document document_;
};

}  // namespace

std::string write_page_xml(const PageText& page, const std::vector<size_t>& line_idxs,
                           const std::string& image_name) {
  return Writer(page).write(line_idxs, image_name);
}

}  // namespace folio
