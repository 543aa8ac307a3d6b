#include "ingest/stems.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/text.h"

namespace folio {
namespace {

using testing::ElementsAre;

TEST(StemsTest, SafeNames) {
  EXPECT_EQ(safe_stem("scans/f029.tif"), "f029");
  EXPECT_EQ(safe_stem("Ф. 5446 оп. 98с.tiff"), "Ф. 5446 оп. 98с");
  EXPECT_EQ(safe_stem("a\nb\x1B[31m.tif"), "a_b_[31m");
  EXPECT_EQ(safe_stem("a\\b:c.tif"), "a_b_c");
  EXPECT_EQ(safe_stem("a\u202Etxt.tif"), "a_txt");
  EXPECT_EQ(safe_stem("\xFFx.tif"), "_x");
  EXPECT_EQ(safe_stem("..tif"), "_");
  EXPECT_EQ(safe_stem(".."), "__");
  EXPECT_EQ(safe_stem(".hidden"), "_hidden");
  EXPECT_EQ(safe_stem("-rf.tif"), "_rf");
  EXPECT_EQ(safe_stem("a .tif"), "a_");
  EXPECT_EQ(safe_stem(""), "page");
  EXPECT_EQ(safe_stem("scans/"), "page");
}

TEST(StemsTest, ComposedAndCutToLength) {
  EXPECT_EQ(safe_stem("и\u0306.tif"), "й");
  std::string long_name;
  for (int i = 0; i < 200; ++i) long_name += "ж";
  const std::string stem = safe_stem(long_name + ".tif");
  EXPECT_EQ(stem.size(), 160U);
  EXPECT_TRUE(is_utf8(stem));
}

TEST(StemsTest, PagesAreNumbered) {
  EXPECT_EQ(page_stem("a", 0, 1), "a");
  EXPECT_EQ(page_stem("a", 0, 2), "a-p001");
  EXPECT_EQ(page_stem("a", 998, 2000), "a-p999");
  EXPECT_EQ(page_stem("a", 999, 2000), "a-p1000");
}

TEST(StemsTest, NoTwoInputsMeet) {
  EXPECT_THAT(stems_of({"x/a.tif", "y/a.tif", "a.png"}), ElementsAre("a", "a-2", "a-3"));
  EXPECT_THAT(stems_of({"a.tif", "A.tif", "a-2.tif"}), ElementsAre("a", "A-2", "a-2-2"));
  EXPECT_THAT(stems_of({"Лист.tif", "ЛИСТ.tif"}), ElementsAre("Лист", "ЛИСТ-2"));
  EXPECT_THAT(stems_of({"й.tif", "и\u0306.png"}), ElementsAre("й", "й-2"));
}

TEST(StemsTest, NamesThatARunNeedsItselfAreNotGiven) {
  EXPECT_THAT(stems_of({"lock.tif", "LOCK.png", "Shards.tif", "journal.sqlite.tif", "locks.tif"}),
              ElementsAre("lock-2", "LOCK-3", "Shards-2", "journal.sqlite-2", "locks"));
}

TEST(StemsTest, PagesOfAFileMeetNoOtherFile) {
  EXPECT_THAT(stems_of({"a.tif", "a-p001.png"}), ElementsAre("a", "a-p001-2"));
  EXPECT_THAT(stems_of({"a-p001.png", "a.tif", "A-P1000.png"}), ElementsAre("a-p001", "a-2", "A-P1000"));
  EXPECT_THAT(stems_of({"a.tif", "a-p12.png"}), ElementsAre("a", "a-p12"));  // two digits: no page's name
}

TEST(StemsTest, ManyOfOneNameAreQuick) {
  const std::vector<std::filesystem::path> files(20000, "page.tif");
  EXPECT_EQ(stems_of(files).back(), "page-20000");
}

}  // namespace
}  // namespace folio
