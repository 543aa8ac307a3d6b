#include "transcription/call_number.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "core/text.h"

namespace folio {
namespace {

constexpr size_t kMaxDigits = 5;  // of a leaf's number: no file holds a hundred thousand leaves

enum class Part : unsigned char { fond, opis, delo, leaves };

struct Keyword {
  std::u32string_view word;
  Part part;
};

constexpr std::array<Keyword, 23> kKeywords{{
    {U"ф", Part::fond},        {U"фонд", Part::fond},     {U"fond", Part::fond},   {U"f", Part::fond},
    {U"оп", Part::opis},       {U"опись", Part::opis},    {U"opis", Part::opis},   {U"op", Part::opis},
    {U"д", Part::delo},        {U"дело", Part::delo},     {U"delo", Part::delo},   {U"d", Part::delo},
    {U"хр", Part::delo},       {U"file", Part::delo},     {U"л", Part::leaves},    {U"лл", Part::leaves},
    {U"лист", Part::leaves},   {U"листы", Part::leaves},  {U"list", Part::leaves}, {U"listy", Part::leaves},
    {U"listov", Part::leaves}, {U"листов", Part::leaves}, {U"ll", Part::leaves},
}};

bool is_word_character(char32_t c) { return is_letter(c) || is_digit(c); }
bool is_dash(char32_t c) { return c == U'-' || (c >= U'\u2010' && c <= U'\u2015'); }

/// Reads the parts of a citation one after the other.
class Reader {
 public:
  explicit Reader(std::string_view text)
      : text_(to_code_points(text)), lower_(to_code_points(to_lower(text))) {
    // A letter whose lower case is two (İ) would shift all places; no keyword has one.
    if (lower_.size() != text_.size()) lower_ = text_;
  }

  bool at_end() const { return at_ >= text_.size(); }
  size_t position() const { return at_; }
  void go_to(size_t position) { at_ = position; }

  void skip(std::u32string_view what) {
    while (!at_end() && (is_space(text_[at_]) || what.find(text_[at_]) != std::u32string_view::npos)) ++at_;
  }
  /// Letters and digits from here, in lower case.
  std::u32string_view read_word() {
    const size_t begin = at_;
    while (!at_end() && is_word_character(text_[at_])) ++at_;
    return std::u32string_view(lower_).substr(begin, at_ - begin);
  }
  /// The next place that begins a word, from here on.
  bool find_word() {
    while (!at_end() && is_word_character(text_[at_])) ++at_;
    while (!at_end() && !is_word_character(text_[at_])) ++at_;
    return !at_end();
  }

  /// "Ф." and the like, with what stands between it and its value.
  std::optional<Part> read_keyword() {
    const std::u32string_view word = read_word();
    const auto found = std::ranges::find(kKeywords, word, &Keyword::word);
    if (found == kKeywords.end()) return std::nullopt;
    skip(U".:№#");
    return found->part;
  }

  /// "5446", "98с", "Р-5446", "1/2": letters, digits, hyphens and strokes with a digit among them.
  std::string read_value() {
    const size_t begin = at_;
    bool has_digit = false;
    while (!at_end()) {
      const char32_t c = text_[at_];
      const bool joins = (c == U'-' || c == U'/') && at_ > begin && at_ + 1 < text_.size() &&
                         is_word_character(text_[at_ + 1]);
      if (!is_word_character(c) && !joins) break;
      has_digit |= is_digit(c);
      ++at_;
    }
    if (!has_digit) at_ = begin;
    return from_code_points(std::u32string_view(text_).substr(begin, at_ - begin));
  }

  std::optional<LeafName> read_leaf() {
    const size_t begin = at_;
    LeafName leaf;
    while (!at_end() && text_[at_] >= U'0' && text_[at_] <= U'9' && at_ - begin < kMaxDigits)
      leaf.number = leaf.number * 10 + static_cast<int>(text_[at_++] - U'0');
    if (leaf.number == 0 || (!at_end() && is_digit(text_[at_]))) {
      at_ = begin;
      return std::nullopt;
    }
    if (read_verso(leaf)) return leaf;
    const size_t after_number = at_;
    if (!at_end() && is_letter(text_[at_])) {
      leaf.letter = from_code_points(std::u32string_view(text_).substr(at_++, 1));
      if (!at_end() && is_word_character(text_[at_]) && !read_verso(leaf)) {
        at_ = begin;  // "12th" names no leaf
        return std::nullopt;
      }
    }
    if (!leaf.verso && at_ >= after_number) read_verso(leaf);
    return leaf;
  }

  std::vector<LeafRange> read_leaves() {
    std::vector<LeafRange> out;
    for (size_t end = at_;; end = at_) {
      const std::optional<LeafName> first = read_leaf();
      if (!first) {
        at_ = end;
        return out;
      }
      out.push_back({*first, *first});
      size_t here = at_;
      skip(U"");
      if (!at_end() && is_dash(text_[at_])) {
        ++at_;
        skip(U"");
        if (const std::optional<LeafName> last = read_leaf()) {
          out.back().last = *last;
          here = at_;
        }
      }
      at_ = here;
      skip(U",;");
      if (const size_t before = at_; read_word() == U"и")
        skip(U"");
      else
        at_ = before;
      if (at_ == here) return out;
    }
  }

