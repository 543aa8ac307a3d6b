#include "foreign/pdf_writer.h"

#include <spdlog/fmt/fmt.h>

#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "core/error.h"
#include "foreign/pdf_metadata.h"
#include "foreign/pdf_objects.h"
#include "foreign/pdf_output.h"

namespace folio {
namespace {

class Builder {
 public:
  explicit Builder(const PdfDocument& document) : document_(document) { pdf_.emptyPDF(); }

  std::string build() {
    groups_ = add_layers(pdf_, document_.layers);
    add_page();
    add_page_labels(pdf_, {document_.page.label});
    add_facts(pdf_, document_.facts);
    return pdf_bytes(pdf_);
  }

 private:
  /// Of codes of one byte, each the glyph of its number.
  PdfObject simple_font(const PdfObject& descriptor, const PdfObject& widths) {
    PdfObject font =
        pdf_object(pdf_, fmt::format("<< /Type /Font /Subtype /TrueType /BaseFont /FolioGlyphless"
                                     " /FirstChar 1 /LastChar {} >>",
                                     document_.font.text_of.size() - 1));
    font.replaceKey("/Widths", widths);
    font.replaceKey("/FontDescriptor", descriptor);
    return font;
  }

  /// The same of two bytes.
  PdfObject wide_font(const PdfObject& descriptor) {
    PdfObject descendant = pdf_object(
        pdf_,
        fmt::format("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /FolioGlyphless /CIDToGIDMap /Identity"
                    " /DW {} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
                    document_.font.advance));
    descendant.replaceKey("/FontDescriptor", descriptor);
    PdfObject font =
        pdf_object(pdf_, "<< /Type /Font /Subtype /Type0 /BaseFont /FolioGlyphless /Encoding /Identity-H >>");
    font.replaceKey("/DescendantFonts", PdfObject::newArray(std::vector<PdfObject>{descendant}));
    return font;
  }

  PdfObject fonts() {
    const PdfFont& f = document_.font;
    PdfObject file = pdf_stream(pdf_, f.truetype, fmt::format("<< /Length1 {} >>", f.truetype.size()));
    PdfObject to_unicode = pdf_stream(pdf_, to_unicode_map(f), "<< >>");
    PdfObject widths = pdf_.makeIndirectObject(
        PdfObject::newArray(std::vector<PdfObject>(f.text_of.size() - 1, PdfObject::newInteger(f.advance))));
    PdfObject out = PdfObject::newDictionary();
    for (size_t i = 0; i < f.descents.size(); ++i) {
      const bool is_used = document_.page.text.find(fmt::format("/F{} ", i)) != std::string::npos;
      if (!is_used) continue;
      PdfObject descriptor = pdf_object(
          pdf_,
          fmt::format("<< /Type /FontDescriptor /FontName /FolioGlyphless /Flags 4 /FontBBox [0 {} {} {}]"
                      " /ItalicAngle 0 /Ascent {} /Descent {} /CapHeight {} /StemV 80 >>",
                      f.descents[i], f.advance, f.ascent, f.ascent, f.descents[i], f.ascent));
      descriptor.replaceKey("/FontFile2", file);
      PdfObject font = f.has_short_codes() ? simple_font(descriptor, widths) : wide_font(descriptor);
      font.replaceKey("/ToUnicode", to_unicode);
      out.replaceKey(fmt::format("/F{}", i), font);
    }
    return out;
  }

  PdfObject image(const PdfImage& i) {
    const bool g4 = i.packing == PdfImage::Packing::g4;
    PdfObject out =
        pdf_stream(pdf_, {}, fmt::format("<< /Subtype /Image /Width {} /Height {} >>", i.width, i.height));
    if (i.stencil) {
      out.getDict().replaceKey("/ImageMask", PdfObject::newBool(true));
    } else {
      out.getDict().replaceKey("/BitsPerComponent", PdfObject::newInteger(g4 ? 1 : 8));
      out.getDict().replaceKey("/ColorSpace",
                               PdfObject::newName(i.channels == 3 ? "/DeviceRGB" : "/DeviceGray"));
    }
    if (!i.mask.empty()) out.getDict().replaceKey("/Mask", image(i.mask.front()));
    switch (i.packing) {
      case PdfImage::Packing::jpeg:
        out.replaceStreamData(i.bytes, PdfObject::newName("/DCTDecode"), PdfObject::newNull());
        break;
      case PdfImage::Packing::g4:
        out.replaceStreamData(
            i.bytes, PdfObject::newName("/CCITTFaxDecode"),
            PdfObject::parse(fmt::format("<< /K -1 /Columns {} /Rows {} {}>>", i.width, i.height,
                                         i.black_is_one ? "/BlackIs1 true " : "")));
        break;
      case PdfImage::Packing::flate:
        out.replaceStreamData(
            i.bytes, PdfObject::newName("/FlateDecode"),
            PdfObject::parse(fmt::format("<< /Predictor 15 /Colors {} /Columns {} >>", i.channels, i.width)));
        break;
    }
    return out;
  }

  void add_page() {
    const PdfPage& page = document_.page;
    PdfObject properties = PdfObject::newDictionary();
    for (size_t i = 0; i < groups_.size(); ++i) {
      const std::string key = fmt::format("/L{}", i), begin = "/OC " + key + " BDC";
      const bool is_used =
          page.picture.find(begin) != std::string::npos || page.text.find(begin) != std::string::npos;
      if (is_used) properties.replaceKey(key, groups_[i]);
    }
    PdfObject images = PdfObject::newDictionary();
    for (size_t i = 0; i < page.images.size(); ++i)
      images.replaceKey(fmt::format("/I{}", i), image(page.images[i]));
    PdfObject resources = PdfObject::newDictionary();
    resources.replaceKey("/Properties", properties);
    resources.replaceKey("/Font", fonts());
    resources.replaceKey("/XObject", images);
    PdfObject out = pdf_object(pdf_, fmt::format("<< /Type /Page /MediaBox [0 0 {:.3f} {:.3f}] >>",
                                                 page.width_points, page.height_points));
    out.replaceKey("/Resources", resources);
    out.replaceKey("/Contents", pdf_stream(pdf_, page.picture + page.text, "<< >>"));
    QPDFPageDocumentHelper(pdf_).addPage(QPDFPageObjectHelper(out), false);
  }

  const PdfDocument& document_;
  QPDF pdf_;
  std::vector<PdfObject> groups_;
};

}  // namespace

std::string encode_pdf(const PdfDocument& document) {
  try {
    return Builder(document).build();
  } catch (const QPDFExc& failure) {
    throw Error(ErrorCode::file_access, std::string("a PDF could not be made: ") + failure.what());
  }
}

}  // namespace folio
