#include "batch/page_products.h"

#include <algorithm>
#include <utility>

#include "batch/folio_volume.h"
#include "batch/stored_pixels.h"
#include "core/error.h"
#include "core/files.h"
#include "core/regular_file.h"

namespace folio {
namespace fs = std::filesystem;

PageProducts::PageProducts(OutputFolder folder, const ExportOptions& options, FolioFacts facts,
                           KeptCorrections::Use use)
    : folder_(std::move(folder)),
      kept_(folder_, use),
      facts_(std::move(facts)),
      exporters_(make_exporters(options)) {}

void PageProducts::write_all(ReconciledPage page, const ScannedPage& scan, const LayerMasks& masks,
                             bool with_text) {
  for (const auto& exporter : exporters_) {
    if (exporter->needs_masks()) kept_.write(*exporter, {.page = page, .masks_on_scan = &masks});
  }
  if (with_text) {
    page = kept_.with_corrections(std::move(page));
    write_texts(page);
  }
  draw(page, scan, &masks);
}

void PageProducts::write_texts(const ReconciledPage& page) const {
  for (const auto& exporter : exporters_) {
    if (!exporter->needs_masks() && !exporter->has_picture()) kept_.write(*exporter, {.page = page});
  }
}

void PageProducts::draw(const ReconciledPage& page, const ScannedPage& scan, const LayerMasks* masks) const {
  for (const auto& exporter : exporters_) {
    if (exporter->has_picture())
      kept_.write(*exporter, {.page = page,
                              .scan = &scan,
                              .masks_on_scan = masks,
                              .call_number = call_number_of_page(page.text, facts_)});
  }
}

bool PageProducts::put_text_into_pictures(const ReconciledPage& page) const {
  for (const auto& exporter : exporters_) {
    if (!exporter->has_picture()) continue;
    try {
      const std::string earlier =
          read_regular_file(folder_.product(page.text.origin.stem, exporter->extension()));
      kept_.write(*exporter,
                  {.page = page, .call_number = call_number_of_page(page.text, facts_), .earlier = &earlier});
    } catch (const Error& error) {
      if (error.code() != ErrorCode::input) throw;
      return false;
    }
  }
  return true;
}

void PageProducts::write_anew(const ReconciledPage& as_read, bool pictures_stand,
                              const BeforeDecoding& before_decoding) {
  const ReconciledPage page = kept_.with_corrections(as_read);
  write_texts(page);
  if (std::ranges::none_of(exporters_, [](const auto& e) { return e->has_picture(); })) return;
  if (pictures_stand && put_text_into_pictures(page)) return;
  const StoredPixels pixels(folder_.store(page.text.origin.stem), before_decoding);
  draw(page, pixels.scan(), pixels.masks());
}

PageText PageProducts::current_text(const std::string& stem) {
  const PageStore store = folder_.store(stem);
  ReconciledPage page =
      store.has("reconcile") ? store.load_reconciled() : ReconciledPage{store.load_recognized_text(), {}};
  return kept_.with_corrections(std::move(page)).text;
}

void PageProducts::move_origin(PageRecord& record, const fs::path& file) const {
  const PageStore store = folder_.store(record.stem);
  // Broken off in the middle, the page is read again.
  remove_page_record(store.folder());
  store.move_origin(file);
  record.file = file;
  record.products_key.clear();
  record.exports_key.clear();
  record.folio_key.clear();
  record.products = stamps(record.stem);
  save_page_record(store.folder(), record);
}

bool PageProducts::is_edited(const PageRecord& record) const {
  const fs::path file = folder_.product(record.stem, ".hocr");
  const fs::path name = file.lexically_relative(folder_.path());
  const auto stamp = std::ranges::find(record.products, name.generic_string(), &ProductStamp::name);
  std::error_code failure;
  const auto size = fs::file_size(file, failure);
  if (failure || stamp == record.products.end()) return false;
  if (size != stamp->bytes) return true;
  // The record is written last of all: a file that is no younger is the one that it tells of.
  const auto changed = fs::last_write_time(file, failure);
  const auto recorded = fs::last_write_time(page_record_file(folder_.store(record.stem).folder()), failure);
  return !failure && changed >= recorded && sha256_of_file(file) != stamp->sha256;
}

std::vector<ProductStamp> PageProducts::stamps(const std::string& stem) const {
  std::vector<fs::path> files;
  for (const auto& exporter : exporters_) files.push_back(folder_.product(stem, exporter->extension()));
  const fs::path stages = folder_.store(stem).folder();
  for (const char* name : {"scanned.json", "recognized.json", "revised.json", "reconciled.json",
                           "scan-masks.png", "traces.cbor", "written.hocr"})
    files.push_back(stages / name);
  std::vector<ProductStamp> out;
  for (const fs::path& file : files) {
    std::error_code failure;
    const auto size = fs::file_size(file, failure);
    if (!failure)
      out.push_back({file.lexically_relative(folder_.path()).generic_string(), size, sha256_of_file(file)});
  }
  return out;
}

void fill_in_text(PageRecord& record, const PageText& text) {
  record.lines = static_cast<int>(text.lines.size());
  record.words = 0;
  for (const TextLine& line : text.lines) record.words += static_cast<int>(line.words.size());
  record.confidence = text.confidence;
  record.doubts = text.doubts;
}

PageRecord record_of_page(const PageOrigin& origin) {
  PageRecord record;
  record.stem = origin.stem;
  record.file = origin.file;
  record.page_idx = origin.page_idx;
  record.page_count = origin.page_count;
  record.image_sha256 = origin.sha256;
  return record;
}

PageRecord record_of_page(const PageText& text) {
  PageRecord record = record_of_page(text.origin);
  fill_in_text(record, text);
  return record;
}

}  // namespace folio
