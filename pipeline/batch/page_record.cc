#include "batch/page_record.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <system_error>

#include "core/error.h"
#include "core/files.h"
#include "core/regular_file.h"
#include "store/json_path.h"

namespace folio {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr const char* kFile = "done.json";
constexpr int kFormat = 1;  // raised when files of before can no longer be read

/// JSON has no infinity.
double finite(double figure) { return std::isfinite(figure) ? figure : 0; }

/// Content that is JSON but not what save_page_record writes.
[[noreturn]] void wrong(const char* what) {
  throw Json::other_error::create(503, what, static_cast<const Json*>(nullptr));
}

/// A figure that counts something: a negative one would be taken for a large one.
template <class Count>
Count count_from(const Json& json) {
  const bool is_count =
      json.is_number_unsigned() || (json.is_number_integer() && json.get<std::int64_t>() >= 0);
  if (!is_count) wrong("has a figure that counts nothing");
  return json.get<Count>();
}

bool stays_inside(const fs::path& name) {
  return !name.empty() && name.is_relative() &&
         std::ranges::none_of(name, [](const fs::path& part) { return part == ".."; });
}

Json json_of(const ProductStamp& product) {
  return {{"name", product.name}, {"bytes", product.bytes}, {"sha256", product.sha256}};
}

ProductStamp product_from(const Json& json) {
  ProductStamp product{json.at("name").get<std::string>(), count_from<std::uint64_t>(json.at("bytes")),
                       json.at("sha256").get<std::string>()};
  if (!stays_inside(product.name)) wrong("names a product outside the folder");
  return product;
}

}  // namespace

Json json_of(const PageRecord& record) {
  Json products = Json::array();
  for (const ProductStamp& product : record.products) products.push_back(json_of(product));
  const PageCorrectionNotes& notes = record.corrections;
  return {{"format", kFormat},
          {"stem", record.stem},
          {"file", json_of_path(record.file)},
          {"page_idx", record.page_idx},
          {"page_count", record.page_count},
          {"image_sha256", record.image_sha256},
          {"read_key", record.read_key},
          {"products_key", record.products_key},
          {"exports_key", record.exports_key},
          {"folio_key", record.folio_key},
          {"products", std::move(products)},
          {"lines", record.lines},
          {"words", record.words},
          {"confidence", finite(record.confidence)},
          {"doubts", record.doubts},
          {"seconds", finite(record.seconds)},
          {"cpu_seconds", finite(record.cpu_seconds)},
          {"peak_bytes", record.peak_bytes},
          {"corrections", {{"kept", notes.kept}, {"unplaced", notes.unplaced}, {"rows", notes.rows}}}};
}

PageRecord page_record_from(const Json& json) {
  if (json.at("format").get<int>() != kFormat) wrong("is of another format");
  PageRecord record;
  record.stem = json.at("stem").get<std::string>();
  if (!stays_inside(record.stem) || record.stem.find('/') != std::string::npos) wrong("is of no page");
  record.file = path_from(json.at("file"));
  record.page_idx = count_from<int>(json.at("page_idx"));
  record.page_count = count_from<int>(json.at("page_count"));
  record.image_sha256 = json.at("image_sha256").get<std::string>();
  record.read_key = json.at("read_key").get<std::string>();
  record.products_key = json.at("products_key").get<std::string>();
  record.exports_key = json.at("exports_key").get<std::string>();
  record.folio_key = json.at("folio_key").get<std::string>();
  for (const Json& product : json.at("products")) record.products.push_back(product_from(product));
  record.lines = count_from<int>(json.at("lines"));
  record.words = count_from<int>(json.at("words"));
  record.confidence = json.at("confidence").get<double>();
  record.doubts = json.at("doubts").get<std::vector<std::string>>();
  record.seconds = json.at("seconds").get<double>();
  record.cpu_seconds = json.at("cpu_seconds").get<double>();
  record.peak_bytes = count_from<std::uint64_t>(json.at("peak_bytes"));
  const Json& notes = json.at("corrections");
  record.corrections.kept = count_from<std::size_t>(notes.at("kept"));
  record.corrections.unplaced = count_from<std::size_t>(notes.at("unplaced"));
  record.corrections.rows = notes.at("rows").get<std::vector<std::array<std::string, 7>>>();
  return record;
}

fs::path page_record_file(const fs::path& page_folder) { return page_folder / kFile; }

void save_page_record(const fs::path& page_folder, const PageRecord& record) {
  write_file(page_folder / kFile, json_of(record).dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

std::optional<PageRecord> load_page_record(const fs::path& page_folder) {
  std::error_code ignored;
  // A pipe would be waited for, a link leads elsewhere.
  if (!fs::is_regular_file(fs::symlink_status(page_folder / kFile, ignored))) return std::nullopt;
  try {
    return page_record_from(Json::parse(read_regular_file(page_folder / kFile)));
  } catch (const Json::exception&) {
    return std::nullopt;
  } catch (const Error&) {
    return std::nullopt;
  }
}

void remove_page_record(const fs::path& page_folder) {
  std::error_code failure;
  fs::remove(page_folder / kFile, failure);
  if (failure)
    throw Error(ErrorCode::file_access, "cannot be removed (" + failure.message() + ")",
                "check that the folder may be written to")
        .at_file((page_folder / kFile).string());
}

bool products_are_there(const PageRecord& record, const fs::path& out) {
  return !record.products.empty() && std::ranges::all_of(record.products, [&](const ProductStamp& product) {
    std::error_code failure;
    const fs::path file = out / product.name;
    return fs::is_regular_file(fs::symlink_status(file, failure)) &&
           fs::file_size(file, failure) == product.bytes && !failure;
  });
}

bool reading_is_there(const PageRecord& record, const fs::path& out) {
  PageRecord reading = record;
  std::erase_if(reading.products, [](const ProductStamp& product) {
    return !product.name.ends_with("/scanned.json") && !product.name.ends_with("/recognized.json") &&
           !product.name.ends_with("/traces.cbor") && !product.name.ends_with("/scan-masks.png") &&
           !product.name.ends_with(".layers.png");
  });
  return products_are_there(reading, out);
}

}  // namespace folio
