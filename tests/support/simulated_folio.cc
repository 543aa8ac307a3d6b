#include "support/simulated_folio.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "core/text.h"
#include "transcription/notation_parser.h"

namespace folio {
namespace {

constexpr int kPitch = 30, kStep = 80, kHeight = 42, kMarginX = 300, kMarginY = 300;

/// SplitMix64 (Steele, Lea, Flood 2014).
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t next() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  int below(int limit) { return static_cast<int>(next() % static_cast<uint64_t>(limit)); }
  bool chance(double share) { return static_cast<double>(next() >> 11) * 0x1.0p-53 < share; }

 private:
  uint64_t state_;
};

const std::u32string kVowels = U"аеиоуыя", kConsonants = U"бвгдзклмнпрстфхцчшж";

const std::u32string& any_of(const std::vector<std::u32string>& words, Random& random) {
  return words[static_cast<size_t>(random.below(static_cast<int>(words.size())))];
}

/// A stem by its rank in the language: common ones are short.
std::u32string stem_of(int rank) {
  Random random(static_cast<uint64_t>(rank) * 7919 + 7);
  std::u32string stem;
  const int syllables = 1 + (rank > 20) + random.below(2) + (rank > 400);
  for (int k = 0; k < syllables; ++k) {
    stem.push_back(kConsonants[static_cast<size_t>(random.below(static_cast<int>(kConsonants.size())))]);
    stem.push_back(kVowels[static_cast<size_t>(random.below(static_cast<int>(kVowels.size())))]);
  }
  return stem;
}

/// Few stems and many endings, as a text has, and numbers and names: words come again, and look alike.
std::u32string make_word(Random& random) {
  static const std::vector<std::u32string> kShort{U"и",   U"в",  U"не", U"на", U"с",
                                                  U"что", U"по", U"из", U"к",  U"он"};
  static const std::vector<std::u32string> kEndings{U"", U"м", U"ми", U"го", U"ть", U"ют", U"ния", U"ский"};
  static const std::vector<std::u32string> kNameEndings{U"ов", U"ин", U"ским", U"ову", U"ко"};
  if (random.chance(0.3)) return any_of(kShort, random);
  std::u32string word;
  if (random.chance(0.03)) {
    for (const char digit : std::to_string(1 + random.below(random.chance(0.5) ? 40 : 2000)))
      word.push_back(static_cast<char32_t>(digit));
  } else if (random.chance(0.04)) {
    word = stem_of(1000 + random.below(60));
    word.front() -= U'а' - U'А';
    word += any_of(kNameEndings, random);
  } else {
    // Zipf's law: ranks evenly spread by their logarithm.
    constexpr int kPowers = 11, kFine = 64;
    const int power = random.below(kPowers * kFine);
    const int low = 1 << (power / kFine);
    word = stem_of(low + random.below(low)) + any_of(kEndings, random);
  }
  if (random.chance(0.12)) word.push_back(random.chance(0.6) ? U',' : U'.');
  return word;
}

/// How sure a recognizer is of a letter: of a wrong one less.
double sureness(bool right, Random& random) {
  const double chance = random.below(1000) / 1000.0;
  return right ? 1 - 0.5 * chance * chance * chance * chance : 0.3 + 0.65 * chance;
}

/// What a recognizer makes of a text, with how sure it is of each letter.
std::vector<Glyph> misread(const std::u32string& text, double share, Random& random) {
  std::vector<Glyph> out;
  const auto add = [&](char32_t c, char32_t truth) {
    Glyph glyph;
    glyph.text = from_code_points(std::u32string(1, c));
    glyph.confidence = sureness(c == truth, random);
    if (c != truth && truth != 0 && random.chance(0.7))
      glyph.alternatives.push_back(
          {from_code_points(std::u32string(1, truth)), 0.7 * (1 - glyph.confidence)});
    out.push_back(std::move(glyph));
  };
  const auto other = [&] {
    return kConsonants[static_cast<size_t>(random.below(static_cast<int>(kConsonants.size())))];
  };
  for (const char32_t c : text) {
    if (!random.chance(share)) {
      add(c, c);
      continue;
    }
    const int kind = random.below(10);
    if (kind < 7) add(other(), c);  // 3 in 10: left out, or one too many
    if (kind == 9) {
      add(c, c);
      add(other(), 0);
    }
  }
  if (out.empty()) add(text.front(), text.front());
  return out;
}

std::string text_of(const std::vector<Glyph>& glyphs) {
  std::string out;
  for (const Glyph& glyph : glyphs) out += glyph.text;
  return out;
}

struct Source {
  std::u32string text;
  bool hand = false, struck = false;
  int paragraph = 0;
  bool transcribed = true;
};

std::vector<Source> make_sources(const SimulationOptions& options, Random& random) {
  std::vector<Source> out;
  int paragraph = 0, in_paragraph = 0;
  for (int k = 0; k < options.words; ++k) {
    Source source{make_word(random), false, false, paragraph};
    if (options.struck_every > 0 && k % options.struck_every == options.struck_every - 1)
      source.struck = true;
    source.transcribed = !random.chance(options.untranscribed_words);
    out.push_back(source);
    const bool inserts =
        options.inserted_every > 0 && k % options.inserted_every == options.inserted_every / 2;
    if (inserts && in_paragraph > 0) {
      const int count = 1 + random.below(2);
      for (int i = 0; i < count; ++i) {
        std::u32string word = make_word(random);
        while (word.size() < 4) word = make_word(random);
        out.push_back({word, true, false, paragraph, true});
      }
    }
    if (++in_paragraph > 60 + random.below(60)) {
      ++paragraph;
      in_paragraph = 0;
    }
  }
  return out;
}

/// The transcription: marks, a blank line between paragraphs, hyphenated to a width of its own when asked
/// for.
std::string write_transcription(const std::vector<Source>& sources, int width) {
  std::string out;
  int column = 0;
  for (size_t k = 0; k < sources.size(); ++k) {
    const Source& source = sources[k];
    const bool opens =
        k == 0 || sources[k - 1].hand != source.hand || sources[k - 1].paragraph != source.paragraph;
    const bool closes = k + 1 == sources.size() || sources[k + 1].hand != source.hand ||
                        sources[k + 1].paragraph != source.paragraph;
    if (k > 0) {
      const bool new_paragraph = sources[k - 1].paragraph != source.paragraph;
      const bool wraps = width > 0 && column + static_cast<int>(source.text.size()) > width;
      out += new_paragraph ? "\n\n" : wraps ? "\n" : " ";
      if (new_paragraph || wraps) column = 0;
    }
    column += static_cast<int>(source.text.size()) + 1;
    if (source.hand && opens) out += "^{";
    if (source.struck) out += "~~";
    out += from_code_points(source.text);
    if (source.struck) out += "~~";
    if (source.hand && closes) out += "}";
  }
  return out + "\n";
}

/// Types the words on pages.
class Typist {
 public:
  Typist(const SimulationOptions& options, Random& random, SimulatedFolio& folio)
      : options_(options), random_(random), folio_(folio) {
    new_page();
  }

