#pragma once

#include <string>
#include <vector>

namespace folio {

/// A PDF of ours, as qpdf finds it: the document, and its first page.
struct OpenedPdf {
  std::vector<std::string> warnings;
  std::string xmp;
  bool xmp_is_filtered = true;
  std::string title, producer, language;
  bool has_id = false;
  std::string intent;                       ///< subtype of the first output intent
  std::string icc_profile;                  ///< of it
  long icc_components = 0;                  ///< as its dictionary says
  std::vector<std::string> layers;          ///< names of all groups
  std::vector<std::string> ordered_layers;  ///< names in the default configuration's order
  std::vector<std::string> page_layers;     ///< names among the page's properties, by their key
  bool has_configuration_name = false, has_as = true, has_off = true;
  size_t page_count = 0;
  double width = 0, height = 0;  ///< points
  std::string content;           ///< all operators
  struct Image {
    std::string filter, color_space;  ///< color space empty = a stencil
    int width = 0, height = 0;
    std::string bytes;  ///< packed
    bool has_mask = false;
  };
  std::vector<Image> images;
  std::vector<std::string> fonts;  ///< subtypes, by their key
  std::string to_unicode, font_file;
  long font_length = 0;  ///< as the font's dictionary says
  std::vector<std::string> page_labels, bookmarks;
  struct Attachment {
    std::string name, relationship, media_type, bytes;
    bool is_associated = false;
  };
  std::vector<Attachment> attachments;
};

/// Throws std::exception when it is no PDF, or not of this build.
OpenedPdf open_pdf(const std::string& bytes);

}  // namespace folio
