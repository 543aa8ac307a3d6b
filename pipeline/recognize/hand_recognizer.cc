#include "recognize/hand_recognizer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/look_alikes.h"
#include "core/text.h"
#include "recognize/ctc_beam.h"
#include "recognize/hand_input.h"

namespace folio {
namespace {

constexpr double kHalfLetter = 7;  // half the width of a letter at a word's end, pixels of the net's input

// Log odds that a word is right, fitted by scripts/train/handwriting/calibrate.py on held-back lines; see
// models/hand-line.md.
struct Odds {
  double constant, paper, language, length;
};
constexpr Odds kOddsOfWord{-0.103, 0.307, 0.345, 0.639}, kOddsOfNumber{0.15, 0.93, 0, 1.372};
constexpr double kUnknownLanguage = -2.5;  // ln of a character's likelihood, about that of Russian words

class WordsOfHand {
 public:
  /// `likelihoods`: of the classes, a step a row.
  WordsOfHand(const LineImage& line, const std::u32string& alphabet, const CharacterModel* language,
              cv::Mat likelihoods, double pixels_per_step, double half_letter)
      : line_(line),
        alphabet_(alphabet),
        language_(language),
        likelihoods_(std::move(likelihoods)),
        pixels_per_step_(pixels_per_step),
        half_letter_(half_letter) {}

  std::vector<ReadWord> of(const std::vector<ReadClass>& characters) const {
    std::vector<ReadWord> words;
    for (size_t first = 0; first < characters.size();) {
      size_t end = first;
      while (end < characters.size() && sign_of(characters[end].class_idx) != U' ') ++end;
      if (end > first) {
        words.push_back(word_of({characters.begin() + static_cast<std::ptrdiff_t>(first),
                                 characters.begin() + static_cast<std::ptrdiff_t>(end)}));
        words.back().confidence = confidence_of(characters, first, end);
      }
      first = end + 1;
    }
    return words;
  }

 private:
  char32_t sign_of(int class_idx) const { return alphabet_[static_cast<size_t>(class_idx) - 1]; }
  double middle_of(const ReadClass& character) const { return character.step * pixels_per_step_; }

  /// That the word of the characters [first, end) is right.
  double confidence_of(const std::vector<ReadClass>& characters, size_t first, size_t end) const {
    std::vector<int> classes;
    bool is_number = true;
    for (size_t i = first; i < end; ++i) {
      classes.push_back(characters[i].class_idx);
      is_number = is_number && is_digit(sign_of(characters[i].class_idx));
    }
    // The steps between the blanks before and after it.
    const int from = first > 0 ? static_cast<int>(characters[first - 1].step) + 1 : 0;
    const int to = end < characters.size() ? static_cast<int>(characters[end].step) : likelihoods_.rows;
    const Odds& of = is_number ? kOddsOfNumber : kOddsOfWord;
    const double odds = of.constant + of.paper * log_likelihood_of_text(likelihoods_, from, to, classes) +
                        of.language * told_by_language(characters, first, end) +
                        of.length * std::log(static_cast<double>(end - first));
    return 1 / (1 + std::exp(-odds));
  }

  /// Mean of ln of the likelihoods of the characters [first, end) after those before them.
  double told_by_language(const std::vector<ReadClass>& characters, size_t first, size_t end) const {
    if (language_ == nullptr) return kUnknownLanguage;
    std::vector<CharacterModel::Symbol> before{CharacterModel::symbol_of(U' ')};
    double sum = 0;
    for (size_t i = 0; i < end; ++i) {
      const char32_t sign = sign_of(characters[i].class_idx);
      if (i >= first) sum += log_likelihood(*language_, before, sign);
      before.push_back(CharacterModel::symbol_of(sign));
    }
    return sum / static_cast<double>(end - first);
  }

  ReadWord word_of(const std::vector<ReadClass>& run) const {
    std::u32string text;
    for (const ReadClass& character : run) text += sign_of(character.class_idx);
    text = with_digits(in_one_script(std::move(text)));
    ReadWord word;
    word.text = from_code_points(text);
    for (size_t i = 0; i < run.size(); ++i) {
      Glyph& glyph = word.glyphs.emplace_back();
      glyph.text = from_code_points(text.substr(i, 1));
      glyph.confidence = run[i].likelihood;
      glyph.box = box_of(run, i);
      for (const ReadClass::Alternative& other : run[i].alternatives) {
        const char32_t sign = sign_of(other.class_idx);
        if (sign != U' ') glyph.alternatives.push_back({from_code_points({&sign, 1}), other.likelihood});
      }
      word.box = unite(word.box, glyph.box);
    }
    return word;
  }

  /// Halfway to the neighbors, as high as the line: fit_boxes() finds the ink.
  Box box_of(const std::vector<ReadClass>& run, size_t i) const {
    const double middle = middle_of(run[i]);
    const double left = i > 0 ? (middle_of(run[i - 1]) + middle) / 2 : middle - half_letter_;
    const double right = i + 1 < run.size() ? (middle_of(run[i + 1]) + middle) / 2 : middle + half_letter_;
    const int x0 = std::clamp(cvRound(left), 0, line_.gray.cols - 1);
    return {x0, 0, std::clamp(cvRound(right), x0 + 1, line_.gray.cols), line_.gray.rows};
  }

  const LineImage& line_;
  const std::u32string& alphabet_;
  const CharacterModel* language_;
  cv::Mat likelihoods_;
  double pixels_per_step_, half_letter_;
};

}  // namespace

HandRecognizer::HandRecognizer(std::shared_ptr<const ConvNet> net, std::string_view alphabet,
                               std::shared_ptr<const CharacterModel> language)
    : alphabet_(to_code_points(alphabet)),
      net_(std::move(net), kHandHeight, kHandWidthStep, static_cast<int>(alphabet_.size()) + 1,
           LineNet::Features::none),
      language_(std::move(language)) {}

LineReading HandRecognizer::read(const LineImage& line) {
  LineReading reading{{}, name(), {}};
  const HandInput input = hand_input(line);
  if (input.dark.empty()) return reading;
  const cv::Mat logits = net_.run(input.dark).logits;
  const double pixels_per_step = double(input.dark.cols) / logits.cols / input.scale;
  reading.words = WordsOfHand(line, alphabet_, language_.get(), likelihoods_of_steps(logits), pixels_per_step,
                              kHalfLetter / input.scale)
                      .of(decode_beam(logits, alphabet_, language_.get()));
  return reading;
}

}  // namespace folio
