#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/version.h"
#include "transcription/reading.h"

/// @file
/// What a program that links libfolio includes. It and the headers that it includes need nothing but the
/// standard library. Names of layers, roles and the like are those of folio's files (docs/formats.md): more
/// may come.

/// All of folio.
namespace folio {

/// A box of pixels of the page as it is displayed: origin top-left, half-open, holds x0 <= x < x1 and y0 <= y
/// < y1.
struct PageBox {
  int x0 = 0;  ///< left edge
  int y0 = 0;  ///< upper edge
  int x1 = 0;  ///< right edge, outside
  int y1 = 0;  ///< lower edge, outside
};

/// A word of a page.
struct PageWord {
  std::string id;     ///< unique on the page, as in its hOCR: "w_12"
  std::string text;   ///< the reading, UTF-8 in NFC; empty = handwriting that is not read
  std::string guess;  ///< the recognizer's reading, also where it is too unsure to be `text`; may be empty
  PageBox box;        ///< around its ink
  double confidence = 0;  ///< [0, 1], that `text` is right
  std::string status;     ///< "plain", "struck" or "inserted"
  std::string after_id;   ///< of an insertion: the word that it follows; empty = not known
};

/// A line of one layer.
struct PageLine {
  std::string id;               ///< unique on the page: "line_3"
  std::string layer;            ///< "typed", "hand", "strike", "stamp" or "print"
  std::string role;             ///< what it is for: "body", "insertion", "marginalia", "leaf-number", …
  PageBox box;                  ///< around its words
  double layer_confidence = 0;  ///< [0, 1], that the layer is right
  std::vector<PageWord> words;  ///< in reading order; empty when the line was not read
};

/// Whose ink each pixel of a page is.
struct LayerPicture {
  int width = 0;   ///< of the page, pixels
  int height = 0;  ///< of the page, pixels
  /// A byte a pixel, row by row from the top: 0 background, 1 typed, 2 handwritten, 3 strike, 4 stamp, 5
  /// printed. Where layers lie over each other, the topmost.
  std::vector<std::uint8_t> labels;
};

/// A page that was read. Cheap to copy: copies share what was read, which never changes.
class DigitizedPage {
 public:
  /// @cond
  struct Content;
  explicit DigitizedPage(std::shared_ptr<const Content> content);
  /// @endcond

  int width() const;   ///< pixels, as displayed
  int height() const;  ///< pixels, as displayed
  /// All lines of all layers in reading order; one of an insertion follows the line that it belongs to.
  const std::vector<PageLine>& lines() const;
  /// [0, 1]: that of the page's worst tenth of words; 0 when no word was read.
  double confidence() const;
  /// Why a person should look at the page, in words; empty = nothing to say.
  const std::vector<std::string>& doubts() const;
  /// The page's text as typed, as amended, or with all marks: what `STEM.typed.txt` and its like hold.
  std::string text(Reading reading) const;
  /// Layered hOCR 1.2: the bytes of `STEM.hocr`.
  std::string hocr() const;
  /// The layers pixel by pixel.
  LayerPicture layers() const;
  /// The same as a palette PNG: the bytes of `STEM.layers.png`.
  std::string layers_png() const;

 private:
  std::shared_ptr<const Content> content_;
};

/// How pages are read. The defaults are those of `folio digitize`.
struct DigitizerOptions {
  std::string languages = "rus";  ///< Tesseract's names, joined by +, the main one first
  /// What reads typed lines: "net", "tesseract", or "auto": the net where the main language is Cyrillic.
  std::string reader = "auto";
  /// When Tesseract reads a typed line too: "always", "never", or "auto": where the net doubts a word.
  std::string second_reader = "auto";
  bool language_model = true;  ///< n-grams of Russian decide letters that the net is unsure of
  bool ink_net = true;         ///< a net tells layers apart too, not place, size and color alone
};

/// Reads pages one by one, as `folio digitize --no-adaptation` does. Its models are loaded once and kept.
///
/// Not for two threads at once: give each thread its own; they share the nets' weights. It decodes images in
/// the calling process, without the walls that `folio digitize` builds around its workers: for images that
/// nobody vouches for, run the program.
class Digitizer {
 public:
  /// Loads the models. Throws Error{missing_dependency} where one, or a language, is missing or damaged, and
  /// Error{arguments} for options that are none.
  explicit Digitizer(const DigitizerOptions& options = {});
  ~Digitizer();
  Digitizer(Digitizer&& other) noexcept;             ///< `other` can only be assigned to or destroyed then
  Digitizer& operator=(Digitizer&& other) noexcept;  ///< as above

  /// Pages of an image file: TIFF, PNG, JPEG or JPEG 2000. Throws Error{input} and Error{file_access}.
  int page_count(const std::filesystem::path& file) const;

  /// Reads page `page_idx` of the file, from zero. A page that is hard to read is no Error, but has a low
  /// confidence. Throws Error{input} when it is damaged, or there is no such page, and Error{file_access}.
  DigitizedPage read(const std::filesystem::path& file, int page_idx = 0);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace folio
