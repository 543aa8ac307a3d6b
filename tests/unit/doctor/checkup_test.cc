#include "doctor/checkup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/files.h"
#include "core/version.h"

namespace folio {
namespace {

using ::testing::HasSubstr;

/// A folder of models, and a language that no Tesseract has: what is found of either does not depend on the
/// machine.
class CheckupTest : public ::testing::Test {
 protected:
  void SetUp() override {
    options_.models =
        std::filesystem::path(::testing::TempDir()) /
        ("checkup-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    options_.languages = "folionone";
    options_.output = ::testing::TempDir();
    write_file(options_.models / "small.onnx", "weights");
    write_file(options_.models / "other.onnx", "others");
    write_file(options_.models / "manifest.tsv", "name\tsize\tsha256\nsmall.onnx\t7\t" +
                                                     sha256_hex("weights") + "\nother.onnx\t6\t" +
                                                     sha256_hex("others") + "\n");
  }
  void TearDown() override { std::filesystem::remove_all(options_.models); }

  Check found(const std::string& group, const std::string& name) const {
    for (const Check& check : check_up(options_)) {
      if (check.group == group && check.name == name) return check;
    }
    ADD_FAILURE() << "nothing of " << group << ", " << name;
    return {};
  }

  CheckupOptions options_;
};

TEST_F(CheckupTest, TellsVersions) {
  EXPECT_EQ(found("folio", "version").value, version());
  EXPECT_THAT(found("libraries", "libtiff").value, ::testing::MatchesRegex("[0-9]+\\.[0-9.]+"));
  EXPECT_THAT(found("libraries", "Leptonica").value, ::testing::MatchesRegex("[0-9]+\\.[0-9.]+"));
  EXPECT_THAT(found("libraries", "Tesseract").value, ::testing::MatchesRegex("[0-9]+\\.[0-9.]+.*"));
}

TEST_F(CheckupTest, SoundModelsAreGood) {
  EXPECT_EQ(found("models", "small.onnx").state, CheckState::good);
  EXPECT_EQ(found("models", "other.onnx").state, CheckState::good);
  EXPECT_THAT(found("models", "small.onnx").value, HasSubstr(sha256_hex("weights")));
}

TEST_F(CheckupTest, AByteThatIsAnotherOneIsSeen) {
  write_file(options_.models / "small.onnx", "weighty");
  const Check check = found("models", "small.onnx");
  EXPECT_EQ(check.state, CheckState::missing);
  EXPECT_THAT(check.value, HasSubstr("checksum"));
  EXPECT_THAT(check.advice, HasSubstr("apt-get install --reinstall folio"));
  EXPECT_EQ(found("models", "other.onnx").state, CheckState::good) << "the others are looked at all the same";
}

TEST_F(CheckupTest, AModelThatIsGoneIsMissing) {
  std::filesystem::remove(options_.models / "small.onnx");
  EXPECT_EQ(found("models", "small.onnx").state, CheckState::missing);
}

TEST_F(CheckupTest, AFolderWithoutModelsIsMissing) {
  options_.models /= "elsewhere";
  const Check check = found("models", "folder");
  EXPECT_EQ(check.state, CheckState::missing);
  EXPECT_THAT(check.value, HasSubstr(options_.models.string()));
  EXPECT_THAT(check.advice, HasSubstr("FOLIO_DATA"));
}

TEST_F(CheckupTest, ALanguageThatIsNotThereHasItsPackageNamed) {
  const Check check = found("languages", "folionone");
  EXPECT_EQ(check.state, CheckState::missing);
  EXPECT_THAT(check.advice, HasSubstr("apt-get install tesseract-ocr-folionone"));
}

TEST_F(CheckupTest, AListOfLanguagesMustBeOne) {
  options_.languages = "rus; ls";
  EXPECT_THROW(check_up(options_), Error);
}

const std::vector<Check> kSome{{"models", "a", "fine", CheckState::good, {}},
                               {"machine", "memory", "little \x1b", CheckState::limited, "end others"}};

TEST(CheckupText, MarksWhatIsNotGoodAndEndsWithAVerdict) {
  EXPECT_EQ(checkup_text(kSome),
            "models\n"
            "  a                      fine\n"
            "machine\n"
            "- memory                 little \\u{1B}\n"
            "    end others\n"
            "All that is needed is there; what is marked - would let folio do more.\n");
}

TEST(CheckupText, TheWorstCounts) {
  EXPECT_EQ(worst_of({}), CheckState::good);
  EXPECT_EQ(worst_of(kSome), CheckState::limited);
  std::vector<Check> worse = kSome;
  worse.insert(worse.begin(), {"models", "b", "gone", CheckState::missing, "install it"});
  EXPECT_EQ(worst_of(worse), CheckState::missing);
  EXPECT_THAT(checkup_text(worse), HasSubstr("needed and missing"));
}

TEST(CheckupText, JsonHasTheGroups) {
  const auto json = nlohmann::json::parse(checkup_json(kSome));
  EXPECT_EQ(json["state"], "limited");
  EXPECT_EQ(json["machine"][0]["name"], "memory");
  EXPECT_EQ(json["models"][0]["state"], "good");
}

}  // namespace
}  // namespace folio
