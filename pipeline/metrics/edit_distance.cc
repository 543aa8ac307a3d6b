#include "metrics/edit_distance.h"

namespace folio {

EditCounts& EditCounts::operator+=(const EditCounts& other) {
  substitutions += other.substitutions;
  insertions += other.insertions;
  deletions += other.deletions;
  return *this;
}

EditCounts edit_counts(const std::vector<Edit>& edits) {
  EditCounts counts;
  for (const Edit& edit : edits) {
    counts.substitutions += edit.kind == EditKind::substitution ? 1 : 0;
    counts.insertions += edit.kind == EditKind::insertion ? 1 : 0;
    counts.deletions += edit.kind == EditKind::deletion ? 1 : 0;
  }
  return counts;
}

EditCounts edit_counts(const std::vector<std::string>& truth, const std::vector<std::string>& hypothesis) {
  return edit_counts(align(truth, hypothesis));
}

}  // namespace folio
