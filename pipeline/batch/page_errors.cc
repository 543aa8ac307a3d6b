#include "batch/page_errors.h"

#include <new>

namespace folio {

nlohmann::json json_of(const Error& error) {
  return {{"code", static_cast<int>(error.code())},
          {"problem", error.what()},
          {"advice", error.advice()},
          {"file", error.file()},
          {"page", error.page()},
          {"stage", error.stage()}};
}

Error error_from(const nlohmann::json& json) {
  Error error(static_cast<ErrorCode>(json.at("code").get<int>()), json.at("problem").get<std::string>(),
              json.at("advice").get<std::string>());
  if (const auto file = json.at("file").get<std::string>(); !file.empty()) error.at_file(file);
  if (const int page = json.at("page").get<int>(); page > 0) error.at_page(page);
  if (const auto stage = json.at("stage").get<std::string>(); !stage.empty()) error.at_stage(stage);
  return error;
}

Error as_error(const std::exception& exception) {
  if (const auto* error = dynamic_cast<const Error*>(&exception)) return *error;
  if (dynamic_cast<const std::bad_alloc*>(&exception) != nullptr) {
    return {ErrorCode::input, "does not fit into memory",
            "run with fewer --jobs, or scan at a lower resolution"};
  }
  return {ErrorCode::input, std::string("cannot be processed: ") + exception.what(),
          "this is a fault of folio: please report it with the page"};
}

}  // namespace folio
