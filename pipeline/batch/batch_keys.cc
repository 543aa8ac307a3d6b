#include "batch/batch_keys.h"

#include <spdlog/fmt/fmt.h>

#include "core/files.h"
#include "core/version.h"

namespace folio {
namespace {

// Raised when stages write something else from the same input, within one version of the program.
constexpr int kGeneration = 1;

std::string text_of(const FolioFacts& facts) {
  std::string text = facts.call_number + "\n" + facts.source + "\n";
  for (const std::vector<LeafName>& line : facts.number_lines) {
    for (const LeafName& name : line) text += to_string(name) + " ";
    text += "\n";
  }
  return text;
}

}  // namespace

std::string key_of_reader(const PipelineOptions& options, const std::string& models) {
  std::string languages;
  for (const std::string& tag : options.languages) languages += tag + "+";
  return sha256_hex(fmt::format("{}\n{}\n{}\n{}\n{}\n{}", version(), kGeneration, options.models, models,
                                options.choices, languages));
}

std::string key_of_reading(const std::string& image_sha256, int page_idx, const std::string& reader_key) {
  return sha256_hex(fmt::format("{}\n{}\n{}", image_sha256, page_idx, reader_key));
}

std::string key_of_segmented(const std::string& image_sha256, int page_idx) {
  return sha256_hex(fmt::format("{}\n{}\n{}\n{}", version(), kGeneration, image_sha256, page_idx));
}

std::string key_of_layered(const std::string& image_sha256, int page_idx, const PipelineOptions& options) {
  return sha256_hex(fmt::format("{}\n{}\n{}", key_of_segmented(image_sha256, page_idx), options.models,
                                options.separate.ink_net != nullptr));
}

std::string key_of_exports(const ExportOptions& exports, const FolioFacts& facts) {
  return sha256_hex(
      fmt::format("{}\n{}\n{}\n{}", version(), kGeneration, choices_of(exports), text_of(facts)));
}

std::string key_of_products(const std::string& text, const std::string& exports_key) {
  return sha256_hex(text + "\n" + exports_key);
}

std::string key_of_folio(const std::vector<PageRecord>& pages, const std::string& treatment) {
  std::string text = treatment + "\n";
  for (const PageRecord& page : pages) text += page.stem + "\t" + page.read_key + "\n";
  return sha256_hex(text);
}

}  // namespace folio
