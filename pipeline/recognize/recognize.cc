#include "recognize/recognize.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "core/text.h"
#include "recognize/hand_input.h"
#include "recognize/insertion_anchors.h"
#include "recognize/reading_input.h"
#include "recognize/self_adaptation.h"
#include "recognize/word_boxes.h"

namespace folio {
namespace {

double mean_confidence(const std::vector<ReadWord>& words) {
  double sum = 0, letters = 0;
  for (const ReadWord& word : words) {
    const auto n = static_cast<double>(grapheme_clusters(word.text).size());
    sum += n * word.confidence;
    letters += n;
  }
  return letters > 0 ? sum / letters : 0;
}

bool has_letter_or_digit(const std::vector<ReadWord>& words) {
  return std::ranges::any_of(words, [](const ReadWord& word) {
    return std::ranges::any_of(to_code_points(word.text),
                               [](char32_t c) { return is_letter(c) || is_digit(c); });
  });
}

/// What was read may stand as the line's text.
bool legible(const std::vector<ReadWord>& words, Layer layer) {
  if (words.empty()) return false;
  if (layer == Layer::hand) return has_letter_or_digit(words);
  // Specks that chance to lie in a row are read as a few marks, without conviction.
  return has_letter_or_digit(words) || mean_confidence(words) >= 0.5;
}

/// A page number has figures, or was misread as no more than two letters ("З", "- Ч -").
bool may_be_page_number(const TextLine& line) {
  int letters = 0;
  for (const Word& word : line.words) {
    for (const char32_t c : to_code_points(word.text)) {
      if (is_digit(c)) return true;
      if (is_letter(c)) ++letters;
    }
  }
  return letters <= 2;
}

/// Lines as nets would see them, in the order of the text's lines.
struct Inputs {
  std::vector<cv::Mat> reading;  ///< all lines, for the net of typed lines
  std::vector<cv::Mat> hand;     ///< handwriting, for its net
};

class Reader {
 public:
  /// `inputs`, and `evidence`, what the confidences of words rest on, a row each: nullptr = not wanted.
  Reader(const LayeredPage& page, LineRecognizer& recognizer, const RecognizeOptions& options, Inputs* inputs,
         std::string* evidence)
      : page_(page), recognizer_(recognizer), options_(options), inputs_(inputs), evidence_(evidence) {}

  RecognizedPage run() {
    const UprightPage& upright = *page_.segmented->upright;
    PageText text;
    text.origin = upright.scan->origin;
    text.size = upright.scan->pixels.size();
    text.resolution = upright.scan->resolution;
    text.skew = upright.skew;
    text.kind = page_.kind;
    for (const TypewriterGrid& grid : page_.segmented->grids) {
      const double scale = upright.scan_from_upright.scale() * 25.4;
      text.typewriting.push_back({grid.pitch * scale / text.resolution.x,
                                  grid.line_step * scale / text.resolution.y, grid.confidence});
    }
    std::vector<size_t> layer_line_idxs;
    for (size_t i = 0; i < page_.lines.size(); ++i) {
      TextLine out = read_line(page_.lines[i]);
      if (out.layer == Layer::typed && out.words.empty()) continue;
      out.id = fmt::format("line_{}", text.lines.size() + 1);
      if (inputs_ != nullptr) keep_inputs(page_.lines[i]);
      text.lines.push_back(std::move(out));
      layer_line_idxs.push_back(i);
    }
    tie_insertions(page_, layer_line_idxs, text);
    for (const LayerRegion& region : page_.regions) {
      text.regions.push_back({fmt::format("region_{}", text.regions.size() + 1), region.layer, region.role,
                              to_scan(region.box), region.confidence});
    }
    judge(text);
    return {nullptr, std::move(text), SelfAdaptation::worth_keeping(std::move(traces_))};
  }

 private:
  Box to_scan(const Box& box) const {
    const UprightPage& upright = *page_.segmented->upright;
    return clip(upright.scan_from_upright(box), upright.scan->pixels.size());
  }

  void keep_inputs(const LayerLine& line) const {
    inputs_->reading.push_back(reading_input(cut_line(page_, line, options_.shape)).dark);
    if (line.layer == Layer::hand)
      inputs_->hand.push_back(hand_input(cut_line(page_, line, options_.whole_strokes)).dark);
  }

  const LineImageShape& shape_of(Layer layer) const {
    return recognizer_.wants_whole_strokes(layer) ? options_.whole_strokes : options_.shape;
  }

