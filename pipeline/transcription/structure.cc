#include "transcription/structure.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/text.h"

namespace folio {
namespace {

constexpr int kMaxNumbers = 4;  ///< in a line of leaf numbers: two hands, each with a verso or a struck one
constexpr int kMaxDigits = 4;

/// Tokens of one paragraph, half-open.
struct Paragraph {
  int begin = 0, end = 0;
  int size() const { return end - begin; }
};

std::vector<Paragraph> paragraphs_of(const std::vector<Token>& tokens) {
  std::vector<Paragraph> out;
  for (int k = 0; k < static_cast<int>(tokens.size()); ++k) {
    const bool opens = k == 0 || tokens[static_cast<size_t>(k)].paragraph_idx !=
                                     tokens[static_cast<size_t>(k) - 1].paragraph_idx;
    if (opens) out.push_back({k, k});
    out.back().end = k + 1;
  }
  return out;
}

/// "13", "13/44", "12об.": a leaf's number, with its verso.
bool is_leaf_number(std::string_view text) {
  std::u32string rest = to_code_points(text);
  for (const std::u32string_view ending : {U"об.", U"об"})
    if (rest.ends_with(ending)) rest.resize(rest.size() - ending.size());
  int digits = 0;
  for (const char32_t c : rest) {
    if (is_digit(c)) {
      if (++digits > kMaxDigits) return false;
    } else if (c == U'/' && digits > 0) {
      digits = 0;
    } else {
      return false;
    }
  }
  return digits > 0;
}

bool is_hyphen(std::string_view text) { return text == "-" || text == "–" || text == "—"; }

bool is_digits(std::string_view text) {
  return !text.empty() && text.size() <= kMaxDigits &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// "2." or "- 4 -".
bool is_page_number(const std::vector<Token>& tokens, const Paragraph& p) {
  const auto text = [&](int k) -> std::string_view {
    return tokens[static_cast<size_t>(p.begin) + static_cast<size_t>(k)].text;
  };
  if (p.size() == 1 && text(0).size() > 1) {
    std::string_view middle = text(0);
    if (middle.back() == '.' || (middle.front() == '-' && middle.back() == '-')) {
      middle.remove_suffix(1);
      if (!middle.empty() && middle.front() == '-') middle.remove_prefix(1);
      return is_digits(middle);
    }
  }
  return p.size() == 3 && is_hyphen(text(0)) && is_digits(text(1)) && is_hyphen(text(2));
}

/// The number of "№1", "1", "2," and the like.
std::optional<int> number_in(std::string_view text) {
  std::u32string rest = to_code_points(text);
  while (!rest.empty() && (rest.front() == U'№' || rest.front() == U'N' || rest.front() == U'#'))
    rest.erase(rest.begin());
  while (!rest.empty() && is_punctuation(rest.back())) rest.pop_back();
  if (rest.empty() || rest.size() > kMaxDigits) return std::nullopt;
  int value = 0;
  for (const char32_t c : rest) {
    if (c < U'0' || c > U'9') return std::nullopt;
    value = value * 10 + static_cast<int>(c - U'0');
  }
  return value;
}

/// Reads "Вставка №1" at token `at`; moves `at` past it.
std::optional<int> read_insertion_name(const std::vector<Token>& tokens, int& at, int end) {
  const auto text = [&](int k) { return to_lower(tokens[static_cast<size_t>(k)].text); };
  if (at >= end || text(at) != "вставка") return std::nullopt;
  int k = at + 1;
  if (k < end && (text(k) == "№" || text(k) == "n")) ++k;
  if (k >= end) return std::nullopt;
  const std::optional<int> number = number_in(tokens[static_cast<size_t>(k)].text);
  if (number) at = k + 1;
  return number;
}

/// Reads "к стр. 1," at token `at`; moves `at` past it.
std::optional<int> read_page_name(const std::vector<Token>& tokens, int& at, int end) {
  const auto text = [&](int k) { return to_lower(tokens[static_cast<size_t>(k)].text); };
  constexpr std::array<std::string_view, 5> kPage{"стр.", "стр", "странице", "с.", "листу"};
  if (at + 2 >= end || text(at) != "к" || std::ranges::find(kPage, text(at + 1)) == kPage.end())
    return std::nullopt;
  const std::optional<int> number = number_in(tokens[static_cast<size_t>(at) + 2].text);
  if (number) at += 3;
  return number;
}

}  // namespace

void find_roles(std::vector<Token>& tokens, const std::vector<bool>& remark) {
  for (const Paragraph& p : paragraphs_of(tokens)) {
    const auto begin = tokens.begin() + p.begin, end = tokens.begin() + p.end;
    const bool unmarked = std::none_of(begin, end, [](const Token& t) { return t.marked; });
    const bool one_line = begin->line == std::prev(end)->line;
    if (unmarked && one_line && p.size() <= kMaxNumbers) {
      if (is_page_number(tokens, p)) {
        std::for_each(begin, end, [](Token& t) { t.role = Role::page_number; });
        continue;
      }
      if (std::all_of(begin, end, [](const Token& t) { return is_leaf_number(t.text); })) {
        std::for_each(begin, end, [](Token& t) {
          t.role = Role::leaf_number;
          t.layer = Layer::hand;
        });
        continue;
      }
    }
    const bool has_plain = std::any_of(begin, end, [](const Token& t) { return t.layer == Layer::typed; });
    for (int k = p.begin; k < p.end; ++k) {
      Token& token = tokens[static_cast<size_t>(k)];
      if (token.layer != Layer::hand || token.role == Role::signature) continue;
      if (has_plain && remark[static_cast<size_t>(k)]) {
        token.inserted = true;
        token.role = Role::insertion;
      } else if (!has_plain && !token.inserted) {
        token.role = Role::marginalia;
      }
    }
  }
}

std::vector<Slip> find_slips(const std::vector<Token>& tokens) {
  std::vector<Slip> slips;
  const std::vector<Paragraph> paragraphs = paragraphs_of(tokens);
  int open_slip = -1;  // its text may still grow
  for (const Paragraph& p : paragraphs) {
    const Role role = tokens[static_cast<size_t>(p.begin)].role;
    int at = p.begin;
    const std::optional<int> number = read_insertion_name(tokens, at, p.end);
    const std::optional<int> page = number ? read_page_name(tokens, at, p.end) : std::nullopt;
    if (page) {
      Slip slip;
      slip.number = *number;
      slip.page_number = *page;
      slip.heading_begin = p.begin;
      slip.heading_end = slip.text_begin = at;
      slip.text_end = p.end;
      open_slip = static_cast<int>(slips.size());
      slips.push_back(slip);
    } else if (role == Role::leaf_number || role == Role::page_number) {
      open_slip = -1;
    } else if (open_slip >= 0 && p.size() > 1) {
      slips[static_cast<size_t>(open_slip)].text_end = p.end;
    }
  }
  for (const Paragraph& p : paragraphs) {
    for (int k = p.begin; k < p.end; ++k) {
      int at = k;
      const std::optional<int> number = read_insertion_name(tokens, at, p.end);
      if (!number) continue;
      for (Slip& slip : slips) {
        const bool inside = k >= slip.heading_begin && k < slip.text_end;
        if (slip.number == *number && !inside && slip.anchor_begin == slip.anchor_end &&
            std::ranges::none_of(slips,
                                 [&](const Slip& s) { return k >= s.heading_begin && k < s.heading_end; })) {
          slip.anchor_begin = k;
          slip.anchor_end = at;
        }
      }
    }
  }
  return slips;
}

}  // namespace folio
