#include "batch/manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "core/files.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

using test::TemporaryFolder;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<Input> expand(const std::vector<std::string>& arguments) {
  std::istringstream nothing;
  return expand_inputs(arguments, nothing);
}

std::vector<std::pair<std::string, std::string>> files_and_stems(const std::vector<Input>& inputs) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const Input& input : inputs) pairs.emplace_back(input.file.string(), input.stem);
  return pairs;
}

TEST(ManifestTest, ReadAsAListItGivesTheSameInputs) {
  const TemporaryFolder folder;
  for (const char* name :
       {"box/l10.tif", "box/l2.tif", "box/ l.tif", "box/@a.tif", "box/-.tif", "box2/l2.tif"})
    write_file(folder / name, "bytes");
  const std::vector<Input> inputs =
      expand({(folder / "box").string(), "x/y.tif", (folder / "box2").string()});
  write_file(folder / "manifest", manifest_text(inputs));
  const std::vector<Input> again = expand({"@" + (folder / "manifest").string()});
  EXPECT_EQ(files_and_stems(again), files_and_stems(inputs));
  EXPECT_EQ(manifest_id(again), manifest_id(inputs));
  EXPECT_EQ(manifest_id(inputs), sha256_of_file(folder / "manifest"));
}

TEST(ManifestTest, IsFrozen) {
  const TemporaryFolder folder;
  write_file(folder / "box/l2.tif", "bytes");
  write_file(folder / "manifest", manifest_text(expand({(folder / "box").string()})));
  write_file(folder / "box/l1.tif", "bytes");
  EXPECT_EQ(expand({"@" + (folder / "manifest").string()}).size(), 1U);
  EXPECT_NE(manifest_id(expand({(folder / "box").string()})), sha256_of_file(folder / "manifest"));
}

TEST(ManifestTest, PathsThatAListWouldChangeAreProtected) {
  const std::vector<Input> inputs =
      expand({"\xEF\xBB\xBF"
              "a.tif",
              " ", "b.tif"});
  EXPECT_EQ(manifest_text(inputs),
            "./\xEF\xBB\xBF"
            "a.tif\n./ \nb.tif\n");
  const TemporaryFolder folder;
  write_file(folder / "manifest", manifest_text(inputs));
  EXPECT_EQ(manifest_id(expand({"@" + (folder / "manifest").string()})), manifest_id(inputs));
}

TEST(ManifestTest, OrderCounts) {
  EXPECT_NE(manifest_id(expand({"a.tif", "b.tif"})), manifest_id(expand({"b.tif", "a.tif"})));
  EXPECT_EQ(manifest_text({}), "");
}

TEST(ManifestTest, LineEndsAreRefused) {
  for (const char* name : {"a\nb.tif", "a.tif\r", "\n", ""}) {
    try {
      manifest_text({{"good.tif", "good", std::nullopt}, {name, "a", std::nullopt}});
      ADD_FAILURE() << "nothing was thrown";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::input);
      EXPECT_THAT(error.message(), HasSubstr("cannot stand in a list"));
    }
  }
}

}  // namespace
}  // namespace folio
