#include "recognize/self_adaptation.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/look_alikes.h"
#include "core/text.h"
#include "recognize/reading_chooser.h"

namespace folio {
namespace {

constexpr double kTemplates =
    0.2;                        // weight of theirs: features depend on each other more than the classes know
constexpr double kSure = 0.98;  // a character that teaches
constexpr double kUnsure = 0.99;  // one that is decided again, where there is anything to choose
constexpr int kOfAPage = 12;      // sure characters of a class that one page teaches at most
constexpr double kSurestAgain =
    0.8;  // of the words of training pages that now read otherwise, as many are right

bool teaches(const WordTrace& word, const GlyphTrace& glyph) {
  return glyph.likelihood >= kSure || word.evidence.second == WordEvidence::Second::same;
}

bool is_open(const GlyphTrace& glyph) {
  return glyph.likelihood < kUnsure && !glyph.alternatives.empty() && !glyph.features.empty();
}

bool may_change(const WordTrace& word) {
  return word.evidence.second != WordEvidence::Second::same && std::ranges::any_of(word.glyphs, is_open);
}

/// The character as the templates see it: likelihoods of those of its readings that they know, times theirs.
/// As it was where they do not know the one that was chosen.
ReadClass weighed(const GlyphTrace& glyph, const TypeTemplates& templates) {
  ReadClass out{glyph.class_idx, 0, glyph.likelihood, {}};
  if (!is_open(glyph)) return out;
  std::vector<ReadClass::Alternative> readings;
  const auto add = [&](int class_idx, double likelihood) {
    if (const auto seen = templates.log_likelihood(class_idx, glyph.features))
      readings.push_back({class_idx, std::log(likelihood) + kTemplates * *seen});
  };
  add(glyph.class_idx, glyph.likelihood);
  if (readings.empty()) return out;
  for (const GlyphTrace::Alternative& other : glyph.alternatives) add(other.class_idx, other.likelihood);
  std::ranges::stable_sort(readings,
                           [](const auto& a, const auto& b) { return a.likelihood > b.likelihood; });
  const double most = readings.front().likelihood;
  double sum = 0;
  for (ReadClass::Alternative& reading : readings)
    sum += reading.likelihood = std::exp(reading.likelihood - most);
  for (ReadClass::Alternative& reading : readings)
    reading.likelihood = std::max(reading.likelihood / sum, 1e-9);
  out.class_idx = readings.front().class_idx;
  out.likelihood = readings.front().likelihood;
  out.alternatives.assign(readings.begin() + 1, readings.end());
  return out;
}

}  // namespace

SelfAdaptation::SelfAdaptation(std::string_view alphabet, std::shared_ptr<const CharacterModel> language,
                               std::shared_ptr<const ConfidenceModel> confidences)
    : alphabet_(to_code_points(alphabet)),
      language_(std::move(language)),
      confidences_(std::move(confidences)) {}

std::vector<WordTrace> SelfAdaptation::worth_keeping(std::vector<WordTrace> page) {
  std::map<int, int> sure;
  for (WordTrace& word : page) {
    for (GlyphTrace& glyph : word.glyphs) {
      if (is_open(glyph)) continue;
      if (!teaches(word, glyph) || ++sure[glyph.class_idx] > kOfAPage) glyph.features.release();
    }
  }
  std::erase_if(page, [](const WordTrace& word) {
    return std::ranges::all_of(word.glyphs, [](const GlyphTrace& glyph) { return glyph.features.empty(); });
  });
  return page;
}

std::vector<WordTrace> SelfAdaptation::open_words(std::vector<WordTrace> page) {
  std::erase_if(page, [](const WordTrace& word) { return !may_change(word); });
  for (WordTrace& word : page) {
    for (GlyphTrace& glyph : word.glyphs) {
      if (!is_open(glyph)) glyph.features.release();
    }
  }
  return page;
}

void SelfAdaptation::learn(const std::vector<WordTrace>& page) {
  if (!page.empty()) ++pages_;
  for (const WordTrace& word : page) {
    for (const GlyphTrace& glyph : word.glyphs) {
      if (!glyph.features.empty() && teaches(word, glyph)) templates_.add(glyph.class_idx, glyph.features);
    }
  }
}

void SelfAdaptation::learn_truth(const PageText& reconciled, const std::vector<WordTrace>& page) {
  if (!page.empty()) ++pages_;
  std::map<std::string_view, const WordTrace*> by_id;
  for (const WordTrace& trace : page) by_id[trace.word_id] = &trace;
  for (const TextLine& line : reconciled.lines) {
    for (const Word& word : line.words) {
      const auto trace = by_id.find(word.id);
      if (trace == by_id.end() || word.source == TextSource::recognizer) continue;
      const std::vector<GlyphTrace>& glyphs = trace->second->glyphs;
      const std::u32string truth = to_code_points(word.text);
      if (truth.size() != glyphs.size() || word.ocr != text_of(glyphs)) continue;
      for (size_t i = 0; i < glyphs.size(); ++i) {
        if (glyphs[i].features.empty()) continue;
        if (const int class_idx = class_of(truth[i]); class_idx > 0)
          templates_.add(class_idx, glyphs[i].features);
      }
    }
  }
}

int SelfAdaptation::class_of(char32_t sign) const {
  // Letters that look the same in two scripts are one class, the Cyrillic one.
  const size_t at = alphabet_.find(as_cyrillic(sign));
  return at == std::u32string::npos ? 0 : static_cast<int>(at) + 1;
}

void SelfAdaptation::load(std::string_view bytes) {
  templates_.load(bytes);
  loaded_ = true;
}

bool SelfAdaptation::finish() { return (loaded_ || pages_ >= kLeastPages) && templates_.fit(); }

size_t SelfAdaptation::read_again(PageText& page, const std::vector<WordTrace>& traces) const {
  std::map<std::string_view, const WordTrace*> by_id;
  for (const WordTrace& trace : traces) by_id[trace.word_id] = &trace;
  size_t changed = 0;
  for (TextLine& line : page.lines) {
    size_t here = 0;
    for (Word& word : line.words) {
      const auto trace = by_id.find(word.id);
      if (trace != by_id.end() && read_again(word, *trace->second)) ++here;
    }
    if (here == 0) continue;
    line.reader_reason += fmt::format("; {} read again by the types of the folio", here);
    changed += here;
  }
  return changed;
}

bool SelfAdaptation::read_again(Word& word, const WordTrace& trace) const {
  const auto has = [&](int class_idx) {
    return class_idx >= 1 && static_cast<size_t>(class_idx) <= alphabet_.size();
  };
  const auto is_known = [&](const GlyphTrace& glyph) {
    return has(glyph.class_idx) &&
           std::ranges::all_of(glyph.alternatives, has, &GlyphTrace::Alternative::class_idx);
  };
  if (!std::ranges::all_of(trace.glyphs, is_known)) return false;
  if (!may_change(trace) || word.status == WordStatus::struck || word.ocr != text_of(trace.glyphs) ||
      word.glyphs.size() != trace.glyphs.size())
    return false;
  std::vector<ReadClass> characters;
  for (const GlyphTrace& glyph : trace.glyphs) characters.push_back(weighed(glyph, templates_));
  if (language_) choose_readings(characters, alphabet_, *language_, kLanguageWeight);
  std::vector<GlyphTrace> glyphs = trace.glyphs;
  for (size_t i = 0; i < glyphs.size(); ++i) {
    glyphs[i].class_idx = characters[i].class_idx;
    if (is_open(trace.glyphs[i])) glyphs[i].likelihood = characters[i].likelihood;
  }
  const std::string text = text_of(glyphs);
  if (text == word.ocr) return false;
  const std::u32string signs = to_code_points(text);
  WordEvidence evidence = trace.evidence;
  evidence.least = 1, evidence.product = 0;
  for (const GlyphTrace& glyph : glyphs) {
    evidence.least = std::min(evidence.least, glyph.likelihood);
    evidence.product += std::log(std::max(glyph.likelihood, 1e-6));
  }
  if (language_) evidence.language = mean_log_likelihood(*language_, signs);
  if (evidence.second == WordEvidence::Second::other && evidence.second_text == text)
    evidence.second = WordEvidence::Second::same;
  word.text = word.ocr = text;
  word.confidence = std::min(confidences_->of_first(evidence), kSurestAgain);
  for (size_t i = 0; i < glyphs.size(); ++i) {
    word.glyphs[i].text = from_code_points(signs.substr(i, 1));
    word.glyphs[i].confidence = glyphs[i].likelihood;
  }
  return true;
}

std::string SelfAdaptation::text_of(const std::vector<GlyphTrace>& glyphs) const {
  std::u32string signs;
  for (const GlyphTrace& glyph : glyphs) signs += alphabet_[static_cast<size_t>(glyph.class_idx) - 1];
  return from_code_points(with_digits(in_one_script(std::move(signs))));
}

}  // namespace folio
