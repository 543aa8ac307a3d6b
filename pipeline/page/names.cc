#include <cassert>

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

}  // namespace folio
