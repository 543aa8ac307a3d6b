#include "batch/folio_record.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

#include "core/text.h"

namespace folio {
namespace {

/// "44." as "44": a full stop after a number is no part of it.
std::optional<LeafName> leaf_name_in(std::string_view text) {
  if (auto name = parse_leaf_name(text)) return name;
  while (!text.empty() && (text.back() == '.' || text.back() == ',')) text.remove_suffix(1);
  return parse_leaf_name(text);
}

class Collector {
 public:
  explicit Collector(FolioRecord& record) : record_(record) {}

  void add(const PageText& page) {
    page_idx_ = record_.sources.pages.size();
    record_.sources.pages.push_back(escape_control_characters(page.origin.stem));
    for (const TextLine& line : page.lines) {
      if (line.role == Role::leaf_number) add_leaf_numbers(line);
      if (line.role == Role::page_number) add_page_number(line);
    }
    for (const TextRegion& region : page.regions)
      if (region.role == Role::leaf_number) add_seen("", region.box, 0, false);
  }

 private:
  void add_leaf_numbers(const TextLine& line) {
    if (line.words.empty()) add_seen("", line.box, 0, false);
    for (const Word& word : line.words) {
      // A guess that was not sure enough to be text is no number: it is told as such.
      std::string text = word.text;
      std::ranges::replace(text, '/', ' ');
      const std::vector<std::string> parts = split_words(text);
      const bool struck = word.status == WordStatus::struck;
      for (const std::string& part : parts) add_seen(part, word.box, word.confidence, struck);
      if (parts.empty()) add_seen(word.ocr, word.box, word.confidence, struck, false);
    }
  }

  void add_seen(const std::string& text, const Box& box, double confidence, bool struck,
                bool is_read = true) {
    SeenLeaf seen{page_idx_, std::nullopt, confidence, struck, text};
    if (is_read) seen.name = leaf_name_in(text);
    record_.sources.seen.push_back(seen);
    record_.seen.push_back({page_idx_, box, text, confidence});
  }

  void add_page_number(const TextLine& line) {
    FolioRecord::Mark mark{page_idx_, line.box, {}, line.words.empty() ? 0.0 : 1.0};
    for (const Word& word : line.words) {
      mark.text += (mark.text.empty() ? "" : " ") + word.text;
      mark.confidence = std::min(mark.confidence, word.confidence);
    }
    record_.page_numbers.push_back(std::move(mark));
  }

