#include "batch/training_pairs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "batch/output_folder.h"
#include "core/files.h"
#include "core/text.h"
#include "export/layers_png.h"
#include "foreign/png_encoder.h"
#include "foreign/png_file.h"
#include "support/confirmed_page.h"
#include "support/drawn_pages.h"
#include "unit/batch/recorded_progress.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// A run's folder with one drawn page that was reconciled without a fault.
class TrainingPairsTest : public ::testing::Test {
 protected:
  TrainingPairsTest() : leaf_(draw_leaf(testing::layered_leaf(), testing::debian_faces())) {
    page_ = testing::confirmed_page(leaf_);
    write_file(folder_ / "leaf.png", encode_png(leaf_.pixels));
    page_.origin = {folder_ / "leaf.png", 0, 1, sha256_of_file(folder_ / "leaf.png"), "leaf"};
    const OutputFolder out(folder_ / "out");
    out.save_contents({{"leaf"}, "rus"});
    write_file(out.product("leaf", ".layers.png"), layers_png(leaf_.masks, page_.resolution));
    save();
  }
  void save() { OutputFolder(folder_ / "out").store("leaf").save_reconciled({page_, {}}); }
  PairsResult run(PairsFormat format = PairsFormat::lines, bool whole_ink = false) {
    PairsOptions options;
    options.output = folder_ / "out";
    options.to = folder_ / "pairs";
    options.format = format;
    options.whole_ink = whole_ink;
    return write_training_pairs(options, progress_, interrupted_);
  }
  std::vector<std::vector<std::string>> rows() const {
    std::vector<std::vector<std::string>> out;
    for (const std::string& line : split_lines(read_file(folder_ / "pairs/pairs.tsv"))) {
      out.emplace_back(1);
      for (const char c : line) {
        if (c == '\t')
          out.back().emplace_back();
        else
          out.back().back().push_back(c);
      }
    }
    return out;
  }
  const TextLine& line(const std::string& id) const {
    return *std::ranges::find(page_.lines, id, &TextLine::id);
  }

  test::TemporaryFolder folder_;
  testing::RecordedProgress progress_;
  std::atomic<bool> interrupted_{false};
  DrawnLeaf leaf_;
  PageText page_;
};

TEST_F(TrainingPairsTest, EveryPairHasTheTextThatWasDrawn) {
  const PairsResult result = run();
  EXPECT_THAT(result.failures, IsEmpty());
  const auto table = rows();
  ASSERT_GE(table.size(), 5U);
  EXPECT_EQ(table.size(), result.lines + 1);
  EXPECT_EQ(table[0], (std::vector<std::string>{"image", "page", "layer", "line", "confidence", "text"}));
  for (size_t i = 1; i < table.size(); ++i) {
    ASSERT_THAT(table[i], SizeIs(6));
    EXPECT_EQ(table[i][0], "leaf-" + table[i][3] + ".png");
    EXPECT_EQ(table[i][2], name_of(line(table[i][3]).layer));
    std::string drawn;
    for (const Word& word : line(table[i][3]).words) drawn += (drawn.empty() ? "" : " ") + word.text;
    EXPECT_EQ(table[i][5], drawn);
    EXPECT_EQ(read_file(folder_ / ("pairs/leaf-" + table[i][3] + ".gt.txt")), drawn + "\n");
    const cv::Mat picture = read_png(folder_ / ("pairs/" + table[i][0])).pixels;
    EXPECT_FALSE(picture.empty()) << drawn;
    EXPECT_TRUE(table[i][2] != "typed" || picture.cols > 2 * picture.rows) << drawn;
  }
}

TEST_F(TrainingPairsTest, DoubtsAreCounted) {
  const size_t before = run().lines;
  size_t covered = run().left_out[static_cast<size_t>(LineDoubt::covered)];
  EXPECT_EQ(covered, 1U) << "the stamp lies over a line";
  page_.lines[0].words[1].source = TextSource::recognizer;
  save();
  const PairsResult result = run();
  EXPECT_EQ(result.lines, before - 1);
  EXPECT_EQ(result.left_out[static_cast<size_t>(LineDoubt::not_in_transcription)], 1U);
  EXPECT_EQ(run(PairsFormat::lines, true).left_out[static_cast<size_t>(LineDoubt::covered)], 0U);
}

TEST_F(TrainingPairsTest, AsPageXmlWithThePagesPicture) {
  const PairsResult result = run(PairsFormat::page);
  EXPECT_GT(result.lines, 0U);
  EXPECT_EQ(cv::norm(read_png(folder_ / "pairs/leaf.png").pixels, leaf_.pixels, cv::NORM_INF), 0);
  EXPECT_THAT(read_file(folder_ / "pairs/leaf.xml"), HasSubstr("imageFilename=\"leaf.png\""));
  EXPECT_EQ(rows()[1][0], "leaf.png");
  EXPECT_FALSE(fs::exists(folder_ / "pairs/leaf-line_1.png"));
}

TEST_F(TrainingPairsTest, APageWithoutATranscriptionSaysWhatToRun) {
  fs::remove(folder_ / "out/stages/leaf/reconciled.json");
  const PairsResult result = run();
  EXPECT_EQ(result.lines, 0U);
  ASSERT_THAT(result.failures, SizeIs(1));
  EXPECT_THAT(result.failures[0].message(), HasSubstr("folio reconcile OUT --transcription"));
  EXPECT_EQ(rows().size(), 1U);
}

TEST_F(TrainingPairsTest, APictureOfLayersOfAnotherSizeFailsThatPage) {
  write_file(folder_ / "out/leaf.layers.png", layers_png(LayerMasks({10, 10}), {}));
  const PairsResult result = run();
  ASSERT_THAT(result.failures, SizeIs(1));
  EXPECT_THAT(result.failures[0].message(), HasSubstr("leaf.layers.png"));
}

TEST_F(TrainingPairsTest, AScanThatHasChangedSinceFailsThatPage) {
  write_file(folder_ / "leaf.png", encode_png(cv::Mat(30, 30, CV_8UC1, cv::Scalar(255))));
  EXPECT_THAT(run().failures, SizeIs(1));
}

TEST_F(TrainingPairsTest, InterruptedNoPageIsBegun) {
  interrupted_ = true;
  EXPECT_TRUE(run().interrupted);
  EXPECT_EQ(rows().size(), 1U);
}

}  // namespace
}  // namespace folio
