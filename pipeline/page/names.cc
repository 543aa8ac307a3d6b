#include <array>
#include <cassert>
#include <utility>

#include "page/name_table.h"
#include "page/page_text.h"
#include "page/reconciled_page.h"

namespace folio {

std::string_view name_of(TextSource source) {
  switch (source) {
    case TextSource::recognizer:
      return "recognizer";
    case TextSource::both:
      return "both";
    case TextSource::truth:
      return "truth";
    case TextSource::person:
      return "person";
  }
  assert(false);
  return {};
}

std::string_view name_of(WordStatus status) {
  switch (status) {
    case WordStatus::plain:
      return "plain";
    case WordStatus::struck:
      return "struck";
    case WordStatus::inserted:
      return "inserted";
  }
  assert(false);
  return {};
}

std::string_view name_of(LedgerEntry::Outcome outcome) {
  switch (outcome) {
    case LedgerEntry::Outcome::confirmed:
      return "confirmed";
    case LedgerEntry::Outcome::corrected:
      return "corrected";
    case LedgerEntry::Outcome::placed:
      return "placed";
    case LedgerEntry::Outcome::not_found:
      return "not-found";
    case LedgerEntry::Outcome::not_in_transcription:
      return "not-in-transcription";
  }
  assert(false);
  return {};
}

namespace {

constexpr std::array<std::pair<Difference, std::string_view>, 8> kDifferences{{
    {Difference::none, "none"},
    {Difference::spacing, "spacing"},
    {Difference::punctuation, "punctuation"},
    {Difference::letter_case, "case"},
    {Difference::look_alike, "look-alike"},
    {Difference::letters, "letters"},
    {Difference::number, "number"},
    {Difference::word, "word"},
}};

constexpr std::array<std::pair<MarkEntry::Kind, std::string_view>, 4> kMarkKinds{{
    {MarkEntry::Kind::struck, "struck"},
    {MarkEntry::Kind::handwritten, "handwritten"},
    {MarkEntry::Kind::stamp, "stamp"},
    {MarkEntry::Kind::print, "print"},
}};

constexpr std::array<std::pair<MarkEntry::Outcome, std::string_view>, 4> kMarkOutcomes{{
    {MarkEntry::Outcome::agrees, "agrees"},
    {MarkEntry::Outcome::not_in_ink, "not-in-ink"},
    {MarkEntry::Outcome::no_ink, "no-ink"},
    {MarkEntry::Outcome::not_marked, "not-marked"},
}};

}  // namespace

std::string_view name_of(Difference difference) { return find_name(kDifferences, difference); }
std::optional<Difference> difference_from_name(std::string_view name) {
  return find_value(kDifferences, name);
}
std::string_view name_of(MarkEntry::Kind kind) { return find_name(kMarkKinds, kind); }
std::string_view name_of(MarkEntry::Outcome outcome) { return find_name(kMarkOutcomes, outcome); }

}  // namespace folio
