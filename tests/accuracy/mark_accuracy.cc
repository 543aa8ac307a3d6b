// Takes random drawn leaves with a printed letterhead, typing, stamps of every shape and notes through the
// stages up to separate, and compares stamps and print with what was drawn. Shares have 90 % intervals,
// bootstrap over pages; those of floors.csv are held against their floors.
// usage: mark_accuracy [PAGES [SEED [JOBS [no-net]]]]     (30 1 2)
//        mark_accuracy draw PAGE-SEED FILE.png [color|gray|bilevel]    see draw_random_leaf.h
// Exit 0 when every floor holds, 1 when one does not.
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

#include "core/error.h"
#include "draw_random_leaf.h"
#include "floors.h"
#include "separate/separate.h"
#include "share.h"
#include "support/random_leaf.h"
#include "whole_number.h"

namespace folio {
namespace {

constexpr const char* kSet = "drawn-marks";
constexpr std::array<const char*, 3> kScans{"color", "gray", "bilevel"};  // as ScanKind
constexpr std::array<const char*, 3> kShapes{"box", "round", "plain"};    // as Stamp::Shape

struct MarkCounts {
  PartOfPage stamps_found;  ///< stamps that a region of the stamp layer covers by half
  std::array<std::array<PartOfPage, 3>, 3> found_of;  ///< of these, by scan and shape
  PartOfPage stamps_right;  ///< regions of the stamp layer that a stamp covers by half
  PartOfPage stamp_ink;     ///< pixels of the stamp layer, found over drawn
  PartOfPage print_ink, print_right;
  PartOfPage typed_ink;  ///< of the typing
};

PartOfPage ink_within(const cv::Mat& ink, const cv::Mat& other) {
  return {cv::countNonZero(ink & other), cv::countNonZero(ink)};
}

MarkCounts measure(std::uint64_t seed, const SeparateOptions& options) {
  const testing::RandomLeaf wanted = testing::random_leaf(seed, testing::LeafKind::official);
  const DrawnLeaf drawn = draw_leaf(wanted.leaf, testing::debian_faces());
  const LayeredPage page = separate(testing::segmented_of(testing::scan_of(drawn, wanted.scan)), options);
  const UprightPage& upright = *page.segmented->upright;
  const LayerMasks truth = testing::true_masks(drawn, upright);
  MarkCounts counts;
  std::vector<Box> stamps, found;
  for (const TextRegion& region : drawn.truth.regions)
    if (region.layer == Layer::stamp) stamps.push_back(testing::on_upright(region.box, upright));
  for (const LayerRegion& region : page.regions)
    if (region.layer == Layer::stamp) found.push_back(region.box);
  const auto covered = [](const std::vector<Box>& boxes, const std::vector<Box>& by) {
    const auto count = std::ranges::count_if(boxes, [&](const Box& box) {
      return std::ranges::any_of(
          by, [&](const Box& other) { return 2 * intersect(box, other).area() >= box.area(); });
    });
    return PartOfPage{static_cast<long>(count), static_cast<long>(boxes.size())};
  };
  counts.stamps_found = covered(stamps, found);
  for (size_t i = 0; i < stamps.size(); ++i)
    counts.found_of.at(static_cast<size_t>(wanted.scan))
        .at(static_cast<size_t>(wanted.leaf.stamps.at(i).shape)) += covered({stamps[i]}, found);
  counts.stamps_right = covered(found, stamps);
  counts.stamp_ink = ink_within(truth[Layer::stamp], page.masks[Layer::stamp]);
  counts.print_ink = ink_within(truth[Layer::print], page.masks[Layer::print]);
  counts.print_right = ink_within(page.masks[Layer::print], truth[Layer::print]);
  counts.typed_ink = ink_within(truth[Layer::typed], page.masks[Layer::typed]);
  return counts;
}

Share share_over(const std::vector<MarkCounts>& pages,
                 const std::function<PartOfPage(const MarkCounts&)>& part_of) {
  std::vector<PartOfPage> parts(pages.size());
  std::ranges::transform(pages, parts.begin(), part_of);
  return share_of(parts);
}

int run(size_t count, std::uint64_t seed, int jobs, bool net) {
  std::vector<MarkCounts> pages(count);
  const SeparateOptions& options = net ? testing::with_net() : SeparateOptions{};
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    for (size_t i = next++; i < pages.size(); i = next++) pages[i] = measure(seed * 1'000'003 + i, options);
  };
  {
    std::vector<std::jthread> threads;
    for (int job = 1; job < jobs; ++job) threads.emplace_back(work);
    work();
  }
  for (size_t scan = 0; scan < kScans.size(); ++scan) {
    for (size_t shape = 0; shape < kShapes.size(); ++shape) {
      const auto found = [&](const MarkCounts& page) { return page.found_of.at(scan).at(shape); };
      print_share(fmt::format("{} stamps found, {}", kShapes[shape], kScans[scan]), share_over(pages, found));
    }
  }
  FloorCheck floors(read_floors(FOLIO_FLOORS));
  const std::vector<std::pair<std::string, PartOfPage MarkCounts::*>> figures{
      {"stamps-found", &MarkCounts::stamps_found},   {"stamps-right", &MarkCounts::stamps_right},
      {"stamp-ink-found", &MarkCounts::stamp_ink},   {"print-ink-found", &MarkCounts::print_ink},
      {"print-ink-right", &MarkCounts::print_right}, {"typed-ink-found", &MarkCounts::typed_ink}};
  std::vector<Share> shares;
  for (const auto& [name, member] : figures) {
    shares.push_back(share_over(pages, [&, part = member](const MarkCounts& page) { return page.*part; }));
    print_share(name, shares.back());
  }
  if (!net) return 0;
  print_floor_heading();
  for (size_t i = 0; i < figures.size(); ++i) floors.check(kSet, figures[i].first, shares[i].value);
  return floors.finish({kSet}) ? 0 : 1;
}

}  // namespace
}  // namespace folio

int main(int argc, char** argv) {
  try {
    const auto argument = [&](int i, const char* usual) {
      return folio::whole_number(argc > i ? argv[i] : usual);
    };
    if (argc >= 4 && std::string_view(argv[1]) == "draw")
      return folio::draw_random_leaf(folio::whole_number(argv[2]), folio::testing::LeafKind::official,
                                     argv[3], argc > 4 ? argv[4] : "color");
    const bool net = argc < 5 || std::string_view(argv[4]) != "no-net";
    return folio::run(argument(1, "30"), argument(2, "1"), static_cast<int>(argument(3, "2")), net);
  } catch (const folio::Error& error) {
    fmt::print(stderr, "mark_accuracy: {}\n", error.what());
    return static_cast<int>(error.code());
  }
}