  /// Where it came to stand.
  SimulatedFolio::TruePlace type(const Source& source) {
    if (source.paragraph != paragraph_) {
      paragraph_ = source.paragraph;
      end_line();
      column_ = 5;
    }
    if (source.hand) {
      return write_above(source);
    }
    std::u32string text = source.text;
    const int room = options_.letters_a_line - column_;
    SimulatedFolio::TruePlace place{from_code_points(source.text), false, source.struck, 0, {}, {}, 0};
    if (static_cast<int>(text.size()) > room) {
      const int first = std::min(room - 1, static_cast<int>(text.size()) - 2);
      if (first >= 2) {
        strike_keys(text.substr(0, static_cast<size_t>(first)) + U"-", source.struck, place);
        text = text.substr(static_cast<size_t>(first));
      }
      end_line();
    }
    strike_keys(text, source.struck, place);
    return place;
  }

  void finish() { end_line(); }

 private:
  PageText& page() { return folio_.pages.back(); }

  void new_page() {
    PageText text;
    text.origin.stem = "p" + std::to_string(folio_.pages.size() + 1);
    text.size = {2480, 3508};
    folio_.pages.push_back(text);
    line_ = 0;
    next_id_ = 0;
  }

  std::string new_id() { return "w_" + std::to_string(++next_id_); }

