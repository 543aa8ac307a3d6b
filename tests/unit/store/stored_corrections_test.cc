#include "store/stored_corrections.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "core/files.h"

namespace folio {
namespace {

namespace fs = std::filesystem;

class StoredCorrectionsTest : public ::testing::Test {
 protected:
  StoredCorrectionsTest() { fs::remove_all(folder_); }
  ~StoredCorrectionsTest() override { fs::remove_all(folder_); }
  const fs::path folder_ = fs::path(::testing::TempDir()) / "stored_corrections_test";
};

TEST_F(StoredCorrectionsTest, ComeBackAsTheyWere) {
  const PageCorrections saved{
      {2000, 3000},
      "abc",
      {{"съезд", "сезд", "с3зд", {1, 2, 30, 40}, Layer::hand, WordStatus::struck, true},
       {"", "лишнее", "", {5, 6, 7, 8}, Layer::typed, WordStatus::plain, false}}};
  save_corrections(folder_, saved);
  const PageCorrections loaded = load_corrections(folder_);
  EXPECT_EQ(loaded.size, saved.size);
  EXPECT_EQ(loaded.sha256, saved.sha256);
  ASSERT_EQ(loaded.list.size(), 2U);
  for (size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(loaded.list[i].text, saved.list[i].text);
    EXPECT_EQ(loaded.list[i].was, saved.list[i].was);
    EXPECT_EQ(loaded.list[i].ocr, saved.list[i].ocr);
    EXPECT_EQ(loaded.list[i].box, saved.list[i].box);
    EXPECT_EQ(loaded.list[i].layer, saved.list[i].layer);
    EXPECT_EQ(loaded.list[i].status, saved.list[i].status);
    EXPECT_EQ(loaded.list[i].sets_status, saved.list[i].sets_status);
  }
}

TEST_F(StoredCorrectionsTest, WithoutAFileThereAreNone) {
  EXPECT_TRUE(load_corrections(folder_).list.empty());
}

TEST_F(StoredCorrectionsTest, ADamagedFileIsAnError) {
  for (const char* bytes : {"", "{", "{}", R"({"size": [1, 2], "sha256": "", "list": [{"text": 1}]})",
                            R"({"size": [1, 2], "sha256": "", "list": [{"text": "", "was": "", "ocr": "",
                                "box": [0, 0, 1, 1], "layer": "paint"}]})"}) {
    write_file(folder_ / "corrections.json", bytes);
    EXPECT_THROW(load_corrections(folder_), Error) << bytes;
  }
}

}  // namespace
}  // namespace folio
