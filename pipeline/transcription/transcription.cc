#include "transcription/transcription.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.h"

namespace folio {

bool same_marks(const Token& a, const Token& b) {
  return a.marked == b.marked && a.mark_idx == b.mark_idx && a.layer == b.layer && a.role == b.role &&
         a.struck == b.struck && a.strike == b.strike && a.inserted == b.inserted &&
         a.uncertain == b.uncertain && a.pencil == b.pencil && a.quarter_turns == b.quarter_turns;
}

namespace {

constexpr std::array<std::pair<Furniture, std::string_view>, 8> kFurnitureNames{{
    {Furniture::title, "title"},
    {Furniture::date, "date"},
    {Furniture::citation, "citation"},
    {Furniture::link, "link"},
    {Furniture::summary, "summary"},
    {Furniture::language, "language"},
    {Furniture::contents, "contents"},
    {Furniture::other, "other"},
}};

}  // namespace

std::string_view name_of(Furniture kind) {
  return std::ranges::find(kFurnitureNames, kind, &std::pair<Furniture, std::string_view>::first)->second;
}

std::optional<Furniture> furniture_from_name(std::string_view name) {
  for (const auto& [kind, own_name] : kFurnitureNames)
    if (own_name == name) return kind;
  return std::nullopt;
}

const FurnitureSection* find_furniture(const Transcription& transcription, Furniture kind) {
  const auto found = std::ranges::find(transcription.furniture, kind, &FurnitureSection::kind);
  return found == transcription.furniture.end() ? nullptr : &*found;
}

std::string to_string(const Diagnostic& diagnostic, std::string_view file) {
  return escape_control_characters(file) + ":" + std::to_string(diagnostic.line) + ":" +
         std::to_string(diagnostic.column) + ": " + escape_control_characters(diagnostic.message);
}

}  // namespace folio
