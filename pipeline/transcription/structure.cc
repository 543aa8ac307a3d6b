#include "transcription/structure.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

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

/// The first letter is looked at alone, as every word of a long text is asked.
bool is_insertion(std::string_view text) {
  constexpr std::array<std::string_view, 4> kFirst{"В", "в", "I", "i"};
  if (std::ranges::none_of(kFirst, [&](std::string_view first) { return text.starts_with(first); }))
    return false;
  const std::string word = to_lower(text);
  return word == "вставка" || word == "insertion" || word == "insert";
}

/// Reads "Вставка №1" at token `at`; moves `at` past it.
std::optional<int> read_insertion_name(const std::vector<Token>& tokens, int& at, int end) {
  if (at >= end || !is_insertion(tokens[static_cast<size_t>(at)].text)) return std::nullopt;
  int k = at + 1;
  const auto text = [&](int i) { return to_lower(tokens[static_cast<size_t>(i)].text); };
  if (k < end && (text(k) == "№" || text(k) == "n" || text(k) == "no.")) ++k;
  if (k >= end) return std::nullopt;
  const std::optional<int> number = number_in(tokens[static_cast<size_t>(k)].text);
  if (number) at = k + 1;
  return number;
}

/// Reads "к стр. 1," or "to page 1" at token `at`; moves `at` past it.
std::optional<int> read_page_name(const std::vector<Token>& tokens, int& at, int end) {
  const auto text = [&](int k) { return to_lower(tokens[static_cast<size_t>(k)].text); };
  constexpr std::array<std::string_view, 8> kPage{"стр.",  "стр",  "странице", "с.",
                                                  "листу", "page", "p.",       "leaf"};
  if (at + 2 >= end || (text(at) != "к" && text(at) != "to") ||
      std::ranges::find(kPage, text(at + 1)) == kPage.end())
    return std::nullopt;
  const std::optional<int> number = number_in(tokens[static_cast<size_t>(at) + 2].text);
  if (number) at += 3;
  return number;
}

/// Gives each slip the first place that calls for its number, outside of headings and of its own text.
void find_anchors(const std::vector<Token>& tokens, const std::vector<Paragraph>& paragraphs,
                  std::vector<Slip>& slips) {
  std::map<int, std::vector<size_t>> waiting;  // by number; those without a place
  for (size_t s = 0; s < slips.size(); ++s) waiting[slips[s].number].push_back(s);
  size_t next_slip = 0;  // the first whose heading does not lie before the token
  for (const Paragraph& p : paragraphs) {
    for (int k = p.begin; k < p.end && !waiting.empty(); ++k) {
      while (next_slip < slips.size() && slips[next_slip].heading_end <= k) ++next_slip;
      if (next_slip < slips.size() && k >= slips[next_slip].heading_begin) continue;
      int at = k;
      const std::optional<int> number = read_insertion_name(tokens, at, p.end);
      const auto found = number ? waiting.find(*number) : waiting.end();
      if (found == waiting.end()) continue;
      // At most one of them has this place in its own text: slips do not overlap.
      std::erase_if(found->second, [&](size_t s) {
        if (k >= slips[s].heading_begin && k < slips[s].text_end) return false;
        slips[s].anchor_begin = k;
        slips[s].anchor_end = at;
        return true;
      });
      if (found->second.empty()) waiting.erase(found);
    }
  }
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

void find_page_breaks(const std::vector<Token>& tokens, std::vector<PageBreak>& page_breaks) {
  const auto is_number = [&](int k) {
    const Role role = tokens[static_cast<size_t>(k)].role;
    return role == Role::leaf_number || role == Role::page_number;
  };
  std::vector<PageBreak> out;
  size_t next_marked = 0;
  bool page_is_open = false;  // no text since the last break
  for (const Paragraph& p : paragraphs_of(tokens)) {
    for (; next_marked < page_breaks.size() && page_breaks[next_marked].token_idx < p.end; ++next_marked) {
      page_is_open = page_breaks[next_marked].token_idx == p.begin;
      out.push_back(std::move(page_breaks[next_marked]));
    }
    if (!is_number(p.begin)) {
      page_is_open = false;
      continue;
    }
    if (std::exchange(page_is_open, true)) continue;
    const Token& first = tokens[static_cast<size_t>(p.begin)];
    std::string name;
    for (int k = p.begin; k < p.end; ++k) {
      const Token& token = tokens[static_cast<size_t>(k)];
      name += (k == p.begin || token.joined ? "" : " ") + token.text;
    }
    out.push_back({PageBreak::Source::numbers, p.begin, std::move(name), first.line, first.column, true});
  }
  std::move(page_breaks.begin() + static_cast<std::ptrdiff_t>(next_marked), page_breaks.end(),
            std::back_inserter(out));
  page_breaks = std::move(out);
}

std::vector<Slip> find_slips(const std::vector<Token>& tokens, const std::vector<PageBreak>& page_breaks) {
  std::vector<Slip> slips;
  const std::vector<Paragraph> paragraphs = paragraphs_of(tokens);
  int open_slip = -1;           // its text may still grow
  int first_paragraph_end = 0;  // of the open slip's text
  size_t next_break = 0;
  for (const Paragraph& p : paragraphs) {
    for (; next_break < page_breaks.size() && page_breaks[next_break].token_idx <= p.begin; ++next_break)
      if (page_breaks[next_break].source == PageBreak::Source::mark) open_slip = -1;
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
      slip.text_end = first_paragraph_end = p.end;
      open_slip = static_cast<int>(slips.size());
      slips.push_back(slip);
    } else if (role == Role::leaf_number || role == Role::page_number) {
      open_slip = -1;
    } else if (open_slip >= 0 && p.size() > 1) {
      Slip& slip = slips[static_cast<size_t>(open_slip)];
      if (slip.text_end == first_paragraph_end && slip.text_end == slip.heading_end)
        first_paragraph_end = p.end;
      slip.text_end = p.end;
    }
  }
  if (open_slip >= 0) {
    Slip& last = slips[static_cast<size_t>(open_slip)];
    for (int k = first_paragraph_end; k < last.text_end; ++k) {
      int at = k;
      if (read_insertion_name(tokens, at, last.text_end) != last.number) continue;
      last.text_end = first_paragraph_end;
      break;
    }
  }
  find_anchors(tokens, paragraphs, slips);
  return slips;
}

}  // namespace folio
