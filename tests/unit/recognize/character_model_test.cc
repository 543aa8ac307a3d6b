#include "recognize/character_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "core/error.h"
#include "n_grams.h"

namespace folio {
namespace {

using testing::n_grams;
using Symbol = CharacterModel::Symbol;

std::vector<Symbol> symbols(std::u32string_view text) {
  std::vector<Symbol> out;
  for (const char32_t c : text) out.push_back(CharacterModel::symbol_of(c));
  return out;
}

TEST(CharacterModelTest, TheLongestKnownContextCounts) {
  const CharacterModel model(n_grams({{U"а", 2}, {U"б", 3}, {U"аб", 0.5}, {U"баб", 0.25}}));
  EXPECT_EQ(model.order(), 3);
  const Symbol b = CharacterModel::symbol_of(U'б');
  EXPECT_NEAR(model.log_likelihood(symbols(U"ба"), b), -0.25, 1e-6);
  EXPECT_NEAR(model.log_likelihood(symbols(U"аба"), b), -0.25, 1e-6) << "three characters and no more";
  EXPECT_NEAR(model.log_likelihood(symbols(U"а"), b), -0.5, 1e-6);
  EXPECT_NEAR(model.log_likelihood(symbols(U"ва"), b), std::log(0.4) - 0.5, 1e-3) << "one given up";
  EXPECT_NEAR(model.log_likelihood(symbols(U"бб"), b), 2 * std::log(0.4) - 3, 1e-3) << "both given up";
  EXPECT_LT(model.log_likelihood({}, CharacterModel::symbol_of(U'щ')), -10) << "never seen";
}

TEST(CharacterModelTest, DigitsAreOneSymbolAndLettersKeepTheirCase) {
  const auto of = CharacterModel::symbol_of;
  EXPECT_EQ(of(U'3'), of(U'7'));
  EXPECT_EQ(of(U'q'), of(U'W'));
  EXPECT_EQ(of(U'№'), of(U'%'));
  EXPECT_NE(of(U'а'), of(U'А'));
  EXPECT_NE(of(U'.'), of(U','));
  EXPECT_EQ(std::set<int>({of(U'3'), of(U'q'), of(U'№'), of(U'ў'), of(U')')}).size(), 5U);
}

TEST(CharacterModelTest, WhatIsNoModelIsAMissingDependency) {
  const std::string good = n_grams({{U"а", 2}, {U"аб", 0.5}});
  std::string unsorted = good;
  unsorted[4] = 9;
  for (const std::string& bad : {std::string("no model"), std::string(), good.substr(0, good.size() - 1),
                                 good + "x", good.substr(0, 7), unsorted}) {
    try {
      const CharacterModel model(bad);
      ADD_FAILURE() << bad.size();
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::missing_dependency);
    }
  }
}

}  // namespace
}  // namespace folio
