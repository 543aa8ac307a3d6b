#include "support/struck_leaf.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/text.h"
#include "drawing/random.h"

namespace folio::testing {
namespace {

constexpr double kNoStrikes = 0.25;  // share of pages
constexpr std::array<const char*, 5> kByPen{"del-line", "del-double-line", "del-zigzag", "del-cross",
                                            "del-slant"};
constexpr std::array<const char*, 7> kOver{"х", "х", "/", "-", "#", "m", "надобность"};
constexpr std::array<const char*, 6> kWrittenIn{"весна", "почта", "и", "не", "дело", "сено"};

class Striker {
 public:
  explicit Striker(std::uint64_t seed) : random_(Random::seed_of(seed, "struck leaf")) {
    constexpr std::array<LeafKind, 6> kKinds{LeafKind::prose, LeafKind::prose, LeafKind::headings,
                                             LeafKind::table, LeafKind::close, LeafKind::prose};
    RandomLeaf base = random_leaf(Random::seed_of(seed, "base"), pick(kKinds));
    out_.leaf = std::move(base.leaf);
    out_.scan = base.scan;
    out_.over = pick(kOver);
  }

  StruckLeaf write() {
    choose_scan();
    choose_pen();
    if (!chance(kNoStrikes)) {
      const int words = random_.integer(2, 12);
      for (int i = 0; i < words; ++i) strike_some();
      if (chance(0.1)) strike_line();
    }
    if (chance(0.4)) underline();
    if (chance(0.4)) write_about();
    if (chance(0.15)) rule();
    return std::move(out_);
  }

 private:
  bool chance(double share) { return random_.uniform() < share; }
  template <class T, size_t N>
  const T& pick(const std::array<T, N>& from) {
    return from[static_cast<size_t>(random_.integer(0, int{N} - 1))];
  }

  void choose_scan() {
    Scan& scan = out_.leaf.scan;
    constexpr std::array<double, 6> kDpi{120, 150, 200, 200, 300, 300};
    scan.dpi = pick(kDpi);
    scan.skew_degrees = random_.uniform(-2, 2);
    out_.leaf.paper.height_mm = random_.uniform(110, 160);
    const double step = out_.leaf.spacing * out_.leaf.typewriter.line_step_mm;
    const double last = (out_.leaf.paper.height_mm - out_.leaf.top_mm - 12) / step * out_.leaf.spacing;
    std::erase_if(out_.leaf.lines, [&](const TypedLine& line) { return line.row.value_or(0) > last; });
  }

  void choose_pen() {
    constexpr std::array<Color, 7> kPens{Color{38, 44, 110}, Color{150, 30, 34}, Color{80, 40, 120},
                                         Color{28, 26, 28},  Color{28, 26, 28},  Color{70, 70, 74},
                                         Color{20, 60, 120}};
    for (const char* name : {"striker", "writer"}) {
      Hand hand;
      hand.ink = pick(kPens);
      hand.pencil = hand.ink == Color{70, 70, 74};
      hand.strength = hand.pencil ? random_.uniform(0.75, 0.95) : random_.uniform(0.85, 1);
      hand.bolder_mm = random_.uniform(0, 0.1);
      out_.leaf.hands[name] = hand;
    }
    out_.leaf.strike_hand = "striker";
    out_.leaf.insertion_hand = chance(0.7) ? "striker" : "writer";
  }

  /// Places [begin, end) of the words of a line, in bytes; none where it has marks already.
  static std::vector<std::pair<size_t, size_t>> words_of(const std::string& text) {
    std::vector<std::pair<size_t, size_t>> words;
    for (size_t i = 0; i < text.size();) {
      const size_t begin = text.find_first_not_of(' ', i);
      if (begin == std::string::npos) break;
      i = std::min(text.find(' ', begin), text.size());
      words.emplace_back(begin, i);
    }
    return words;
  }
  static bool is_marked(const std::string& text) { return text.find("⟦") != std::string::npos; }
  static bool has_letters(const std::string& text) {
    return std::ranges::any_of(to_code_points(text), [](char32_t c) { return is_letter(c) || is_digit(c); });
  }

  TypedLine* some_line() {
    for (int tries = 0; tries < 20; ++tries) {
      const int last = static_cast<int>(out_.leaf.lines.size()) - 1;
      TypedLine& line = out_.leaf.lines[static_cast<size_t>(random_.integer(0, last))];
      if (!is_marked(line.text) && words_of(line.text).size() >= 2) return &line;
    }
    return nullptr;
  }

