#include "ingest/inputs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

using test::TemporaryFolder;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> names(const std::vector<Input>& inputs) {
  std::vector<std::string> names;
  for (const Input& input : inputs) {
    EXPECT_FALSE(input.problem) << input.problem->message();
    names.push_back(input.file.filename().string());
  }
  return names;
}

std::vector<Input> expand(const std::vector<std::string>& arguments, const std::string& standard_input = {}) {
  std::istringstream stream(standard_input);
  return expand_inputs(arguments, stream);
}

TEST(InputsTest, NaturalOrder) {
  std::vector<std::string> sorted{"p2", "p10", "P1",  "p002", "l12ob", "l12",
                                  "л9", "л10", "a-1", "a1",   "a",     "99999999999999999999999",
                                  "1"};
  std::sort(sorted.begin(), sorted.end(), natural_less);
  EXPECT_THAT(sorted, ElementsAre("1", "99999999999999999999999", "a", "a-1", "a1", "l12", "l12ob", "P1",
                                  "p002", "p2", "p10", "л9", "л10"));
  EXPECT_FALSE(natural_less("a1", "a1"));
}

TEST(InputsTest, FilesAreTakenAsTheyAre) {
  const std::vector<Input> inputs = expand({"missing.tif", "b.xyz"});
  EXPECT_THAT(names(inputs), ElementsAre("missing.tif", "b.xyz"));
  EXPECT_EQ(inputs[0].stem, "missing");
}

TEST(InputsTest, FolderGivesItsImagesInOrder) {
  const TemporaryFolder folder;
  for (const char* name : {"l10.tif", "l2.TIFF", "l3.jpg", "notes.txt", ".hidden.tif", "l1.layers.png"}) {
    test::put_bytes(folder / name, "text");
  }
  test::put_bytes(folder / "l4", test::png_bytes({}));
  std::filesystem::create_directory(folder / "l5.tif");
  test::put_bytes(folder / "l5.tif" / "l6.tif", "text");
  EXPECT_THAT(names(expand({folder.path().string()})), ElementsAre("l2.TIFF", "l3.jpg", "l4", "l10.tif"));
}

TEST(InputsTest, ListsNameFilesAndFolders) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "box");
  test::put_bytes(folder / "box" / "a.tif", "text");
  const std::string lines =
      "\xEF\xBB\xBF"
      "one.tif\r\n\n@two.tif\n" +
      (folder / "box").string();
  test::put_bytes(folder / "list", lines);
  EXPECT_THAT(names(expand({"@" + (folder / "list").string()})), ElementsAre("one.tif", "@two.tif", "a.tif"));
  EXPECT_THAT(names(expand({"zero.tif", "-", "last.tif"}, "one.tif\n")),
              ElementsAre("zero.tif", "one.tif", "last.tif"));
}

TEST(InputsTest, TheSamePathIsReadOnce) {
  EXPECT_THAT(names(expand({"a.tif", "./a.tif", "b/../a.tif", "b/a.tif"})), ElementsAre("a.tif", "a.tif"));
}

TEST(InputsTest, WhatGivesNothingIsAProblemNotAnEnd) {
  const TemporaryFolder folder;
  test::put_bytes(folder / "blank", "\n \n");
  const std::string missing = (folder / "missing").string();
  const std::vector<Input> inputs =
      expand({folder.path().string(), "@" + missing, "@" + (folder / "blank").string(), "-", "good.tif"});
  ASSERT_EQ(inputs.size(), 5U);
  const std::vector<std::string> problems{"holds no images", "no such file", "names no files",
                                          "names no files"};
  for (size_t i = 0; i < 4; ++i) {
    ASSERT_TRUE(inputs[i].problem);
    EXPECT_EQ(inputs[i].problem->code(), ErrorCode::input);
    EXPECT_THAT(inputs[i].problem->message(), HasSubstr(problems[i]));
  }
  EXPECT_EQ(inputs[0].problem->file(), folder.path().string());
  EXPECT_FALSE(inputs[4].problem);
}

}  // namespace
}  // namespace folio