  void strike_keys(const std::u32string& text, bool struck, SimulatedFolio::TruePlace& place) {
    Word word;
    const int x = kMarginX + column_ * kPitch, y = kMarginY + line_ * kStep;
    word.box = {x + 3, y, x + static_cast<int>(text.size()) * kPitch - 3, y + kHeight};
    if (place.box.empty()) {
      place.page_idx = static_cast<int>(folio_.pages.size()) - 1;
      place.box = word.box;
    } else {
      place.rest_page_idx = static_cast<int>(folio_.pages.size()) - 1;
      place.rest = word.box;
    }
    last_box_ = word.box;
    column_ += static_cast<int>(text.size()) + 1;
    if (random_.chance(options_.lost_words)) return;
    word.glyphs = misread(text, options_.character_errors, random_);
    word.ocr = text_of(word.glyphs);
    word.status = struck ? WordStatus::struck : WordStatus::plain;
    word.strike = struck ? StrikeKind::line : StrikeKind::none;
    if (!words_.empty() && random_.chance(options_.joined_words)) {
      words_.back().ocr += word.ocr;
      words_.back().glyphs.insert(words_.back().glyphs.end(), word.glyphs.begin(), word.glyphs.end());
      words_.back().box = unite(words_.back().box, word.box);
    } else if (text.size() > 4 && random_.chance(options_.split_words)) {
      Word second = word;
      const auto half = static_cast<std::ptrdiff_t>(word.glyphs.size() / 2);
      second.glyphs.erase(second.glyphs.begin(), second.glyphs.begin() + half);
      word.glyphs.resize(static_cast<size_t>(half));
      second.ocr = text_of(second.glyphs);
      word.ocr = text_of(word.glyphs);
      word.box.x1 = second.box.x0 = (word.box.x0 + word.box.x1) / 2;
      if (!word.ocr.empty()) words_.push_back(word);
      words_.push_back(second);
    } else {
      words_.push_back(word);
    }
  }

  SimulatedFolio::TruePlace write_above(const Source& source) {
    const std::string text = from_code_points(source.text);
    const int width = static_cast<int>(source.text.size()) * 24;
    const bool goes_on = !hand_.empty() && hand_.back().boxes.back().x1 > last_box_.x1;
    const int x = goes_on ? hand_.back().boxes.back().x1 + 25 : last_box_.x1 - 10;
    const Box box{x, last_box_.y0 - 36, x + width, last_box_.y0 - 2};
    if (!goes_on) hand_.emplace_back();
    hand_.back().boxes.push_back(box);
    hand_.back().texts.push_back(source.text);
    return {text, true, false, static_cast<int>(folio_.pages.size()) - 1, box, {}, 0};
  }

  void end_line() {
    if (words_.empty() && hand_.empty() && column_ == 0) return;
    TextLine line;
    for (Word& word : words_) {
      word.id = new_id();
      word.text = word.ocr;
      word.confidence = 1;
      for (const Glyph& glyph : word.glyphs) word.confidence *= glyph.confidence;
      line.box = unite(line.box, word.box);
    }
    line.words = std::move(words_);
    words_.clear();
    if (!line.words.empty()) add(line);
    for (const Hand& hand : hand_) {
      TextLine written;
      written.layer = Layer::hand;
      written.role = Role::insertion;
      for (size_t k = 0; k < hand.boxes.size(); ++k) {
        written.box = unite(written.box, hand.boxes[k]);
        if (!options_.hand_is_read) continue;
        Word word;
        word.id = new_id();
        word.text = word.ocr = text_of(misread(hand.texts[k], 0.4, random_));
        word.box = hand.boxes[k];
        word.confidence = 0.3;
        written.words.push_back(word);
      }
      add(written);
    }
    hand_.clear();
    column_ = 0;
    if (++line_ == options_.lines_a_page) new_page();
  }

