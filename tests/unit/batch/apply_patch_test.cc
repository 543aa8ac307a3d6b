#include "batch/apply_patch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "batch/output_folder.h"
#include "core/files.h"
#include "store/stored_corrections.h"
#include "unit/batch/recorded_progress.h"
#include "unit/export/corrections/typed_rows.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::RecordedProgress;
using testing::text_of;
using testing::typed_rows;

/// A folder of one page that was read and exported once.
class ApplyPatchTest : public ::testing::Test {
 protected:
  ApplyPatchTest() {
    const OutputFolder folder(folder_.path());
    folder.save_contents({{"leaf"}, "rus"});
    folder.store("leaf").save_recognized(page_);
    run();
  }

  /// What a later run does; gives the page as it was written.
  PageText run() {
    KeptCorrections kept{OutputFolder(folder_.path())};
    const ReconciledPage page = kept.with_corrections({page_, {}});
    kept.write(*make_hocr_exporter(), {page});
    return page.text;
  }
  WordEdit edit_of(size_t line, size_t number, const std::string& after) const {
    const Word& word = page_.lines[line].words[number];
    return {WordEdit::How::type, word.id, word.box, word.text, after, word.status, word.status};
  }
  ApplyResult apply(const std::vector<ReviewEdit>& edits, const std::string& stem = "leaf") {
    const std::atomic<bool> interrupted = false;
    DigitizeOptions options;
    options.output = folder_.path();
    return apply_patch(options, {"", {{stem, page_.origin.sha256, "", edits}}}, progress_, interrupted);
  }
  std::string product(const std::string& extension) const {
    return read_file(folder_ / ("leaf" + extension));
  }

  test::TemporaryFolder folder_;
  PageText page_ = typed_rows({{"one", "two", "three"}, {"four", "five"}});
  RecordedProgress progress_;
};

TEST_F(ApplyPatchTest, AWordIsInTheProductsAndInEveryLaterRun) {
  const ApplyResult result = apply({edit_of(0, 1, "zwei")});
  EXPECT_EQ(result.taken, 1U);
  EXPECT_EQ(result.pages, 1U);
  EXPECT_TRUE(result.conflicts.empty());
  EXPECT_EQ(product(".typed.txt"), "one zwei three\nfour five\n");
  EXPECT_THAT(product(".hocr"), HasSubstr("data-source=\"person\" data-ocr=\"two\">zwei<"));
  for (Word& word : page_.lines[0].words) word.text = word.ocr = "otherwise";
  EXPECT_EQ(text_of(run().lines[0]), "otherwise zwei otherwise") << "it wins over what is read";
}

TEST_F(ApplyPatchTest, TwiceTheSameIsHarmless) {
  const std::vector<ReviewEdit> edits{edit_of(0, 1, "zwei"), edit_of(1, 0, ""),
                                      NoteEdit{"w_1", page_.lines[0].words[0].box, "look\tagain"}};
  apply(edits);
  const std::string hocr = product(".hocr"), kept = read_file(folder_ / "stages/leaf/corrections.json");
  const ApplyResult again = apply(edits);
  EXPECT_EQ(again.taken, 0U);
  EXPECT_EQ(again.there_already, 3U);
  EXPECT_TRUE(again.conflicts.empty());
  EXPECT_EQ(product(".hocr"), hocr);
  EXPECT_EQ(read_file(folder_ / "stages/leaf/corrections.json"), kept);
  EXPECT_EQ(read_file(folder_ / "notes.tsv"), "page\tbox\ttext\nleaf\t100 100 160 140\tlook again\n");
}

TEST_F(ApplyPatchTest, WhatDoesNotFitIsGivenBackAndTheRestTaken) {
  WordEdit stale = edit_of(0, 0, "eins");
  stale.before = "uno";
  const ApplyResult result = apply({stale, edit_of(0, 1, "zwei")});
  ASSERT_EQ(result.conflicts.size(), 1U);
  EXPECT_EQ(result.conflicts[0].id, "w_1");
  EXPECT_EQ(result.taken, 1U);
  EXPECT_EQ(product(".typed.txt"), "one zwei three\nfour five\n");
}

TEST_F(ApplyPatchTest, LayerAndRoleOfALineStay) {
  apply({AreaEdit{"line_2", page_.lines[1].box, Layer::typed, Layer::hand, Role::body, Role::marginalia}});
  EXPECT_EQ(product(".typed.txt"), "one two three\n");
  const PageText later = run();
  EXPECT_EQ(later.lines[1].layer, Layer::hand);
  EXPECT_EQ(later.lines[1].role, Role::marginalia);
  EXPECT_FALSE(fs::exists(folder_ / "leaf.hocr.bak")) << "it is no change of a stranger";
}

TEST_F(ApplyPatchTest, WhatWasChangedInTheFileMeanwhileStays) {
  std::string hocr = product(".hocr");
  hocr.replace(hocr.find(">five<"), 6, ">cinq<");
  write_file(folder_ / "leaf.hocr", hocr);
  const ApplyResult result = apply({edit_of(0, 1, "zwei"), edit_of(1, 1, "funf")});
  EXPECT_EQ(result.taken, 1U);
  ASSERT_EQ(result.conflicts.size(), 1U);
  EXPECT_THAT(result.conflicts[0].reason, HasSubstr("the word reads \"cinq\" now"));
  EXPECT_EQ(product(".typed.txt"), "one zwei three\nfour cinq\n");
}

TEST_F(ApplyPatchTest, FormatsThatLieThereAreWrittenToo) {
  write_file(folder_ / "leaf.alto.xml", "of an earlier run");
  apply({edit_of(0, 1, "zwei")});
  EXPECT_THAT(product(".alto.xml"), HasSubstr("zwei"));
  EXPECT_FALSE(fs::exists(folder_ / "leaf.page.xml"));
}

TEST_F(ApplyPatchTest, APageThatIsNotThereStopsAll) {
  const std::string before = product(".hocr");
  EXPECT_THROW(apply({edit_of(0, 1, "zwei")}, "another"), Error);
  EXPECT_EQ(product(".hocr"), before);
  const std::atomic<bool> interrupted = false;
  DigitizeOptions options;
  options.output = folder_ / "nowhere";
  EXPECT_THROW(apply_patch(options, {}, progress_, interrupted), Error);
  EXPECT_FALSE(fs::exists(folder_ / "nowhere"));
}

}  // namespace
}  // namespace folio
