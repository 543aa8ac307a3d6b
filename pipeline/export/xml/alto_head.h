#pragma once

#include <map>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "page/page_text.h"

namespace folio {

/// What an ALTO tag says.
struct AltoTag {
  std::string type, label;
};

/// What an ALTO document says before its layout.
struct AltoHead {
  PageText page;                        ///< what is the same on all pages
  double dpi = 0;                       ///< of the pixels that the units stand for; 0 = they are the scan's
  std::map<std::string, AltoTag> tags;  ///< by their ids
  std::set<std::string> strike_styles;  ///< ids of styles that strike through
  std::map<std::string, std::string> readers;  ///< names of recognizers, by the ids of their steps
  std::map<std::string, size_t> order;         ///< ids in the reading order

  explicit AltoHead(const pugi::xml_node& root);

  /// The tags that an element names.
  std::vector<AltoTag> tags_of(const pugi::xml_node& node) const;
  /// Whether a list of ids names a style that strikes through.
  bool strikes(std::string_view style_ids) const;

 private:
  void read_description(const pugi::xml_node& description);
  void read_source(const pugi::xml_node& source);
  void read_processing(const pugi::xml_node& step);
  void read_styles(const pugi::xml_node& styles);
  void read_tags(const pugi::xml_node& tags_node);
  void read_order(const pugi::xml_node& group);
};

}  // namespace folio
