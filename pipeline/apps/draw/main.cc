#include <spdlog/fmt/fmt.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/files.h"
#include "drawing/draw_leaf.h"
#include "drawing/truth_json.h"
#include "export/layers_png.h"
#include "foreign/tiff_writer.h"

namespace folio {
namespace {

struct Options {
  std::vector<std::filesystem::path> leaves;
  std::vector<std::string> faces;  ///< NAME=FILE[,FILE...]
  std::filesystem::path scans, truth;
  int quality = 80;
};

/// "hand=a.woff,b.woff"
void add_face(Faces& faces, const std::string& option) {
  const size_t equals = option.find('=');
  if (equals == std::string::npos || equals == 0)
    throw Error(ErrorCode::arguments, "--face " + option + " is not NAME=FILE[,FILE...]");
  std::vector<std::filesystem::path> files;
  for (size_t start = equals + 1; start <= option.size();) {
    const size_t comma = std::min(option.find(',', start), option.size());
    files.emplace_back(option.substr(start, comma - start));
    start = comma + 1;
  }
  faces.add(option.substr(0, equals), files);
}

void draw(const Options& options) {
  Faces faces;
  for (const std::string& face : options.faces) add_face(faces, face);
  for (const auto& file : options.leaves) {
    const LeafDescription description = read_leaf_description(file);
    DrawnLeaf leaf;
    try {
      leaf = draw_leaf(description, faces);
    } catch (Error& error) {
      throw error.at_file(file.string());
    }
    const std::string stem = file.stem().string();
    leaf.truth.origin.stem = stem;
    write_jpeg_tiff(options.scans / (stem + ".tif"), leaf.pixels, description.scan.dpi, options.quality);
    write_file(options.truth / (stem + ".layers.png"), layers_png(leaf.masks, leaf.truth.resolution));
    write_file(options.truth / (stem + ".truth.json"), truth_to_json(truth_of(leaf)));
  }
}

int run(int count, char** arguments) {
  CLI::App app{"Draws leaves from their descriptions, with the truth about them."};
  Options options;
  app.add_option("LEAF", options.leaves, "descriptions, STEM.json")->required()->check(CLI::ExistingFile);
  app.add_option("--face", options.faces, "NAME=FILE[,FILE...]: the font files of a face that leaves name")
      ->allow_extra_args(false);
  app.add_option("--scans", options.scans, "folder for STEM.tif")->required();
  app.add_option("--truth", options.truth, "folder for STEM.layers.png and STEM.truth.json")->required();
  app.add_option("--quality", options.quality, "of the JPEG in the TIFF")->check(CLI::Range(1, 100));
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(ErrorCode::arguments);
  }
  try {
    draw(options);
    return 0;
  } catch (const Error& error) {
    fmt::print(stderr, "folio-draw: {}\n", error.message());
    return static_cast<int>(error.code());
  } catch (const std::exception& error) {
    fmt::print(stderr, "folio-draw: {}\n", error.what());
    return 70;
  }
}

}  // namespace
}  // namespace folio

int main(int count, char** arguments) { return folio::run(count, arguments); }
