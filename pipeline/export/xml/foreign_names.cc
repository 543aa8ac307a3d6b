#include "export/xml/foreign_names.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "core/text.h"

namespace folio {
namespace {

std::string plain(std::string_view name) {
  std::string out = to_lower(name);
  std::erase_if(out, [](char c) { return c == '-' || c == '_' || c == ' '; });
  return out;
}

// The first whose text the name contains.
constexpr std::array kLayers{std::pair{std::string_view("typewrit"), Layer::typed},
                             std::pair{std::string_view("handwrit"), Layer::hand},
                             std::pair{std::string_view("manuscript"), Layer::hand},
                             std::pair{std::string_view("signature"), Layer::hand},
                             std::pair{std::string_view("stamp"), Layer::stamp},
                             std::pair{std::string_view("sealzone"), Layer::stamp},
                             std::pair{std::string_view("printed"), Layer::print},
                             std::pair{std::string_view("letterhead"), Layer::print}};

constexpr std::array kRoles{std::pair{std::string_view("margin"), Role::marginalia},
                            std::pair{std::string_view("heading"), Role::heading},
                            std::pair{std::string_view("titlepage"), Role::heading},
                            std::pair{std::string_view("pagenumber"), Role::page_number},
                            std::pair{std::string_view("numbering"), Role::page_number},
                            std::pair{std::string_view("signaturemark"), Role::body},
                            std::pair{std::string_view("signature"), Role::signature},
                            std::pair{std::string_view("stamp"), Role::stamp},
                            std::pair{std::string_view("sealzone"), Role::stamp},
                            std::pair{std::string_view("interlinear"), Role::insertion},
                            std::pair{std::string_view("handwrittenannotation"), Role::marginalia},
                            std::pair{std::string_view("paragraph"), Role::body},
                            std::pair{std::string_view("mainzone"), Role::body}};

auto find_part(const auto& table, std::string_view name) -> std::optional<decltype(table[0].second)> {
  const std::string text = plain(name);
  const auto found = std::ranges::find_if(
      table, [&](const auto& entry) { return text.find(entry.first) != std::string::npos; });
  if (found == table.end()) return std::nullopt;
  return found->second;
}

}  // namespace

std::optional<Layer> layer_of_name(std::string_view name) {
  if (plain(name) == "signaturemark") return std::nullopt;  // a printer's, at the foot of a page
  const std::optional<Layer> ours = layer_from_name(name);
  return ours && *ours != Layer::none ? ours : find_part(kLayers, name);
}

std::optional<Role> role_of_name(std::string_view name) {
  const std::optional<Role> ours = role_from_name(name);
  return ours ? ours : find_part(kRoles, name);
}

std::optional<WordStatus> word_status_of_name(std::string_view name) {
  for (const WordStatus status : {WordStatus::plain, WordStatus::struck, WordStatus::inserted})
    if (name == name_of(status)) return status;
  return std::nullopt;
}

std::optional<TextSource> text_source_of_name(std::string_view name) {
  for (const TextSource source :
       {TextSource::recognizer, TextSource::both, TextSource::truth, TextSource::person})
    if (name == name_of(source)) return source;
  return std::nullopt;
}

}  // namespace folio
