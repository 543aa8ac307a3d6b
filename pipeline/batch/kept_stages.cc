#include "batch/kept_stages.h"

#include <spdlog/fmt/fmt.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "batch/batch_keys.h"
#include "core/error.h"
#include "core/files.h"
#include "core/logging.h"
#include "core/regular_file.h"

namespace folio {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// What `load` gives; nothing where it is damaged or gone.
template <class Load>
auto if_whole(const PageStore& store, const Load& load)
    -> std::shared_ptr<const std::remove_cvref_t<decltype(load())>> {
  try {
    return std::make_shared<const std::remove_cvref_t<decltype(load())>>(load());
  } catch (const Error& error) {
    if (error.code() != ErrorCode::input) throw;
    log().warn("{}: a kept stage is made anew: {}", store.folder().string(), error.message());
    return nullptr;
  }
}

}  // namespace

KeptStages::KeptStages(PageStore store, const std::string& image_sha256, int page_idx,
                       const PipelineOptions& options, bool keep)
    : store_(std::move(store)),
      keys_{key_of_segmented(image_sha256, page_idx), key_of_layered(image_sha256, page_idx, options)},
      keep_(keep) {}

KeptStages::Keys KeptStages::load() const {
  std::error_code ignored;
  const fs::path file = store_.folder() / PageStore::kKeptStages;
  if (!fs::is_regular_file(fs::symlink_status(file, ignored))) return {};
  try {
    const Json json = Json::parse(read_regular_file(file));
    return {json.at("segmented").get<std::string>(), json.at("layered").get<std::string>()};
  } catch (const Json::exception&) {
    return {};
  } catch (const Error&) {
    return {};
  }
}

void KeptStages::save(const Keys& keys) const {
  const Json json{{"segmented", keys.segmented}, {"layered", keys.layered}};
  write_file(store_.folder() / PageStore::kKeptStages, json.dump(1) + "\n");
}

std::shared_ptr<const SegmentedPage> KeptStages::segmented(const std::shared_ptr<const ScannedPage>& scan) {
  if (load().segmented != keys_.segmented) return nullptr;
  return if_whole(store_, [&] {
    return store_.load_segmented(std::make_shared<const UprightPage>(store_.load_upright(scan)));
  });
}

std::shared_ptr<const LayeredPage> KeptStages::layered(const std::shared_ptr<const SegmentedPage>& page) {
  if (load().layered != keys_.layered) return nullptr;
  return if_whole(store_, [&] { return store_.load_layered(page); });
}

void KeptStages::made(const SegmentedPage& page) {
  if (!keep_) return;
  store_.save_upright(*page.upright);
  store_.save_segmented(page);
  save({keys_.segmented, {}});
}

void KeptStages::made(const LayeredPage& page) {
  if (!keep_) return;
  const std::string segmented = load().segmented;
  store_.save_layered(page);
  save({segmented, keys_.layered});
}

}  // namespace folio