  TextLine read_line(const LayerLine& line) {
    const UprightPage& upright = *page_.segmented->upright;
    TextLine out;
    out.layer = line.layer;
    out.role = line.role;
    out.box = to_scan(line.box);
    const double scale = upright.scan_from_upright.scale();
    out.baseline = upright.scan_from_upright(line.baseline);
    out.x_height = line.x_height * scale;
    out.layer_confidence = line.confidence;
    LayerLine turned = line;
    const LineImageShape& shape = shape_of(line.layer);
    LineImage image = cut_line(page_, line, shape);
    if (image.gray.empty()) return out;
    LineReading reading = recognizer_.read(image);
    if (line.quarter_turns == 1 || line.quarter_turns == 3) {
      // Whether it was written upwards or downwards shows when it is read.
      turned.quarter_turns = 4 - line.quarter_turns;
      LineImage other = cut_line(page_, turned, shape);
      LineReading other_reading = recognizer_.read(other);
      if (mean_confidence(other_reading.words) > mean_confidence(reading.words)) {
        image = std::move(other), reading = std::move(other_reading);
      } else {
        turned.quarter_turns = line.quarter_turns;
      }
    }
    out.quarter_turns = (turned.quarter_turns + upright.orientation.quarter_turns) % 4;
    std::vector<ReadWord>& words = reading.words;
    if (!legible(words, line.layer)) {
      if (line.layer == Layer::hand) add_unread_words(out, image);
      mark_struck(out);
      return out;
    }
    out.reader = std::move(reading.reader);
    out.reader_reason = std::move(reading.reason);
    fit_boxes(words, image);
    if (line.layer == Layer::typed) reach_type_height(words, image);
    for (ReadWord& word : words) {
      note_evidence(word);
      if (word.evidence && !word.trace.empty())
        traces_.push_back({fmt::format("w_{}", word_count_ + 1), *word.evidence, std::move(word.trace)});
      out.words.push_back(to_word(std::move(word), image));
      if (line.layer == Layer::hand) leave_unread_if_unsure(out.words.back());
    }
    // Its place made it a page number; a short heading or a signature's name may stand so too.
    if (out.role == Role::page_number && !may_be_page_number(out)) out.role = Role::body;
    mark_struck(out);
    read_struck_again(line, out);
    return out;
  }

  void leave_unread_if_unsure(Word& word) const {
    const double least = recognizer_.is_calibrated(Layer::hand) ? options_.min_calibrated_confidence
                                                                : options_.min_hand_confidence;
    if (word.confidence < least) word.text.clear();
  }

  /// Words of handwriting that was not read have a place and no text.
  void add_unread_words(TextLine& line, const LineImage& image) {
    for (const Box& box : ink_words(image)) {
      Word& word = line.words.emplace_back();
      word.id = fmt::format("w_{}", ++word_count_);
      word.box = to_scan(image.on_page(box));
    }
  }

  void note_evidence(const ReadWord& word) {
    if (evidence_ == nullptr || !word.evidence) return;
    const WordEvidence& e = *word.evidence;
    *evidence_ += fmt::format(
        "w_{}\t{}\t{:.6f}\t{:.4f}\t{:.4f}\t{:.3f}\t{}\t{}\t{:.4f}\t{:.4f}\t{}\t{:.4f}\n", word_count_ + 1,
        word.text, e.least, e.product, e.language, e.spacing, e.characters, static_cast<int>(e.second),
        e.second_confidence, e.second_language, e.second_text, word.confidence);
  }

  Word to_word(ReadWord read, const LineImage& image) {
    Word word;
    word.id = fmt::format("w_{}", ++word_count_);
    word.text = word.ocr = std::move(read.text);
    word.box = to_scan(image.on_page(read.box));
    word.confidence = read.confidence;
    for (Glyph& glyph : read.glyphs) {
      glyph.box = to_scan(image.on_page(glyph.box));
      word.glyphs.push_back(std::move(glyph));
    }
    return word;
  }

  /// Where the stroke was taken off, letters have gaps, and where it was left, bars: a struck word is read
  /// both ways, and what the recognizer is surer of is kept.
  void read_struck_again(const LayerLine& line, TextLine& out) {
    const auto by_pen = [](const Word& word) {
      return word.status == WordStatus::struck && word.strike != StrikeKind::typed_over;
    };
    if (line.layer != Layer::typed || std::ranges::none_of(out.words, by_pen)) return;
    const LineImage image = cut_line(page_, line, options_.shape, true);
    if (image.gray.empty()) return;
    std::vector<ReadWord> others = recognizer_.read(image).words;
    fit_boxes(others, image);
    for (Word& word : out.words) {
      if (!by_pen(word)) continue;
      const auto is_over = [&](const ReadWord& other) {
        const Box box = to_scan(image.on_page(other.box)), common = intersect(box, word.box);
        return 2 * common.width() > std::max(box.width(), word.box.width()) && !common.empty();
      };
      const auto other = std::ranges::find_if(others, is_over);
      if (other == others.end() || other->confidence <= word.confidence) continue;
      Word read = to_word(std::move(*other), image);
      word.text = std::move(read.text);
      word.ocr = std::move(read.ocr);
      word.confidence = read.confidence;
      word.glyphs = std::move(read.glyphs);
    }
  }

