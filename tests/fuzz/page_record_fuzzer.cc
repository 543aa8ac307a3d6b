// What an output folder keeps of its pages, damaged: done.json (a first byte of 'd') and folio.json.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "batch/output_folder.h"
#include "batch/page_record.h"
#include "core/error.h"
#include "fuzz_folder.h"

namespace folio::fuzz {
namespace {

/// A record that is read is one that could have been written, and names nothing outside the folder.
void read_record(const std::filesystem::path& folder, std::string_view bytes) {
  std::filesystem::create_directories(folder / "page");
  put_bytes(folder / "page/done.json", bytes);
  const auto record = load_page_record(folder / "page");
  if (!record) return;
  products_are_there(*record, folder);
  for (const ProductStamp& product : record->products) {
    const std::filesystem::path whole = (folder / product.name).lexically_normal();
    if (!whole.string().starts_with(folder.string() + "/")) std::abort();
  }
  save_page_record(folder / "again", *record);
  if (load_page_record(folder / "again") != record) std::abort();
}

void read_contents(const std::filesystem::path& folder, std::string_view bytes) {
  const OutputFolder out(folder);
  std::filesystem::create_directories(folder / "stages");
  put_bytes(folder / "stages/folio.json", bytes);
  try {
    const OutputFolder::Contents contents = out.load_contents();
    out.save_contents(contents);
    if (out.load_contents().stems != contents.stems) std::abort();
  } catch (const Error& error) {
    if (error.message().empty()) std::abort();
  }
}

}  // namespace
}  // namespace folio::fuzz

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::filesystem::path& folder = folio::fuzz::fuzz_folder();
  if (data[0] == 'd') {
    folio::fuzz::read_record(folder, bytes);
  } else {
    folio::fuzz::read_contents(folder, bytes);
  }
  return 0;
}
