#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "export/hocr/hocr_source.h"
#include "export/hocr/repair/hocr_repair.h"

namespace folio {

/// Counts changes by what they are.
class ChangeLog {
 public:
  ChangeLog(const HocrSource& source, std::vector<HocrChange>& changes)
      : source_(source), changes_(changes) {}

  void add(const std::string& what, const pugi::xml_node& where) {
    const auto [entry, is_new] = index_.emplace(what, changes_.size());
    if (is_new) changes_.push_back({what, 0, source_.place(where).line});
    ++changes_[entry->second].count;
  }

 private:
  const HocrSource& source_;
  std::vector<HocrChange>& changes_;
  std::unordered_map<std::string, size_t> index_;
};

}  // namespace folio
