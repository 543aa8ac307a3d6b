#include "support/drawn_pages.h"

#include <array>

namespace folio::testing {

const Faces& debian_faces() {
  thread_local const Faces faces = [] {
    const std::filesystem::path folder = FOLIO_CMU_FONTS;
    Faces set;
    set.add("typewriter", {folder / "cmuntt.ttf"});
    set.add("hand", {folder / "cmunti.ttf"});
    set.add("stamp", {folder / "cmunss.ttf"});
    set.add("print", {folder / "cmunrm.ttf"});
    return set;
  }();
  return faces;
}

std::vector<std::string> prose_lines(int count) {
  static constexpr std::array<const char*, 8> kLines{
      "     В начале зимы река стала рано, и лед держал уже",
      "подводу с сеном. Почту возили через мост, но ямщики жа-",
      "ловались на гололед и просили прибавить за версту.",
      "Староста обещал подумать, однако дела не решил. Ждали",
      "весны, чинили сети, а по вечерам читали вслух газету",
      "месячной давности. Цены на муку росли; соль привезли",
      "только к пятнице, 14 ноября. Фельдшер уехал в город и",
      "вернулся с письмом: школу открыть разрешили, щит цел."};
  std::vector<std::string> lines;
  lines.reserve(static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) lines.emplace_back(kLines[static_cast<size_t>(i) % kLines.size()]);
  return lines;
}

LeafDescription plain_leaf(const std::vector<std::string>& lines) {
  LeafDescription leaf;
  for (const std::string& line : lines) leaf.lines.push_back({line, {}, 0, Role::body});
  return leaf;
}

LeafDescription layered_leaf() {
  LeafDescription leaf = plain_leaf({"     В начале ⟦del:зимы⟧ ⟦ins:⟦h:весны⟧⟧ река стала рано, и лед держал",
                                     "подводу с ⟦del-x:дровами⟧ сеном. Почту возили через мост,",
                                     "но ямщики жаловались на гололед и просили прибавить."});
  leaf.paper.height_mm = 120;
  leaf.paper.tone = {233, 223, 198};
  leaf.paper.grain = 0.4;
  leaf.spacing = 2;
  leaf.top_mm = 40;
  leaf.scan.noise = 2;
  leaf.scan.blur_px = 0.7;
  leaf.scan.border_mm = 3;
  leaf.scan.skew_degrees = 0.8;
  leaf.typewriter.bolder_mm = 0.1;
  leaf.typewriter.wear = {0.05, 0.06, 0.5, 0.6, 0.4};
  HandText note{"проверить", "author", 6, 60};
  note.size = 0.8;
  HandText number{"44", "author", 170, 14};
  number.role = Role::leaf_number;
  number.struck = true;
  HandText signature{"Лосев", "author", 130, 95};
  signature.size = 1.8;
  signature.role = Role::signature;
  leaf.hand_texts = {number, note, signature};
  leaf.pen_marks.push_back({{{126, 99}, {150, 97}, {175, 92}, {160, 101}}, "author", 0.4, Role::signature});
  Stamp stamp;
  stamp.lines = {"ПОЛУЧЕНО", "14 НОЯ 1956"};
  stamp.x_mm = 60;
  stamp.y_mm = 61;
  stamp.width_mm = 44;
  stamp.height_mm = 16;
  leaf.stamps.push_back(stamp);
  PrintedLine printed;
  printed.text = "УПРАВЛЕНИЕ ПОЧТ";
  printed.x_mm = 70;
  printed.y_mm = 20;
  leaf.printed.push_back(printed);
  return leaf;
}

}  // namespace folio::testing
