#include "store/page_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>

#include "core/error.h"
#include "core/files.h"
#include "store/json_page_text.h"
#include "support/sample_page_text.h"

namespace folio {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

void expect_same_pixels(const cv::Mat& a, const cv::Mat& b) {
  ASSERT_EQ(a.size(), b.size());
  ASSERT_EQ(a.type(), b.type());
  EXPECT_TRUE(a.empty() || cv::norm(a, b, cv::NORM_INF) == 0);
}

class PageStoreTest : public testing::Test {
 protected:
  void SetUp() override { fs::remove_all(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  static std::shared_ptr<ScannedPage> scan() {
    auto page = std::make_shared<ScannedPage>();
    page->origin = {"in/лист 13.tif", 1, 3, std::string(64, 'c'), "лист 13-p002"};
    page->pixels = cv::Mat(60, 80, CV_8UC3);
    for (int y = 0; y < 60; ++y) {
      for (int x = 0; x < 80; ++x)
        page->pixels.at<cv::Vec3b>(y, x) = cv::Vec3b(uchar(x * 3), uchar(y * 4), uchar(x ^ y));
    }
    page->resolution = {204.5, 98, Resolution::Source::declared};
    return page;
  }

  static std::shared_ptr<UprightPage> upright(double degrees) {
    auto page = std::make_shared<UprightPage>();
    page->scan = scan();
    page->skew = {degrees, 0.875};
    page->gray = cv::Mat(60, 80, CV_8UC1, cv::Scalar(255));
    cv::circle(page->gray, {20, 20}, 7, 40);
    page->color = page->scan->pixels;
    if (degrees != 0) {
      page->scan_from_upright = Transform(cv::Matx33d(0.99, -0.01, 3.123456789, 0.01, 0.99, -2, 0, 0, 1));
      page->color = page->scan->pixels.clone();
      page->color.at<cv::Vec3b>(0, 0) = {1, 2, 3};
    }
    page->frame = {2, 3, 78, 59};
    return page;
  }

  /// Three pieces of ink, of which the middle one is left out, labels in an order of their own; a rule
  /// crosses the last one.
  static std::shared_ptr<SegmentedPage> segmented() {
    auto page = std::make_shared<SegmentedPage>();
    page->upright = upright(0);
    page->ink = cv::Mat::zeros(60, 80, CV_8UC1);
    page->labels = cv::Mat::zeros(60, 80, CV_16UC1);
    cv::line(page->ink, {5, 12}, {12, 5}, 255);  // its first pixel is not its leftmost
    cv::line(page->labels, {5, 12}, {12, 5}, 7);
    page->ink.at<uchar>(20, 20) = 255;
    page->ink(cv::Rect(30, 30, 4, 5)) = 255;
    page->labels(cv::Rect(30, 30, 4, 5)) = 2;
    page->components = {{{30, 30, 34, 35}, 20, 2}, {{5, 5, 13, 13}, 8, 7}};
    page->letter_height = 21.5;
    page->grids = {{30.1234567, 50.5, 3.25, 120.5, 0.003, -0.002, 0.04, 0.9},
                   {25.5, 0, 1.5, 40.25, 0, 0, 0.06, 0.7}};
    page->lines = {{{5, 5, 34, 35}, {cv::Point2d(5, 12.5), cv::Point2d(34, 13.25)}, 9.5, {1, 0}, 1}};
    page->loose_idxs = {0};
    page->rule_mask = cv::Mat::zeros(60, 80, CV_8UC1);
    page->rule_mask(cv::Rect(34, 32, 30, 2)) = 255;
    page->ink |= page->rule_mask;
    page->rules = {{{30, 32, 64, 34}, 2, true, 0}};
    return page;
  }

  static LayeredPage layered() {
    LayeredPage page;
    page.segmented = segmented();
    page.machine = page.segmented;
    page.masks = LayerMasks(cv::Size(80, 60));
    page.masks[Layer::typed](cv::Rect(1, 1, 20, 20)) = 255;
    page.masks[Layer::strike](cv::Rect(0, 5, 30, 3)) = 255;
    page.masks[Layer::print](cv::Rect(70, 50, 3, 3)) = 255;
    LayerLine line;
    line.layer = Layer::hand;
    line.role = Role::insertion;
    line.box = {1, 2, 30, 40};
    line.baseline = {cv::Point2d(1, 30.5), cv::Point2d(30, 31)};
    line.x_height = 8.125;
    line.confidence = 0.5;
    line.component_idxs = {1};
    line.quarter_turns = 3;
    line.place = cv::Point2d(12.5, 30.75);
    page.lines = {line};
    page.regions = {{Layer::stamp, Role::stamp, {1, 1, 9, 9}, 0.25}};
    page.strikes = {{{3, 3, 8, 8}, StrikeKind::typed_over, 0.75}};
    return page;
  }

  std::string failure(const std::function<void()>& load) {
    try {
      load();
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::input);
      return error.message();
    }
    return "none";
  }

  fs::path folder_ = fs::path(testing::TempDir()) / "folio_page_store_test";
  PageStore store_{folder_};
};

TEST_F(PageStoreTest, Scanned) {
  const auto page = scan();
  store_.save_scanned(*page);
  const StoredScan loaded = store_.load_scanned();
  EXPECT_EQ(json_of(loaded.origin), json_of(page->origin));
  EXPECT_EQ(loaded.origin.file, page->origin.file);
  EXPECT_EQ(loaded.size, page->pixels.size());
  EXPECT_FALSE(loaded.bilevel);
  EXPECT_EQ(loaded.resolution.x, 204.5);
  EXPECT_EQ(loaded.resolution.source, Resolution::Source::declared);
}

TEST_F(PageStoreTest, FileNamesAreBytes) {
  auto page = scan();
  page->origin.file = "in/\xFF\xFE.tif";
  store_.save_scanned(*page);
  EXPECT_EQ(store_.load_scanned().origin.file, page->origin.file);
}

TEST_F(PageStoreTest, Upright) {
  for (const double degrees : {0.0, -0.4375}) {
    const auto page = upright(degrees);
    store_.save_upright(*page);
    const UprightPage loaded = store_.load_upright(page->scan);
    expect_same_pixels(loaded.gray, page->gray);
    expect_same_pixels(loaded.color, page->color);
    EXPECT_EQ(loaded.skew.degrees, degrees);
    EXPECT_EQ(loaded.skew.confidence, 0.875);
    EXPECT_EQ(loaded.scan_from_upright.plane().matrix(), page->scan_from_upright.plane().matrix());
    EXPECT_EQ(loaded.frame, page->frame);
    EXPECT_EQ(loaded.scan, page->scan);
    EXPECT_EQ(fs::exists(folder_ / "upright-color.png"), degrees != 0)
        << "color of an unskewed page is the scan's";
  }
}

TEST_F(PageStoreTest, UprightOfABentPage) {
  auto page = upright(-0.4375);
  ShiftField shifts{{80, 60}, 3, 2, {}};
  for (int i = 0; i < 6; ++i) shifts.offsets.emplace_back(0.1 * i, 1.0 / (i + 3));
  page->scan_from_upright = {page->scan_from_upright.plane(), shifts};
  page->bend = 12.75;
  store_.save_upright(*page);
  const UprightPage loaded = store_.load_upright(page->scan);
  EXPECT_EQ(loaded.bend, 12.75);
  EXPECT_EQ(loaded.scan_from_upright.plane().matrix(), page->scan_from_upright.plane().matrix());
  EXPECT_EQ(loaded.scan_from_upright.shifts().offsets, shifts.offsets);
  EXPECT_EQ(loaded.scan_from_upright.shifts().size, shifts.size);
  EXPECT_EQ(loaded.scan_from_upright(cv::Point2d(31, 17)), page->scan_from_upright(cv::Point2d(31, 17)));
}

TEST_F(PageStoreTest, UprightOfAGrayScanHasNoColor) {
  auto page = upright(0);
  page->color = cv::Mat();
  store_.save_upright(*page);
  EXPECT_TRUE(store_.load_upright(page->scan).color.empty());
}

TEST_F(PageStoreTest, Segmented) {
  const auto page = segmented();
  store_.save_segmented(*page);
  const SegmentedPage loaded = store_.load_segmented(page->upright);
  expect_same_pixels(loaded.ink, page->ink);
  expect_same_pixels(loaded.labels, page->labels);
  ASSERT_EQ(loaded.components.size(), 2u);
  for (size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(loaded.components[i].box, page->components[i].box);
    EXPECT_EQ(loaded.components[i].area, page->components[i].area);
    EXPECT_EQ(loaded.components[i].label, page->components[i].label);
  }
  EXPECT_EQ(loaded.letter_height, 21.5);
  ASSERT_EQ(loaded.grids.size(), 2u);
  for (size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(loaded.grids[i].pitch, page->grids[i].pitch);
    EXPECT_EQ(loaded.grids[i].line_step, page->grids[i].line_step);
    EXPECT_EQ(loaded.grids[i].origin_x, page->grids[i].origin_x);
    EXPECT_EQ(loaded.grids[i].origin_y, page->grids[i].origin_y);
    EXPECT_EQ(loaded.grids[i].lean, page->grids[i].lean);
    EXPECT_EQ(loaded.grids[i].slope, page->grids[i].slope);
    EXPECT_EQ(loaded.grids[i].residual, page->grids[i].residual);
    EXPECT_EQ(loaded.grids[i].confidence, page->grids[i].confidence);
  }
  ASSERT_EQ(loaded.lines.size(), 1u);
  EXPECT_EQ(loaded.lines[0].component_idxs, page->lines[0].component_idxs);
  EXPECT_EQ(loaded.grid_of(loaded.lines[0]), &loaded.grids[1]);
  EXPECT_EQ(loaded.lines[0].baseline.right, page->lines[0].baseline.right);
  EXPECT_EQ(loaded.loose_idxs, page->loose_idxs);
  expect_same_pixels(loaded.rule_mask, page->rule_mask);
  ASSERT_EQ(loaded.rules.size(), 1u);
  EXPECT_EQ(loaded.rules[0].box, page->rules[0].box);
  EXPECT_EQ(loaded.rules[0].thickness, 2);
  EXPECT_TRUE(loaded.rules[0].underline);
  EXPECT_EQ(loaded.rules[0].line_idx, 0);
  EXPECT_EQ(loaded.upright, page->upright);
}

TEST_F(PageStoreTest, SegmentedWithoutGrid) {
  auto page = segmented();
  page->grids.clear();
  page->lines[0].grid_idx = -1;
  store_.save_segmented(*page);
  EXPECT_EQ(store_.load_segmented(page->upright).main_grid(), nullptr);
}

TEST_F(PageStoreTest, Layered) {
  const LayeredPage page = layered();
  store_.save_layered(page);
  const LayeredPage loaded = store_.load_layered(page.segmented);
  for (const Layer layer : kInkLayers) expect_same_pixels(loaded.masks[layer], page.masks[layer]);
  ASSERT_EQ(loaded.lines.size(), 1u);
  EXPECT_EQ(loaded.lines[0].layer, Layer::hand);
  EXPECT_EQ(loaded.lines[0].role, Role::insertion);
  EXPECT_EQ(loaded.lines[0].x_height, 8.125);
  EXPECT_EQ(loaded.lines[0].quarter_turns, 3);
  EXPECT_EQ(loaded.lines[0].place, cv::Point2d(12.5, 30.75));
  EXPECT_EQ(loaded.lines[0].component_idxs, std::vector<int>{1});
  ASSERT_EQ(loaded.regions.size(), 1u);
  EXPECT_EQ(loaded.regions[0].box, (Box{1, 1, 9, 9}));
  ASSERT_EQ(loaded.strikes.size(), 1u);
  EXPECT_EQ(loaded.strikes[0].kind, StrikeKind::typed_over);
  EXPECT_EQ(loaded.strikes[0].confidence, 0.75);
}

TEST_F(PageStoreTest, MasksOnTheScanGoWhenLayersAreFoundAnew) {
  const LayeredPage page = layered();
  EXPECT_FALSE(store_.load_scan_masks(page.masks.size()));
  store_.save_scan_masks(page.masks);
  const std::optional<LayerMasks> loaded = store_.load_scan_masks(page.masks.size());
  ASSERT_TRUE(loaded);
  for (const Layer layer : kInkLayers) expect_same_pixels(std::as_const(*loaded)[layer], page.masks[layer]);
  EXPECT_FALSE(store_.load_scan_masks(cv::Size(81, 60)));
  store_.save_layered(page);
  EXPECT_FALSE(store_.load_scan_masks(page.masks.size()));
  store_.save_scan_masks(page.masks);
  store_.save_scanned(*scan());
  EXPECT_FALSE(store_.load_scan_masks(page.masks.size()));
}

TEST_F(PageStoreTest, LayeredKeepsThePageAsTheMachineLeftIt) {
  LayeredPage page = layered();
  store_.save_layered(page);
  EXPECT_EQ(store_.load_layered(page.segmented).machine, page.segmented);

  auto machine = std::make_shared<SegmentedPage>(*segmented());
  machine->ink = machine->ink.clone();
  machine->ink(cv::Rect(50, 40, 3, 3)) = 255;
  machine->labels = machine->labels.clone();
  machine->labels(cv::Rect(50, 40, 3, 3)) = 3;
  machine->components.push_back({{50, 40, 53, 43}, 9, 3});
  page.machine = machine;
  page.lines[0].component_idxs = {2};
  store_.save_layered(page);
  const LayeredPage loaded = store_.load_layered(page.segmented);
  expect_same_pixels(loaded.machine->ink, machine->ink);
  ASSERT_EQ(loaded.machine->components.size(), 3u);
  EXPECT_EQ(loaded.machine->components[2].box, (Box{50, 40, 53, 43}));
  EXPECT_EQ(loaded.machine->lines.size(), 1u);
  EXPECT_EQ(loaded.machine->upright, page.segmented->upright);
  EXPECT_EQ(loaded.lines[0].component_idxs, std::vector<int>{2});
}

TEST_F(PageStoreTest, RecognizedKeepsGlyphs) {
  RecognizedPage page;
  page.text = sample_page_text();
  page.text.lines[1].words[0].glyphs = {{"Т", {310, 400, 350, 450}, 0.875, {{"Г", 0.1}, {"П", 0.025}}},
                                        {"0", {350, 400, 390, 450}, 0.5, {}}};
  store_.save_recognized(page.text);
  EXPECT_EQ(json_of(store_.load_recognized_text()).dump(1), json_of(page.text).dump(1));
  const PageText loaded = store_.load_recognized_text();
  ASSERT_EQ(loaded.lines[1].words[0].glyphs.size(), 2u);
  EXPECT_EQ(loaded.lines[1].words[0].glyphs[0].alternatives[1].text, "П");
  EXPECT_EQ(loaded.lines[1].words[0].glyphs[0].alternatives[1].confidence, 0.025);
}

TEST_F(PageStoreTest, AnyText) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    const PageText text = random_page_text(seed);
    store_.save_recognized(text);
    const PageText loaded = store_.load_recognized_text();
    ASSERT_EQ(json_of(loaded).dump(1), json_of(text).dump(1));
    ASSERT_EQ(loaded.lines.size(), text.lines.size());
    for (size_t i = 0; i < text.lines.size(); ++i) {
      ASSERT_EQ(loaded.lines[i].words.size(), text.lines[i].words.size());
      ASSERT_EQ(loaded.lines[i].layer, text.lines[i].layer);
      ASSERT_EQ(loaded.lines[i].box, text.lines[i].box);
      for (size_t k = 0; k < text.lines[i].words.size(); ++k) {
        ASSERT_EQ(loaded.lines[i].words[k].text, text.lines[i].words[k].text);
        ASSERT_EQ(loaded.lines[i].words[k].status, text.lines[i].words[k].status);
        ASSERT_EQ(loaded.lines[i].words[k].source, text.lines[i].words[k].source);
        ASSERT_EQ(loaded.lines[i].words[k].after_id, text.lines[i].words[k].after_id);
        ASSERT_EQ(loaded.lines[i].words[k].before_id, text.lines[i].words[k].before_id);
      }
    }
  }
}

