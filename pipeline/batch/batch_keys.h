#pragma once

#include <string>
#include <vector>

#include "batch/folio_facts.h"
#include "batch/page_record.h"
#include "export/exporter.h"
#include "pipeline.h"

namespace folio {

/// What a result was made from, as 64 hexadecimal digits: the same key, the same result.

/// All but the page that its reading depends on: options, models, the program's version. `models`: of the
/// recognizer (LineRecognizer::models).
std::string key_of_reader(const PipelineOptions& options, const std::string& models);

/// A page's first reading: the image's bytes, its place in the file, and the reader.
std::string key_of_reading(const std::string& image_sha256, int page_idx, const std::string& reader_key);

/// A page as stage segment leaves it, which the user has no choice in, and as stage separate does.
std::string key_of_segmented(const std::string& image_sha256, int page_idx);
std::string key_of_layered(const std::string& image_sha256, int page_idx, const PipelineOptions& options);

/// What shapes products besides the page's text and pixels.
std::string key_of_exports(const ExportOptions& exports, const FolioFacts& facts);

/// Products of a text. `text`: the key of the reading, or what else names the text and no other.
std::string key_of_products(const std::string& text, const std::string& exports_key);

/// The folio of these pages, in order, and what is done to all of them together.
std::string key_of_folio(const std::vector<PageRecord>& pages, const std::string& treatment);

}  // namespace folio