  std::string mark() { return chance(0.35) ? "del-+" + out_.over : pick(kByPen); }

  void strike_some() {
    TypedLine* line = some_line();
    if (line == nullptr) return;
    const auto words = words_of(line->text);
    const int last = static_cast<int>(words.size()) - 1, first = random_.integer(0, last);
    const int end = std::min(last, first + (chance(0.3) ? random_.integer(1, 3) : 0));
    const size_t from = words[static_cast<size_t>(first)].first, to = words[static_cast<size_t>(end)].second;
    const std::string struck = line->text.substr(from, to - from);
    if (!has_letters(struck)) return;
    std::string marked = line->text.substr(0, from) + "⟦" + mark() + ":" + struck + "⟧";
    if (chance(0.3) && out_.leaf.spacing >= 1.5) marked += " ⟦ins:⟦h:" + std::string(pick(kWrittenIn)) + "⟧⟧";
    line->text = marked + line->text.substr(to);
  }

  void strike_line() {
    TypedLine* line = some_line();
    if (line == nullptr || !has_letters(line->text)) return;
    const size_t from = line->text.find_first_not_of(' ');
    line->text = line->text.substr(0, from) + "⟦" + mark() + ":" + line->text.substr(from) + "⟧";
  }

  double row_mm(const TypedLine& line) const {
    return out_.leaf.top_mm + line.row.value_or(0) * out_.leaf.typewriter.line_step_mm;
  }
  double cell_mm(const TypedLine& line, int cell) const {
    return out_.leaf.left_mm + (line.column + cell) * out_.leaf.typewriter.pitch_mm;
  }

  /// By the machine's _ or by the pen, a millimeter or so below the feet.
  void underline() {
    const int count = random_.integer(1, 3);
    for (int i = 0; i < count; ++i) {
      const TypedLine* line = some_line();
      if (line == nullptr) return;
      const auto words = words_of(line->text);
      const auto [from, to] =
          words[static_cast<size_t>(random_.integer(0, static_cast<int>(words.size()) - 1))];
      const auto first = static_cast<int>(to_code_points(line->text.substr(0, from)).size());
      const auto length = static_cast<int>(to_code_points(line->text.substr(from, to - from)).size());
      if (chance(0.5)) {
        out_.leaf.lines.push_back(
            {std::string(static_cast<size_t>(length), '_'), line->row, line->column + first, Role::body});
      } else {
        const double y = row_mm(*line) + random_.uniform(0.5, 0.9);
        out_.leaf.pen_marks.push_back({{{cell_mm(*line, first) - 0.5, y},
                                        {cell_mm(*line, first) + 4, y + random_.uniform(-0.15, 0.15)},
                                        {cell_mm(*line, first + length) + 0.5, y}},
                                       "striker",
                                       random_.uniform(0.3, 0.5),
                                       Role::marginalia});
      }
    }
  }

  /// A note in the margin, or initials at the foot.
  void write_about() {
    LeafDescription& leaf = out_.leaf;
    HandText note{pick(kWrittenIn), "writer", 3, random_.uniform(40, leaf.paper.height_mm - 20)};
    note.size = 0.8;
    leaf.hand_texts.push_back(note);
    if (chance(0.5)) {
      HandText name{"Лосев", "writer", random_.uniform(60, 110), leaf.paper.height_mm - 6};
      name.role = Role::signature;
      leaf.hand_texts.push_back(name);
    }
  }

  /// A table's lines: level between two rows, upright at the side.
  void rule() {
    LeafDescription& leaf = out_.leaf;
    const double left = leaf.left_mm - 2, right = leaf.paper.width_mm - 8;
    const double step = leaf.spacing * leaf.typewriter.line_step_mm;
    const double y = leaf.top_mm + step * random_.integer(1, 4) - 0.62 * step;
    leaf.pen_marks.push_back({{{left, y}, {right, y + 0.3}}, "writer", 0.3, Role::marginalia});
    if (chance(0.5)) {
      leaf.pen_marks.push_back(
          {{{left, leaf.top_mm - 4}, {left, leaf.paper.height_mm - 15}}, "writer", 0.3, Role::marginalia});
    }
  }

  Random random_;
  StruckLeaf out_;
};

}  // namespace

StruckLeaf struck_leaf(std::uint64_t seed) { return Striker(seed).write(); }

}  // namespace folio::testing
