#pragma once

#include <filesystem>
#include <utility>

#include "core/debug_images.h"

namespace folio {

/// Writes FOLDER/NN-STAGE-NAME.png (.tsv: tables), NN counting from 1 in the order of the calls.
class DebugImageFolder : public DebugImages {
 public:
  explicit DebugImageFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}
  bool wanted() const override { return true; }
  void add(std::string_view stage, std::string_view name, const cv::Mat& picture) override;
  void add_table(std::string_view stage, std::string_view name, std::string_view lines) override;

 private:
  std::filesystem::path next(std::string_view stage, std::string_view name, std::string_view ending);

  std::filesystem::path folder_;
  int count_ = 0;
};

}  // namespace folio
