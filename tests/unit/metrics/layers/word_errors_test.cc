#include "metrics/layers/word_errors.h"

#include <gtest/gtest.h>

#include "example_words.h"

namespace folio {
namespace {

TEST(WordErrors, SayWhatIsWrong) {
  const EvaluatedWords truth{example_word("один", cell(0, 0)), example_word("два", cell(0, 1)),
                             example_word("три", cell(0, 2)), example_word("четыре", cell(0, 3))};
  const EvaluatedWords read{example_word("один", cell(0, 0)), example_word("дна", cell(0, 1), Layer::hand),
                            example_word("три", cell(0, 2), Layer::typed, WordStatus::struck),
                            example_word("пять", cell(5, 0))};
  const std::vector<WordError> errors = word_errors(truth, read);
  ASSERT_EQ(errors.size(), 4U);
  EXPECT_EQ(errors[0].kind, WordError::Kind::misread);
  EXPECT_EQ(errors[0].reason, "read otherwise, layer hand");
  EXPECT_EQ(errors[0].read_layer, Layer::hand);
  EXPECT_EQ(errors[1].kind, WordError::Kind::wrong_layer);
  EXPECT_EQ(errors[1].reason, "status struck");
  EXPECT_EQ(errors[2].kind, WordError::Kind::missed);
  EXPECT_EQ(errors[2].box, cell(0, 3));
  EXPECT_EQ(errors[3].kind, WordError::Kind::extra);
  EXPECT_EQ(errors[3].read, "пять");
  EXPECT_EQ(errors[3].box, cell(5, 0));
}

TEST(WordErrors, OfTheSameWordsAreNone) {
  const EvaluatedWords words{example_word("один", cell(0, 0)), example_word("два")};
  EXPECT_TRUE(word_errors(words, words).empty());
  EXPECT_TRUE(word_errors({}, {}).empty());
}

TEST(WordErrors, OfTextsGoByTheirOrder) {
  const EvaluatedWords truth{example_word("раз"), example_word("два")};
  const std::vector<WordError> errors = word_errors(truth, {example_word("рат"), example_word("два")});
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].read, "рат");
  EXPECT_EQ(name_of(errors[0].kind), "misread");
}

}  // namespace
}  // namespace folio
