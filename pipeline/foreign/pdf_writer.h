#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace folio {

/// An image as a PDF holds it: already packed.
struct PdfImage {
  enum class Packing : unsigned char {
    jpeg,  ///< a JPEG file, 1 or 3 channels
    g4,    ///< CCITT Group 4, bilevel, black is 0
    flate  ///< zlib over PNG's row filters, 8 bits a channel
  };
  Packing packing = Packing::jpeg;
  std::string bytes;
  int width = 0, height = 0;  ///< pixels
  int channels = 1;           ///< 1 grey or bilevel, 3 color
  bool stencil = false;       ///< bilevel: black is painted in the color that is set, white left as it is
  bool black_is_one = false;  ///< of a G4 image: as some scanners write it
  /// At most one stencil, of any size: the image is painted where that is black, and nowhere else.
  std::vector<PdfImage> mask;
};

/// Text font without outlines, for invisible text only. Fonts of one document share text and file. Codes are
/// one byte each where 255 do, else two.
struct PdfFont {
  std::string truetype;              ///< glyph n is drawn for code n
  std::vector<std::string> text_of;  ///< UTF-8 text of each code; empty = not used
  int advance = 500;                 ///< of every glyph, thousandths of the font size
  int ascent = 800;                  ///< the same unit
  bool has_short_codes() const { return text_of.size() <= 256; }
  std::vector<int> descents{-200};  ///< a font /F0, /F1, … each; not 0, which some readers take for unknown
};

/// Optional content group: a layer that viewers can switch.
struct PdfLayer {
  std::string name;  ///< unique in the document
  bool visible = true;
};

struct PdfPage {
  double width_points = 0, height_points = 0;
  std::string label;             ///< page label, UTF-8; empty = the page's number
  std::vector<PdfImage> images;  ///< /I0, /I1, …
  /// Operators. Both know /L0, /L1, … (layers); the picture the images, the text the fonts. The text is one
  /// text object that begins with kPdfTextBegin, or empty.
  std::string picture, text;
};

/// A file within the document.
struct PdfAttachment {
  std::string name;                    ///< of the file, UTF-8
  std::string description;             ///< what it is, UTF-8
  std::string media_type;              ///< as "text/plain"
  std::function<std::string()> bytes;  ///< asked for twice or more, and the same each time
};

/// What is known of a document besides its pages.
struct PdfFacts {
  std::string title;                       ///< UTF-8
  std::string language;                    ///< BCP 47; empty = not known
  std::string producer;                    ///< program and version
  std::string identifier;                  ///< an archive's call number, UTF-8; empty = not known
  std::string made_with;                   ///< hashes of models and options, in words; empty = not known
  std::string icc_profile;                 ///< of the output intent
  int icc_components = 3;                  ///< its channels: 3, or 1 where nothing has color
  std::string icc_name;                    ///< of its condition, e.g. "sRGB"
  std::vector<PdfAttachment> attachments;  ///< with any the document is built to PDF/A-3u
};

/// A document of one page to be written. PDF 1.7 built to the rules of PDF/A-2u (ISO 19005-2): XMP that
/// agrees with the document information, an output intent, no encryption, all layers in the default
/// configuration's order.
struct PdfDocument {
  PdfFacts facts;
  std::vector<PdfLayer> layers;
  PdfFont font;
  PdfPage page;
};

/// The bytes of the file. The same document gives the same bytes: no time stamps, and an ID made of the
/// content. Throws Error{file_access}.
std::string encode_pdf(const PdfDocument& document);

/// How the text of a page begins, by which it is told from the picture before it.
inline constexpr std::string_view kPdfTextBegin = "BT\n3 Tr\n";

/// The picture of a page that encode_pdf() wrote: its images and the operators that draw them.
struct PdfPicture {
  std::vector<PdfImage> images;
  std::string operators;
  std::vector<std::string> layers;  ///< names of the document's layers, as the operators count them
};

/// Takes the picture out of a file of one page that encode_pdf() wrote. Throws Error{input} when it is none.
PdfPicture picture_of_pdf(const std::string& bytes);

}  // namespace folio