  void add(TextLine line) {
    line.id = "line_" + std::to_string(page().lines.size() + 1);
    line.baseline = {{static_cast<double>(line.box.x0), static_cast<double>(line.box.y1)},
                     {static_cast<double>(line.box.x1), static_cast<double>(line.box.y1)}};
    page().lines.push_back(std::move(line));
  }

  struct Hand {
    std::vector<Box> boxes;
    std::vector<std::u32string> texts;
  };
  const SimulationOptions& options_;
  Random& random_;
  SimulatedFolio& folio_;
  std::vector<Word> words_;
  std::vector<Hand> hand_;
  Box last_box_;
  int paragraph_ = 0, column_ = 0, line_ = 0, next_id_ = 0;
};

/// Takes a page away and shuffles the others; by true page, its index afterwards, -1 = lost.
std::vector<int> damage_pages(const SimulationOptions& options, Random& random, SimulatedFolio& folio) {
  std::vector<int> kept(folio.pages.size());
  std::iota(kept.begin(), kept.end(), 0);
  if (options.lose_a_page && kept.size() >= 3)
    kept.erase(kept.begin() + 1 + random.below(static_cast<int>(kept.size()) - 2));
  if (options.shuffle_pages) {
    for (int k = static_cast<int>(kept.size()) - 1; k > 0; --k)
      std::swap(kept[static_cast<size_t>(k)], kept[static_cast<size_t>(random.below(k + 1))]);
  }
  std::vector<int> page_from_true(folio.pages.size(), -1);
  std::vector<PageText> pages;
  for (size_t k = 0; k < kept.size(); ++k) {
    page_from_true[static_cast<size_t>(kept[k])] = static_cast<int>(k);
    pages.push_back(std::move(folio.pages[static_cast<size_t>(kept[k])]));
  }
  folio.pages = std::move(pages);
  return page_from_true;
}

/// The sources as the transcription has them: a paragraph of the first third and one of the last change
/// places.
std::vector<int> transcribed_order(std::vector<Source> sources, const SimulationOptions& options) {
  std::vector<int> order(sources.size());
  std::iota(order.begin(), order.end(), 0);
  const int last = sources.empty() ? 0 : sources.back().paragraph;
  if (!options.swap_paragraphs || last < 3) return order;
  const int first = last / 3, second = 2 * last / 3 + 1;
  const auto rank = [&](int k) {
    const int paragraph = sources[static_cast<size_t>(k)].paragraph;
    return paragraph == first ? second : paragraph == second ? first : paragraph;
  };
  std::ranges::stable_sort(order, {}, rank);
  return order;
}

}  // namespace

SimulatedFolio simulate(const SimulationOptions& options) {
  Random random(options.seed);
  const std::vector<Source> sources = make_sources(options, random);
  SimulatedFolio folio;
  Typist typist(options, random, folio);
  std::vector<SimulatedFolio::TruePlace> places;
  places.reserve(sources.size());
  for (const Source& source : sources) places.push_back(typist.type(source));
  typist.finish();
  if (folio.pages.back().lines.empty()) folio.pages.pop_back();

  const std::vector<int> page_from_true = damage_pages(options, random, folio);
  std::vector<Source> transcribed;
  for (const int k : transcribed_order(sources, options)) {
    SimulatedFolio::TruePlace place = places[static_cast<size_t>(k)];
    place.page_idx = page_from_true[static_cast<size_t>(place.page_idx)];
    place.rest_page_idx = page_from_true[static_cast<size_t>(place.rest_page_idx)];
    if (!sources[static_cast<size_t>(k)].transcribed) {
      if (place.page_idx >= 0) folio.untranscribed.push_back(place);
      continue;
    }
    transcribed.push_back(sources[static_cast<size_t>(k)]);
    folio.places.push_back(place);
  }
  folio.transcription = write_transcription(transcribed, options.transcription_width);
  return folio;
}

