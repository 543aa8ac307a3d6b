#include "metrics/figure_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "metrics/evaluation.h"

namespace folio {
namespace {

std::string named(std::string_view name) {
  static const std::vector<Figure> figures = Scores{}.figures();
  const Figure* figure = find_figure(figures, name);
  return figure == nullptr ? "none" : figure->name;
}

TEST(FigureNames, OtherNamesStandForThem) {
  EXPECT_EQ(named("hand.cer"), "hand.cer");
  EXPECT_EQ(named("typed.cer"), "cer");
  EXPECT_EQ(named("typed.precision"), "typed.precision");
  EXPECT_EQ(named("iou-strike"), "strike.iou");
  EXPECT_EQ(named("struck-recall"), "struck.recall");
  EXPECT_EQ(named("inserted-precision"), "inserted.precision");
  EXPECT_EQ(named("struck-in-layer"), "struck-in-layer");
  EXPECT_EQ(named("typed.order-free-cer"), "order-free-cer");
  EXPECT_EQ(named("typed.hand.cer"), "none");
  EXPECT_EQ(named("typed.placed"), "none");
  EXPECT_EQ(named("typed.struck-in-layer"), "none");
  EXPECT_EQ(named("typed."), "none");
  EXPECT_EQ(named("hand.xyz"), "none");
  EXPECT_EQ(named(""), "none");
}

TEST(FigureNames, AreEachThereOnce) {
  std::set<std::string> names;
  for (const Figure& figure : Scores{}.figures())
    EXPECT_TRUE(names.insert(figure.name).second) << figure.name;
}

TEST(FigureNames, NearOnesComeFirst) {
  EXPECT_EQ(near_names(Scores{}.figures(), "hnd.cer").front(), "hand.cer");
  EXPECT_EQ(near_names(Scores{}.figures(), "HAND.CER").front(), "hand.cer");
  EXPECT_THAT(near_names({}, "x"), testing::IsEmpty());
}

}  // namespace
}  // namespace folio
