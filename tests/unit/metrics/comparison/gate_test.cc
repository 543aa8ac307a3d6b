#include "metrics/comparison/gate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "example_pages.h"

namespace folio {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

GateRule rule(const std::string& text) { return gate_rule(text, Scores{}.figures()); }

std::string error_of(const std::string& text) {
  try {
    rule(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::arguments);
    return error.message();
  }
  return "no error";
}

TEST(GateRule, HasFigureSignAndLimit) {
  EXPECT_EQ(rule("typed.cer>0.03").figure, "cer");
  EXPECT_EQ(rule(" hand.recall <= 5e-1 ").figure, "hand.recall");
  EXPECT_EQ(rule("hand.recall<=0.5").limit, 0.5);
  EXPECT_TRUE(rule("cer>0.5").holds(0.6));
  EXPECT_FALSE(rule("cer>0.5").holds(0.5));
  EXPECT_TRUE(rule("cer>=0.5").holds(0.5));
  EXPECT_TRUE(rule("cer<0.5").holds(0.4));
  EXPECT_FALSE(rule("cer<0.5").holds(0.5));
  EXPECT_TRUE(rule("cer<=0.5").holds(0.5));
  EXPECT_TRUE(rule("order.tau<-0.5").holds(-1));
}

TEST(GateRule, SaysWhatIsWrong) {
  EXPECT_THAT(error_of("hnd.cer>0.3"), HasSubstr("did you mean hand.cer"));
  EXPECT_THAT(error_of("isri-word-accuracy<1"),
              HasSubstr("\"isri-word-accuracy\" is not measured; ask for it with --profile isri"));
  EXPECT_THAT(error_of("cer"), HasSubstr("has no sign"));
  EXPECT_THAT(error_of("cer>"), HasSubstr("\"\" is no number"));
  EXPECT_THAT(error_of("cer>3%"), HasSubstr("\"3%\" is no number"));
  EXPECT_THAT(error_of("cer>nan"), HasSubstr("is no number"));
  EXPECT_THAT(error_of("cer=>1"), HasSubstr("\"cer=\" is no figure"));
  EXPECT_THAT(error_of(""), HasSubstr("has no sign"));
}

TEST(Failures, NameTheRuleAndTheSystem) {
  const Comparison one = compare({text_material("a", "да")}, {{"s", {text_material("a", "до")}}}, {});
  EXPECT_THAT(failures({rule("typed.cer>0.5"), rule("wer<0.5")}, one), IsEmpty());
  EXPECT_THAT(failures({rule("typed.cer>0.4")}, one), ElementsAre("typed.cer>0.4: cer is 0.5"));
  EXPECT_THAT(failures({rule("hand.cer>0.4")}, one), ElementsAre("hand.cer>0.4: hand.cer was not measured"));
  const Comparison two = compare({text_material("a", "да")},
                                 {{"s", {text_material("a", "да")}}, {"t", {text_material("a", "до")}}}, {});
  EXPECT_THAT(failures({rule("cer>0.4")}, two), ElementsAre("t: cer>0.4: cer is 0.5"));
}

}  // namespace
}  // namespace folio
