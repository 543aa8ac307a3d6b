// Processor time of deskew and segment against the size of the page: a drawn A4 page of 38 lines, of one bit
// and in color, and an A3 page of 55 lines at 300, 600 and 1,200 dpi, the last two enlarged from the first.
// usage: size_bench [RUNS [NAME]]
//   RUNS (default 5) of each, fewer of the larger ones; the least time counts, of all threads together. NAME:
//   only pages whose names, as printed, begin so ("A4 300 dpi 1-bit"). The 1,200-dpi page takes 5 GB.
// Exit 0, 1 when a page's skew or lines are not found: a wrong answer is not worth timing.
#include <spdlog/fmt/fmt.h>
#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <opencv2/imgproc.hpp>

#include "deskew/deskew.h"
#include "segment/segment.h"
#include "support/staged_pages.h"

namespace folio {
namespace {

using testing::ScanKind;

constexpr double kSkew = 0.7;

double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

LeafDescription typed_leaf(double width_mm, double height_mm, int lines) {
  LeafDescription leaf = testing::plain_leaf(testing::prose_lines(lines));
  leaf.paper.width_mm = width_mm;
  leaf.paper.height_mm = height_mm;
  leaf.paper.tone = {232, 222, 198};
  leaf.paper.grain = 0.4;
  leaf.scan.skew_degrees = kSkew;
  leaf.scan.border_mm = 3;
  leaf.scan.blur_px = 0.7;
  leaf.scan.noise = 2;
  leaf.typewriter.wear = {0.04, 0.05, 0.4, 0.4, 0.3};
  return leaf;
}

struct Sheet {
  std::string name;
  double width_mm, height_mm;
  int lines;
  std::vector<int> enlargements;  ///< of 300 dpi
};

/// The scan at a multiple of its resolution: more pixels of the same page.
std::shared_ptr<const ScannedPage> enlarged(const ScannedPage& scan, int times) {
  auto out = std::make_shared<ScannedPage>(scan);
  cv::resize(scan.pixels, out->pixels, {}, times, times, cv::INTER_LINEAR);
  if (scan.bilevel) out->pixels = out->pixels > 127;
  out->resolution.x *= times;
  out->resolution.y *= times;
  return out;
}

/// Prints a line of the table; false when the answer is wrong.
bool measure(const std::string& name, const std::shared_ptr<const ScannedPage>& scan, int lines, int runs) {
  double deskew_seconds = 1e9, segment_seconds = 1e9;
  for (int run = 0; run < runs; ++run) {
    const double start = processor_seconds();
    const auto upright = std::make_shared<const UprightPage>(deskew(scan, {}));
    const double middle = processor_seconds();
    const SegmentedPage page = segment(upright, {});
    segment_seconds = std::min(segment_seconds, processor_seconds() - middle);
    deskew_seconds = std::min(deskew_seconds, middle - start);
    const bool right = std::abs(upright->skew.degrees - kSkew) < 0.05 &&
                       std::abs(static_cast<int>(page.lines.size()) - lines - 1) <= 1;
    if (!right) {
      fmt::print(stderr, "{}: skew {:.3f}, {} lines\n", name, upright->skew.degrees, page.lines.size());
      return false;
    }
  }
  const double megapixels = static_cast<double>(scan->pixels.total()) / 1e6;
  const double seconds = deskew_seconds + segment_seconds;
  fmt::print("{:<22} {:>7.1f} {:>9.3f} {:>9.3f} {:>9.3f} {:>12.1f}\n", name, megapixels, deskew_seconds,
             segment_seconds, seconds, 1000 * seconds / megapixels);
  std::fflush(stdout);
  return true;
}

bool measure_all(int runs, const std::string& part) {
  fmt::print("{:<22} {:>7} {:>9} {:>9} {:>9} {:>12}\n", "page", "Mpx", "deskew s", "segment s", "both s",
             "ms a Mpx");
  bool right = true;
  for (const Sheet& sheet : {Sheet{"A4", 210, 297, 38, {1}}, Sheet{"A3", 297, 420, 55, {1, 2, 4}}}) {
    if (!part.empty() && part.substr(0, 2) != sheet.name) continue;
    const DrawnLeaf leaf =
        draw_leaf(typed_leaf(sheet.width_mm, sheet.height_mm, sheet.lines), testing::debian_faces());
    for (const ScanKind kind : {ScanKind::bilevel, ScanKind::color}) {
      const std::shared_ptr<const ScannedPage> scan = testing::scan_of(leaf, kind);
      for (const int times : sheet.enlargements) {
        const std::string name = fmt::format("{} {} dpi {}", sheet.name, 300 * times,
                                             kind == ScanKind::bilevel ? "1-bit" : "color");
        if (!name.starts_with(part)) continue;
        right = measure(name, times == 1 ? scan : enlarged(*scan, times), sheet.lines,
                        std::max(1, runs / (times * times))) &&
                right;
      }
    }
  }
  return right;
}

}  // namespace
}  // namespace folio

int main(int argc, char** argv) {
  const int runs = argc > 1 ? std::atoi(argv[1]) : 5;
  if (argc > 3 || runs < 1) {
    fmt::print(stderr, "usage: size_bench [RUNS [NAME]]\n");
    return 1;
  }
  return folio::measure_all(runs, argc > 2 ? argv[2] : "") ? 0 : 1;
}
