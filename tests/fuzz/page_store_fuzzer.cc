// What stages leave for each other, damaged: loading it gives an Error or a page that can be written.
// The first line of an input is the name of one file in the page's folder, the rest its bytes; all others are
// sound.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/files.h"
#include "export/hocr/hocr_writer.h"
#include "export/readings.h"
#include "fuzz_folder.h"
#include "store/page_store.h"
#include "store/stored_corrections.h"
#include "support/sample_page_text.h"

namespace folio::fuzz {
namespace {

const cv::Size kSize(40, 30);

std::shared_ptr<const ScannedPage> sample_scan() {
  auto page = std::make_shared<ScannedPage>();
  page->origin = {"leaf.tif", 0, 1, std::string(64, 'c'), "leaf"};
  page->pixels = cv::Mat(kSize, CV_8UC3, cv::Scalar(200, 210, 220));
  page->resolution = {300, 300, Resolution::Source::declared};
  return page;
}

/// One piece of ink, a line of it, and a rule.
std::shared_ptr<const SegmentedPage> sample_segmented() {
  auto upright = std::make_shared<UprightPage>();
  upright->scan = sample_scan();
  upright->gray = cv::Mat(kSize, CV_8UC1, cv::Scalar(255));
  upright->frame = {1, 1, 39, 29};
  auto page = std::make_shared<SegmentedPage>();
  page->upright = upright;
  page->ink = cv::Mat::zeros(kSize, CV_8UC1);
  page->labels = cv::Mat::zeros(kSize, CV_16UC1);
  page->ink(cv::Rect(5, 6, 4, 5)) = 255;
  page->labels(cv::Rect(5, 6, 4, 5)) = 1;
  page->components = {{{5, 6, 9, 11}, 20, 1}};
  page->letter_height = 5;
  page->grids = {{12.5, 50, 1, 10, 0, 0, 0.1, 0.9}};
  page->lines = {{{5, 6, 9, 11}, {cv::Point2d(5, 11), cv::Point2d(9, 11)}, 4, {0}, 0}};
  page->rule_mask = cv::Mat::zeros(kSize, CV_8UC1);
  page->rule_mask(cv::Rect(2, 20, 30, 2)) = 255;
  page->ink |= page->rule_mask;
  page->rules = {{{2, 20, 32, 22}, 2, true, 0}};
  return page;
}

LayeredPage sample_layered() {
  LayeredPage page;
  page.segmented = sample_segmented();
  page.machine = page.segmented;
  page.masks = LayerMasks(kSize);
  page.masks[Layer::typed](cv::Rect(5, 6, 4, 5)) = 255;
  LayerLine line;
  line.layer = Layer::typed;
  line.box = {5, 6, 9, 11};
  line.baseline = {cv::Point2d(5, 11), cv::Point2d(9, 11)};
  line.component_idxs = {0};
  page.lines = {line};
  page.strikes = {{{3, 3, 8, 8}, StrikeKind::typed_over, 0.75}};
  return page;
}

void save_all(const PageStore& store) {
  const LayeredPage layered = sample_layered();
  store.save_scanned(*layered.segmented->upright->scan);
  store.save_upright(*layered.segmented->upright);
  store.save_segmented(*layered.segmented);
  store.save_layered(layered);
  store.save_recognized(sample_page_text());
  store.save_reconciled({sample_page_text(), {}});
  store.save_scan_masks(layered.masks);
  save_corrections(store.folder(), {kSize, std::string(64, 'c'), {}});
}

template <typename Load>
void expect_error_or_page(const Load& load) {
  try {
    load();
  } catch (const Error& error) {
    if (error.message().empty()) std::abort();
  }
}

void load_all(const PageStore& store) {
  expect_error_or_page([&] { store.load_scanned(); });
  expect_error_or_page([&] { store.load_scan_masks(kSize); });
  expect_error_or_page([&] { save_corrections(store.folder() / "again", load_corrections(store.folder())); });
  expect_error_or_page([&] {
    const auto upright = std::make_shared<const UprightPage>(store.load_upright(sample_scan()));
    const auto segmented = std::make_shared<const SegmentedPage>(store.load_segmented(upright));
    PageStore(store.folder() / "again").save_layered(store.load_layered(segmented));
  });
  expect_error_or_page([&] {
    const PageText text = store.load_recognized_text();
    PageStore(store.folder() / "again").save_recognized(text);
    write_hocr(text);
    for (const Reading reading : kReadings) reading_of(text, reading);
  });
  expect_error_or_page([&] { write_hocr(store.load_reconciled().text); });
}

}  // namespace
}  // namespace folio::fuzz

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace folio;
  static const PageStore store(fuzz::fuzz_folder());
  static const bool is_saved = [] {
    fuzz::save_all(store);
    return true;
  }();
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const size_t end = input.find('\n');
  if (!is_saved || end == std::string_view::npos) return 0;
  for (const char* name :
       {"scanned.json", "upright.json", "upright.png", "segmented.json", "ink.png", "layered.json",
        "masks.png", "recognized.json", "reconciled.json", "scan-masks.png", "corrections.json"}) {
    if (input.substr(0, end) != name) continue;
    const std::filesystem::path file = store.folder() / name;
    const std::string sound = read_file(file);
    fuzz::put_bytes(file, input.substr(end + 1));
    fuzz::load_all(store);
    fuzz::put_bytes(file, sound);
  }
  return 0;
}
