#pragma once

#include <string>
#include <vector>

namespace folio {

/// An image as a PDF holds it: already packed.
struct PdfImage {
  enum class Packing : unsigned char {
    jpeg,  ///< a JPEG file, 1 or 3 channels
    g4,    ///< CCITT Group 4, bilevel, black is 0
  };
  Packing packing = Packing::jpeg;
  std::string bytes;
  int width = 0, height = 0;  ///< pixels
  int channels = 1;           ///< 1 grey or bilevel, 3 color
};

/// Text font without outlines, for invisible text only.
struct PdfFont {
  std::string truetype;              ///< glyph n is drawn for code n
  std::vector<std::string> text_of;  ///< UTF-8 text of each code; [0] is not used
  int advance = 500;                 ///< of every glyph, thousandths of the font size
  int ascent = 800, descent = -200;  ///< the same unit
};

/// Optional content group: a layer that viewers can switch.
struct PdfLayer {
  std::string name;  ///< unique in the document
  bool visible = true;
};

struct PdfPage {
  double width_points = 0, height_points = 0;
  PdfImage image;
  std::string
      content;  ///< operators; knows /Scan (the image), /Text (the font), /Layer0, /Layer1, … (layers)
};

/// A document to be written. PDF 1.7 built to the rules of PDF/A-2u (ISO 19005-2): XMP that agrees with the
/// document information, an output intent, no encryption, all layers in the default configuration's order.
struct PdfDocument {
  std::string title;        ///< UTF-8
  std::string language;     ///< BCP 47; empty = not known
  std::string producer;     ///< program and version
  std::string icc_profile;  ///< of the output intent, RGB
  std::string icc_name;     ///< of its condition, e.g. "sRGB"
  std::vector<PdfLayer> layers;
  PdfFont font;
  std::vector<PdfPage> pages;
};

/// The bytes of the file. The same document gives the same bytes: no time stamps, and an ID made of the
/// content.
std::string encode_pdf(const PdfDocument& document);

}  // namespace folio
