#pragma once

#include <memory>
#include <string>
#include <vector>

#include "batch/folio_facts.h"
#include "batch/kept_corrections.h"
#include "batch/output_folder.h"
#include "batch/page_record.h"
#include "export/exporter.h"
#include "ingest/ingest.h"
#include "page/layer.h"
#include "page/reconciled_page.h"
#include "page/scanned_page.h"

namespace folio {

/// Writes the products of pages into one output folder, with what people corrected in them.
class PageProducts {
 public:
  PageProducts(OutputFolder folder, const ExportOptions& options, FolioFacts facts,
               KeptCorrections::Use use = KeptCorrections::Use::before_writing);

  const OutputFolder& folder() const { return folder_; }
  KeptCorrections& kept() { return kept_; }

  /// What the pixels give, while they are at hand. Where `with_text` is false the products made of the text
  /// alone are left for later.
  void write_all(ReconciledPage page, const ScannedPage& scan, const LayerMasks& masks, bool with_text);

  /// All but the picture of the layers, of another text, or with other options. `pictures_stand`: those that
  /// lie there were made with these options, of these pixels; else they are drawn again.
  void write_anew(const ReconciledPage& as_read, bool pictures_stand,
                  const BeforeDecoding& before_decoding = nullptr);

  /// A page's text as it was reconciled or read last, with what people corrected.
  PageText current_text(const std::string& stem);

  /// The page's file lies elsewhere now: all that names it is to be written anew. Changes the record to say
  /// so.
  void move_origin(PageRecord& record, const std::filesystem::path& file) const;

  /// A person, or another program, has changed the page's hOCR since folio wrote it.
  bool is_edited(const PageRecord& record) const;

  /// What folio wrote of a page, as it lies there now: names from OUT on, sizes and checksums. With what
  /// later steps go on from.
  std::vector<ProductStamp> stamps(const std::string& stem) const;

 private:
  void write_texts(const ReconciledPage& page) const;
  void draw(const ReconciledPage& page, const ScannedPage& scan, const LayerMasks* masks) const;
  /// False where a picture that lies there is none of ours.
  bool put_text_into_pictures(const ReconciledPage& page) const;

  OutputFolder folder_;
  KeptCorrections kept_;
  FolioFacts facts_;
  std::vector<std::unique_ptr<Exporter>> exporters_;
};

/// Figures of a page's text for its record.
void fill_in_text(PageRecord& record, const PageText& text);

/// What is known of a page from its scan, or its text, alone.
PageRecord record_of_page(const PageOrigin& origin);
PageRecord record_of_page(const PageText& text);

}  // namespace folio
