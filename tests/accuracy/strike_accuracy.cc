// Draws random pages with words struck in every way, takes them through all stages, compares
// struck words with what was drawn, and holds the figures against floors.csv.
// usage: strike_accuracy [PAGES [SEED [JOBS]]]      (40 1 2)
//        strike_accuracy page PAGE-SEED...          what is missed, falsely claimed and misread on single
//        pages strike_accuracy draw PAGE-SEED FILE.png    a page as the lists of the worst name it, to look
//        at
// Exit 0 when every floor holds, 1 when one does not.
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <atomic>
#include <ctime>
#include <opencv2/imgcodecs.hpp>
#include <string>
#include <string_view>
#include <thread>

#include "core/error.h"
#include "floors.h"
#include "recognize/readers.h"
#include "recognize/recognize.h"
#include "separate/separate.h"
#include "strike_figures.h"
#include "support/struck_leaf.h"
#include "whole_number.h"

namespace folio {
namespace {

constexpr const char* kSet = "drawn-strikes";
constexpr size_t kWorst = 12;

double thread_seconds() {
  std::timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Measured {
  std::uint64_t seed = 0;
  PageStrikes strikes;
  double seconds = 0;  ///< of separate, this thread's processor time
};

Measured measure(std::uint64_t seed, LineRecognizer& recognizer) {
  const testing::StruckLeaf wanted = testing::struck_leaf(seed);
  const DrawnLeaf drawn = draw_leaf(wanted.leaf, testing::debian_faces());
  const auto segmented = testing::segmented_of(testing::scan_of(drawn, wanted.scan));
  const double before = thread_seconds();
  auto layered = std::make_shared<const LayeredPage>(separate(segmented, testing::with_net()));
  const double seconds = thread_seconds() - before;
  const RecognizedPage page = recognize(std::move(layered), recognizer, {});
  return {seed, compare_strikes(drawn.truth, page.text, wanted.over), seconds};
}

std::vector<Measured> measure_all(size_t count, std::uint64_t seed, int jobs) {
  std::vector<Measured> pages(count);
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    const auto recognizer = make_reader({});
    for (size_t i = next++; i < pages.size(); i = next++)
      pages[i] = measure(seed * 1'000'003 + i, *recognizer);
  };
  std::vector<std::jthread> threads;
  for (int job = 1; job < jobs; ++job) threads.emplace_back(work);
  work();
  threads.clear();
  return pages;
}

void print_kinds(const std::vector<PageStrikes>& pages) {
  fmt::print("{:<28} {:>6} {:>7} {:>15} {:>7} {:>15}\n", "kind", "words", "found", "90 %", "CER", "90 %");
  for (const auto& [kind, counts] : figures_of(pages).by_kind) {
    const auto of_kind = [&kind = kind](const StrikeFigures& f) {
      const auto found = f.by_kind.find(kind);
      return found == f.by_kind.end() ? StruckCounts{} : found->second;
    };
    const Interval found = interval_of(pages, [&](const StrikeFigures& f) { return recall(of_kind(f)); });
    const Interval read = interval_of(pages, [&](const StrikeFigures& f) { return error_rate(of_kind(f)); });
    fmt::print("{:<28} {:>6} {:>7.3f} {:>7.3f}-{:.3f} {:>9.3f} {:>8.3f}-{:.3f}\n", kind, counts.words,
               recall(counts), found.low, found.high, error_rate(counts), read.low, read.high);
  }
}

void print_worst(std::vector<Measured> pages) {
  const auto off = [](const Measured& p) { return p.strikes.missed.size() + p.strikes.false_alarms.size(); };
  std::ranges::stable_sort(pages, [&](const auto& a, const auto& b) { return off(a) > off(b); });
  fmt::print("worst (missed + false):");
  for (size_t i = 0; i < std::min(kWorst, pages.size()); ++i) {
    fmt::print(" {} {}+{};", pages[i].seed, pages[i].strikes.missed.size(),
               pages[i].strikes.false_alarms.size());
  }
  fmt::print("\n");
}

int run(size_t count, std::uint64_t seed, int jobs) {
  const std::vector<Measured> measured = measure_all(count, seed, jobs);
  std::vector<PageStrikes> pages;
  double seconds = 0;
  for (const Measured& page : measured) {
    pages.push_back(page.strikes);
    seconds += page.seconds;
  }
  print_kinds(pages);
  const StrikeFigures figures = figures_of(pages);
  const auto line = figures.by_kind.find(std::string(name_of(StrikeKind::line)));
  const double single = line == figures.by_kind.end() ? 0 : error_rate(line->second);
  for (const auto& [name, member] :
       {std::pair{"precision", &StrikeFigures::precision}, std::pair{"recall", &StrikeFigures::recall},
        std::pair{"F1", &StrikeFigures::f1}}) {
    const Interval range =
        interval_of(pages, [member = member](const StrikeFigures& f) { return f.*member; });
    fmt::print("{:<10} {:.3f} ({:.3f}-{:.3f})\n", name, figures.*member, range.low, range.high);
  }
  size_t clean = 0, alarmed = 0;
  for (const PageStrikes& page : pages) {
    const bool struck = std::ranges::any_of(
        page.by_kind, [](const auto& entry) { return entry.first != name_of(StrikeKind::none); });
    if (struck) continue;
    ++clean;
    alarmed += page.claimed > 0 ? 1 : 0;
  }
  fmt::print("{} pages without strikes, {} of them with a false one; separate takes {:.3f} s a page\n", clean,
             alarmed, seconds / static_cast<double>(count));
  print_worst(measured);
  FloorCheck floors(read_floors(FOLIO_FLOORS));
  print_floor_heading();
  floors.check(kSet, "word-f1", figures.f1);
  floors.check(kSet, "word-precision", figures.precision);
  floors.check(kSet, "cer-single-line", single);
  return floors.finish({kSet}) ? 0 : 1;
}

void print_page(std::uint64_t seed, LineRecognizer& recognizer) {
  const Measured page = measure(seed, recognizer);
  const auto print = [](const char* what, const std::vector<Box>& boxes) {
    for (const Box& b : boxes) fmt::print("{} {} {} {} {}\n", what, b.x0, b.y0, b.x1, b.y1);
  };
  fmt::print("{}\n", seed);
  print("missed", page.strikes.missed);
  print("false", page.strikes.false_alarms);
  for (const std::string& word : page.strikes.misread) fmt::print("misread {}\n", word);
}

int print_claims(size_t count, std::uint64_t seed) {
  for (const Measured& page : measure_all(count, seed, 2)) {
    for (const std::string& claim : page.strikes.claims) fmt::print("{}\n", claim);
  }
  return 0;
}

int draw(std::uint64_t seed, const std::string& file) {
  const testing::StruckLeaf leaf = testing::struck_leaf(seed);
  const auto scan = testing::scan_of(leaf.leaf, leaf.scan);
  if (!cv::imwrite(file, scan->pixels)) throw Error(ErrorCode::file_access, "cannot write " + file);
  return 0;
}

}  // namespace
}  // namespace folio

int main(int argc, char** argv) {
  try {
    if (argc == 4 && std::string_view(argv[1]) == "draw")
      return folio::draw(folio::whole_number(argv[2]), argv[3]);
    if (argc == 4 && std::string_view(argv[1]) == "claims")
      return folio::print_claims(folio::whole_number(argv[2]), folio::whole_number(argv[3]));
    if (argc >= 3 && std::string_view(argv[1]) == "page") {
      const auto recognizer = folio::make_reader({});
      for (int i = 2; i < argc; ++i) folio::print_page(folio::whole_number(argv[i]), *recognizer);
      return 0;
    }
    const auto argument = [&](int i, const char* usual) {
      return folio::whole_number(argc > i ? argv[i] : usual);
    };
    return folio::run(argument(1, "40"), argument(2, "1"), static_cast<int>(argument(3, "2")));
  } catch (const folio::Error& error) {
    fmt::print(stderr, "strike_accuracy: {}\n", error.what());
    return static_cast<int>(error.code());
  }
}