TEST_F(PageStoreTest, Reconciled) {
  ReconciledPage page;
  page.text = sample_page_text();
  LedgerEntry corrected;
  corrected.outcome = LedgerEntry::Outcome::corrected;
  corrected.truth = "ТОВАРИЩ";
  corrected.ocr = "T0ВАРИЩ";
  corrected.word_id = "w_2";
  corrected.truth_line = 3;
  corrected.truth_column = 14;
  corrected.reason = "edit 2 of 7";
  corrected.layer = Layer::typed;
  corrected.box = {1, 2, 30, 40};
  corrected.score = 0.5;
  corrected.difference = Difference::look_alike;
  corrected.transcription_wrong = 0.25;
  corrected.reading_wrong = 0.75;
  LedgerEntry extra;
  extra.outcome = LedgerEntry::Outcome::not_in_transcription;
  extra.ocr = "хххх";
  extra.after_line = 3;
  extra.after_column = 14;
  page.ledger = {corrected, extra};
  store_.save_reconciled(page);
  const ReconciledPage loaded = store_.load_reconciled();
  EXPECT_EQ(json_of(loaded.text).dump(1), json_of(page.text, Characters::left_out).dump(1));
  ASSERT_EQ(loaded.ledger.size(), 2u);
  EXPECT_EQ(loaded.ledger[0].outcome, LedgerEntry::Outcome::corrected);
  EXPECT_EQ(loaded.ledger[0].truth, "ТОВАРИЩ");
  EXPECT_EQ(loaded.ledger[0].truth_column, 14);
  EXPECT_EQ(loaded.ledger[0].layer, Layer::typed);
  EXPECT_EQ(loaded.ledger[0].box, corrected.box);
  EXPECT_EQ(loaded.ledger[0].difference, Difference::look_alike);
  EXPECT_EQ(loaded.ledger[0].transcription_wrong, 0.25);
  EXPECT_EQ(loaded.ledger[0].reading_wrong, 0.75);
  EXPECT_EQ(loaded.ledger[1].ocr, "хххх");
  EXPECT_EQ(loaded.ledger[1].after_column, 14);
}