  /// A word is struck when strikes of its layer cover most of its width; when only doubtful ones do, it is
  /// not, but may be. Compared on the upright page: on a crooked scan the level box around a long strike
  /// reaches into the neighboring lines.
  void mark_struck(TextLine& line) const {
    const PageMap::Inverse upright_from_scan = page_.segmented->upright->scan_from_upright.inverse();
    for (Word& word : line.words) {
      const Box box = upright_from_scan(word.box);
      int surely_covered = 0, covered = 0;
      StrikeKind kind = StrikeKind::none;
      double sure = 0;
      for (const Strike& strike : page_.strikes) {
        if (strike.layer != line.layer) continue;
        const Box common = intersect(strike.box, box);
        if (common.empty() || !common.contains(common.x0, box.center_y())) continue;
        covered += common.width();
        sure = std::max(sure, strike.confidence);
        if (!strike.is_sure()) continue;
        surely_covered += common.width();
        kind = strike.kind;
      }
      if (surely_covered >= 0.5 * box.width()) {
        word.status = WordStatus::struck;
        word.strike = kind;
        word.strike_confidence = sure;
      } else if (covered >= 0.5 * box.width()) {
        word.strike_confidence = std::min(sure, Strike::kLeastSure - 0.01);
      }
    }
  }

  void judge(PageText& text) const {
    std::vector<double> confidences;
    size_t unread = 0;
    for (const TextLine& line : text.lines) {
      bool read = false;
      for (const Word& word : line.words) {
        if (word.text.empty()) continue;
        confidences.push_back(word.confidence);
        read = true;
      }
      if (!read) ++unread;
    }
    if (confidences.empty()) {
      text.doubts.push_back(text.lines.empty() ? "no text found" : "nothing could be read");
      return;
    }
    std::ranges::sort(confidences);
    const size_t tenth = (confidences.size() + 9) / 10;
    double sum = 0;
    for (size_t i = 0; i < tenth; ++i) sum += confidences[i];
    text.confidence = sum / static_cast<double>(tenth);
    const auto doubtful =
        std::ranges::count_if(confidences, [&](double c) { return c < options_.doubtful_word; });
    if (text.confidence < options_.doubtful_page) {
      text.doubts.push_back(fmt::format("{} of {} words are doubtful", doubtful, confidences.size()));
    }
    if (unread > 0) text.doubts.push_back(fmt::format("{} lines of handwriting are unread", unread));
  }

  const LayeredPage& page_;
  LineRecognizer& recognizer_;
  RecognizeOptions options_;
  Inputs* inputs_;
  std::string* evidence_;
  std::vector<WordTrace> traces_;
  int word_count_ = 0;
};

cv::Mat draw(const LayeredPage& page, const PageText& text) {
  const ScannedPage& scan = *page.segmented->upright->scan;
  cv::Mat picture;
  if (scan.pixels.channels() == 3) {
    picture = scan.pixels.clone();
  } else {
    cv::cvtColor(scan.pixels, picture, cv::COLOR_GRAY2BGR);
  }
  for (const TextLine& line : text.lines) {
    if (line.words.empty()) cv::rectangle(picture, to_rect(line.box), {0, 140, 255}, 2);
    for (const Word& word : line.words) {
      // From red, unsure, to green, sure.
      const cv::Scalar color(0, 200 * word.confidence, 255 * (1 - word.confidence));
      cv::rectangle(picture, to_rect(word.box), color, 2);
      if (word.status == WordStatus::struck) {
        cv::line(picture, {word.box.x0, word.box.y0}, {word.box.x1, word.box.y1}, {255, 0, 255}, 2);
      }
    }
  }
  return picture;
}

/// Below each other, a row of `height` pixels each, ink white.
cv::Mat stack(const std::vector<cv::Mat>& inputs, int height) {
  int width = 1;
  for (const cv::Mat& input : inputs) width = std::max(width, input.cols);
  cv::Mat out = cv::Mat::zeros(std::max(1, static_cast<int>(inputs.size())) * height, width, CV_8UC1);
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i].empty()) continue;
    inputs[i].convertTo(out(cv::Rect(0, static_cast<int>(i) * height, inputs[i].cols, height)), CV_8U, 255);
  }
  return out;
}

}  // namespace

RecognizedPage recognize(std::shared_ptr<const LayeredPage> layered, LineRecognizer& recognizer,
                         const RecognizeOptions& options, DebugImages& debug) {
  Inputs inputs;
  std::string evidence =
      "word\ttext\tleast\tproduct\tlanguage\tspacing\tcharacters\tsecond\tsecond confidence\tsecond "
      "language\tsecond text\tconfidence\n";
  RecognizedPage page = Reader(*layered, recognizer, options, debug.wanted() ? &inputs : nullptr,
                               debug.wanted() ? &evidence : nullptr)
                            .run();
  if (debug.wanted()) {
    debug.add("recognize", "words", draw(*layered, page.text));
    debug.add("recognize", "reading-inputs", stack(inputs.reading, kReadingHeight));
    debug.add("recognize", "hand-inputs", stack(inputs.hand, kHandHeight));
    debug.add_table("recognize", "evidence", evidence);
  }
  page.layered = std::move(layered);
  return page;
}

}  // namespace folio
