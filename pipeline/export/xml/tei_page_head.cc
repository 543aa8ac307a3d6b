#include "export/xml/tei_page_head.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <set>

#include "core/version.h"
#include "export/clean_text.h"
#include "transcription/tei_elements.h"
#include "transcription/tei_header.h"

namespace folio {
namespace {

/// "0.9.0" of "folio 0.9.0"; "0" when there is no such thing.
std::string version_in(const std::string& system) {
  const size_t space = system.rfind(' ');
  const std::string version = space == std::string::npos ? "" : system.substr(space + 1);
  const bool good = !version.empty() && version.find_first_not_of("0123456789.") == std::string::npos &&
                    version.front() != '.' && version.back() != '.' &&
                    version.find("..") == std::string::npos && std::ranges::count(version, '.') <= 3;
  return good ? version : "0";
}

void write_program(pugi::xml_node header, const std::vector<const PageText*>& pages) {
  if (pages.empty()) return;
  pugi::xml_node encoding =
      header.insert_child_after("encodingDesc", header.child("fileDesc")).append_child("appInfo");
  std::set<std::string> known;
  for (const PageText* page : pages) {
    const Provenance& made = page->made_with;
    const std::string system =
        made.system.empty() ? "folio " + std::string(version()) : clean_text(made.system);
    if (!known.insert(system + "\n" + made.models + "\n" + made.options).second) continue;
    pugi::xml_node application = encoding.append_child("application");
    set(application, "ident", "folio");
    set(application, "version", version_in(system));
    append_element(application, "label", system);
    if (!made.models.empty()) append_element(application, "desc", "models sha256:" + made.models);
    if (!made.options.empty()) append_element(application, "desc", "options sha256:" + made.options);
  }
}

void write_languages_used(pugi::xml_node profile, const std::vector<const PageText*>& pages) {
  std::vector<std::string> tags;
  for (const PageText* page : pages)
    for (const std::string& tag : page->languages)
      if (is_language_tag(tag) && std::ranges::find(tags, tag) == tags.end()) tags.push_back(tag);
  if (tags.empty()) return;
  pugi::xml_node usage = profile.insert_child_before("langUsage", profile.child("handNotes"));
  for (const std::string& tag : tags) set(append_element(usage, "language", tag), "ident", tag);
}

void write_zone(pugi::xml_node surface, const std::string& id, const char* type, const Box& box,
                const cv::Size& size) {
  const Box b = box_on_page(box, size);
  append_text(surface, "\n");
  pugi::xml_node zone = surface.append_child("zone");
  set(zone, "xml:id", id);
  set(zone, "type", type);
  set(zone, "ulx", b.x0);
  set(zone, "uly", b.y0);
  set(zone, "lrx", b.x1);
  set(zone, "lry", b.y1);
}

}  // namespace

void write_tei_page_header(pugi::xml_node root, const std::vector<const PageText*>& pages,
                           const TeiFacts& facts) {
  Transcription told;
  std::string title = clean_text(facts.title);
  if (title.empty() && !pages.empty()) title = clean_text(pages.front()->origin.stem);
  if (!title.empty()) told.furniture.push_back({Furniture::title, title, 0, 0});
  if (!facts.call_number.empty())
    told.furniture.push_back({Furniture::citation, clean_text(facts.call_number), 0, 0});
  write_tei_header(told, root);
  pugi::xml_node header = root.child("teiHeader");
  write_program(header, pages);
  pugi::xml_node profile = header.child("profileDesc");
  write_languages_used(profile, pages);
  pugi::xml_node machine = append_element(profile.child("handNotes"), "handNote", "The typewriter");
  set(machine, "xml:id", "typewriter");
  set(machine, "medium", "typescript");
}

TeiPageIds write_tei_surface(pugi::xml_node facsimile, const PageText& page, const std::string& prefix,
                             XmlIds& ids) {
  TeiPageIds out;
  append_text(facsimile, "\n");
  pugi::xml_node surface = facsimile.append_child("surface");
  out.surface = ids.make(prefix + "surface");
  set(surface, "xml:id", out.surface);
  set(surface, "ulx", 0);
  set(surface, "uly", 0);
  set(surface, "lrx", std::max(1, page.size.width));
  set(surface, "lry", std::max(1, page.size.height));
  if (!page.origin.sha256.empty())
    append_element(surface, "desc",
                   fmt::format("image {} of {}, sha256:{}", page.origin.page_idx + 1, page.origin.page_count,
                               page.origin.sha256));
  pugi::xml_node graphic = surface.append_child("graphic");
  set(graphic, "url", uri_of(page.origin.file.filename().string()));
  set(graphic, "width", fmt::format("{}px", std::max(1, page.size.width)));
  set(graphic, "height", fmt::format("{}px", std::max(1, page.size.height)));
  const auto add = [&](const void* thing, const std::string& id, const char* type, const Box& box) {
    const std::string name = ids.make(prefix + id);
    out.zones.emplace(thing, name);
    write_zone(surface, name, type, box, page.size);
  };
  for (const TextLine& line : page.lines) {
    add(&line, line.id, "line", line.box);
    for (const Word& word : line.words) add(&word, word.id, "word", word.box);
  }
  for (const TextRegion& region : page.regions)
    add(&region, region.id, std::string(name_of(region.role)).c_str(), region.box);
  append_text(surface, "\n");
  return out;
}

}  // namespace folio
