#include "support/random_leaf.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "drawing/random.h"

namespace folio::testing {
namespace {

constexpr std::array<const char*, 56> kWords{
    "в",         "и",         "на",      "что",      "он",         "по",       "из",        "за",
    "река",      "зима",      "лед",     "сено",     "почта",      "мост",     "ямщик",     "верста",
    "староста",  "дело",      "весна",   "сети",     "газета",     "цены",     "мука",      "соль",
    "фельдшер",  "письмо",    "школа",   "щит",      "объявление", "жалоба",   "приезд",    "шоссе",
    "уезд",      "комиссия",  "решение", "протокол", "заседание",  "отдел",    "склад",     "подвода",
    "совещание", "учреждено", "эшелон",  "цифра",    "журнал",     "чертеж",   "фабрика",   "ёлка",
    "1956",      "14",        "выдано",  "пуд",      "съезд",      "хранение", "ведомость", "юг"};

/// Characters, not bytes.
int length_of(const std::string& text) {
  return static_cast<int>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

class Writer {
 public:
  Writer(std::uint64_t seed, LeafKind kind) : random_(Random::seed_of(seed, "leaf")) {
    out_.kind = kind;
    out_.leaf.seed = seed;
    choose_sheet();
    choose_machine();
  }

  RandomLeaf write() {
    switch (out_.kind) {
      case LeafKind::prose:
        prose();
        break;
      case LeafKind::headings:
        headings();
        break;
      case LeafKind::table:
        table();
        break;
      case LeafKind::leaders:
        leaders();
        break;
      case LeafKind::columns:
        columns();
        break;
      case LeafKind::insertions:
        insertions();
        break;
      case LeafKind::shifted:
        shifted();
        break;
      case LeafKind::close:
        out_.leaf.spacing = 1, prose();
        break;
      case LeafKind::few:
        few();
        break;
      case LeafKind::handwriting:
        handwriting();
        break;
      case LeafKind::print:
        print();
        break;
      case LeafKind::bent:
        bent();
        break;
      case LeafKind::annotated:
        annotated();
        break;
      case LeafKind::official:
        official();
        break;
    }
    if (out_.leaf.lines.size() > 1) out_.step_mm = out_.leaf.spacing * out_.leaf.typewriter.line_step_mm;
    return std::move(out_);
  }

 private:
  bool chance(double share) { return random_.uniform() < share; }

  void choose_sheet() {
    LeafDescription& leaf = out_.leaf;
    leaf.paper.width_mm = random_.uniform(150, 215);
    leaf.paper.height_mm = random_.uniform(150, 300);
    const auto tone = static_cast<unsigned char>(random_.integer(205, 255));
    leaf.paper.tone = {tone, static_cast<unsigned char>(tone - random_.integer(0, 8)),
                       static_cast<unsigned char>(tone - random_.integer(8, 40))};
    leaf.paper.grain = random_.uniform(0, 0.6);
    leaf.paper.mottling = random_.uniform(0, 0.5);
    leaf.paper.stains = chance(0.2) ? random_.integer(1, 3) : 0;
    leaf.paper.folds = chance(0.2) ? 1 : 0;
    static constexpr std::array<double, 8> kDpi{90, 100, 120, 150, 150, 200, 200, 300};
    leaf.scan.dpi = chance(0.02) ? 600 : kDpi[static_cast<size_t>(random_.integer(0, 7))];
    leaf.scan.skew_degrees = chance(0.6)    ? random_.uniform(-2, 2)
                             : chance(0.05) ? 0
                                            : random_.uniform(-15, 15);
    leaf.scan.border_mm = chance(0.3) ? random_.uniform(1, 6) : 0;
    leaf.scan.blur_px = random_.uniform(0.3, 0.9);
    leaf.scan.noise = random_.uniform(0, 4);
    const double scan = random_.uniform();
    out_.scan = scan < 0.6 ? ScanKind::color : scan < 0.8 ? ScanKind::gray : ScanKind::bilevel;
  }

  void choose_machine() {
    LeafDescription& leaf = out_.leaf;
    static constexpr std::array<double, 6> kPitch{2.12, 2.25, 2.54, 2.6, 2.6, 3.0};
    leaf.typewriter.pitch_mm =
        kPitch[static_cast<size_t>(random_.integer(0, 5))] * random_.uniform(0.995, 1.005);
    leaf.typewriter.line_step_mm = chance(0.5) ? 4.25 : random_.uniform(4.1, 4.5);
    leaf.typewriter.bolder_mm = random_.uniform(0, 0.12);
    const auto dark = static_cast<unsigned char>(random_.integer(15, 110));
    leaf.typewriter.ink = {dark, dark, static_cast<unsigned char>(dark + random_.integer(0, 20))};
    leaf.typewriter.wear = {random_.uniform(0, 0.08), random_.uniform(0, 0.1), random_.uniform(0, 0.7),
                            random_.uniform(0, 0.6), random_.uniform(0, 0.5)};
    static constexpr std::array<double, 4> kSpacing{1.5, 1.5, 2, 1};
    leaf.spacing = kSpacing[static_cast<size_t>(random_.integer(0, 3))];
    leaf.left_mm = random_.uniform(18, 35);
    leaf.top_mm = random_.uniform(18, 40);
  }

  int cells() const {
    return static_cast<int>((out_.leaf.paper.width_mm - out_.leaf.left_mm - 12) /
                            out_.leaf.typewriter.pitch_mm);
  }
  int rows() const {
    const double step = out_.leaf.spacing * out_.leaf.typewriter.line_step_mm;
    return std::max(3, static_cast<int>((out_.leaf.paper.height_mm - out_.leaf.top_mm - 25) / step));
  }

  std::string word() { return kWords[static_cast<size_t>(random_.integer(0, int{kWords.size()} - 1))]; }

  /// Words that fill up to `width` cells, the last one with a stop or hyphen now and then.
  std::string text(int width, int indent = 0) {
    std::string line(static_cast<size_t>(indent), ' ');
    line += word();
    for (int tries = 0; tries < 60; ++tries) {
      const std::string next = word() + (chance(0.12) ? "," : "");
      if (length_of(line) + 1 + length_of(next) > width - 1) break;
      line += " " + next;
    }
    if (chance(0.3)) line += chance(0.5) ? "-" : ".";
    return line;
  }

  void add(std::string line, std::optional<double> row = {}, double column = 0, Role role = Role::body) {
    out_.leaf.lines.push_back({std::move(line), row, column, role});
  }

  void page_number() {
    if (!chance(0.5)) return;
    // Set up by hand, between rows.
    out_.leaf.lines.insert(out_.leaf.lines.begin(), {fmt::format("- {} -", random_.integer(2, 99)),
                                                     -random_.uniform(2.2, 2.8) * out_.leaf.spacing,
                                                     std::floor(0.5 * cells()) - 2, Role::body});
  }

  void paragraphs(int count, int width) {
    int left = 0;
    for (int i = 0; i < count; ++i) {
      const bool first = left == 0, last = left == 1 || i + 1 == count;
      if (first) left = random_.integer(1, 9);
      add(text(last ? random_.integer(8, width) : width, first ? 5 : 0), i * out_.leaf.spacing);
      --left;
    }
  }

  void prose() {
    paragraphs(rows(), cells());
    page_number();
  }

  void headings() {
    const int count = rows();
    for (int i = 0; i < count; ++i) {
      const double row = i * out_.leaf.spacing;
      const double kind = random_.uniform();
      if (kind < 0.1) {
        add(chance(0.5) ? "Акт" : "где", row, random_.integer(0, 20));
      } else if (kind < 0.2) {
        add("П Р О Т О К О Л", row, random_.integer(5, 20));
      } else if (kind < 0.3) {
        continue;  // an empty row
      } else {
        add(text(random_.integer(12, cells()), random_.integer(0, 6)), row);
      }
    }
  }

  void table() {
    const int count = rows(), width = cells();
    const int first = std::max(16, width / 2), second = std::min(width - 8, first + 14);
    for (int i = 0; i < count; ++i) {
      const double row = i * out_.leaf.spacing;
      if (i < 2) {
        add(text(width, 5), row);
        continue;
      }
      std::string line = text(first - 3);
      line += std::string(static_cast<size_t>(std::max(1, first - length_of(line))), ' ');
      line += fmt::format("{:>6}", random_.integer(1, 99999));
      line += std::string(static_cast<size_t>(std::max(1, second - length_of(line))), ' ');
      line += fmt::format("{:>4}", random_.integer(1, 999));
      add(line, row);
    }
  }

  void leaders() {
    const int count = rows(), width = cells();
    for (int i = 0; i < count; ++i) {
      std::string line = fmt::format("{}. {} ", i + 1, text(width / 2));
      line += std::string(static_cast<size_t>(std::max(3, width - 4 - length_of(line))), '.');
      add(line + fmt::format("{:>3}", 3 * i + 3), i * out_.leaf.spacing);
    }
  }

  void columns() {
    const int count = rows(), width = cells(), half = width / 2 - 3;
    for (const int column : {0, half + 6}) {
      for (int i = 0; i < count; ++i) add(text(half), i * out_.leaf.spacing, column);
    }
  }

  void insertions() {
    out_.leaf.spacing = std::max(1.5, out_.leaf.spacing);
    const int count = rows(), width = cells();
    for (int i = 0; i < count; ++i) {
      // Typed half a line up, over a gap between two words.
      if (i > 0 && i % 6 == 4 && out_.leaf.spacing >= 2) {
        add(word() + " " + word(), (i - 0.5) * out_.leaf.spacing,
            random_.integer(4, std::max(4, width - 24)));
      }
      std::string line = text(width - 14, i == 0 ? 5 : 0);
      if (i % 5 == 2) line += " ⟦del:" + word() + "⟧ ⟦ins:⟦h:" + word() + "⟧⟧";
      add(line, i * out_.leaf.spacing);
    }
  }

  void shifted() {
    const int count = rows(), width = cells();
    const double aside = random_.uniform(0.3, 3.7), down = random_.uniform(0.2, 0.8) * out_.leaf.spacing;
    for (int i = 0; i < count; ++i) {
      const bool lower = i >= count / 2;
      add(text(width - 4, i % 7 == 0 ? 5 : 0), i * out_.leaf.spacing + (lower ? down : 0), lower ? aside : 0);
    }
  }

  void few() { paragraphs(random_.integer(2, 4), cells()); }

  void handwriting() {
    const double width = out_.leaf.paper.width_mm;
    for (double y = out_.leaf.top_mm; y < out_.leaf.paper.height_mm - 20; y += random_.uniform(8, 11)) {
      std::string line = word();
      for (int i = 0; i < static_cast<int>(width / 32); ++i) line += " " + word();
      HandText written{line, "author", out_.leaf.left_mm + random_.uniform(-2, 3), y};
      written.turn_degrees = random_.uniform(-1, 1);
      out_.leaf.hand_texts.push_back(written);
    }
  }

  void print() {
    const double em = random_.uniform(3, 4.2);
    for (double y = out_.leaf.top_mm; y < out_.leaf.paper.height_mm - 20; y += 1.35 * em) {
      PrintedLine line;
      line.text = text(static_cast<int>((out_.leaf.paper.width_mm - out_.leaf.left_mm - 15) / (0.55 * em)));
      line.x_mm = out_.leaf.left_mm;
      line.y_mm = y;
      line.em_mm = em;
      out_.leaf.printed.push_back(line);
    }
  }

  void bent() {
    prose();
    out_.leaf.scan.skew_degrees = random_.uniform(-3, 3);
    if (chance(0.6)) out_.leaf.scan.curl_mm = (chance(0.5) ? 1 : -1) * random_.uniform(2, 20);
    if (out_.leaf.scan.curl_mm == 0 || chance(0.3)) out_.leaf.scan.fan = random_.uniform(-0.1, 0.1);
  }

  void annotated() {
    LeafDescription& leaf = out_.leaf;
    leaf.paper.height_mm = std::max(leaf.paper.height_mm, 220.0);
    leaf.spacing = std::max(1.5, leaf.spacing);
    leaf.left_mm = random_.uniform(30, 38);
    leaf.top_mm = random_.uniform(62, 75);
    Hand& author = leaf.hands["author"];
    author.x_height_mm = random_.uniform(1.6, 2.3);
    author.slant_degrees = random_.uniform(-4, 12);
    const int count = rows() - 3, width = cells() - 6;
    for (int i = 0; i < count; ++i) {
      std::string line = text(width, i == 0 ? 5 : 0);
      if (i % 4 == 1) line = with_mark(line, "⟦ins:⟦h:" + written_words(random_.integer(1, 3)) + "⟧⟧");
      if (i % 4 == 2 && chance(0.6)) line = with_mark(line, "⟦h:" + formula() + "⟧");
      add(line, i * leaf.spacing);
      if (i % 4 == 3) correct_a_letter(i);
    }
    write_notes(leaf.top_mm + count * leaf.spacing * leaf.typewriter.line_step_mm);
  }

  void official() {
    LeafDescription& leaf = out_.leaf;
    leaf.paper.height_mm = std::max(leaf.paper.height_mm, 200.0);
    leaf.top_mm = random_.uniform(52, 65);
    const double em = random_.uniform(3, 5);
    for (int i = 0; i < random_.integer(2, 4); ++i) {
      PrintedLine line;
      line.text = text(random_.integer(14, 26));
      line.x_mm = random_.uniform(18, 30);
      line.y_mm = 14 + 1.4 * em * i;
      line.em_mm = em;
      leaf.printed.push_back(line);
    }
    prose();
    if (chance(0.5)) {
      HandText note{written_words(2), "author", leaf.paper.width_mm - 60, 45};
      note.role = Role::resolution;
      leaf.hand_texts.push_back(note);
    }
    for (int i = random_.integer(0, 3); i > 0; --i) press_stamp();
  }

  void press_stamp() {
    static constexpr std::array<Color, 4> kInks{
        Color{92, 60, 140}, {40, 60, 150}, {160, 40, 50}, {45, 42, 50}};
    Stamp stamp;
    stamp.shape = static_cast<Stamp::Shape>(random_.integer(0, 2));
    stamp.x_mm = random_.uniform(0.3, 0.7) * out_.leaf.paper.width_mm;
    stamp.y_mm = random_.uniform(0.2, 0.9) * out_.leaf.paper.height_mm;
    stamp.turn_degrees = random_.uniform(-12, 12);
    stamp.strength = random_.uniform(0.55, 0.95);
    stamp.ink = kInks[static_cast<size_t>(random_.integer(0, 3))];
    switch (stamp.shape) {
      case Stamp::Shape::round:
        stamp.ring = text(24);
        stamp.lines = {word()};
        stamp.width_mm = stamp.height_mm = random_.uniform(28, 42);
        break;
      case Stamp::Shape::box:
        stamp.lines = {text(14), fmt::format("№ {}", random_.integer(10, 999))};
        stamp.width_mm = random_.uniform(38, 60), stamp.height_mm = random_.uniform(14, 22);
        break;
      case Stamp::Shape::plain:
        stamp.lines = {chance(0.5) ? fmt::format("{:05}", random_.integer(1, 99999))
                                   : fmt::format("{} СЕН 1956", random_.integer(1, 30))};
        stamp.width_mm = random_.uniform(22, 40), stamp.height_mm = random_.uniform(6, 9);
        break;
    }
    out_.leaf.stamps.push_back(stamp);
  }

  std::string written_words(int count) {
    std::string words = word();
    for (int i = 1; i < count; ++i) words += " " + word();
    return words;
  }

  std::string formula() {
    static constexpr std::array<const char*, 5> kFormulas{"х", "у", "а+в", "п-1", "ау"};
    return kFormulas[static_cast<size_t>(random_.integer(0, int{kFormulas.size()} - 1))];
  }

  /// The mark put between two words, or after the last one.
  std::string with_mark(const std::string& line, const std::string& mark) {
    std::vector<size_t> gaps;
    for (size_t i = line.find_first_not_of(' ') + 1; i < line.size(); ++i)
      if (line[i] == ' ') gaps.push_back(i);
    if (gaps.empty()) return line + " " + mark;
    const size_t gap = gaps[static_cast<size_t>(random_.integer(0, static_cast<int>(gaps.size()) - 1))];
    return line.substr(0, gap) + " " + mark + line.substr(gap);
  }

  /// A letter written over one of the last line's longer words.
  void correct_a_letter(int line_idx) {
    const LeafDescription& leaf = out_.leaf;
    const std::string& line = leaf.lines.back().text;
    int cell = 0, word_idx = -1, begin = 0;
    bool in_word = false;
    for (const char c : line + " ") {
      if ((c & 0xC0) == 0x80) continue;
      if (c != ' ' && !in_word) ++word_idx, begin = cell;
      if (c == ' ' && in_word && cell - begin >= 5) break;
      in_word = c != ' ';
      ++cell;
    }
    if (cell - begin < 5) return;
    HandText letter{chance(0.5) ? "Б" : "д", "author",
                    leaf.left_mm + (begin + random_.integer(1, 3)) * leaf.typewriter.pitch_mm,
                    leaf.top_mm + line_idx * leaf.spacing * leaf.typewriter.line_step_mm};
    letter.size = 1.2;
    letter.role = Role::correction;
    letter.after_line = line_idx;
    letter.after_word = word_idx;
    out_.leaf.hand_texts.push_back(letter);
  }

  /// What stands around the text: see the roles. `end_mm`: height of the row after the last.
  void write_notes(double end_mm) {
    LeafDescription& leaf = out_.leaf;
    const double middle = leaf.top_mm + 0.5 * (end_mm - leaf.top_mm);
    const auto write = [&](const std::string& text, double x, double y, Role role, double turn = 0,
                           double size = 1) {
      HandText note{text, "author", x, y, turn, size};
      note.role = role;
      leaf.hand_texts.push_back(note);
    };
    write(fmt::format("{}", random_.integer(1, 199)), leaf.paper.width_mm - random_.uniform(22, 30),
          random_.uniform(11, 15), Role::leaf_number);
    const double slant = chance(0.7) ? -random_.uniform(8, 22) : 0;
    const double x = random_.uniform(14, 24);
    for (int i = 0; i < random_.integer(1, 3); ++i)
      write(written_words(3), x + 2 * i, 38 + 8 * i, Role::resolution, slant);
    // A note beside the text, level or turned either way.
    if (chance(0.5)) {
      for (int i = 0; i < 2; ++i)
        write(word(), random_.uniform(6, 8), middle + 7 * i, Role::marginalia, 0, 0.7);
    } else {
      write(written_words(random_.integer(2, 4)), 12, middle + 30, Role::marginalia, -90);
    }
    if (chance(0.4))
      write(written_words(random_.integer(2, 4)), leaf.paper.width_mm - 8, middle - 30, Role::marginalia, 90);
    const double sign_x = random_.uniform(0.45, 0.6) * leaf.paper.width_mm, sign_y = end_mm + 12;
    write("Лосев", sign_x, sign_y, Role::signature, -random_.uniform(0, 8), 1.7);
    leaf.pen_marks.push_back({{{sign_x - 2, sign_y + 3},
                               {sign_x + 18, sign_y + 1},
                               {sign_x + 40, sign_y - 4},
                               {sign_x + 26, sign_y + 5}},
                              "author",
                              0.4,
                              Role::signature});
  }

  Random random_;
  RandomLeaf out_;
};

constexpr std::array<std::string_view, 14> kNames{
    "prose", "headings", "table",       "leaders", "columns", "insertions", "shifted",
    "close", "few",      "handwriting", "print",   "bent",    "annotated",  "official"};

}  // namespace

std::string_view name_of(LeafKind kind) { return kNames[static_cast<size_t>(kind)]; }

RandomLeaf random_leaf(std::uint64_t seed, LeafKind kind) { return Writer(seed, kind).write(); }

RandomLeaf random_leaf(std::uint64_t seed) {
  Random random(Random::seed_of(seed, "kind"));
  // Half of what is typed is prose.
  const int kind = random.uniform() < 0.45 ? 0 : random.integer(1, kTypedKinds - 1);
  return random_leaf(seed, static_cast<LeafKind>(kind));
}

}  // namespace folio::testing