  /// What stands before `position`, back to a comma, full stop, semicolon, colon or quotation mark.
  std::string part_before(size_t position) const {
    constexpr std::u32string_view kEnds = U",.;:\"“”«»\n";
    const auto ends = [&](size_t k) { return kEnds.find(text_[k]) != std::u32string_view::npos; };
    size_t end = position;
    while (end > 0 && (is_space(text_[end - 1]) || ends(end - 1))) --end;
    size_t begin = end;
    while (begin > 0 && !ends(begin - 1)) --begin;
    return trim(from_code_points(std::u32string_view(text_).substr(begin, end - begin)));
  }

 private:
  /// "об.", "об", " об.", "ob."; a word that only begins so ("общая") is none.
  bool read_verso(LeafName& leaf) {
    const size_t begin = at_;
    while (!at_end() && text_[at_] == U' ') ++at_;
    const std::u32string_view word = read_word();
    if (word != U"об" && word != U"ob") {
      at_ = begin;
      return false;
    }
    if (!at_end() && text_[at_] == U'.') ++at_;
    leaf.verso = true;
    return true;
  }

  std::u32string text_, lower_;
  size_t at_ = 0;
};

std::string& field_of(CallNumber& call_number, Part part) {
  return part == Part::fond ? call_number.fond : part == Part::opis ? call_number.opis : call_number.delo;
}

/// Reads opis, delo and leaves from after the fond, until something else comes.
void read_parts(Reader& reader, CallNumber& out) {
  while (true) {
    reader.skip(U",.;");
    const size_t before = reader.position();
    if (reader.read_word() == U"ед")
      reader.skip(U".");
    else
      reader.go_to(before);
    const std::optional<Part> part = reader.read_keyword();
    if (part == Part::leaves && out.leaves.empty()) {
      out.leaves = reader.read_leaves();
      if (!out.leaves.empty()) continue;
    } else if (part && *part != Part::fond && *part != Part::leaves && field_of(out, *part).empty()) {
      field_of(out, *part) = reader.read_value();
      if (!field_of(out, *part).empty()) continue;
    }
    return;
  }
}

}  // namespace

bool LeafName::operator<(const LeafName& other) const {
  return std::tie(number, letter, verso) < std::tie(other.number, other.letter, other.verso);
}

std::optional<CallNumber> parse_call_number(std::string_view citation) {
  Reader reader(citation);
  for (bool more = !reader.at_end(); more; more = reader.find_word()) {
    const size_t begin = reader.position();
    if (reader.read_keyword() != Part::fond) {
      reader.go_to(begin);
      continue;
    }
    CallNumber out;
    out.fond = reader.read_value();
    const size_t after_fond = reader.position();
    if (!out.fond.empty()) read_parts(reader, out);
    if (!out.fond.empty() && !(out.opis.empty() && out.delo.empty() && out.leaves.empty())) {
      out.archive = reader.part_before(begin);
      return out;
    }
    reader.go_to(out.fond.empty() ? begin : after_fond);
  }
  return std::nullopt;
}

std::optional<LeafName> parse_leaf_name(std::string_view text) {
  Reader reader(text);
  reader.skip(U"");
  const std::optional<LeafName> leaf = reader.read_leaf();
  reader.skip(U"");
  return reader.at_end() ? leaf : std::nullopt;
}

std::vector<LeafRange> parse_leaves(std::string_view text) {
  Reader reader(text);
  reader.skip(U"");
  return reader.read_leaves();
}

bool contains(const std::vector<LeafRange>& leaves, const LeafName& leaf) {
  return std::ranges::any_of(leaves,
                             [&](const LeafRange& r) { return !(leaf < r.first) && !(r.last < leaf); });
}

std::string to_string(const LeafName& leaf) {
  return std::to_string(leaf.number) + leaf.letter + (leaf.verso ? "об." : "");
}

std::string to_string(const std::vector<LeafRange>& leaves) {
  std::string out;
  for (const LeafRange& range : leaves) {
    if (!out.empty()) out += ", ";
    out += to_string(range.first);
    if (range.first != range.last) out += "–" + to_string(range.last);
  }
  return out;
}

std::string to_string(const CallNumber& call_number) {
  std::string out;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (value.empty()) return;
    if (!out.empty()) out += out.ends_with('.') ? " " : ". ";
    out += name;
    out += value;
  };
  add("", call_number.archive);
  add("Ф. ", call_number.fond);
  add("Оп. ", call_number.opis);
  add("Д. ", call_number.delo);
  add("Л. ", to_string(call_number.leaves));
  return out;
}

}  // namespace folio
