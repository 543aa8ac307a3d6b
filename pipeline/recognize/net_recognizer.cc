#include "recognize/net_recognizer.h"

#include <algorithm>
#include <cmath>

#include "core/look_alikes.h"
#include "core/text.h"
#include "recognize/ctc_decoder.h"
#include "recognize/line_net.h"
#include "recognize/reading_chooser.h"
#include "recognize/reading_input.h"

namespace folio {
namespace {

constexpr double kWideGap = 1.65;  // cells between two characters' middles: an empty cell lies between them
constexpr double kCapitals = 1.4;  // height of typewriters' capitals, in x-heights

class WordBuilder {
 public:
  /// `features`: what the net's last layer decided by, CV_32FC1, a feature a row, a step a column.
  WordBuilder(const LineImage& line, const std::u32string& alphabet, double pixels_per_step, cv::Mat features)
      : line_(line), alphabet_(alphabet), pixels_per_step_(pixels_per_step), features_(std::move(features)) {
    cell_ = line.pitch > 0 ? line.pitch : 1.3 * line.x_height;
  }

  std::vector<ReadWord> words_of(const std::vector<ReadClass>& characters) const {
    std::vector<ReadWord> words;
    std::vector<ReadClass> run;
    const auto close = [&] {
      if (!run.empty()) words.push_back(word_of(run));
      run.clear();
    };
    for (const ReadClass& character : characters) {
      if (sign_of(character.class_idx) == U' ') {
        close();
        continue;
      }
      if (!run.empty() && middle_of(character) - middle_of(run.back()) > kWideGap * cell_) close();
      run.push_back(character);
    }
    close();
    return words;
  }

 private:
  char32_t sign_of(int class_idx) const { return alphabet_[static_cast<size_t>(class_idx) - 1]; }
  double middle_of(const ReadClass& character) const { return character.step * pixels_per_step_; }

  ReadWord word_of(const std::vector<ReadClass>& run) const {
    std::u32string text;
    for (const ReadClass& character : run) text += sign_of(character.class_idx);
    text = with_digits(in_one_script(std::move(text)));
    ReadWord word;
    word.text = from_code_points(text);
    WordEvidence& evidence = word.evidence.emplace();
    for (size_t i = 0; i < run.size(); ++i) {
      Glyph glyph;
      glyph.text = from_code_points(text.substr(i, 1));
      glyph.box = box_of(run, i);
      glyph.confidence = run[i].likelihood;
      for (const ReadClass::Alternative& other : run[i].alternatives) {
        if (sign_of(other.class_idx) == U' ') continue;
        glyph.alternatives.push_back(
            {from_code_points(std::u32string(1, sign_of(other.class_idx))), other.likelihood});
      }
      evidence.least = std::min(evidence.least, glyph.confidence);
      evidence.product += std::log(std::max(glyph.confidence, 1e-6));
      if (i > 0 && line_.pitch > 0) {
        const double cells = (middle_of(run[i]) - middle_of(run[i - 1])) / line_.pitch;
        evidence.spacing = std::max(evidence.spacing, std::abs(cells - 1));
      }
      word.box = unite(word.box, glyph.box);
      word.glyphs.push_back(std::move(glyph));
      word.trace.push_back(trace_of(run[i]));
    }
    evidence.characters = static_cast<int>(run.size());
    word.confidence = evidence.least;
    return word;
  }

  GlyphTrace trace_of(const ReadClass& character) const {
    GlyphTrace trace{character.class_idx, character.likelihood, {}, {}};
    for (const ReadClass::Alternative& other : character.alternatives) {
      if (sign_of(other.class_idx) != U' ') trace.alternatives.push_back({other.class_idx, other.likelihood});
    }
    const int step = std::clamp(static_cast<int>(character.step), 0, features_.cols - 1);
    cv::Mat(features_.col(step).t()).convertTo(trace.features, CV_16F);
    return trace;
  }

  /// Of a character's cell, cut where its neighbors are nearer.
  Box box_of(const std::vector<ReadClass>& run, size_t i) const {
    const double middle = middle_of(run[i]);
    double left = middle - cell_ / 2, right = middle + cell_ / 2;
    if (i > 0) left = std::max(left, (middle_of(run[i - 1]) + middle) / 2);
    if (i + 1 < run.size()) right = std::min(right, (middle_of(run[i + 1]) + middle) / 2);
    const int x0 = std::clamp(cvRound(left), 0, line_.gray.cols - 1);
    const int x1 = std::clamp(cvRound(right), x0 + 1, line_.gray.cols);
    const int y0 = std::max(0, cvRound(line_.baseline_y - kCapitals * line_.x_height));
    return {x0, y0, x1, std::max(y0 + 1, std::min(line_.gray.rows, cvRound(line_.baseline_y)))};
  }

  const LineImage& line_;
  const std::u32string& alphabet_;
  double pixels_per_step_;
  cv::Mat features_;
  double cell_ = 0;
};

}  // namespace

NetRecognizer::NetRecognizer(std::shared_ptr<const ConvNet> net, std::string_view alphabet,
                             std::shared_ptr<const CharacterModel> language,
                             std::shared_ptr<const ConfidenceModel> confidences)
    : alphabet_(to_code_points(alphabet)),
      net_(std::make_unique<LineNet>(std::move(net), kReadingHeight, kReadingWidthStep,
                                     static_cast<int>(alphabet_.size()) + 1, LineNet::Features::wanted)),
      language_(std::move(language)),
      confidences_(std::move(confidences)) {}

NetRecognizer::~NetRecognizer() = default;

LineReading NetRecognizer::read(const LineImage& line) {
  LineReading reading{{}, name(), {}};
  const ReadingInput input = reading_input(line);
  if (input.dark.empty()) return reading;
  const auto [logits, features] = net_->run(input.dark);
  const double pixels_per_step = double(input.dark.cols) / logits.cols / input.x_scale;
  std::vector<ReadClass> characters = decode_best_path(logits);
  if (language_ != nullptr) choose_readings(characters, alphabet_, *language_, kLanguageWeight);
  reading.words = WordBuilder(line, alphabet_, pixels_per_step, features).words_of(characters);
  for (ReadWord& word : reading.words) {
    if (language_) word.evidence->language = mean_log_likelihood(*language_, to_code_points(word.text));
    if (confidences_) word.confidence = confidences_->of_first(*word.evidence);
  }
  return reading;
}

}  // namespace folio
