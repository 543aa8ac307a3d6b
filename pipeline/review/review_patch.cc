#include "review/review_patch.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "core/error.h"
#include "core/text.h"
#include "store/json_geometry.h"
#include "store/json_page_text.h"

namespace folio {
namespace {

using Json = nlohmann::json;

constexpr const char* kFormat = "folio-review-patch";
constexpr std::size_t kMostIdBytes = 200;
constexpr int kLongestSide = 1 << 20;  // pixels; no scan is as large

constexpr std::array kHows{WordEdit::How::accept, WordEdit::How::type, WordEdit::How::alternative,
                           WordEdit::How::transcription, WordEdit::How::reading};

[[noreturn]] void refuse(const std::string& problem) {
  throw Error(ErrorCode::input, problem, "save the work anew from the review page, or mend the file");
}

/// A member that must be a text; `fallback` where it is missing.
std::string text_at(const Json& json, const char* key, std::size_t most_bytes) {
  const auto found = json.find(key);
  if (found == json.end()) return {};
  if (!found->is_string()) refuse(fmt::format("\"{}\" is no text", key));
  auto text = found->get<std::string>();
  if (text.size() > most_bytes) refuse(fmt::format("\"{}\" has more than {} bytes", key, most_bytes));
  return text;
}

std::string id_at(const Json& json) {
  std::string id = text_at(json, "id", kMostIdBytes);
  if (id.empty()) refuse("an edit has no \"id\"");
  return id;
}

/// What may stand in hOCR and in a line of a table; line ends in notes only.
bool is_writable(const std::string& text, bool with_lines) {
  return std::ranges::all_of(to_code_points(text), [&](char32_t c) {
    const bool is_control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF;
    return !is_control || (with_lines && (c == U'\n' || c == U'\t'));
  });
}

std::string word_at(const Json& json, const char* key) {
  const std::string text = text_at(json, key, kMostWordBytes);
  if (!is_writable(text, false)) refuse(fmt::format("\"{}\" holds control characters", key));
  std::string out;
  for (const std::string& part : split_words(to_nfc(text))) out += (out.empty() ? "" : " ") + part;
  return out;
}

Box box_at(const Json& json) {
  const auto found = json.find("box");
  if (found == json.end() || !found->is_array() || found->size() != 4) refuse("\"box\" is no box");
  for (const Json& side : *found)
    if (!side.is_number_integer() || side.get<std::int64_t>() < 0 || side.get<std::int64_t>() > kLongestSide)
      refuse("\"box\" is no box");
  const Box box = box_from(*found);
  if (box.empty()) refuse("\"box\" is empty");
  return box;
}

WordEdit word_edit_from(const Json& json) {
  WordEdit edit;
  edit.id = id_at(json);
  edit.box = box_at(json);
  const std::string how = text_at(json, "how", kMostIdBytes);
  const auto* const known = std::ranges::find(kHows, how, [](WordEdit::How h) { return name_of(h); });
  if (known == kHows.end()) refuse("\"how\" is none of accept, type, alternative, transcription, reading");
  edit.how = *known;
  edit.before = word_at(json, "before");
  edit.after = word_at(json, "after");
  if (edit.how == WordEdit::How::accept && edit.before != edit.after)
    refuse("a word is accepted and changed at once");
  if (json.contains("status_before")) edit.status_before = word_status_from(json.at("status_before"));
  edit.status = json.contains("status") ? word_status_from(json.at("status")) : edit.status_before;
  return edit;
}

AreaEdit area_edit_from(const Json& json) {
  AreaEdit edit;
  edit.id = id_at(json);
  edit.box = box_at(json);
  edit.layer_before = layer_from(json.at("layer_before"));
  edit.layer = layer_from(json.at("layer"));
  edit.role_before = role_from(json.at("role_before"));
  edit.role = role_from(json.at("role"));
  if (edit.layer == Layer::none || edit.layer == Layer::strike) refuse("no line can be of that \"layer\"");
  return edit;
}

NoteEdit note_edit_from(const Json& json) {
  NoteEdit edit;
  edit.id = id_at(json);
  edit.box = box_at(json);
  edit.text = trim(to_nfc(text_at(json, "text", kMostNoteBytes)));
  if (!is_writable(edit.text, true)) refuse("\"text\" holds control characters");
  return edit;
}

ReviewEdit edit_from(const Json& json) {
  const std::string kind = text_at(json, "kind", kMostIdBytes);
  if (kind == "word") return word_edit_from(json);
  if (kind == "area") return area_edit_from(json);
  if (kind == "note") return note_edit_from(json);
  refuse("\"kind\" is none of word, area, note");
}

/// A page's products lie in OUT by this name.
bool is_stem(const std::string& name) {
  return !name.empty() && name != "." && name != ".." &&
         name.find_first_of(std::string_view("/\\\0", 3)) == std::string::npos;
}

std::string sha256_at(const Json& json, const char* key) {
  std::string text = text_at(json, key, 64);
  const bool is_hash = text.empty() || (text.size() == 64 && std::ranges::all_of(text, [](char c) {
                                          return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                                        }));
  if (!is_hash) refuse(fmt::format("\"{}\" is no SHA-256", key));
  return text;
}

PagePatch page_from(const Json& json) {
  PagePatch page;
  page.stem = text_at(json, "page", 4096);
  if (!is_stem(page.stem)) refuse("\"" + escape_control_characters(page.stem) + "\" is no name of a page");
  try {
    page.image_sha256 = sha256_at(json, "image_sha256");
    page.text_sha256 = sha256_at(json, "text_sha256");
    std::set<std::pair<std::size_t, std::string>> seen;
    for (const Json& edit : json.at("edits")) {
      page.edits.push_back(edit_from(edit));
      const ReviewEdit& last = page.edits.back();
      const std::string id = std::visit([](const auto& e) { return e.id; }, last);
      if (!seen.emplace(last.index(), id).second) refuse(id + " is edited twice");
    }
  } catch (Error& error) {
    throw error.at_stage("page " + page.stem);
  }
  return page;
}

}  // namespace

std::string_view name_of(WordEdit::How how) {
  switch (how) {
    case WordEdit::How::accept:
      return "accept";
    case WordEdit::How::type:
      return "type";
    case WordEdit::How::alternative:
      return "alternative";
    case WordEdit::How::transcription:
      return "transcription";
    case WordEdit::How::reading:
      return "reading";
  }
  return {};
}

ReviewPatch parse_review_patch(std::string_view bytes) {
  if (bytes.size() > kMostPatchBytes) refuse("has more than 64 MiB: no patch of the review page");
  const Json json = Json::parse(bytes, nullptr, false);
  if (json.is_discarded()) refuse("is no JSON");
  if (!json.is_object() || json.value("format", Json()) != Json(kFormat))
    refuse("is no patch of the review page (\"format\" is not \"folio-review-patch\")");
  if (json.value("version", Json()) != Json(kReviewPatchVersion))
    refuse(
        fmt::format("is of another version than {}: made by another version of folio", kReviewPatchVersion));
  try {
    ReviewPatch patch;
    patch.made_by = text_at(json, "made_by", kMostIdBytes);
    std::set<std::string> stems;
    for (const Json& page : json.at("pages")) {
      patch.pages.push_back(page_from(page));
      if (!stems.insert(patch.pages.back().stem).second)
        refuse("the page " + patch.pages.back().stem + " comes twice");
    }
    return patch;
  } catch (const Json::exception& problem) {
    refuse(std::string("is damaged: ") + problem.what());
  }
}

}  // namespace folio
