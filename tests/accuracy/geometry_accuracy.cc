// Deskews and segments random drawn pages, compares their geometry with what was drawn, and holds the figures
// against floors.csv.
// usage: geometry_accuracy [PAGES [SEED [JOBS]]]      (60 1 2); one page in ten more has no typing, and one
//                                                      in ten more is bent
//        geometry_accuracy page KIND|any PAGE-SEED...  figures of single pages
//        geometry_accuracy draw PAGE-SEED FILE.png [KIND]   a page as the lists of the worst name it, to look
//        at
// Exit 0 when every floor holds, 1 when one does not.
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <ctime>
#include <opencv2/imgcodecs.hpp>
#include <string>
#include <string_view>
#include <thread>

#include "core/error.h"
#include "deskew/deskew.h"
#include "floors.h"
#include "geometry_figures.h"
#include "segment/segment.h"
#include "whole_number.h"

namespace folio {
namespace {

constexpr const char* kSet = "drawn-geometry";
constexpr int kOthersEvery = 10;
constexpr size_t kWorst = 12;

double thread_seconds() {
  std::timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

testing::RandomLeaf leaf_of(std::uint64_t seed, std::string_view kind) {
  if (kind == "any") return testing::random_leaf(seed);
  for (int k = 0; k <= static_cast<int>(testing::LeafKind::bent); ++k) {
    const auto found = static_cast<testing::LeafKind>(k);
    if (testing::name_of(found) == kind) return testing::random_leaf(seed, found);
  }
  throw Error(ErrorCode::arguments, fmt::format("there are no {} leaves", kind));
}

int draw(std::uint64_t seed, std::string_view kind, const std::string& file) {
  const testing::RandomLeaf leaf = leaf_of(seed, kind);
  const auto scan = testing::scan_of(draw_leaf(leaf.leaf, testing::debian_faces()), leaf.scan);
  if (!cv::imwrite(file, scan->pixels)) throw Error(ErrorCode::file_access, "cannot write " + file);
  return 0;
}

PageGeometry measure(std::uint64_t seed, std::string_view kind) {
  const testing::RandomLeaf wanted = leaf_of(seed, kind);
  const DrawnLeaf drawn = draw_leaf(wanted.leaf, testing::debian_faces());
  const auto scan = testing::scan_of(drawn, wanted.scan);
  const double before = thread_seconds();
  const auto upright = std::make_shared<const UprightPage>(deskew(scan, {}));
  const SegmentedPage found = segment(upright, {});
  const double seconds = thread_seconds() - before;
  PageGeometry page = compare_geometry(wanted, drawn, found);
  page.seconds = seconds;
  return page;
}

std::vector<PageGeometry> measure_all(int typed, std::uint64_t seed, int jobs) {
  const size_t plain = static_cast<size_t>(typed), others = plain / kOthersEvery;
  std::vector<PageGeometry> pages(plain + 2 * others);
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    for (size_t i = next++; i < pages.size(); i = next++) {
      const std::string_view kind = i < plain                         ? "any"
                                    : i >= plain + others             ? "bent"
                                    : (seed * 1'000'003 + i) % 2 == 0 ? "handwriting"
                                                                      : "print";
      pages[i] = measure(seed * 1'000'003 + i, kind);
    }
  };
  std::vector<std::jthread> threads;
  for (int job = 1; job < jobs; ++job) threads.emplace_back(work);
  work();
  threads.clear();
  return pages;
}

void print_group(const std::string& name, const std::vector<PageGeometry>& pages) {
  if (pages.empty()) return;
  const GeometryFigures f = figures_of(pages);
  fmt::print(
      "{:<12} {:>5} {:>9.3f} {:>9.3f} {:>8.3f} {:>8.3f} {:>8.3f} {:>6.0f} {:>8.3f} {:>8.3f} {:>7.3f}\n", name,
      pages.size(), f.skew_mean, f.skew_within_tenth, f.skew_worst, f.pitch_within, f.step_within,
      f.doubled_or_halved + f.wrong_grids, f.lines_found, f.pages_in_order, f.seconds_per_page);
}

void print_groups(const std::vector<PageGeometry>& pages) {
  fmt::print("{:<12} {:>5} {:>9} {:>9} {:>8} {:>8} {:>8} {:>6} {:>8} {:>8} {:>7}\n", "kind, dpi", "pages",
             "skew", "in 0.1", "worst", "pitch", "step", "wrong", "lines", "order", "cpu s");
  for (int kind = 0; kind <= static_cast<int>(testing::LeafKind::bent); ++kind) {
    std::vector<PageGeometry> group;
    std::ranges::copy_if(pages, std::back_inserter(group),
                         [&](const auto& p) { return int(p.kind) == kind; });
    print_group(std::string(name_of(static_cast<testing::LeafKind>(kind))), group);
  }
  for (const double dpi : {90.0, 100.0, 120.0, 150.0, 200.0, 300.0, 600.0}) {
    std::vector<PageGeometry> group;
    std::ranges::copy_if(pages, std::back_inserter(group),
                         [&](const auto& p) { return p.typed && p.dpi == dpi; });
    print_group(fmt::format("{:.0f} dpi", dpi), group);
  }
}

void print_page(const PageGeometry& page) {
  fmt::print(
      "{} ({}, {:.0f} dpi): skew off {:.3f} (confidence {:.2f}), columns off {:.3f} ({:.2f}), pitch x "
      "{:.4f}, step x {:.4f}, lines {} of "
      "{}{}, "
      "bend {:.2f} -> {:.2f}\n",
      page.seed, name_of(page.kind), page.dpi, page.skew_error, page.skew_confidence, page.column_error,
      page.column_confidence, page.pitch_ratio, page.step_ratio, page.lines_found, page.lines,
      page.in_order ? "" : " out of order", page.bend_drawn, page.bend_left);
}

template <class Off>
void print_worst(const char* what, std::vector<PageGeometry> pages, Off off) {
  std::erase_if(pages, [&](const PageGeometry& page) { return !page.typed || off(page) <= 0; });
  std::ranges::sort(pages, [&](const auto& a, const auto& b) { return off(a) > off(b); });
  if (pages.empty()) return;
  fmt::print("worst {}:", what);
  for (size_t i = 0; i < std::min(kWorst, pages.size()); ++i)
    fmt::print(" {} ({}, {:.0f} dpi) {:.4f};", pages[i].seed, name_of(pages[i].kind), pages[i].dpi,
               off(pages[i]));
  fmt::print("\n");
}

void print_all_worst(const std::vector<PageGeometry>& all) {
  const auto beyond = [](double off, double bound) { return off > bound ? off : 0.0; };
  std::vector<PageGeometry> bent, flat;
  for (const PageGeometry& page : all) (page.kind == testing::LeafKind::bent ? bent : flat).push_back(page);
  const std::vector<PageGeometry>& pages = flat;
  print_worst("bend left", bent, [&](const auto& p) { return beyond(p.bend_left, 0.25); });
  print_worst("skew", pages, [&](const auto& p) { return beyond(std::abs(p.skew_error), 0.1); });
  print_worst("pitch", pages, [&](const auto& p) { return beyond(std::abs(p.pitch_ratio - 1), 0.003); });
  print_worst("step", pages,
              [&](const auto& p) { return p.has_step ? beyond(std::abs(p.step_ratio - 1), 0.003) : 0.0; });
  print_worst("lines missed", pages, [](const auto& p) { return double(p.lines - p.lines_found); });
  print_worst("order", pages, [](const auto& p) { return p.in_order ? 0.0 : 1.0; });
  std::string wrong;
  for (const PageGeometry& page : pages)
    if (!page.typed && page.grid_found) wrong += fmt::format(" {} ({});", page.seed, name_of(page.kind));
  if (!wrong.empty()) fmt::print("grids without typing:{}\n", wrong);
}

int run(int typed, std::uint64_t seed, int jobs) {
  const std::vector<PageGeometry> pages = measure_all(typed, seed, jobs);
  print_groups(pages);
  print_all_worst(pages);
  const GeometryFigures f = figures_of(pages);
  FloorCheck floors(read_floors(FOLIO_FLOORS));
  print_floor_heading();
  floors.check(kSet, "skew-mean-degrees", f.skew_mean);
  floors.check(kSet, "skew-within-tenth", f.skew_within_tenth);
  floors.check(kSet, "skew-worst-sure-degrees", f.skew_worst_sure);
  floors.check(kSet, "columns-within-tenth", f.columns_within_tenth);
  floors.check(kSet, "pitch-within", f.pitch_within);
  floors.check(kSet, "step-within", f.step_within);
  floors.check(kSet, "doubled-or-halved", f.doubled_or_halved);
  floors.check(kSet, "wrong-grids", f.wrong_grids / std::max(1, typed / kOthersEvery));
  floors.check(kSet, "lines-found", f.lines_found);
  floors.check(kSet, "pages-in-order", f.pages_in_order);
  floors.check(kSet, "bent-level", f.bent_level);
  floors.check(kSet, "bent-lines-found", f.bent_lines_found);
  return floors.finish({kSet}) ? 0 : 1;
}

}  // namespace
}  // namespace folio

int main(int argc, char** argv) {
  try {
    if (argc >= 4 && std::string_view(argv[1]) == "draw")
      return folio::draw(folio::whole_number(argv[2]), argc > 4 ? argv[4] : "any", argv[3]);
    if (argc >= 4 && std::string_view(argv[1]) == "page") {
      for (int i = 3; i < argc; ++i) folio::print_page(folio::measure(folio::whole_number(argv[i]), argv[2]));
      return 0;
    }
    const auto argument = [&](int i, const char* usual) {
      return folio::whole_number(argc > i ? argv[i] : usual);
    };
    return folio::run(static_cast<int>(argument(1, "60")), argument(2, "1"),
                      static_cast<int>(argument(3, "2")));
  } catch (const folio::Error& error) {
    fmt::print(stderr, "geometry_accuracy: {}\n", error.what());
    return static_cast<int>(error.code());
  }
}
