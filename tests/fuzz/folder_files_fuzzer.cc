// What an output folder keeps besides its pages' records and stages, and what a machine's types are kept in,
// damaged. The first line of an input is the name of the file, the rest its bytes.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "batch/output_folder.h"
#include "batch/shard.h"
#include "core/error.h"
#include "fuzz_folder.h"
#include "recognize/type_templates.h"
#include "store/stored_parallel.h"
#include "store/stored_traces.h"

namespace folio::fuzz {
namespace {

namespace fs = std::filesystem;

void read_traces(const fs::path& folder) {
  const auto traces = load_traces(folder);
  if (!traces) return;
  save_traces(folder, *traces);
  const auto again = load_traces(folder);
  if (!again || again->size() != traces->size()) std::abort();
}

void read_types(std::string_view bytes) {
  TypeTemplates types;
  types.load(bytes, 0);
  const std::string kept = types.save();
  TypeTemplates again;
  again.load(kept, 0);
  if (again.save() != kept) std::abort();
  types.fit();
}

void read_shards(const fs::path& folder) {
  for (const ShardRecord& record : load_shard_records(folder)) {
    save_shard_record(folder, record);
    if (record.shard.index < 1 || record.shard.index > record.shard.count) std::abort();
  }
}

void read(const fs::path& folder, std::string_view name, std::string_view bytes) {
  if (name == "machine.types") return read_types(bytes);
  for (const char* known :
       {"traces.cbor", "folio/parallel.json", "stages/outcome.json", "stages/shards/1-of-2.json"}) {
    if (name != known) continue;
    fs::create_directories((folder / known).parent_path());
    put_bytes(folder / known, bytes);
  }
  if (name == "traces.cbor") read_traces(folder);
  if (name == "folio/parallel.json") load_parallel_text(folder);
  if (name == "stages/outcome.json") OutputFolder(folder, OutputFolder::Use::to_look).load_outcome();
  if (name == "stages/shards/1-of-2.json") read_shards(folder);
}

}  // namespace
}  // namespace folio::fuzz

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const size_t end = input.find('\n');
  if (end == std::string_view::npos) return 0;
  try {
    folio::fuzz::read(folio::fuzz::fuzz_folder(), input.substr(0, end), input.substr(end + 1));
  } catch (const folio::Error& error) {
    if (error.message().empty()) std::abort();
  }
  return 0;
}
