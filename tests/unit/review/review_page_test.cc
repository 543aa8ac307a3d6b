#include "review/review_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "core/markup_template.h"
#include "review/review_assets.h"

namespace folio {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kHostile = "</script><script>alert(1)</script><!-- & \u2028";

Json summary(const std::string& stem) {
  return {{"stem", stem},
          {"image", ""},
          {"text", ""},
          {"words", 0},
          {"doubts", Json::array()},
          {"differences", Json::array()}};
}

TEST(ReviewPageTest, TextsOfFilesCannotEndTheirPlace) {
  const Json data{{"words", {{{"text", kHostile}}}}};
  const std::string page =
      review_page({kHostile, "ru", ""}, {summary(kHostile)}, review_leaf_element(0, data));
  EXPECT_THAT(page, Not(HasSubstr("alert(1)</script>")));
  EXPECT_THAT(page, HasSubstr("\\u003c/script\\u003e"));
  // The page's own: data of the beginning, of a leaf, and the script.
  size_t scripts = 0;
  for (size_t at = page.find("<script"); at != std::string::npos; at = page.find("<script", at + 1))
    ++scripts;
  EXPECT_EQ(scripts, 3U);
}

TEST(ReviewPageTest, TheDataIsTheSameJson) {
  const Json data{{"words", {{{"text", kHostile}}}}};
  const std::string element = review_leaf_element(7, data);
  const size_t begin = element.find('>') + 1, end = element.find("</script>");
  EXPECT_THAT(element, HasSubstr("id=\"leaf-7\""));
  EXPECT_EQ(Json::parse(element.substr(begin, end - begin)), data);
  const std::string script = review_leaf_script(7, data);
  EXPECT_EQ(script.substr(0, 12), "folioLeaf(7,");
  EXPECT_EQ(Json::parse(script.substr(12, script.rfind(')') - 12)), data);
  EXPECT_EQ(review_leaf_file(7), "0008.js");
}

std::string policy_of(const std::string& page) {
  const size_t begin = page.find("Content-Security-Policy");
  return page.substr(begin, page.find('>', begin) - begin);
}

TEST(ReviewPageTest, ThePolicyLetsNothingInButItsOwnScript) {
  const std::string policy = policy_of(review_page({"a", "", ""}, {}, ""));
  EXPECT_THAT(policy, HasSubstr("default-src 'none'; script-src 'sha256-"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
  EXPECT_THAT(policy, Not(HasSubstr("file:")));
  EXPECT_THAT(policy_of(review_page({"a", "", "a.leaves"}, {}, "")), HasSubstr(" 'self' file:; style-src"));
}

TEST(ReviewPageTest, EveryLanguageHasEveryLabelThatIsAskedFor) {
  const Json labels = Json::parse(review_asset("labels.json"));
  std::set<std::string> english, russian;
  for (const auto& [key, text] : labels.at("en").items()) english.insert(key);
  for (const auto& [key, text] : labels.at("ru").items()) russian.insert(key);
  EXPECT_EQ(english, russian);
  std::string sources(review_asset("review.html"));
  for (const char* file : {"start.js", "work.js", "leaves.js", "leaf_view.js", "text_view.js", "queue.js",
                           "card.js", "patch.js", "controls.js"})
    sources += review_asset(file);
  const std::regex asked(
      R"re((?:\blabel\('([a-z0-9-]+)'[,)])|(?:data-label="([a-z-]+)")|(?:data-name="([a-z-]+)"))re");
  for (std::sregex_iterator at(sources.begin(), sources.end(), asked), end; at != end; ++at) {
    const std::string key = (*at)[1].matched   ? (*at)[1].str()
                            : (*at)[2].matched ? (*at)[2].str()
                                               : "name-" + (*at)[3].str();
    EXPECT_TRUE(english.contains(key)) << key;
  }
}

}  // namespace
}  // namespace folio
