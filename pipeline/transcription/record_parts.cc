#include "transcription/record_parts.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "core/text.h"
#include "transcription/record_headings.h"
#include "transcription/script_runs.h"

namespace folio {
namespace {

// Bytes at either end of the file where headings are looked for, and the longest section between two of them
// (a summary of several paragraphs).
constexpr size_t kReach = 65536;
constexpr size_t kMaxSection = 6000;
constexpr int kMaxSectionParagraphs = 2, kMaxSummary = 10;
constexpr size_t kMaxBeforeHeadings = 2000;  // title, date, author
// Letters of a translation as a share of the original's: told of, it may be of an excerpt; else the two must
// be alike (English is about a tenth longer than Russian).
constexpr double kMinToldShare = 0.03, kMinShare = 0.5, kMaxShare = 2;
constexpr size_t kMinToldLetters = 80, kMinLetters = 600;
constexpr size_t kMinParagraphs = 3;
constexpr double kMinTranslationPurity = 0.97, kMinToldPurity = 0.6, kMinPurity = 0.9;

struct Line {
  size_t begin = 0, end = 0;  ///< with its line end
  int number = 1;
  std::string_view text;  ///< trimmed
};

std::vector<Line> lines_of(std::string_view text, size_t begin, size_t end, int first_line) {
  std::vector<Line> out;
  while (begin < end) {
    const size_t line_end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    out.push_back({begin, line_end, first_line++, trim_ascii(text.substr(begin, line_end - begin))});
    begin = line_end;
  }
  return out;
}

struct PlacedHeading {
  size_t line_idx = 0;
  RecordHeading heading;
};

std::vector<PlacedHeading> headings_of(const std::vector<Line>& lines) {
  std::vector<PlacedHeading> out;
  for (size_t k = 0; k < lines.size(); ++k)
    if (const auto heading = read_record_heading(lines[k].text)) out.push_back({k, *heading});
  return out;
}

/// Two different headings, of which one is never a document's own.
bool make_a_record(const std::vector<PlacedHeading>& headings) {
  std::set<std::string_view> labels;
  bool belongs = false;
  for (const PlacedHeading& h : headings) {
    labels.insert(h.heading.label);
    belongs |= h.heading.belongs_to_record;
  }
  return belongs && labels.size() > 1;
}

/// Collects lines into sections.
class Sections {
 public:
  void add(Furniture kind, std::string_view words, int line) {
    if (words.empty()) return;
    if (const auto link = read_link(words)) {
      kind = Furniture::link;
      words = *link;
    }
    if (out_.empty() || kind != out_.back().kind || broken_) out_.push_back({kind, {}, line, line});
    broken_ = kind == Furniture::link;
    FurnitureSection& section = out_.back();
    for (const std::string& word : split_words(words))
      section.text += (section.text.empty() ? "" : " ") + word;
    section.last_line = line;
  }
  void break_here() { broken_ = true; }
  std::vector<FurnitureSection> take() && { return std::move(out_); }

