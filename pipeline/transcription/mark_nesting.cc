#include "transcription/mark_nesting.h"

#include <algorithm>

namespace folio {

std::vector<MarkName> marks_of(const Token& token) {
  std::vector<MarkName> out;
  if (!token.marked) return out;
  const bool hand = token.layer == Layer::hand;
  if (token.inserted)
    out.push_back(!hand          ? MarkName::inserted
                  : token.pencil ? MarkName::inserted_in_pencil
                                 : MarkName::inserted_by_hand);
  if (token.struck)
    out.push_back(token.strike == StrikeKind::typed_over ? MarkName::typed_over : MarkName::struck);
  if (token.uncertain) out.push_back(MarkName::uncertain);
  if (token.layer == Layer::stamp) out.push_back(MarkName::stamp);
  if (token.layer == Layer::print) out.push_back(MarkName::print);
  if (!hand) return out;
  const bool is_signature = token.role == Role::signature;
  if (!token.inserted) {
    if (token.pencil)
      out.push_back(MarkName::pencil);
    else if (token.quarter_turns == 0 && !is_signature)
      out.push_back(MarkName::hand);
  }
  if (token.quarter_turns == 1) out.push_back(MarkName::turned_90);
  if (token.quarter_turns == 2) out.push_back(MarkName::turned_180);
  if (token.quarter_turns == 3) out.push_back(MarkName::turned_270);
  if (is_signature) out.push_back(MarkName::signature);
  return out;
}

size_t MarkNesting::depth_kept(const Token& token, const std::vector<MarkName>& wanted) const {
  if (last_is_empty_) return 0;
  size_t kept = 0;
  while (kept < open_.size() && std::ranges::find(wanted, open_[kept].name) != wanted.end()) ++kept;
  if (kept == wanted.size()) {
    // The same marks, or marks around those that close: they go on only when they are the very same.
    const int own = kept == open_.size() ? last_mark_idx_ : kept > 0 ? open_[kept - 1].mark_idx : -1;
    const bool goes_on = own == token.mark_idx && !token.text.empty();
    return goes_on ? kept : 0;
  }
  // A signature stays the innermost: what is written within it would not be one.
  for (size_t k = 0; k < kept; ++k)
    if (open_[k].name == MarkName::signature) return k;
  return kept;
}

MarkNesting::Step MarkNesting::go_to(const Token& token, bool close_first) {
  const std::vector<MarkName> wanted = marks_of(token);
  const size_t kept = close_first ? 0 : depth_kept(token, wanted);
  Step step;
  for (; open_.size() > kept; open_.pop_back()) step.closed.push_back(open_.back().name);
  for (const MarkName name : wanted) {
    if (std::ranges::find(open_, name, &Open::name) != open_.end()) continue;
    open_.push_back({name, token.mark_idx});
    step.opened.push_back(name);
  }
  last_mark_idx_ = token.mark_idx;
  last_is_empty_ = token.text.empty();
  return step;
}

std::vector<MarkName> MarkNesting::finish() {
  std::vector<MarkName> closed;
  for (; !open_.empty(); open_.pop_back()) closed.push_back(open_.back().name);
  return closed;
}

}  // namespace folio
