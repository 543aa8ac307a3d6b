#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace folio {

/// A file that a page was written to.
struct ProductStamp {
  std::string name;  ///< below OUT, with / between folders; never leads out of it
  std::uint64_t bytes = 0;
  std::string sha256;  ///< hexadecimal
  bool operator==(const ProductStamp&) const = default;
};

/// What became of people's corrections on a page.
struct PageCorrectionNotes {
  std::size_t kept = 0;      ///< words
  std::size_t unplaced = 0;  ///< those without a place on the page now, each in `rows`
  /// The page's rows of corrections.tsv: page, box, layer, text, was, ocr, why.
  std::vector<std::array<std::string, 7>> rows;
  bool operator==(const PageCorrectionNotes&) const = default;
};

/// That a page is done: written last of all its files, as done.json in the page's folder. A page is done if
/// and only if this is there, has the key that is asked for, and its products are there.
struct PageRecord {
  std::string stem;            ///< UTF-8
  std::filesystem::path file;  ///< that the page comes from
  int page_idx = 0;            ///< image within the file, from zero
  int page_count = 1;          ///< images in the file
  std::string image_sha256;    ///< of the whole file, hexadecimal

  std::string read_key;  ///< of all that the reading was made from
  std::string
      products_key;  ///< of the text and the options that the products were made from; empty = not known
  std::string exports_key;  ///< of those options alone
  std::string folio_key;    ///< of the folio that the page was seen as a part of; empty = of none yet
  std::vector<ProductStamp> products;  ///< in the order in which they were written

  int lines = 0, words = 0;
  double confidence = 0;            ///< of the page, [0, 1]
  std::vector<std::string> doubts;  ///< in words; empty = none

  double seconds = 0, cpu_seconds = 0;  ///< that the page took
  std::uint64_t peak_bytes = 0;         ///< of its worker; 0 = not known
  PageCorrectionNotes corrections;

  bool operator==(const PageRecord&) const = default;
};

/// The record as JSON, and back. page_record_from throws nlohmann::json::exception on what is none.
nlohmann::json json_of(const PageRecord& record);
PageRecord page_record_from(const nlohmann::json& json);

/// The file that a page's record is kept in.
std::filesystem::path page_record_file(const std::filesystem::path& page_folder);

/// Writes done.json into the page's folder, whole or not at all. Throws Error{file_access}.
void save_page_record(const std::filesystem::path& page_folder, const PageRecord& record);

/// Nothing where it is missing, damaged, of another format or cannot be read: the page is not done then.
std::optional<PageRecord> load_page_record(const std::filesystem::path& page_folder);

/// Takes done.json away: the page counts as not done from then on. Nothing happens where there is none.
/// Throws Error{file_access}.
void remove_page_record(const std::filesystem::path& page_folder);

/// Whether each product is a regular file (no symbolic link) of its recorded size; their bytes are not looked
/// at. False where the record names none.
bool products_are_there(const PageRecord& record, const std::filesystem::path& out);

/// The same of the page's first reading alone: what its text and the pictures of its layers are made from.
/// Products of the text can be written again.
bool reading_is_there(const PageRecord& record, const std::filesystem::path& out);

}  // namespace folio
