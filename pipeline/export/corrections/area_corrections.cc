#include "export/corrections/area_corrections.h"

#include <algorithm>

#include "export/corrections/word_index.h"

namespace folio {
namespace {

/// Two boxes of one line, as read at two times. Words may have come to it or gone.
constexpr double kSameArea = 0.5;

template <class Item>
void add_by_box(std::vector<Item>& list, const std::vector<Item>& newer) {
  for (const Item& item : newer) {
    std::erase_if(list, [&](const Item& old) { return overlap_of(old.box, item.box) >= kSameArea; });
    list.push_back(item);
  }
}

}  // namespace

std::vector<UnplacedCorrection> place_areas(PageText& page, const std::vector<AreaCorrection>& areas) {
  std::vector<UnplacedCorrection> unplaced;
  for (const AreaCorrection& area : areas) {
    TextLine* line = nullptr;
    TextRegion* region = nullptr;
    double best = kSameArea;
    for (TextLine& l : page.lines)
      if (const double overlap = overlap_of(l.box, area.box); overlap > best) best = overlap, line = &l;
    for (TextRegion& r : page.regions)
      if (const double overlap = overlap_of(r.box, area.box); overlap > best) best = overlap, region = &r;
    if (region != nullptr) {
      region->layer = area.layer, region->role = area.role;
      region->confidence = 1;
    } else if (line != nullptr) {
      line->layer = area.layer, line->role = area.role;
      line->layer_confidence = 1;
    } else {
      Correction lost;
      lost.box = area.box;
      lost.layer = area.layer;
      unplaced.push_back({lost, "no line or region lies there now"});
    }
  }
  return unplaced;
}

void add_areas(std::vector<AreaCorrection>& list, const std::vector<AreaCorrection>& newer) {
  add_by_box(list, newer);
}

void add_notes(std::vector<PageNote>& list, const std::vector<PageNote>& newer) {
  add_by_box(list, newer);
  std::erase_if(list, [](const PageNote& note) { return note.text.empty(); });
}

}  // namespace folio
