#include "drawing/faces.h"

#include "core/error.h"

namespace folio {

void Faces::add(const std::string& name, const std::vector<std::filesystem::path>& files) {
  faces_.insert_or_assign(name, FreetypeFace(files));
}

const FreetypeFace& Faces::at(const std::string& name) const {
  const auto found = faces_.find(name);
  if (found == faces_.end())
    throw Error(ErrorCode::arguments, "no face is named \"" + name + "\"",
                "give its files with --face " + name + "=FILE[,FILE...]");
  return found->second;
}

}  // namespace folio
