#include "transcription/mark_nesting.h"

#include <algorithm>
#include <utility>

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

bool MarkNesting::Says::covers(MarkName name) const {
  switch (name) {
    case MarkName::inserted_by_hand:
    case MarkName::inserted_in_pencil:
      return inserted && layer;
    case MarkName::inserted:
      return inserted;
    case MarkName::struck:
    case MarkName::typed_over:
      return struck;
    case MarkName::uncertain:
      return uncertain;
    case MarkName::turned_90:
    case MarkName::turned_180:
    case MarkName::turned_270:
      return turned;
    default:
      return layer;
  }
}

const MarkNode* MarkNesting::node(int mark_idx) const {
  const bool known = mark_idx >= 0 && mark_idx < static_cast<int>(marks_.size());
  return known ? &marks_[static_cast<size_t>(mark_idx)] : nullptr;
}

/// The innermost mark that both lie in, or are; -1 = none. A mark's index is greater than its parent's.
int MarkNesting::common_mark(int a, int b) const {
  while (a != b) {
    int& inner = a > b ? a : b;
    const MarkNode* mark = node(inner);
    inner = mark == nullptr ? -1 : mark->parent_idx;
  }
  return a;
}

MarkNesting::Says MarkNesting::all_said(int mark_idx) const {
  Says out;
  for (const MarkNode* mark = node(mark_idx); mark != nullptr; mark = node(mark->parent_idx)) {
    out.struck |= mark->says_struck;
    out.inserted |= mark->says_inserted;
    out.uncertain |= mark->says_uncertain;
    out.layer |= mark->says_layer;
    out.turned |= mark->says_turned;
  }
  return out;
}

/// How many of the marks around say it already; what no mark says is the innermost.
int MarkNesting::depth_of(MarkName name, int mark_idx) const {
  int depth = 0;
  for (; mark_idx >= 0 && all_said(mark_idx).covers(name); ++depth) {
    const MarkNode* mark = node(mark_idx);
    mark_idx = mark == nullptr ? -1 : mark->parent_idx;
  }
  return -depth;
}

size_t MarkNesting::kept(const Token& token, const std::vector<MarkName>& wanted) const {
  if (last_is_empty_ || token.text.empty()) return 0;
  const int common = common_mark(last_mark_idx_, token.mark_idx);
  const bool same = last_mark_idx_ == token.mark_idx;
  const Says said = all_said(common);
  size_t out = 0;
  while (out < open_.size() && std::ranges::find(wanted, open_[out]) != wanted.end() &&
         (same || said.covers(open_[out])))
    ++out;
  // Pieces of one word in marks that say the same: without an end between them they would be one piece.
  if (!same && token.joined && out > 0 && out == wanted.size() && out == open_.size()) return out - 1;
  // A signature stays the innermost: what is written within it would not be one.
  if (out < wanted.size())
    for (size_t k = 0; k < out; ++k)
      if (open_[k] == MarkName::signature) return k;
  return out;
}

MarkNesting::Step MarkNesting::go_to(const Token& token, bool close_first) {
  std::vector<MarkName> wanted = marks_of(token);
  const size_t depth = close_first ? 0 : kept(token, wanted);
  Step step;
  for (; open_.size() > depth; open_.pop_back()) step.closed.push_back(open_.back());
  std::erase_if(wanted, [&](MarkName name) { return std::ranges::find(open_, name) != open_.end(); });
  if (wanted.size() > 1)
    std::ranges::stable_sort(wanted, {}, [&](MarkName name) {
      return name == MarkName::signature ? 1 : depth_of(name, token.mark_idx);
    });
  open_.insert(open_.end(), wanted.begin(), wanted.end());
  step.opened = std::move(wanted);
  last_mark_idx_ = token.mark_idx;
  last_is_empty_ = token.text.empty();
  return step;
}

std::vector<MarkName> MarkNesting::finish() const { return {open_.rbegin(), open_.rend()}; }

}  // namespace folio