 private:
  std::vector<FurnitureSection> out_;
  bool broken_ = false;
};

/// The lines from one heading to the next, or to `end_idx`.
void add_sections(const std::vector<Line>& lines, const std::vector<PlacedHeading>& headings, size_t end_idx,
                  Sections& out) {
  for (size_t h = 0; h < headings.size(); ++h) {
    const RecordHeading& heading = headings[h].heading;
    const size_t begin = headings[h].line_idx;
    const size_t end = h + 1 < headings.size() ? headings[h + 1].line_idx : end_idx;
    out.break_here();
    out.add(heading.kind, heading.rest, lines[begin].number);
    for (size_t k = begin + 1; k < end; ++k) out.add(heading.kind, lines[k].text, lines[k].number);
  }
}

/// Title, date and what else stands above the first heading.
void add_front(const std::vector<Line>& lines, size_t end_idx, Sections& out) {
  bool has_title = false;
  bool paragraph_opens = true;
  Furniture kind = Furniture::other;
  for (size_t k = 0; k < end_idx; ++k) {
    const Line& line = lines[k];
    if (line.text.empty()) {
      paragraph_opens = true;
      continue;
    }
    if (is_date(line.text)) {
      out.break_here();
      out.add(Furniture::date, line.text, line.number);
      paragraph_opens = true;
      continue;
    }
    if (std::exchange(paragraph_opens, false)) {
      kind = has_title ? Furniture::other : Furniture::title;
      has_title = true;
      out.break_here();
    }
    out.add(kind, line.text, line.number);
  }
}

/// One paragraph under the last heading, then links and entries of a list of contents.
size_t end_of_last_section(const std::vector<Line>& lines, const PlacedHeading& last) {
  size_t k = last.line_idx + 1;
  if (last.heading.rest.empty())
    while (k < lines.size() && lines[k].text.empty()) ++k;
  while (k < lines.size() && !lines[k].text.empty()) ++k;
  for (size_t next = k; next < lines.size(); ++next) {
    if (lines[next].text.empty()) continue;
    if (!is_contents_entry(lines[next].text) && !read_link(lines[next].text)) break;
    k = next + 1;
  }
  return k;
}

/// More under a heading than there would be in a header: the text itself, and the next heading is below it.
bool has_text_between(const std::vector<Line>& lines, const PlacedHeading& one, const PlacedHeading& next) {
  if (lines[next.line_idx].begin - lines[one.line_idx].begin > kMaxSection) return true;
  int paragraphs = 0;
  for (size_t k = one.line_idx + 1; k < next.line_idx; ++k) {
    const bool opens = !lines[k].text.empty() && lines[k - 1].text.empty();
    paragraphs += opens && !is_contents_entry(lines[k].text) && !read_link(lines[k].text) ? 1 : 0;
  }
  return paragraphs > (one.heading.kind == Furniture::summary ? kMaxSummary : kMaxSectionParagraphs);
}

/// The header's last line plus one; 0 when the file has no header.
size_t read_header(std::string_view text, const std::vector<Line>& lines, Sections& out) {
  std::vector<PlacedHeading> headings = headings_of(lines);
  if (headings.empty()) return 0;
  const size_t begin = lines[headings.front().line_idx].begin;
  const std::string_view front = text.substr(0, begin);
  if (begin > kMaxBeforeHeadings || front.find("~~") != front.npos || front.find("^{") != front.npos ||
      front.find("⟦") != front.npos)
    return 0;
  for (size_t k = 1; k < headings.size(); ++k) {
    if (!has_text_between(lines, headings[k - 1], headings[k])) continue;
    headings.resize(k);
    break;
  }
  // Headings with nothing after them stand below the text.
  size_t end = end_of_last_section(lines, headings.back());
  const auto is_the_end = [&] { return trim_ascii(text.substr(lines[end - 1].end)).empty(); };
  while (is_the_end() && headings.size() > 1 && headings.back().heading.closes_record) {
    headings.pop_back();
    end = end_of_last_section(lines, headings.back());
  }
  if (!make_a_record(headings) || (begin > 0 && is_the_end())) return 0;
  add_front(lines, headings.front().line_idx, out);
  add_sections(lines, headings, end, out);
  return end;
}

/// The first line, by index, of furniture below the text; the number of lines when there is none.
size_t read_footer(const std::vector<Line>& lines, bool has_header, Sections& out) {
  std::vector<PlacedHeading> headings = headings_of(lines);
  std::erase_if(headings, [](const PlacedHeading& h) { return !h.heading.closes_record; });
  if (headings.empty() || !(has_header || make_a_record(headings))) return lines.size();
  // Only the headings from which it is not far to the end, or to the next.
  size_t first = headings.size();
  for (size_t limit = lines.back().end; first > 0; --first) {
    const size_t begin = lines[headings[first - 1].line_idx].begin;
    if (limit - begin > kMaxSection) break;
    limit = begin;
  }
  headings.erase(headings.begin(), headings.begin() + static_cast<std::ptrdiff_t>(first));
  if (headings.empty() || !(has_header || make_a_record(headings))) return lines.size();
  const size_t begin = headings.front().line_idx;
  add_sections(lines, headings, lines.size(), out);
  return begin;
}

bool tells_of_translation(const std::vector<FurnitureSection>& furniture) {
  return std::ranges::any_of(furniture, [](const FurnitureSection& section) {
    if (section.kind == Furniture::summary || section.kind == Furniture::title) return false;
    const std::string words = to_lower(section.text);
    return words.find("translat") != words.npos || words.find("перев") != words.npos ||
           words.find("traduc") != words.npos;
  });
}

/// Whether the original is in Latin letters, as far as the furniture says.
std::optional<bool> original_is_latin(const std::vector<FurnitureSection>& furniture) {
  for (const FurnitureSection& section : furniture) {
    if (section.kind != Furniture::language) continue;
    const std::string words = to_lower(section.text);
    for (const std::string_view name : {"russian", "ukrain", "belarus", "bulgar", "serb", "korean", "chinese",
                                        "greek", "georgian", "armenian", "mongol", "русск", "russe"})
      if (words.find(name) != words.npos) return false;
    for (const std::string_view name : {"english", "german", "french", "polish", "czech", "hungar", "roman",
                                        "spanish", "англ", "немец", "франц"})
      if (words.find(name) != words.npos) return true;
  }
  return std::nullopt;
}

LineRange range_of(const std::vector<ScriptParagraph>& paragraphs, size_t begin, size_t end) {
  return {paragraphs[begin].begin, paragraphs[end - 1].end, paragraphs[begin].first_line,
          paragraphs[end - 1].last_line};
}

/// Cuts the translation off `parts.text`, when there is one.
void part_translation(std::string_view text, RecordParts& parts) {
  const std::string_view body = text.substr(parts.text.begin, parts.text.end - parts.text.begin);
  const std::vector<ScriptParagraph> paragraphs = script_paragraphs(body, parts.text.begin, parts.text.first);
  const std::optional<ScriptChange> change = find_script_change(paragraphs);
  if (!change) return;
  const size_t middle = change->paragraph_idx;
  const std::string_view after = text.substr(paragraphs[middle].begin);
  const size_t heading_end = after.find('\n');
  const bool has_heading = paragraphs[middle].first_line == paragraphs[middle].last_line &&
                           middle + 1 < paragraphs.size() && is_contents_entry(after.substr(0, heading_end));
  const bool told = tells_of_translation(parts.furniture) || has_heading ||
                    after.find("[handwritten") != after.npos || after.find("[inserted by hand") != after.npos;
  // The original comes first unless the record says that it is in the other script.
  const bool original_first =
      original_is_latin(parts.furniture).value_or(!change->to_latin) != change->to_latin;
  const auto original = static_cast<double>(original_first ? change->before : change->after);
  const auto translated = static_cast<double>(original_first ? change->after : change->before);
  const double original_purity = original_first ? change->before_purity : change->after_purity;
  const double purity = original_first ? change->after_purity : change->before_purity;
  if (purity < kMinTranslationPurity || original_purity < (told ? kMinToldPurity : kMinPurity)) return;
  if (translated < static_cast<double>(told ? kMinToldLetters : kMinLetters)) return;
  if (translated < original * (told ? kMinToldShare : kMinShare)) return;
  if (!told && (translated > original * kMaxShare || middle < kMinParagraphs ||
                paragraphs.size() - middle < kMinParagraphs))
    return;
  const size_t second = has_heading ? middle + 1 : middle;
  // A bare "Translation" is what to_record() writes between the two.
  if (const std::string heading = trim(after.substr(0, heading_end)); has_heading && heading != "Translation")
    parts.furniture.push_back(
        {Furniture::contents, heading, paragraphs[middle].first_line, paragraphs[middle].last_line});
  const LineRange one = range_of(paragraphs, 0, middle),
                  two = range_of(paragraphs, second, paragraphs.size());
  parts.text = original_first ? one : two;
  parts.translations.push_back(original_first ? two : one);
}

int count_lines(std::string_view text) {
  return static_cast<int>(std::ranges::count(text, '\n')) + (text.empty() || text.back() == '\n' ? 0 : 1);
}

}  // namespace

RecordParts whole_text(std::string_view text) {
  return {{0, text.size(), 1, std::max(1, count_lines(text))}, {}, {}};
}

RecordParts split_record(std::string_view text) {
  RecordParts out = whole_text(text);
  if (text.empty()) return out;
  Sections sections;
  const std::vector<Line> head = lines_of(text, 0, std::min(kReach, text.size()), 1);
  const size_t header_end = read_header(text, head, sections);
  if (header_end > 0) {
    out.text.begin = head[header_end - 1].end;
    out.text.first = head[header_end - 1].number + 1;
  }
  size_t tail_begin = std::max(out.text.begin, text.size() - std::min(kReach, text.size()));
  if (tail_begin > out.text.begin) tail_begin = std::min(text.find('\n', tail_begin), text.size() - 1) + 1;
  const int tail_line = out.text.first + static_cast<int>(std::ranges::count(
                                             text.substr(out.text.begin, tail_begin - out.text.begin), '\n'));
  const std::vector<Line> tail = lines_of(text, tail_begin, text.size(), tail_line);
  const size_t footer = read_footer(tail, header_end > 0, sections);
  if (footer < tail.size()) {
    out.text.end = tail[footer].begin;
    out.text.last = std::max(out.text.first, tail[footer].number - 1);
  }
  out.furniture = std::move(sections).take();
  part_translation(text, out);
  std::ranges::stable_sort(out.furniture, {}, &FurnitureSection::first_line);
  return out;
}

}  // namespace folio
