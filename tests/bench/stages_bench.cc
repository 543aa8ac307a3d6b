// Speed of the stages on a drawn A4 page of 38 lines, 300 dpi, color. Every benchmark checks its answer
// first.
#include <benchmark/benchmark.h>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "deskew/bed_finder.h"
#include "deskew/deskew.h"
#include "deskew/frame_finder.h"
#include "deskew/skew_finder.h"
#include "imaging/background.h"
#include "imaging/binarizer.h"
#include "imaging/ink_edges.h"
#include "recognize/line_image.h"
#include "segment/segment.h"
#include "separate/separate.h"
#include "support/staged_pages.h"

namespace folio {
namespace {

constexpr double kSkew = 0.7;

/// The page after each stage, made once.
struct Pages {
  DrawnLeaf drawn;
  std::shared_ptr<const ScannedPage> scan;
  std::shared_ptr<const UprightPage> upright;
  std::shared_ptr<const SegmentedPage> segmented;
  std::shared_ptr<const LayeredPage> layered;
};

const Pages& pages() {
  static const Pages made = [] {
    LeafDescription leaf = testing::plain_leaf(testing::prose_lines(38));
    leaf.lines[4].text = "подводу с сеном. Почту ⟦del:возили⟧ ⟦ins:⟦h:носили⟧⟧ через мост,";
    leaf.paper.tone = {232, 222, 198};
    leaf.paper.grain = 0.4;
    leaf.scan.skew_degrees = kSkew;
    leaf.scan.border_mm = 3;
    leaf.scan.blur_px = 0.7;
    leaf.scan.noise = 2;
    leaf.typewriter.wear = {0.04, 0.05, 0.4, 0.4, 0.3};
    Pages out;
    out.drawn = draw_leaf(leaf, testing::debian_faces());
    out.scan = testing::scan_of(out.drawn);
    out.upright = testing::upright_of(out.scan);
    out.segmented = std::make_shared<const SegmentedPage>(segment(out.upright, {}));
    out.layered = std::make_shared<const LayeredPage>(separate(out.segmented, testing::with_net()));
    return out;
  }();
  return made;
}

/// A wrong answer is not worth timing, and fails the run.
bool g_all_right = true;
bool right(benchmark::State& state, bool is_right, const std::string& what) {
  if (is_right) return true;
  g_all_right = false;
  state.SkipWithError(what.c_str());
  return false;
}

void per_megapixel(benchmark::State& state) {
  state.counters["Mpx"] = benchmark::Counter(static_cast<double>(pages().scan->pixels.total()) / 1e6,
                                             benchmark::Counter::kIsIterationInvariantRate);
}

void bm_find_frame(benchmark::State& state) {
  cv::Mat gray;
  cv::cvtColor(pages().scan->pixels, gray, cv::COLOR_BGR2GRAY);
  const auto frame_of = [&] {
    const CoarseView view = coarse_view(gray, pages().scan->resolution.pixels_per_mm());
    return find_frame(view, find_bed(view));
  };
  const Box frame = frame_of(), truth = pages().drawn.frame;
  if (!right(state, std::abs(frame.x0 - truth.x0) < 40 && std::abs(frame.y1 - truth.y1) < 60, "frame is off"))
    return;
  for (auto _ : state) benchmark::DoNotOptimize(frame_of());
  per_megapixel(state);
}

void bm_find_skew(benchmark::State& state) {
  cv::Mat small;
  cv::resize(pages().drawn.masks[Layer::typed], small, {}, 0.4, 0.4, cv::INTER_AREA);
  const cv::Mat ink = small > 127;
  const auto skew = find_skew(ink);
  if (!right(state, skew && std::abs(skew->degrees - kSkew) < 0.05, "skew is off")) return;
  for (auto _ : state) benchmark::DoNotOptimize(find_skew(ink));
}

void bm_even_out_background(benchmark::State& state) {
  cv::Mat gray;
  cv::cvtColor(pages().scan->pixels, gray, cv::COLOR_BGR2GRAY);
  const cv::Mat even = even_out_background(gray);
  const cv::Rect paper = to_rect(grow(pages().drawn.frame, -60, -60));
  const cv::Mat no_ink = pages().drawn.masks.labels()(paper) == 0;
  if (!right(state, cv::mean(even(paper), no_ink)[0] > 235, "paper is not white")) return;
  for (auto _ : state) benchmark::DoNotOptimize(even_out_background(gray));
  per_megapixel(state);
}

void bm_binarize(benchmark::State& state) {
  const cv::Mat& gray = pages().upright->gray;
  const LayerMasks truth = testing::true_masks(pages().drawn, *pages().upright);
  const cv::Mat all = truth[Layer::typed] | truth[Layer::hand] | truth[Layer::strike];
  if (!right(state, testing::overlap_of(binarize(gray), all) > 0.8, "mask is off")) return;
  for (auto _ : state) benchmark::DoNotOptimize(binarize(gray));
  per_megapixel(state);
}

void bm_fit_ink_edges(benchmark::State& state) {
  const cv::Mat& gray = pages().upright->gray;
  const LayerMasks truth = testing::true_masks(pages().drawn, *pages().upright);
  LayerMasks fitted;
  const auto fit = [&] {
    for (const Layer layer : kInkLayers) pages().layered->masks[layer].copyTo(fitted[layer]);
    fit_ink_edges(gray, fitted);
  };
  fit();
  if (!right(state, testing::overlap_of(fitted[Layer::typed], truth[Layer::typed]) > 0.85, "edges are off"))
    return;
  for (auto _ : state) fit();
  per_megapixel(state);
}

void bm_deskew(benchmark::State& state) {
  if (!right(state, std::abs(pages().upright->skew.degrees - kSkew) < 0.05, "skew is off")) return;
  for (auto _ : state) benchmark::DoNotOptimize(deskew(pages().scan, {}));
  per_megapixel(state);
}

void bm_segment(benchmark::State& state) {
  const SegmentedPage& page = *pages().segmented;
  const double pitch = pages().drawn.grid.pitch;
  // 38 typed lines, and the one by hand.
  const bool lines = page.lines.size() >= 38 && page.lines.size() <= 40;
  if (!right(state, lines && page.main_grid() && std::abs(page.main_grid()->pitch - pitch) < 0.003 * pitch,
             fmt::format("{} lines", page.lines.size())))
    return;
  for (auto _ : state) benchmark::DoNotOptimize(segment(pages().upright, {}));
  per_megapixel(state);
}

void bm_separate(benchmark::State& state) {
  const LayerMasks truth = testing::true_masks(pages().drawn, *pages().upright);
  const double typed = testing::overlap_of(pages().layered->masks[Layer::typed], truth[Layer::typed]);
  const auto strikes = std::ranges::count_if(pages().layered->strikes,
                                             [](const Strike& strike) { return strike.confidence >= 0.5; });
  if (!right(state, typed > 0.8 && strikes >= 1 && strikes <= 2,
             fmt::format("typed overlap {:.3f}, {} strikes", typed, strikes)))
    return;
  for (auto _ : state) benchmark::DoNotOptimize(separate(pages().segmented, testing::with_net()));
  per_megapixel(state);
}

/// All lines of the page.
void bm_cut_lines(benchmark::State& state) {
  const LayeredPage& page = *pages().layered;
  for (const LayerLine& line : page.lines) {
    const LineImage image = cut_line(page, line);
    const cv::Point2d foot = image.page_from_line(cv::Point2d(0, image.baseline_y));
    if (!right(state, std::abs(foot.y - line.baseline.left.y) < 0.01, "line image is off")) return;
  }
  for (auto _ : state) {
    for (const LayerLine& line : page.lines) benchmark::DoNotOptimize(cut_line(page, line));
  }
  state.counters["lines"] = benchmark::Counter(static_cast<double>(page.lines.size()),
                                               benchmark::Counter::kIsIterationInvariantRate);
}

BENCHMARK(bm_find_frame)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_find_skew)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_even_out_background)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_binarize)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_fit_ink_edges)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_deskew)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_segment)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_separate)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_cut_lines)->Unit(benchmark::kMillisecond);

}  // namespace

bool all_answers_right() { return g_all_right; }

}  // namespace folio

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return folio::all_answers_right() ? 0 : 1;
}
