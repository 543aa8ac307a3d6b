#include "metrics/comparison/comparison_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/text.h"
#include "example_pages.h"

namespace folio {
namespace {

using testing::Contains;
using testing::HasSubstr;

Comparison two_pages(const std::string& name) {
  return compare({text_material("p,1", "да"), text_material("p2", "нет")},
                 {{name, {text_material("p,1", "до"), text_material("p2", "нет")}},
                  {"other", {text_material("p,1", "да"), text_material("p2", "нет")}}},
                 {});
}

TEST(ComparisonCsv, HasARowAFigureOfAPage) {
  const std::string csv = comparison_csv(two_pages("one"));
  const std::vector<std::string> lines = split_lines(csv);
  EXPECT_EQ(lines.front(), "system,page,figure,value,low,high,count,unit");
  EXPECT_THAT(lines, Contains("one,\"p,1\",cer,0.5,,,2,characters"));
  EXPECT_THAT(lines, Contains("one,all,cer,0.2,,,5,characters"));
  EXPECT_THAT(lines, Contains("other,all,cer,0,,,5,characters"));
  EXPECT_THAT(csv, Not(HasSubstr("hand.cer")));
}

TEST(ComparisonCsv, NamesAreNoFormulasAndQuotesAreDoubled) {
  EXPECT_THAT(comparison_csv(two_pages("=A1")), HasSubstr("\n'=A1,all,cer,"));
  EXPECT_THAT(comparison_csv(two_pages("a\"b\n")), HasSubstr("\n\"a\"\"b\n\",all,cer,"));
}

TEST(ComparisonJson, HoldsAllFigures) {
  const auto json = nlohmann::json::parse(comparison_json(two_pages("one")));
  EXPECT_EQ(json["interval_percent"], 90);
  EXPECT_EQ(json["normalizations"].size(), 0U);
  ASSERT_EQ(json["systems"].size(), 2U);
  const auto& one = json["systems"][0];
  EXPECT_EQ(one["name"], "one");
  EXPECT_EQ(one["figures"]["cer"]["value"], 0.2);
  EXPECT_EQ(one["figures"]["cer"]["substitutions"], 1);
  EXPECT_EQ(one["figures"]["cer"]["blocks"], 2);
  EXPECT_FALSE(one["figures"]["cer"].contains("low"));
  EXPECT_EQ(one["pages"][0]["page"], "p,1");
  EXPECT_EQ(one["pages"][0]["figures"]["wer"]["value"], 1.0);
  EXPECT_EQ(json["systems"][1]["figures"]["cer"]["difference"]["verdict"], "too few pages to tell");
}

TEST(ComparisonJson, NamesThatAreNoUtf8DoNoHarm) {
  EXPECT_FALSE(nlohmann::json::parse(comparison_json(two_pages("\xFF"))).is_discarded());
}

}  // namespace
}  // namespace folio
