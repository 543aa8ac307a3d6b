#include "simulated_folio.h"

#include <algorithm>
#include <map>

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

std::u32string make_word(Random& random) {
  static const std::vector<std::u32string> kShort{U"и",   U"в",  U"не", U"на", U"с",
                                                  U"что", U"по", U"из", U"к",  U"он"};
  if (random.chance(0.3)) return kShort[static_cast<size_t>(random.below(static_cast<int>(kShort.size())))];
  // Few stems and many endings, as a text has: words come again, and look alike.
  Random stem(static_cast<uint64_t>(random.below(20) * random.below(20) + 7));
  std::u32string word;
  const int syllables = 1 + stem.below(3);
  for (int k = 0; k < syllables; ++k) {
    word.push_back(kConsonants[static_cast<size_t>(stem.below(static_cast<int>(kConsonants.size())))]);
    word.push_back(kVowels[static_cast<size_t>(stem.below(static_cast<int>(kVowels.size())))]);
  }
  static const std::vector<std::u32string> kEndings{U"", U"м", U"ми", U"го", U"ть", U"ют", U"ния", U"ский"};
  word += kEndings[static_cast<size_t>(random.below(static_cast<int>(kEndings.size())))];
  if (random.chance(0.12)) word.push_back(random.chance(0.6) ? U',' : U'.');
  return word;
}

std::string misread(const std::u32string& text, double share, Random& random) {
  std::u32string out;
  for (const char32_t c : text) {
    if (!random.chance(share)) {
      out.push_back(c);
      continue;
    }
    const int kind = random.below(10);
    const auto other = [&] {
      return kConsonants[static_cast<size_t>(random.below(static_cast<int>(kConsonants.size())))];
    };
    if (kind < 7) out.push_back(other());  // 3 in 10: left out, or one too many
    if (kind == 9) {
      out.push_back(c);
      out.push_back(other());
    }
  }
  if (out.empty()) out.push_back(text.front());
  return from_code_points(out);
}

struct Source {
  std::u32string text;
  bool hand = false, struck = false;
  int paragraph = 0;
};