Score& Score::operator+=(const Score& other) {
  right += other.right;
  wrong += other.wrong;
  absent += other.absent;
  rightly_absent += other.rightly_absent;
  return *this;
}

double Score::absence_precision() const {
  const int said = absent + rightly_absent;
  return said == 0 ? 1 : static_cast<double>(rightly_absent) / said;
}

Score score(const SimulatedFolio& truth, const ReconciledFolio& result,
            bool (*wanted)(const SimulatedFolio::TruePlace&)) {
  // Entries of the ledgers by the place of their token in the file.
  std::map<std::pair<int, int>, std::pair<int, std::string>> word_of;
  std::map<std::pair<int, std::string>, std::pair<Box, Layer>> words;
  for (size_t p = 0; p < result.pages.size(); ++p) {
    const int page_idx = static_cast<int>(p);
    for (const LedgerEntry& entry : result.pages[p].ledger)
      if (entry.truth_line > 0) word_of[{entry.truth_line, entry.truth_column}] = {page_idx, entry.word_id};
    for (const TextLine& line : result.pages[p].text.lines)
      for (const Word& word : line.words) words[{page_idx, word.id}] = {word.box, line.layer};
  }
  const std::vector<Token> tokens = parse_transcription(truth.transcription).tokens;
  Score out;
  for (size_t k = 0; k < tokens.size() && k < truth.places.size(); ++k) {
    const SimulatedFolio::TruePlace& place = truth.places[k];
    if (!wanted(place)) continue;
    const auto found = word_of.find({tokens[k].line, tokens[k].column});
    if (found == word_of.end()) {
      ++(place.page_idx >= 0 ? out.absent : out.rightly_absent);
      continue;
    }
    const auto word = words.find(found->second);
    const bool right = word != words.end() && found->second.first == place.page_idx &&
                       word->second.first.contains(place.box.center_x(), place.box.center_y()) &&
                       (word->second.second == Layer::hand) == place.hand;
    ++(right ? out.right : out.wrong);
  }
  return out;
}

UntranscribedScore score_untranscribed(const SimulatedFolio& truth, const ReconciledFolio& result) {
  UntranscribedScore out;
  out.all = static_cast<int>(truth.untranscribed.size());
  for (size_t p = 0; p < result.pages.size(); ++p) {
    std::map<std::string, Box> boxes;
    for (const TextLine& line : result.pages[p].text.lines)
      for (const Word& word : line.words) boxes[word.id] = word.box;
    for (const LedgerEntry& entry : result.pages[p].ledger) {
      if (entry.outcome != LedgerEntry::Outcome::not_in_transcription || entry.word_id.empty()) continue;
      const Box box = boxes[entry.word_id];
      ++out.said;
      out.rightly_said += std::ranges::any_of(truth.untranscribed, [&](const auto& place) {
        const int page_idx = static_cast<int>(p);
        return (place.page_idx == page_idx && box.contains(place.box.center_x(), place.box.center_y())) ||
               (place.rest_page_idx == page_idx &&
                box.contains(place.rest.center_x(), place.rest.center_y()));
      });
    }
  }
  return out;
}

TextLine typed_line(const std::vector<std::string>& words, int x, int y, int& next_id) {
  TextLine line;
  line.id = "line_" + std::to_string(y);
  for (const std::string& text : words) {
    const int width = static_cast<int>(to_code_points(text).size()) * kPitch;
    Word word;
    word.id = "w_" + std::to_string(++next_id);
    word.text = word.ocr = text;
    word.box = {x, y, x + width, y + kHeight};
    word.confidence = 0.8;
    line.box = unite(line.box, word.box);
    line.words.push_back(word);
    x += width + kPitch;
  }
  return line;
}

}  // namespace folio
