#include "metrics/comparison/systems.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "core/error.h"
#include "core/files.h"

namespace folio {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

class Systems : public testing::Test {
 protected:
  Systems() {
    folder_ = fs::path(testing::TempDir()) /
              (std::string("systems-") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "one");
    fs::create_directories(folder_ / "two");
  }
  ~Systems() override { fs::remove_all(folder_); }

  std::string at(const std::string& name) const { return (folder_ / name).string(); }
  static std::vector<std::string> names(const std::vector<std::string>& arguments) {
    std::vector<std::string> out;
    for (const SystemFiles& system : systems_of(arguments)) out.push_back(system.name);
    return out;
  }

  fs::path folder_;
};

TEST_F(Systems, EachFolderIsOne) {
  EXPECT_THAT(names({at("one"), at("two/")}), ElementsAre("one", "two"));
  fs::create_directories(folder_ / "two/one");
  EXPECT_THAT(names({at("one"), at("two/one")}), ElementsAre(at("one"), at("two/one")));
}

TEST_F(Systems, NoTwoHaveOneName) {
  EXPECT_THAT(names({at("one"), at("one"), at("one")}),
              ElementsAre(at("one"), at("one") + " (2)", at("one") + " (3)"));
  const fs::path before = fs::current_path();
  fs::current_path(folder_);
  EXPECT_THAT(names({"one", "one=" + at("two")}), ElementsAre("one (2)", "one"));
  fs::current_path(before);
}

TEST_F(Systems, FilesAreOneUnlessTheyAreTheSamePage) {
  EXPECT_EQ(
      systems_of({at("one/p1.hocr"), at("one/p2.hocr"), at("one/p1.layers.png"), at("one/p1.typed.txt")})
          .size(),
      1U);
  EXPECT_THAT(names({at("one/p1.hocr"), at("two/p1.hocr")}), ElementsAre("one", "two"));
  const std::vector<SystemFiles> same_folder =
      systems_of({at("one/p1.hocr"), at("one/p1.xml"), at("one/p2.hocr")});
  ASSERT_EQ(same_folder.size(), 2U);
  EXPECT_THAT(same_folder[0].paths, ElementsAre(at("one/p1.hocr"), at("one/p2.hocr")));
  EXPECT_EQ(same_folder[1].name, at("one/p1.xml"));
  // Text and words of one page in different folders are different programs'.
  EXPECT_EQ(systems_of({at("one/p1.hocr"), at("two/p1.txt")}).size(), 2U);
  EXPECT_EQ(systems_of({at("one/p1.hocr"), at("two/p2.hocr")}).size(), 1U);
}

TEST_F(Systems, AFileMayBeNamedWithoutAFolder) {
  EXPECT_EQ(systems_of({"p1.hocr", "./p1.typed.txt"}).size(), 1U);
  EXPECT_EQ(names({"p1.hocr"}).at(0), fs::current_path().filename().string());
}

TEST_F(Systems, NamesPutThemTogether) {
  const std::vector<SystemFiles> systems =
      systems_of({"ours=" + at("one"), "theirs=" + at("two/p1.xml"), "ours=" + at("two")});
  ASSERT_EQ(systems.size(), 2U);
  EXPECT_THAT(systems[0].paths, ElementsAre(at("one"), at("two")));
  EXPECT_EQ(systems[1].name, "theirs");
}

TEST_F(Systems, APathMayHoldAnEqualsSign) {
  fs::create_directories(folder_ / "a=b");
  EXPECT_THAT(names({at("a=b")}), ElementsAre("a=b"));
  EXPECT_THAT(systems_of({at("missing=x/p.hocr")})[0].paths, ElementsAre(at("missing=x/p.hocr")));
  EXPECT_THROW(systems_of({"=p.hocr"}), Error);
  EXPECT_THROW(systems_of({"ours="}), Error);
}

}  // namespace
}  // namespace folio
