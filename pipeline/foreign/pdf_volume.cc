#include "foreign/pdf_volume.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <memory>
#include <qpdf/ClosedFileInputSource.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "core/error.h"
#include "core/files.h"
#include "foreign/pdf_objects.h"
#include "foreign/pdf_output.h"

namespace folio {
namespace {

class Volume {
 public:
  Volume() { pdf_.emptyPDF(); }

  void add(const PdfVolumePage& page) {
    // Its images are read when the volume is written; the input source stays for that.
    QPDF source;
    source.setSuppressWarnings(true);
    source.processInputSource(std::make_shared<ClosedFileInputSource>(page.file.c_str()));
    const std::vector<PdfObject> pages = source.getAllPages();
    if (pages.size() != 1) throw Error(ErrorCode::input, "is not a PDF of one page");
    PdfObject groups = source.getRoot().getKey("/OCProperties").getKey("/OCGs");
    for (PdfObject& group : groups.getArrayAsVector()) {
      const std::string name = group.getKey("/Name").getUTF8Value();
      const bool is_known = std::any_of(layers_.begin(), layers_.end(),
                                        [&](const PdfLayer& layer) { return layer.name == name; });
      if (!is_known) layers_.push_back({name});
    }
    QPDFPageDocumentHelper(pdf_).addPage(QPDFPageObjectHelper(pages.front()), false);
  }

  void finish(const std::vector<PdfVolumePage>& pages, const PdfFacts& facts) {
    share_layers();
    add_bookmarks(pages);
    std::vector<std::string> labels;
    labels.reserve(pages.size());
    for (const PdfVolumePage& page : pages) labels.push_back(page.label);
    add_page_labels(pdf_, labels);
    add_facts(pdf_, facts);
  }

  QPDF& pdf() { return pdf_; }

 private:
  /// Each page came with layers of its own.
  void share_layers() {
    const std::vector<PdfObject> groups = add_layers(pdf_, layers_);
    std::map<std::string, PdfObject> group_of;
    for (size_t i = 0; i < groups.size(); ++i) group_of.emplace(layers_[i].name, groups[i]);
    for (PdfObject page : pdf_.getAllPages()) {
      PdfObject properties = page.getKey("/Resources").getKey("/Properties");
      for (const auto& [key, group] : properties.getDictAsMap()) {
        PdfObject own = group;
        properties.replaceKey(key, group_of.at(own.getKey("/Name").getUTF8Value()));
      }
    }
  }

  void add_bookmarks(const std::vector<PdfVolumePage>& pages) {
    PdfObject outlines = pdf_object(pdf_, "<< /Type /Outlines >>");
    std::vector<PdfObject> items;
    const std::vector<PdfObject> targets = pdf_.getAllPages();
    for (size_t i = 0; i < pages.size(); ++i) {
      PdfObject item = pdf_object(pdf_, "<< >>");
      item.replaceKey("/Title", PdfObject::newUnicodeString(pages[i].bookmark));
      item.replaceKey("/Parent", outlines);
      item.replaceKey("/Dest",
                      PdfObject::newArray(std::vector<PdfObject>{targets[i], PdfObject::newName("/Fit")}));
      if (i > 0) {
        item.replaceKey("/Prev", items.back());
        items.back().replaceKey("/Next", item);
      }
      items.push_back(item);
    }
    outlines.replaceKey("/First", items.front());
    outlines.replaceKey("/Last", items.back());
    outlines.replaceKey("/Count", PdfObject::newInteger(static_cast<long long>(items.size())));
    pdf_.getRoot().replaceKey("/Outlines", outlines);
    pdf_.getRoot().replaceKey("/PageMode", PdfObject::newName("/UseOutlines"));
  }

  QPDF pdf_;
  std::vector<PdfLayer> layers_;
};

}  // namespace

void write_pdf_volume(const std::vector<PdfVolumePage>& pages, const PdfFacts& facts,
                      const std::filesystem::path& file) {
  assert(!pages.empty());
  Volume volume;
  for (const PdfVolumePage& page : pages) {
    try {
      volume.add(page);
    } catch (const std::exception& failure) {
      throw Error(ErrorCode::input, std::string("cannot be put into the volume: ") + failure.what(),
                  "write the page's PDF anew")
          .at_file(page.file.string());
    }
  }
  write_file_with(file, [&](const std::filesystem::path& temporary) {
    try {
      volume.finish(pages, facts);
      write_pdf(volume.pdf(), temporary);
    } catch (const std::exception& failure) {
      throw Error(ErrorCode::file_access, std::string("a PDF could not be made: ") + failure.what())
          .at_file(file.string());
    }
  });
}

}  // namespace folio
