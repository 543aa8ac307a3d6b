#include "transcription/plain_reading.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text.h"

namespace folio {
namespace {

bool closes_sentence_part(std::string_view text) {
  const std::u32string code_points = to_code_points(text);
  return !code_points.empty() &&
         std::u32string_view(U",.;:!?)»]").find(code_points.front()) != std::u32string::npos;
}

/// Puts words together with the spaces and line breaks of the transcription.
class Page {
 public:
  void add(const Token& token, bool space_before, std::string_view text) {
    if (!out_.empty()) {
      if (token.paragraph_idx != paragraph_idx_)
        out_ += "\n\n";
      else if (token.line != line_)
        out_ += '\n';
      else if (space_before)
        out_ += ' ';
    }
    out_ += text;
    paragraph_idx_ = token.paragraph_idx;
    line_ = token.line;
  }
  std::string finish() && {
    if (!out_.empty()) out_ += '\n';
    return std::move(out_);
  }

 private:
  std::string out_;
  int paragraph_idx_ = 0;
  int line_ = 0;
};

bool in_typed_reading(const Token& token) { return token.layer == Layer::typed; }

bool in_amended_reading(const Token& token) {
  if (token.struck || token.layer == Layer::stamp || token.role == Role::leaf_number) return false;
  if (token.layer == Layer::hand) return token.role == Role::insertion || token.role == Role::body;
  return true;
}

/// The tokens of the amended text in its order, slips in their places. `place` is the token whose line and
/// paragraph each one stands on.
struct Step {
  int token_idx = 0;
  int place_idx = 0;
};

std::vector<Step> amended_order(const Transcription& transcription) {
  const int count = static_cast<int>(transcription.tokens.size());
  std::vector<int> slip_at(static_cast<size_t>(count), -1);
  std::vector<bool> skipped(static_cast<size_t>(count), false);
  for (size_t s = 0; s < transcription.slips.size(); ++s) {
    const Slip& slip = transcription.slips[s];
    std::fill(skipped.begin() + slip.heading_begin, skipped.begin() + slip.heading_end, true);
    if (slip.anchor_begin == slip.anchor_end) continue;
    std::fill(skipped.begin() + slip.text_begin, skipped.begin() + slip.text_end, true);
    std::fill(skipped.begin() + slip.anchor_begin, skipped.begin() + slip.anchor_end, true);
    slip_at[static_cast<size_t>(slip.anchor_begin)] = static_cast<int>(s);
  }
  std::vector<Step> out;
  for (int k = 0; k < count; ++k) {
    if (const int s = slip_at[static_cast<size_t>(k)]; s >= 0) {
      const Slip& slip = transcription.slips[static_cast<size_t>(s)];
      for (int t = slip.text_begin; t < slip.text_end; ++t) out.push_back({t, k});
    }
    if (!skipped[static_cast<size_t>(k)]) out.push_back({k, k});
  }
  return out;
}

std::string plain_reading(const Transcription& transcription, const std::vector<Step>& order,
                          bool (*wanted)(const Token&)) {
  Page page;
  bool space = false;  // white space since the last word that was put in
  bool last_was_left_out = false;
  for (const Step& step : order) {
    const Token& token = transcription.tokens[static_cast<size_t>(step.token_idx)];
    const Token& place = transcription.tokens[static_cast<size_t>(step.place_idx)];
    if (!token.joined) space = true;
    if (!wanted(token) || token.text.empty()) {
      last_was_left_out = true;
      continue;
    }
    // A comma after a word that was left out goes to the word before.
    const bool hanging = last_was_left_out && token.joined && closes_sentence_part(token.text);
    page.add(place, space && !hanging, token.text);
    space = last_was_left_out = false;
  }
  return std::move(page).finish();
}

}  // namespace

std::string typed_reading(const Transcription& transcription) {
  std::vector<Step> order(transcription.tokens.size());
  for (size_t k = 0; k < order.size(); ++k) order[k] = {static_cast<int>(k), static_cast<int>(k)};
  return plain_reading(transcription, order, in_typed_reading);
}

std::string amended_reading(const Transcription& transcription) {
  return plain_reading(transcription, amended_order(transcription), in_amended_reading);
}

std::vector<int> amended_tokens(const Transcription& transcription) {
  std::vector<int> out;
  for (const Step& step : amended_order(transcription)) {
    const Token& token = transcription.tokens[static_cast<size_t>(step.token_idx)];
    if (in_amended_reading(token) && !token.text.empty()) out.push_back(step.token_idx);
  }
  return out;
}

}  // namespace folio
