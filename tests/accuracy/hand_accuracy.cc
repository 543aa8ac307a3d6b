// Takes random annotated leaves through the stages up to recognize, with a recognizer that knows no letters,
// and compares roles and places of the handwriting with what was drawn; once more with each pixel's layer
// known. Shares have 90 % intervals, bootstrap over pages; those of floors.csv are held against their floors.
// usage: hand_accuracy [PAGES [SEED [JOBS]]]     (40 1 2)
//        hand_accuracy draw PAGE-SEED FILE.png [color|gray|bilevel]    a page to look at, and beside it in
//                                                       FILE.png.layers.png what was found
// Exit 0 when every floor holds, 1 when one does not.
#include <spdlog/fmt/fmt.h>

#include <atomic>
#include <string>
#include <string_view>
#include <thread>

#include "core/error.h"
#include "draw_random_leaf.h"
#include "floors.h"
#include "hand_figures.h"
#include "recognize/recognize.h"
#include "separate/hand_grouper.h"
#include "separate/separate.h"
#include "support/fake_recognizer.h"
#include "support/random_leaf.h"
#include "whole_number.h"

namespace folio {
namespace {

constexpr const char* kSet = "drawn-hand";
// As ScanKind; and in color with the ink of each layer known, so that only what follows from it is measured.
constexpr std::array<std::string_view, 4> kScans{"color", "gray", "bilevel", "known-ink"};
constexpr size_t kKnownInk = 3;

/// The page with the layers as they were drawn, and its handwriting put together anew.
std::shared_ptr<const LayeredPage> with_known_ink(const DrawnLeaf& drawn, const LayeredPage& page) {
  auto known = std::make_shared<LayeredPage>(page);
  std::erase_if(known->lines, [](const LayerLine& line) { return line.layer == Layer::hand; });
  std::erase_if(known->regions, [](const LayerRegion& region) { return region.layer == Layer::hand; });
  const UprightPage& upright = *page.segmented->upright;
  known->masks = testing::true_masks(drawn, upright);
  HandWriting hand = group_hand(*known, page.segmented->letter_height, upright.frame);
  known->lines.insert(known->lines.end(), hand.lines.begin(), hand.lines.end());
  known->regions.insert(known->regions.end(), hand.regions.begin(), hand.regions.end());
  return known;
}

HandCounts measure(std::uint64_t seed, size_t scan) {
  const testing::RandomLeaf wanted = testing::random_leaf(seed, testing::LeafKind::annotated);
  const DrawnLeaf drawn = draw_leaf(wanted.leaf, testing::debian_faces());
  testing::FakeRecognizer recognizer;
  const bool known_ink = scan == kKnownInk;
  const auto segmented = testing::segmented_of(
      testing::scan_of(drawn, known_ink ? testing::ScanKind::color : static_cast<testing::ScanKind>(scan)));
  auto page = std::make_shared<const LayeredPage>(
      separate(segmented, known_ink ? SeparateOptions{} : testing::with_net()));
  if (known_ink) page = with_known_ink(drawn, *page);
  return count_hand(drawn.truth, recognize(page, recognizer, {}).text);
}

std::vector<HandCounts> measure_all(size_t count, std::uint64_t seed, int jobs, size_t scan) {
  std::vector<HandCounts> pages(count);
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    for (size_t i = next++; i < pages.size(); i = next++) pages[i] = measure(seed * 1'000'003 + i, scan);
  };
  std::vector<std::jthread> threads;
  for (int job = 1; job < jobs; ++job) threads.emplace_back(work);
  work();
  return pages;
}

Share role_share(const std::vector<HandCounts>& pages, Role role, int HandCounts::Line::*part) {
  const auto of = [role](const HandCounts& page, int HandCounts::Line::*member) {
    const auto line = page.lines.find(role);
    return line == page.lines.end() ? 0 : line->second.*member;
  };
  return share_over_pages(
      pages, [&](const HandCounts& page) { return of(page, part); },
      [&](const HandCounts& page) { return of(page, &HandCounts::Line::drawn); });
}

void print_scan(std::string_view name, const std::vector<HandCounts>& pages) {
  HandCounts all;
  for (const HandCounts& page : pages) all += page;
  fmt::print("{}\n", name);
  for (const auto& [role, line] : all.lines) {
    const std::string title(name_of(role));
    print_share(title + " found", role_share(pages, role, &HandCounts::Line::found));
    print_share(title + " right", role_share(pages, role, &HandCounts::Line::right));
    std::string taken;
    for (const auto& [other, count] : line.taken_for)
      if (other != role) taken += fmt::format(" {} {}", count, name_of(other));
    if (!taken.empty()) fmt::print("    taken for{}\n", taken);
  }
  fmt::print("  placed in the text without handwriting there: {}\n", all.placed_false);
}

Share tied(const std::vector<HandCounts>& pages) {
  return share_over_pages(
      pages, [](const HandCounts& page) { return page.placed_right; },
      [](const HandCounts& page) { return page.placed_drawn; });
}

Share roles_right(const std::vector<HandCounts>& pages) {
  const auto sum = [](const HandCounts& page, int HandCounts::Line::*member) {
    int all = 0;
    for (const auto& [role, line] : page.lines) all += line.*member;
    return all;
  };
  return share_over_pages(
      pages, [&](const HandCounts& page) { return sum(page, &HandCounts::Line::right); },
      [&](const HandCounts& page) { return sum(page, &HandCounts::Line::drawn); });
}

int run(size_t count, std::uint64_t seed, int jobs) {
  FloorCheck floors(read_floors(FOLIO_FLOORS));
  std::vector<std::pair<std::string, Share>> held;
  for (size_t scan = 0; scan < kScans.size(); ++scan) {
    const auto pages = measure_all(count, seed, jobs, scan);
    print_scan(kScans[scan], pages);
    held.emplace_back(fmt::format("after-word-{}", kScans[scan]), tied(pages));
    held.emplace_back(fmt::format("roles-{}", kScans[scan]), roles_right(pages));
    print_share("word before right", held[held.size() - 2].second);
    print_share("tied, of those found", share_over_pages(
                                            pages, [](const HandCounts& page) { return page.placed_right; },
                                            [](const HandCounts& page) { return page.placed_found; }));
    print_share("roles right", held.back().second);
  }
  print_floor_heading();
  for (const auto& [name, share] : held) floors.check(kSet, name, share.value);
  return floors.finish({kSet}) ? 0 : 1;
}

}  // namespace
}  // namespace folio

int main(int argc, char** argv) {
  try {
    if (argc >= 4 && std::string_view(argv[1]) == "draw")
      return folio::draw_random_leaf(folio::whole_number(argv[2]), folio::testing::LeafKind::annotated,
                                     argv[3], argc > 4 ? argv[4] : "color");
    const auto argument = [&](int i, const char* usual) {
      return folio::whole_number(argc > i ? argv[i] : usual);
    };
    return folio::run(argument(1, "40"), argument(2, "1"), static_cast<int>(argument(3, "2")));
  } catch (const folio::Error& error) {
    fmt::print(stderr, "hand_accuracy: {}\n", error.what());
    return static_cast<int>(error.code());
  }
}
