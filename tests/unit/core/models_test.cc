#include "core/models.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "core/error.h"
#include "core/files.h"

namespace folio {
namespace {

class ModelsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(::testing::TempDir()) /
              ("models-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    write_file(folder_ / "small.onnx", "weights");
    write_file(folder_ / "manifest.tsv",
               "name\tsize\tsha256\nsmall.onnx\t7\t" + sha256_hex("weights") + "\n");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  ErrorCode error_of(const std::string& name) const {
    try {
      load_model(name, folder_);
    } catch (const Error& error) {
      EXPECT_NE(error.message().find(folder_.string()), std::string::npos) << "names the file";
      return error.code();
    }
    ADD_FAILURE() << "no error";
    return {};
  }

  std::filesystem::path folder_;
};

TEST_F(ModelsTest, AListedModelIsLoaded) { EXPECT_EQ(load_model("small.onnx", folder_), "weights"); }

TEST_F(ModelsTest, WhatIsListedIsThere) {
  EXPECT_TRUE(has_model("small.onnx", folder_));
  EXPECT_FALSE(has_model("other.onnx", folder_));
  EXPECT_FALSE(has_model("small.onnx", folder_ / "elsewhere"));
}

TEST_F(ModelsTest, WhatIsMissingOrNotListedIsAMissingDependency) {
  EXPECT_EQ(error_of("other.onnx"), ErrorCode::missing_dependency);
  write_file(folder_ / "other.onnx", "weights");
  EXPECT_EQ(error_of("other.onnx"), ErrorCode::missing_dependency);
  std::filesystem::remove(folder_ / "manifest.tsv");
  EXPECT_EQ(error_of("small.onnx"), ErrorCode::missing_dependency);
}

TEST_F(ModelsTest, ADamagedModelIsNotUsed) {
  write_file(folder_ / "small.onnx", "weighty");
  EXPECT_EQ(error_of("small.onnx"), ErrorCode::missing_dependency);
}

TEST_F(ModelsTest, TheManifestIsListed) {
  const auto models = listed_models(folder_);
  ASSERT_EQ(models.size(), 1U);
  EXPECT_EQ(models[0].name, "small.onnx");
  EXPECT_EQ(models[0].sha256, sha256_hex("weights"));
  EXPECT_EQ(models_id(folder_), sha256_of_file(folder_ / "manifest.tsv"));
  EXPECT_THROW(listed_models(folder_ / "elsewhere"), Error);
  EXPECT_THROW(models_id(folder_ / "elsewhere"), Error);
}

TEST_F(ModelsTest, OneByteOfAModelThatIsAnotherOneIsNoticed) {
  const std::string all = std::string(100'000, 'm');
  write_file(folder_ / "manifest.tsv", "name\tsize\tsha256\nsmall.onnx\t0\t" + sha256_hex(all) + "\n");
  write_file(folder_ / "small.onnx", all);
  EXPECT_EQ(load_model("small.onnx", folder_), all);
  std::string altered = all;
  altered[altered.size() / 2] ^= 1;
  write_file(folder_ / "small.onnx", altered);
  EXPECT_EQ(error_of("small.onnx"), ErrorCode::missing_dependency);
}

TEST_F(ModelsTest, TheEnvironmentNamesTheFolder) {
  ASSERT_EQ(setenv("FOLIO_DATA", "/somewhere", 1), 0);
  EXPECT_EQ(models_folder(), "/somewhere/models");
  ASSERT_EQ(unsetenv("FOLIO_DATA"), 0);
  EXPECT_TRUE(std::filesystem::exists(models_folder() / "manifest.tsv")) << "the build's";
  EXPECT_EQ(models_folder().parent_path().filename(), "folio");
}

}  // namespace
}  // namespace folio