TEST_F(PageStoreTest, ReadingAPageAnewDropsWhatWasReconciled) {
  store_.save_reconciled({sample_page_text(), {}});
  EXPECT_TRUE(store_.has("reconcile"));
  store_.save_recognized(sample_page_text());
  EXPECT_FALSE(store_.has("reconcile"));
}

TEST_F(PageStoreTest, WhatIsMissingNamesTheCommandToRun) {
  EXPECT_FALSE(store_.has("ingest"));
  EXPECT_THAT(failure([&] { store_.load_scanned(); }),
              HasSubstr("scanned.json: is missing; run 'folio ingest' first"));
  EXPECT_THAT(failure([&] { store_.load_segmented(upright(0)); }), HasSubstr("run 'folio segment' first"));
  store_.save_segmented(*segmented());
  EXPECT_TRUE(store_.has("segment"));
  fs::remove(folder_ / "ink.png");
  EXPECT_THAT(failure([&] { store_.load_segmented(upright(0)); }), HasSubstr("ink.png: is missing"));
}

TEST_F(PageStoreTest, WhatIsDamagedSaysSo) {
  store_.save_reconciled({sample_page_text(), {}});
  const std::string whole = read_file(folder_ / "reconciled.json");
  const auto damaged = [&](const std::string& content) {
    write_file(folder_ / "reconciled.json", content);
    return failure([&] { store_.load_reconciled(); });
  };
  EXPECT_THAT(damaged(whole.substr(0, whole.size() / 2)), HasSubstr("is damaged"));
  EXPECT_THAT(damaged(""), HasSubstr("run 'folio reconcile' again"));
  EXPECT_THAT(damaged("[]"), HasSubstr("is damaged"));
  EXPECT_THAT(damaged("{\"format\": 99}"), HasSubstr("another version"));
  std::string other = whole;
  other.replace(other.find("\"typed\""), 7, "\"tiped\"");
  EXPECT_THAT(damaged(other), HasSubstr("unknown name 'tiped'"));
}

