#pragma once

#include <nlohmann/json.hpp>

#include "page/page_text.h"
#include "page/reconciled_page.h"

namespace folio {

/// Whether a page's text is written with the single characters of its words (Word::glyphs).
enum class Characters : unsigned char { kept, left_out };

/// The text of a page as JSON, and back: everything that PageText holds, figures with all their digits. What
/// is at its default is left out of words and glyphs. The *_from functions throw nlohmann::json::exception on
/// what is none.
nlohmann::json json_of(const PageOrigin& origin);
nlohmann::json json_of(const Resolution& resolution);
nlohmann::json json_of(const Skew& skew);
nlohmann::json json_of(const PageKindGuess& guess);
nlohmann::json json_of(const PageText& text, Characters characters = Characters::kept);
nlohmann::json json_of(const LedgerEntry& entry);
PageOrigin origin_from(const nlohmann::json& json);
Resolution resolution_from(const nlohmann::json& json);
Skew skew_from(const nlohmann::json& json);
PageKindGuess page_kind_from(const nlohmann::json& json);
PageText page_text_from(const nlohmann::json& json);
LedgerEntry ledger_entry_from(const nlohmann::json& json);

/// Value of an enum by its name in files. Throws nlohmann::json::exception for a name that is none of ours.
Layer layer_from(const nlohmann::json& json);
Role role_from(const nlohmann::json& json);
StrikeKind strike_kind_from(const nlohmann::json& json);
WordStatus word_status_from(const nlohmann::json& json);

}  // namespace folio
