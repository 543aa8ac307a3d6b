#pragma once

#include <string>
#include <vector>

namespace folio {

/// What a one-page PDF of ours holds, as qpdf finds it.
struct OpenedPdf {
  std::vector<std::string> warnings;
  std::string xmp;
  bool xmp_is_filtered = true;
  std::string title, producer, language;
  bool has_id = false;
  std::string intent;                       ///< subtype of the first output intent
  std::string icc_profile;                  ///< of it
  std::vector<std::string> layers;          ///< names of all groups
  std::vector<std::string> ordered_layers;  ///< names in the default configuration's order
  std::vector<std::string> page_layers;     ///< names among the page's properties, by their key
  bool has_configuration_name = false, has_as = true;
  double width = 0, height = 0;  ///< points
  std::string image_filter, image_color_space, image_bytes;
  long image_bits = 0;
  std::string to_unicode, font_file;
  long font_length = 0;  ///< as the font's dictionary says
};

/// Throws std::exception when it is no PDF, or not of this build.
OpenedPdf open_pdf(const std::string& bytes);

}  // namespace folio
