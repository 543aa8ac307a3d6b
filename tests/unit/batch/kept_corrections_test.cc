#include "batch/kept_corrections.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "core/files.h"
#include "unit/export/corrections/typed_rows.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::text_of;
using testing::typed_rows;

/// One page, written once.
class KeptCorrectionsTest : public ::testing::Test {
 protected:
  KeptCorrectionsTest() { run(); }

  /// A run that reads `page_`; gives the page as it was written.
  PageText run() {
    KeptCorrections kept(OutputFolder(folder_.path()));
    const ReconciledPage page = kept.with_corrections({page_, {}});
    kept.write(*make_hocr_exporter(), {page});
    counts_ = kept.finish();
    return page.text;
  }
  fs::path hocr() const { return folder_ / "leaf.hocr"; }
  void edit(const std::string& from, const std::string& to) {
    std::string bytes = read_file(hocr());
    const size_t at = bytes.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    write_file(hocr(), bytes.replace(at, from.size(), to));
  }

  test::TemporaryFolder folder_;
  PageText page_ = typed_rows({{"one", "two", "three"}, {"four", "five"}});
  CorrectionCounts counts_;
};

TEST_F(KeptCorrectionsTest, NothingIsKeptOfAnUntouchedFile) {
  const std::string before = read_file(hocr());
  EXPECT_EQ(text_of(run().lines[0]), "one two three");
  EXPECT_EQ(counts_.kept, 0U);
  EXPECT_EQ(read_file(hocr()), before);
  EXPECT_FALSE(fs::exists(folder_ / "stages/leaf/corrections.json"));
}

TEST_F(KeptCorrectionsTest, ACorrectionOutlivesRunAfterRun) {
  edit(">two<", ">zwei<");
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(text_of(run().lines[0]), "one zwei three") << i;
    EXPECT_EQ(counts_.kept, 1U);
    EXPECT_THAT(read_file(hocr()), HasSubstr("data-source=\"person\" data-ocr=\"two\">zwei<"));
  }
  fs::remove(hocr());
  EXPECT_EQ(text_of(run().lines[0]), "one zwei three") << "the file gone, it is kept";
  EXPECT_FALSE(fs::exists(folder_ / "leaf.hocr.bak"));
}

TEST_F(KeptCorrectionsTest, ALaterCorrectionAndOneThatTakesItBack) {
  edit(">two<", ">zwei<");
  run();
  edit(">zwei<", ">deux<");
  EXPECT_EQ(text_of(run().lines[0]), "one deux three");
  edit(">deux<", ">two<");
  EXPECT_EQ(text_of(run().lines[0]), "one two three");
  EXPECT_EQ(counts_.unplaced, 0U);
}

TEST_F(KeptCorrectionsTest, ReadOtherwiseAndInOtherLinesTheWordsStand) {
  edit(">two<", ">zwei<");
  edit(">five<", ">cinq<");
  TextLine all = page_.lines[0];
  all.words[1].text = all.words[1].ocr = "tvvo";
  for (const Word& word : page_.lines[1].words) all.words.push_back(word);
  all.box = unite(all.box, page_.lines[1].box);
  page_.lines = {all};
  EXPECT_EQ(text_of(run().lines[0]), "one zwei three four cinq");
}

TEST_F(KeptCorrectionsTest, WhatHasNoPlaceIsListedUntilItHasOne) {
  edit(">two<", ">zwei<");
  const PageText before = page_;
  page_ = typed_rows({{"x"}});
  run();
  EXPECT_EQ(counts_.unplaced, 1U);
  EXPECT_THAT(read_file(folder_ / "corrections.tsv"),
              HasSubstr("leaf\t180 100 240 140\ttyped\tzwei\ttwo\ttwo\tno word stands there now"));
  page_ = before;
  EXPECT_EQ(text_of(run().lines[0]), "one zwei three");
  EXPECT_FALSE(fs::exists(folder_ / "corrections.tsv"));
}

TEST_F(KeptCorrectionsTest, ABrokenFileIsCopiedAndOlderCorrectionsStay) {
  edit(">two<", ">zwei<");
  run();
  edit("</body>", "");
  const std::string broken = read_file(hocr());
  EXPECT_EQ(text_of(run().lines[0]), "one zwei three");
  EXPECT_EQ(read_file(folder_ / "leaf.hocr.bak"), broken);
  EXPECT_THAT(read_file(folder_ / "corrections.tsv"), HasSubstr("leaf.hocr.bak"));
  write_file(hocr(), "other nonsense");
  run();
  EXPECT_EQ(read_file(folder_ / "leaf.hocr.bak"), broken) << "no copy is written over";
  EXPECT_EQ(read_file(folder_ / "leaf.hocr.bak2"), "other nonsense");
}

TEST_F(KeptCorrectionsTest, ChangesBeyondWordsLeaveACopy) {
  edit("data-role=\"body\"", "data-role=\"heading\"");
  edit(">two<", ">zwei<");
  const std::string changed = read_file(hocr());
  EXPECT_EQ(text_of(run().lines[0]), "one zwei three") << "words are kept all the same";
  EXPECT_EQ(read_file(folder_ / "leaf.hocr.bak"), changed);
}

TEST_F(KeptCorrectionsTest, AFileThatFolioDidNotWriteLeavesACopy) {
  fs::remove(folder_ / "stages/leaf/written.hocr");
  edit("\">two<", "\" data-source=\"person\">zwei<");
  const std::string foreign = read_file(hocr());
  EXPECT_EQ(text_of(run().lines[0]), "one zwei three") << "what says that it is a person's is kept";
  EXPECT_EQ(read_file(folder_ / "leaf.hocr.bak"), foreign);
}

TEST_F(KeptCorrectionsTest, LookingWritesNothing) {
  edit(">two<", ">zwei<");
  fs::remove(folder_ / "stages/leaf/written.hocr");
  KeptCorrections kept(OutputFolder(folder_.path()), KeptCorrections::Use::to_look);
  kept.with_corrections({page_, {}});
  EXPECT_FALSE(fs::exists(folder_ / "leaf.hocr.bak"));
  edit("\">zwei<", "\" data-source=\"person\">zwei<");
  EXPECT_EQ(text_of(kept.with_corrections({page_, {}}).text.lines[0]), "one zwei three");
  EXPECT_FALSE(fs::exists(folder_ / "stages/leaf/corrections.json"));
}

TEST_F(KeptCorrectionsTest, DamagedCorrectionsAreNotWrittenOver) {
  edit(">two<", ">zwei<");
  run();
  write_file(folder_ / "stages/leaf/corrections.json", "{");
  EXPECT_THROW(run(), Error);
  EXPECT_EQ(read_file(folder_ / "stages/leaf/corrections.json"), "{");
}

}  // namespace
}  // namespace folio