TEST_F(PageStoreTest, FilesOfDifferentPagesAreNotMixed) {
  store_.save_segmented(*segmented());
  auto larger = std::make_shared<UprightPage>(*upright(0));
  larger->gray = cv::Mat(61, 80, CV_8UC1, cv::Scalar(0));
  EXPECT_THAT(failure([&] { store_.load_segmented(larger); }), HasSubstr("another size"));
  write_file(folder_ / "ink.png", "no picture");
  EXPECT_THAT(failure([&] { store_.load_segmented(upright(0)); }), HasSubstr("ink.png: is damaged"));
  auto less = *segmented();
  less.ink.at<uchar>(30, 30) = 0;
  less.ink(cv::Rect(30, 30, 4, 5)) = 0;
  auto json = nlohmann::json::parse(read_file(folder_ / "segmented.json"));
  store_.save_segmented(less);
  write_file(folder_ / "segmented.json", json.dump());
  EXPECT_THAT(failure([&] { store_.load_segmented(upright(0)); }), HasSubstr("pieces of ink"));
  json["lines"][0]["component_idxs"] = {5};
  store_.save_segmented(*segmented());
  write_file(folder_ / "segmented.json", json.dump());
  EXPECT_THAT(failure([&] { store_.load_segmented(upright(0)); }), HasSubstr("not there"));
}

}  // namespace
}  // namespace folio
