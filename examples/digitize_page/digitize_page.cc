// usage: digitize_page IMAGE HOCR: reads the first page of an image, says what is on each layer, and writes
// hOCR.
#include <folio/folio.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <map>

namespace {

/// How many pixels each layer has, by the numbers of LayerPicture.
void print_layers(const folio::LayerPicture& layers) {
  const std::array<const char*, 6> names{"background", "typed", "handwritten", "strike", "stamp", "printed"};
  std::array<long, 6> pixels{};
  for (const std::uint8_t label : layers.labels) ++pixels.at(label);
  std::printf("%d x %d pixels\n", layers.width, layers.height);
  for (size_t i = 0; i < names.size(); ++i) std::printf("  %s: %ld\n", names[i], pixels[i]);
}

/// Each line with its layer and role; [struck] words in brackets, □ for handwriting that is not read.
void print_lines(const folio::DigitizedPage& page) {
  for (const folio::PageLine& line : page.lines()) {
    std::printf("%s, %s:", line.layer.c_str(), line.role.c_str());
    for (const folio::PageWord& word : line.words) {
      const std::string text = word.text.empty() ? "□" : word.text;
      std::printf(word.status == "struck" ? " [%s]" : " %s", text.c_str());
    }
    std::printf("\n");
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: digitize_page IMAGE HOCR\n");
    return 1;
  }
  try {
    folio::Digitizer digitizer;  // Russian, as `folio digitize`
    const folio::DigitizedPage page = digitizer.read(argv[1]);
    print_layers(page.layers());
    print_lines(page);
    std::printf("As its author left it:\n%s", page.text(folio::Reading::amended).c_str());
    for (const std::string& doubt : page.doubts()) std::printf("Look at it: %s\n", doubt.c_str());
    std::ofstream hocr(argv[2], std::ios::binary);
    hocr << page.hocr();
    if (!hocr.flush())
      throw folio::Error(folio::ErrorCode::file_access, "cannot be written").at_file(argv[2]);
  } catch (const folio::Error& error) {
    std::fprintf(stderr, "digitize_page: %s\n", error.message().c_str());
    return static_cast<int>(error.code());
  }
  return 0;
}