  FolioRecord& record_;
  size_t page_idx_ = 0;
};

/// By number seen: its numbering, from 1; 0 = none.
std::vector<size_t> numberings_of(const FolioRecord& record) {
  std::vector<size_t> out(record.seen.size(), 0);
  for (size_t n = 0; n < record.report.numberings.size(); ++n)
    for (const int i : record.report.numberings[n].seen_of_page)
      if (i >= 0) out[static_cast<size_t>(i)] = n + 1;
  return out;
}

std::string box_text(const Box& box) { return fmt::format("{} {} {} {}", box.x0, box.y0, box.x1, box.y1); }

const char* direction_of(int step) { return step > 0 ? "forwards" : step < 0 ? "backwards" : "in no order"; }

}  // namespace

FolioRecord record_of(const PageSequence& pages, const FolioFacts& facts) {
  FolioRecord record;
  Collector collector(record);
  record.call_number = parse_call_number(facts.call_number);
  record.source = record.call_number ? facts.source : "";
  for (size_t p = 0; p < pages.size(); ++p) {
    const std::shared_ptr<const PageText> page = pages.load(p);
    collector.add(*page);
    const std::optional<CallNumber> named = call_number_of_path(page->origin.file);
    const bool one_leaf = named && named->leaves.size() == 1 &&
                          named->leaves.front().first == named->leaves.front().last &&
                          page->origin.page_count == 1;
    record.sources.named.push_back(one_leaf ? std::optional(named->leaves.front().first) : std::nullopt);
    if (record.call_number || !named) continue;
    record.call_number = named;
    record.source = "file names";
    record.call_number->leaves.clear();  // those of one page
  }
  record.sources.written = facts.number_lines;
  if (record.call_number) record.sources.cited = record.call_number->leaves;
  record.report = report_leaves(record.sources);
  return record;
}

FolioRecord record_of(const std::vector<PageText>& pages, const FolioFacts& facts) {
  return record_of(PageSequence(pages), facts);
}

std::vector<std::string> leaf_labels(const FolioRecord& record) {
  std::vector<std::string> labels(record.sources.pages.size());
  for (size_t page = 0; page < labels.size(); ++page) {
    for (const Numbering& numbering : record.report.numberings) {
      const int seen = numbering.seen_of_page[page];
      if (seen >= 0 && labels[page].empty())
        labels[page] = to_string(*record.sources.seen[static_cast<size_t>(seen)].name);
    }
    if (labels[page].empty() && page < record.sources.named.size() && record.sources.named[page])
      labels[page] = to_string(*record.sources.named[page]);
  }
  return labels;
}

std::string folio_tsv(const FolioRecord& record) {
  std::string out = "what\tpage\tnumbering\ttext\tconfidence\tbox\tremark\n";
  if (record.call_number)
    out += fmt::format("call-number\t\t\t{}\t\t\tfrom {}\n", tsv_field(to_string(*record.call_number)),
                       record.source);
  const std::vector<size_t> numberings = numberings_of(record);
  for (size_t i = 0; i < record.seen.size(); ++i) {
    const FolioRecord::Mark& mark = record.seen[i];
    const SeenLeaf& seen = record.sources.seen[i];
    std::string remark = seen.name ? "" : "not read";
    if (seen.struck) remark += remark.empty() ? "struck" : ", struck";
    out += fmt::format("leaf-number\t{}\t{}\t{}\t{:.2f}\t{}\t{}\n",
                       tsv_field(record.sources.pages[mark.page_idx]),
                       numberings[i] == 0 ? "" : std::to_string(numberings[i]),
                       seen.name ? to_string(*seen.name) : tsv_field(mark.text), mark.confidence,
                       box_text(mark.box), remark);
  }
  for (const FolioRecord::Mark& mark : record.page_numbers)
    out += fmt::format("page-number\t{}\t\t{}\t{:.2f}\t{}\t{}\n",
                       tsv_field(record.sources.pages[mark.page_idx]), tsv_field(mark.text), mark.confidence,
                       box_text(mark.box), mark.text.empty() ? "not read" : "");
  for (const LeafFinding& finding : record.report.findings)
    out += fmt::format(
        "finding\t{}\t\t{}\t\t\t{}\n",
        finding.page_idx < 0 ? "" : tsv_field(record.sources.pages[static_cast<size_t>(finding.page_idx)]),
        tsv_field(finding.text), name_of(finding.kind));
  return out;
}

std::string folio_words(const FolioRecord& record) {
  std::string out = "call number: ";
  out += record.call_number ? fmt::format("{} (from {})\n", to_string(*record.call_number), record.source)
                            : std::string("not known\n");
  if (record.report.numberings.empty()) {
    size_t read = 0;
    for (const SeenLeaf& seen : record.sources.seen) read += seen.name ? 1 : 0;
    out += fmt::format("{} pages, {} leaf numbers, no numbering\n", record.sources.pages.size(), read);
  }
  for (size_t n = 0; n < record.report.numberings.size(); ++n) {
    const Numbering& numbering = record.report.numberings[n];
    std::vector<const LeafName*> names;
    for (const int i : numbering.seen_of_page)
      if (i >= 0) names.push_back(&*record.sources.seen[static_cast<size_t>(i)].name);
    out += fmt::format("numbering {}: {} to {}, {}, on {} of {} pages\n", n + 1, to_string(*names.front()),
                       to_string(*names.back()), direction_of(numbering.step), numbering.count,
                       record.sources.pages.size());
  }
  for (const LeafFinding& finding : record.report.findings)
    out += fmt::format("{}: {}\n", name_of(finding.kind), finding.text);
  return out;
}

}  // namespace folio