std::vector<Source> make_sources(const SimulationOptions& options, Random& random) {
  std::vector<Source> out;
  int paragraph = 0, in_paragraph = 0;
  for (int k = 0; k < options.words; ++k) {
    Source source{make_word(random), false, false, paragraph};
    if (options.struck_every > 0 && k % options.struck_every == options.struck_every - 1)
      source.struck = true;
    out.push_back(source);
    const bool inserts =
        options.inserted_every > 0 && k % options.inserted_every == options.inserted_every / 2;
    if (inserts && in_paragraph > 0) {
      const int count = 1 + random.below(2);
      for (int i = 0; i < count; ++i) {
        std::u32string word = make_word(random);
        while (word.size() < 4) word = make_word(random);
        out.push_back({word, true, false, paragraph});
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

  void type(const Source& source) {
    if (source.paragraph != paragraph_) {
      paragraph_ = source.paragraph;
      end_line();
      column_ = 5;
    }
    if (source.hand) {
      write_above(source);
      return;
    }
    std::u32string text = source.text;
    const int room = options_.letters_a_line - column_;
    SimulatedFolio::TruePlace place{from_code_points(source.text), false, source.struck, 0, {}};
    if (static_cast<int>(text.size()) > room) {
      const int first = std::min(room - 1, static_cast<int>(text.size()) - 2);
      if (first >= 2) {
        strike_keys(text.substr(0, static_cast<size_t>(first)) + U"-", source.struck, place);
        text = text.substr(static_cast<size_t>(first));
      }
      end_line();
    }
    strike_keys(text, source.struck, place);
    folio_.places.push_back(place);
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
    }
    last_box_ = word.box;
    column_ += static_cast<int>(text.size()) + 1;
    if (random_.chance(options_.lost_words)) return;
    word.ocr = misread(text, options_.character_errors, random_);
    word.status = struck ? WordStatus::struck : WordStatus::plain;
    word.strike = struck ? StrikeKind::line : StrikeKind::none;
    if (!words_.empty() && random_.chance(options_.joined_words)) {
      words_.back().ocr += word.ocr;
      words_.back().box = unite(words_.back().box, word.box);
    } else if (text.size() > 4 && random_.chance(options_.split_words)) {
      Word second = word;
      const std::u32string letters = to_code_points(word.ocr);
      const size_t half = letters.size() / 2;
      word.ocr = from_code_points(letters.substr(0, half));
      second.ocr = from_code_points(letters.substr(half));
      word.box.x1 = second.box.x0 = (word.box.x0 + word.box.x1) / 2;
      if (!word.ocr.empty()) words_.push_back(word);
      words_.push_back(second);
    } else {
      words_.push_back(word);
    }
  }

  void write_above(const Source& source) {
    const std::string text = from_code_points(source.text);
    const int width = static_cast<int>(source.text.size()) * 24;
    const bool goes_on = !hand_.empty() && hand_.back().boxes.back().x1 > last_box_.x1;
    const int x = goes_on ? hand_.back().boxes.back().x1 + 25 : last_box_.x1 - 10;
    const Box box{x, last_box_.y0 - 36, x + width, last_box_.y0 - 2};
    if (!goes_on) hand_.emplace_back();
    hand_.back().boxes.push_back(box);
    hand_.back().texts.push_back(source.text);
    folio_.places.push_back({text, true, false, static_cast<int>(folio_.pages.size()) - 1, box});
  }

  void end_line() {
    if (words_.empty() && hand_.empty() && column_ == 0) return;
    TextLine line;
    for (Word& word : words_) {
      word.id = new_id();
      word.text = word.ocr;
      word.confidence = 0.8;
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
        word.text = word.ocr = misread(hand.texts[k], 0.4, random_);
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

}  // namespace

SimulatedFolio simulate(const SimulationOptions& options) {
  Random random(options.seed);
  const std::vector<Source> sources = make_sources(options, random);
  SimulatedFolio folio;
  folio.transcription = write_transcription(sources, options.transcription_width);
  Typist typist(options, random, folio);
  for (const Source& source : sources) typist.type(source);
  typist.finish();
  return folio;
}

Score score(const SimulatedFolio& truth, const ReconciledFolio& result,
            const std::vector<int>& page_from_true, bool (*wanted)(const SimulatedFolio::TruePlace&)) {
  // Entries of the ledgers by the place of their token in the file.
  std::map<std::pair<int, int>, std::pair<int, std::string>> word_of;
  for (size_t p = 0; p < result.pages.size(); ++p) {
    for (const LedgerEntry& entry : result.pages[p].ledger)
      if (entry.truth_line > 0)
        word_of[{entry.truth_line, entry.truth_column}] = {static_cast<int>(p), entry.word_id};
  }
  const std::vector<Token> tokens = parse_transcription(truth.transcription).tokens;
  Score out;
  for (size_t k = 0; k < tokens.size() && k < truth.places.size(); ++k) {
    const SimulatedFolio::TruePlace& place = truth.places[k];
    if (!wanted(place)) continue;
    const auto found = word_of.find({tokens[k].line, tokens[k].column});
    if (found == word_of.end()) {
      ++out.absent;
      continue;
    }
    const auto& [page_idx, id] = found->second;
    bool right = false;
    for (const TextLine& line : result.pages[static_cast<size_t>(page_idx)].text.lines) {
      for (const Word& word : line.words) {
        if (word.id != id || page_idx != page_from_true[static_cast<size_t>(place.page_idx)]) continue;
        right = word.box.contains(place.box.center_x(), place.box.center_y()) &&
                (line.layer == Layer::hand) == place.hand;
      }
    }
    ++(right ? out.right : out.wrong);
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
