#include "export/hocr/repair/hocr_repair.h"

#include <algorithm>

#include "export/hocr/check/hocr_check.h"
#include "export/hocr/hocr_source.h"
#include "export/hocr/repair/hocr_outline.h"
#include "export/hocr/repair/outline_builder.h"

namespace folio {
namespace {

/// True when nothing is wrong but that there are several pages, which is no fault of the file.
bool is_well(const HocrVerdict& verdict) {
  return std::ranges::all_of(verdict.findings, [](const HocrFinding& finding) {
    return finding.effect == Effect::notes || finding.rule == "pages";
  });
}

}  // namespace

RepairedHocr repair_hocr(std::string_view bytes, const std::string& name, bool split) {
  RepairedHocr repaired;
  const HocrVerdict verdict = check_hocr(bytes, name);
  if (is_well(verdict) && (!split || verdict.pages == 1)) {
    repaired.files.emplace_back(bytes);
    return repaired;
  }
  const HocrSource source(bytes, name);
  if (source.form != HocrSource::Form::xml) repaired.changes.push_back({"HTML was made XML", 1, 1});
  HocrOutline outline = outline_of(source, repaired.changes);
  if (outline.pages.empty()) source.fail(0, "holds no ocr_page: it is not hOCR");
  complete(outline);
  if (!split) {
    repaired.files.push_back(write_outline(outline));
  } else {
    HocrOutline one = outline;
    for (auto& [meta, content] : one.metas)
      if (meta == "ocr-number-of-pages") content = "1";
    for (const OutlinePage& page : outline.pages) {
      one.pages = {page};
      repaired.files.push_back(write_outline(one));
    }
  }
  if (repaired.changes.empty()) repaired.changes.push_back({"head and titles were written anew", 1, 1});
  return repaired;
}

}  // namespace folio
