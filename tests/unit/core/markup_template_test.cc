#include "core/markup_template.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace folio {
namespace {

TEST(FilledTemplate, DoesNotLookIntoValues) {
  EXPECT_EQ(filled_template("a {{x}} b {{y}}", {{"x", "{{y}}"}, {"y", "2"}}), "a {{y}} b 2");
  EXPECT_EQ(filled_template("a {{x", {}), "a {{x");
  EXPECT_EQ(filled_template("", {}), "");
}

TEST(FilledLabel, KeepsBracesOfOthers) { EXPECT_EQ(filled_label("{a} {b}", {{"a", "{b}"}}), "{b} {b}"); }

TEST(JsonInMarkup, StaysTheSameJson) {
  const nlohmann::json json{{"a", "</script><!--"}, {"b", "<&>\u2028\u2029\u202A"}};
  const std::string text = json_in_markup(json.dump());
  EXPECT_EQ(text.find_first_of("<>&"), std::string::npos);
  EXPECT_EQ(text.find("\u2028"), std::string::npos);
  EXPECT_EQ(text.find("\u2029"), std::string::npos);
  EXPECT_EQ(nlohmann::json::parse(text), json);
}

TEST(Base64, IsThatOfRfc4648) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

TEST(PolicyHash, IsSha256) {
  // The example of Content Security Policy Level 2, section 4.2.5.
  EXPECT_EQ(policy_hash("alert('Hello, world.');"), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
}

}  // namespace
}  // namespace folio
