#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "export/hocr/check/hocr_document.h"

namespace folio {

/// Programs that read hOCR; docs/formats.md names the versions that the rules are of.
enum class Consumer : unsigned char {
  hocr_check,  ///< hocr-tools: a checker
  hocr_pdf,    ///< hocr-tools
  archive,     ///< archive-hocr-tools, and so archive-pdf-tools
  ocrmypdf,
  hocr_spec,  ///< hocr-spec-python: a checker
  alto,       ///< filak's hOCR-to-ALTO, and so ocr-fileformat
  hocrjs,
  bookreader,  ///< of the Internet Archive
};
inline constexpr std::array kConsumers{Consumer::hocr_check, Consumer::hocr_pdf,  Consumer::archive,
                                       Consumer::ocrmypdf,   Consumer::hocr_spec, Consumer::alto,
                                       Consumer::hocrjs,     Consumer::bookreader};

/// "hocr-check", "archive-hocr-tools", …
std::string_view name_of(Consumer consumer);

enum class Effect : unsigned char {
  notes,    ///< true of the leaf and no fault of the file (boxes overlap, № becomes No): the file is taken
  objects,  ///< a checker calls it wrong, or a reader shows something twice; no text is lost
  loses,    ///< the rest is taken
  breaks,   ///< ends with an error, or takes nothing at all
};
std::string_view name_of(Effect effect);

/// What a rule found at one place.
struct Hit {
  int element = -1;    ///< index in the document; -1 = the file as a whole
  int words = 0;       ///< that are lost or changed; 0 = none, or they cannot be told
  int lines = 0;       ///< that are lost
  std::string detail;  ///< what stands there; may be empty
};

/// One thing that one consumer minds.
struct HocrRule {
  std::string_view id;  ///< "line-class"; rules of several consumers share it when the cause is the same
  Consumer consumer = Consumer::hocr_check;
  Effect effect = Effect::loses;
  std::string_view says;  ///< what the consumer does, as a sentence without its subject
  std::vector<Hit> (*look)(const HocrDocument&) = nullptr;
};

/// One table a family, in the file of its name.
std::span<const HocrRule> hocr_tools_rules();
std::span<const HocrRule> archive_rules();
std::span<const HocrRule> ocrmypdf_rules();
std::span<const HocrRule> hocr_spec_rules();
std::span<const HocrRule> alto_rules();
std::span<const HocrRule> viewer_rules();

}  // namespace folio
