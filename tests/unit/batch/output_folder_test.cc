#include "batch/output_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "core/files.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class OutputFolderTest : public ::testing::Test {
 protected:
  static Error error_of(const std::function<void()>& action) {
    try {
      action();
    } catch (const Error& error) {
      return error;
    }
    ADD_FAILURE() << "nothing was thrown";
    return {ErrorCode::arguments, ""};
  }
  test::TemporaryFolder folder_;
};

TEST_F(OutputFolderTest, IsMadeAndLeftEmpty) {
  const OutputFolder out(folder_ / "x/out");
  EXPECT_TRUE(fs::is_directory(folder_ / "x/out"));
  EXPECT_TRUE(fs::is_empty(folder_ / "x/out"));
}

TEST_F(OutputFolderTest, AFileInItsPlaceIsAnError) {
  write_file(folder_ / "out", "a file");
  const Error error = error_of([&] { const OutputFolder out(folder_ / "out"); });
  EXPECT_EQ(error.code(), ErrorCode::file_access);
  EXPECT_THAT(error.message(), HasSubstr("out"));
  EXPECT_EQ(read_file(folder_ / "out"), "a file");
}

TEST_F(OutputFolderTest, FoldersThatAreLinksOutOfItAreErrors) {
  fs::create_directories(folder_ / "elsewhere");
  for (const char* inner : {"stages", "debug", "folio"}) {
    fs::create_directories(folder_ / "out");
    fs::create_directory_symlink(folder_ / "elsewhere", folder_ / "out" / inner);
    const Error error = error_of([&] { const OutputFolder out(folder_ / "out"); });
    EXPECT_EQ(error.code(), ErrorCode::file_access);
    EXPECT_THAT(error.message(), HasSubstr(std::string("out/") + inner + ": is a link that leads out"));
    fs::remove_all(folder_ / "out");
  }
  const OutputFolder out(folder_ / "out");
  fs::create_directories(folder_ / "out/stages");
  fs::create_directories(folder_ / "out/debug");
  for (const char* inner : {"stages/leaf", "debug/leaf"})
    fs::create_directory_symlink(folder_ / "elsewhere", folder_ / "out" / inner);
  EXPECT_EQ(error_of([&] { out.store("leaf"); }).code(), ErrorCode::file_access);
  EXPECT_EQ(error_of([&] { out.debug_folder("leaf"); }).code(), ErrorCode::file_access);
  EXPECT_EQ(out.store("other").folder(), folder_ / "out/stages/other");
  fs::create_directory_symlink(folder_ / "out", folder_ / "link");
  EXPECT_NO_THROW(OutputFolder(folder_ / "link").store("other"));
}

TEST_F(OutputFolderTest, ProductsLieBesideEachOther) {
  const OutputFolder out(folder_ / "out");
  EXPECT_EQ(out.product("leaf 13-p002", ".typed.txt"), folder_ / "out/leaf 13-p002.typed.txt");
  EXPECT_EQ(out.product("v1.2", ".hocr"), folder_ / "out/v1.2.hocr") << "a dot in a stem ends nothing";
  EXPECT_EQ(out.store("leaf").folder(), folder_ / "out/stages/leaf");
  EXPECT_EQ(out.debug_folder("leaf"), folder_ / "out/debug/leaf");
}

TEST_F(OutputFolderTest, ContentsAreKept) {
  const OutputFolder out(folder_ / "out");
  out.save_contents({{"б", "а\"", "leaf-p001"}, "rus+eng"});
  const OutputFolder again(folder_ / "out");
  EXPECT_EQ(again.load_contents().stems, (std::vector<std::string>{"б", "а\"", "leaf-p001"}));
  EXPECT_EQ(again.load_contents().languages, "rus+eng");
}

TEST_F(OutputFolderTest, WithoutARunItSaysWhatToRun) {
  const Error error = error_of([&] { OutputFolder(folder_ / "out").load_contents(); });
  EXPECT_EQ(error.code(), ErrorCode::input);
  EXPECT_THAT(error.message(), HasSubstr("folio ingest"));
}

TEST_F(OutputFolderTest, DamagedContentsAreAnError) {
  const OutputFolder out(folder_ / "out");
  for (const char* bytes : {"", "{", "[]", "{\"pages\": 3, \"languages\": \"rus\"}", "{\"pages\": [1]}"}) {
    write_file(folder_ / "out/stages/folio.json", bytes);
    const Error error = error_of([&] { out.load_contents(); });
    EXPECT_EQ(error.code(), ErrorCode::input);
    EXPECT_THAT(error.message(), HasSubstr("folio.json: is damaged"));
  }
}

}  // namespace
}  // namespace folio
