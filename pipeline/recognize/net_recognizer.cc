#include "recognize/net_recognizer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <opencv2/dnn.hpp>

#include "core/error.h"
#include "core/look_alikes.h"
#include "core/text.h"
#include "recognize/ctc_decoder.h"
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

/// A net prepares itself for one width at a time, which takes as long as reading a line: one for each width.
struct NetRecognizer::Nets {
  std::string weights;
  std::map<int, cv::dnn::Net> by_width;

  struct Output {
    cv::Mat logits, features;  ///< CV_32FC1, a class or a feature a row, a step a column
  };

  Output run(const cv::Mat& dark) {
    try {
      cv::dnn::Net& net = by_width[dark.cols];
      if (net.empty()) {
        net = cv::dnn::readNetFromONNX(weights.data(), weights.size());
        net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
        net.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
      }
      const int shape[] = {1, 1, dark.rows, dark.cols};
      net.setInput(cv::Mat(4, shape, CV_32F, dark.data));
      std::vector<cv::Mat> blobs;
      net.forward(blobs, std::vector<cv::String>{"characters", "features"});
      return {steps_of(blobs.at(0)), steps_of(blobs.at(1))};
    } catch (const cv::Exception& problem) {
      throw Error(ErrorCode::missing_dependency,
                  std::string("the net of typed lines cannot be used: ") + problem.what());
    }
  }

  static cv::Mat steps_of(const cv::Mat& blob) {
    CV_Assert(blob.dims == 4 && blob.size[0] == 1 && blob.size[2] == 1);
    return cv::Mat(blob.size[1], blob.size[3], CV_32F, blob.data).clone();
  }
};

NetRecognizer::NetRecognizer(std::string weights, std::string_view alphabet,
                             std::shared_ptr<const CharacterModel> language,
                             std::shared_ptr<const ConfidenceModel> confidences)
    : nets_(std::make_unique<Nets>()),
      alphabet_(to_code_points(alphabet)),
      language_(std::move(language)),
      confidences_(std::move(confidences)) {
  nets_->weights = std::move(weights);
  const cv::Mat logits = nets_->run(cv::Mat::zeros(kReadingHeight, kReadingWidthStep, CV_32F)).logits;
  if (logits.rows != static_cast<int>(alphabet_.size()) + 1)
    throw Error(ErrorCode::missing_dependency, "the net of typed lines and its alphabet do not fit together",
                "install folio anew");
}

NetRecognizer::~NetRecognizer() = default;

LineReading NetRecognizer::read(const LineImage& line) {
  LineReading reading{{}, name(), {}};
  const ReadingInput input = reading_input(line);
  if (input.dark.empty()) return reading;
  const auto [logits, features] = nets_->run(input.dark);
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
