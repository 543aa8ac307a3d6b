#include "transcription/notation_writer.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/text.h"
#include "transcription/marks.h"

namespace folio {
namespace {

/// Backslashes before what would be read as a mark, or might be with what follows.
std::string escape_marks(const Token& token, bool next_is_joined) {
  if (token.text == "*" && !token.marked && !token.joined && !next_is_joined) return token.text;
  std::u32string out;
  const std::u32string code_points = to_code_points(token.text);
  for (size_t k = 0; k < code_points.size(); ++k) {
    const char32_t c = code_points[k];
    const char32_t next = k + 1 < code_points.size() ? code_points[k + 1] : U'\0';
    bool escape = is_mark_character(c);
    if (c == U'^') escape = next == U'{' || next == U'\0';
    if (c == U'{') escape = false;
    if (c == U'[')
      escape = next == U'\0' || std::u32string_view(U"[hHiIsS").find(next) != std::u32string::npos;
    if (c == U']') escape = next == U']';
    if (escape) out.push_back(U'\\');
    out.push_back(c);
  }
  return from_code_points(out);
}

/// Opening delimiters of a token's marks, outermost first; `closing` is as many closing ones.
struct Delimiters {
  std::string opening, closing;
  void add(std::string_view name) {
    opening += "⟦";
    opening += name;
    opening += ":";
    closing += "⟧";
  }
};

Delimiters delimiters_of(const Token& token) {
  Delimiters out;
  if (!token.marked) return out;
  if (token.inserted) out.add("ins");
  if (token.struck) out.add(token.strike == StrikeKind::typed_over ? "del-x" : "del");
  if (token.uncertain) out.add("?");
  if (token.layer == Layer::stamp) out.add("s");
  if (token.layer == Layer::print) out.add("p");
  if (token.layer == Layer::hand) {
    if (token.pencil) out.add("pencil");
    if (token.quarter_turns != 0)
      out.add("h-rot" + std::to_string(90 * token.quarter_turns));
    else if (token.role != Role::signature && !token.pencil)
      out.add("h");
    if (token.role == Role::signature) out.add("h-signature");
  }
  if (token.text.empty()) out.opening.pop_back();  // a signature that is only noted has no colon
  return out;
}

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

std::string to_our_notation(const Transcription& transcription) {
  Page page;
  const std::vector<Token>& tokens = transcription.tokens;
  for (size_t k = 0; k < tokens.size(); ++k) {
    const Token& token = tokens[k];
    const Delimiters delimiters = delimiters_of(token);
    const bool opens = k == 0 || !same_marks(tokens[k - 1], token) || tokens[k - 1].text.empty();
    const bool closes = k + 1 == tokens.size() || !same_marks(token, tokens[k + 1]) || token.text.empty();
    page.add(token, !token.joined,
             (opens ? delimiters.opening : "") +
                 escape_marks(token, k + 1 < tokens.size() && tokens[k + 1].joined) +
                 (closes ? delimiters.closing : ""));
  }
  return std::move(page).finish();
}

std::string reading_of(const Transcription& transcription, Reading reading) {
  if (reading == Reading::diplomatic) return to_our_notation(transcription);
  if (reading == Reading::amended)
    return plain_reading(transcription, amended_order(transcription), in_amended_reading);
  std::vector<Step> order(transcription.tokens.size());
  for (size_t k = 0; k < order.size(); ++k) order[k] = {static_cast<int>(k), static_cast<int>(k)};
  return plain_reading(transcription, order, in_typed_reading);
}

}  // namespace folio
