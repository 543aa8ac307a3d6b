#include "pipeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <concepts>

#include "core/error.h"
#include "support/fake_recognizer.h"
#include "support/staged_pages.h"

namespace folio {
namespace {

using ::testing::ElementsAre;
using testing::FakeRecognizer;
using ::testing::StartsWith;

/// A stage takes the page before it and no other.
template <class Page>
concept Deskewable = requires(std::shared_ptr<const Page> page, PipelineOptions options, DebugImages& debug) {
  { run_deskew(page, options, debug) } -> std::same_as<UprightPage>;
};
template <class Page>
concept Segmentable = requires(std::shared_ptr<const Page> page, PipelineOptions options,
                               DebugImages& debug) {
  { run_segment(page, options, debug) } -> std::same_as<SegmentedPage>;
};
template <class Page>
concept Separable = requires(std::shared_ptr<const Page> page, PipelineOptions options, DebugImages& debug) {
  { run_separate(page, options, debug) } -> std::same_as<LayeredPage>;
};
template <class Page>
concept Recognizable = requires(std::shared_ptr<const Page> page, FakeRecognizer recognizer,
                                PipelineOptions options, DebugImages& debug) {
  { run_recognize(page, recognizer, options, debug) } -> std::same_as<RecognizedPage>;
};

static_assert(Deskewable<ScannedPage> && !Deskewable<UprightPage> && !Deskewable<SegmentedPage>);
static_assert(Segmentable<UprightPage> && !Segmentable<ScannedPage> && !Segmentable<LayeredPage>);
static_assert(Separable<SegmentedPage> && !Separable<UprightPage> && !Separable<LayeredPage>);
static_assert(Recognizable<LayeredPage> && !Recognizable<SegmentedPage> && !Recognizable<ScannedPage>);

/// Keeps the names of the pictures.
class NamedImages : public DebugImages {
 public:
  bool wanted() const override { return true; }
  void add(std::string_view stage, std::string_view name, const cv::Mat& picture) override {
    EXPECT_FALSE(picture.empty());
    names.push_back(std::string(stage) + "-" + std::string(name));
  }
  std::vector<std::string> names;
};

std::shared_ptr<const ScannedPage> drawn_scan() {
  LeafDescription leaf = testing::short_leaf(testing::prose_lines(3));
  leaf.scan.dpi = 150;
  return testing::scan_of(leaf);
}

TEST(PipelineTest, StagesRunInTheirOrderAndHoldThePagesBefore) {
  const auto scan = drawn_scan();
  FakeRecognizer recognizer;
  NamedImages images;
  const RecognizedPage page = read_page(scan, recognizer, {}, images);
  EXPECT_THAT(images.names, ElementsAre("deskew-frame", "segment-lines", "separate-layers", "recognize-words",
                                        "recognize-reading-inputs", "recognize-hand-inputs"));
  EXPECT_EQ(page.layered->segmented->upright->scan, scan);
  EXPECT_EQ(page.text.lines.size(), 3U);
}

TEST(PipelineTest, PicturesChangeNothing) {
  FakeRecognizer recognizer;
  NamedImages images;
  const RecognizedPage with = read_page(drawn_scan(), recognizer, {}, images);
  const RecognizedPage without = read_page(drawn_scan(), recognizer, {});
  ASSERT_EQ(with.text.lines.size(), without.text.lines.size());
  for (size_t i = 0; i < with.text.lines.size(); ++i) {
    ASSERT_EQ(with.text.lines[i].words.size(), without.text.lines[i].words.size());
    for (size_t k = 0; k < with.text.lines[i].words.size(); ++k) {
      EXPECT_EQ(with.text.lines[i].words[k].text, without.text.lines[i].words[k].text);
      EXPECT_EQ(with.text.lines[i].words[k].box, without.text.lines[i].words[k].box);
    }
  }
}

TEST(PipelineTest, TheScanIsNotTouched) {
  const auto scan = drawn_scan();
  const cv::Mat before = scan->pixels.clone();
  FakeRecognizer recognizer;
  read_page(scan, recognizer, {});
  EXPECT_EQ(cv::norm(scan->pixels, before, cv::NORM_INF), 0);
}

TEST(PipelineTest, AnErrorNamesItsStage) {
  FakeRecognizer failing([](const LineImage&) -> std::vector<ReadWord> {
    throw Error(ErrorCode::missing_dependency, "model vanished");
  });
  try {
    read_page(drawn_scan(), failing, {});
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.stage(), "recognize");
    EXPECT_EQ(error.code(), ErrorCode::missing_dependency);
    EXPECT_THAT(error.message(), StartsWith("recognize: model vanished"));
  }
}

TEST(PipelineTest, PagesWithoutTextAreRead) {
  FakeRecognizer recognizer;
  for (const cv::Size size : {cv::Size(1, 1), cv::Size(400, 3), cv::Size(300, 400)}) {
    for (const int brightness : {0, 128, 255}) {
      const RecognizedPage page = read_page(testing::blank_scan(size, brightness), recognizer, {});
      EXPECT_EQ(page.text.size, size);
      EXPECT_TRUE(page.text.lines.empty());
      EXPECT_FALSE(page.text.doubts.empty());
    }
  }
}

TEST(PipelineTest, TheLayersOfALayeredLeafReachTheText) {
  FakeRecognizer recognizer([](const LineImage& line) { return testing::words_by_white(line, 0.95); });
  const RecognizedPage page = read_page(testing::scan_of(testing::layered_leaf()), recognizer, {});
  int typed = 0, hand = 0;
  for (const TextLine& line : page.text.lines) {
    if (line.layer == Layer::typed && line.words.size() >= 5) ++typed;
    if (line.layer == Layer::hand) ++hand;
  }
  EXPECT_EQ(typed, 3);
  EXPECT_GE(hand, 3) << "insertion, note, leaf number";
  EXPECT_GE(page.text.regions.size(), 2U) << "stamp, signature";
}

}  // namespace
}  // namespace folio
