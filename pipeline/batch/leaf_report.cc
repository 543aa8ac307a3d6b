#include "batch/leaf_report.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <map>
#include <set>

namespace folio {
namespace {

using Kind = LeafFinding::Kind;

constexpr size_t kMostExamples = 4;

/// "12–14, 17": numbers in their order, runs as ranges.
std::string runs_of(const std::vector<int>& numbers) {
  std::vector<LeafRange> ranges;
  for (const int number : numbers) {
    const LeafName name{number, {}, false};
    if (!ranges.empty() && ranges.back().last.number + 1 == number)
      ranges.back().last = name;
    else
      ranges.push_back({name, name});
  }
  return to_string(ranges);
}

std::string joined(const std::vector<LeafName>& names) {
  std::string out;
  for (const LeafName& name : names) out += (out.empty() ? "" : " ") + to_string(name);
  return out;
}

/// Which of the values belong to a longest run that does not fall (of several the one found first).
std::vector<bool> in_longest_run(const std::vector<long>& values) {
  std::vector<size_t> tails;  // index of the least last value of a run of each length
  std::vector<int> before(values.size(), -1);
  for (size_t i = 0; i < values.size(); ++i) {
    const auto at = std::ranges::upper_bound(tails, values[i], {}, [&](size_t k) { return values[k]; });
    if (at != tails.begin()) before[i] = static_cast<int>(*std::prev(at));
    if (at == tails.end())
      tails.push_back(i);
    else
      *at = i;
  }
  std::vector<bool> chosen(values.size(), false);
  for (int i = tails.empty() ? -1 : static_cast<int>(tails.back()); i >= 0;
       i = before[static_cast<size_t>(i)])
    chosen[static_cast<size_t>(i)] = true;
  return chosen;
}

class Reporter {
 public:
  explicit Reporter(const LeafSources& sources)
      : sources_(sources), assigned_(sources.seen.size(), false), loose_(sources.pages.size()) {
    report_.numberings = find_numberings(sources.seen, sources.pages.size());
    for (const Numbering& numbering : report_.numberings)
      for (const int i : numbering.seen_of_page)
        if (i >= 0) assigned_[static_cast<size_t>(i)] = true;
    for (size_t i = 0; i < sources.seen.size(); ++i)
      if (!assigned_[i]) loose_[sources.seen[i].page_idx].push_back(i);
    explained_.assign(sources.seen.size(), false);
  }

  LeafReport run() {
    for (size_t n = 0; n < report_.numberings.size(); ++n) report_numbering(n);
    report_renumbering();
    report_what_is_left();
    report_written_lines();
    report_written_runs();
    report_cited();
    report_file_names();
    return std::move(report_);
  }

 private:
  /// A number of one numbering.
  struct Stop {
    size_t page_idx = 0;
    LeafName name;
  };

  void add(Kind kind, long page_idx, std::string text) {
    report_.findings.push_back({kind, static_cast<int>(page_idx), std::move(text)});
  }
  const std::string& page(size_t idx) const { return sources_.pages[idx]; }

  std::vector<Stop> stops_of(const Numbering& numbering) const {
    std::vector<Stop> stops;
    for (size_t p = 0; p < numbering.seen_of_page.size(); ++p)
      if (const int i = numbering.seen_of_page[p]; i >= 0)
        stops.push_back({p, *sources_.seen[static_cast<size_t>(i)].name});
    return stops;
  }

  void report_numbering(size_t n) {
    const Numbering& numbering = report_.numberings[n];
    label_ = report_.numberings.size() > 1 ? fmt::format("numbering {}: ", n + 1) : "";
    const std::vector<Stop> stops = stops_of(numbering);
    there_.clear();
    for (const Stop& stop : stops) there_.insert(stop.name.number);
    if (numbering.step == 0) {
      add(Kind::out_of_order, -1, label_ + "the pages lie in no order of their leaf numbers");
      report_missing(*there_.begin(), *there_.rbegin());
    } else {
      report_in_order(numbering, stops);
    }
    report_doubles(stops);
    for (const Stop& stop : stops) {
      if (!stop.name.verso) continue;
      const bool front = std::ranges::any_of(stops, [&](const Stop& other) {
        return !other.name.verso && other.name.number == stop.name.number &&
               other.name.letter == stop.name.letter;
      });
      add(Kind::verso, static_cast<long>(stop.page_idx),
          fmt::format("{}{} is the back of leaf {}{}", label_, page(stop.page_idx),
                      to_string(LeafName{stop.name.number, stop.name.letter, false}),
                      front ? "" : ", whose front is on no page"));
    }
  }

  void report_missing(int first, int last) {
    std::vector<int> missing;
    for (int number = first + 1; number < last; ++number)
      if (!there_.contains(number)) missing.push_back(number);
    if (!missing.empty()) add(Kind::gap, -1, fmt::format("{}no page has {}", label_, runs_of(missing)));
  }

  void report_in_order(const Numbering& numbering, const std::vector<Stop>& stops) {
    std::vector<long> values;
    for (const Stop& stop : stops) values.push_back(numbering.step * place_of(stop.name));
    const std::vector<bool> in_order = in_longest_run(values);
    const Stop* last = nullptr;
    for (size_t k = 0; k < stops.size(); ++k) {
      if (in_order[k]) {
        if (last == nullptr)
          report_ends(stops[k], -numbering.step, 0, stops[k].page_idx);
        else
          report_between(*last, stops[k], numbering);
        last = &stops[k];
      } else {
        const std::string where = last != nullptr
                                      ? fmt::format("after leaf {}", to_string(last->name))
                                      : fmt::format("before leaf {}", to_string(stops[k + 1].name));
        add(Kind::out_of_order, static_cast<long>(stops[k].page_idx),
            fmt::format("{}{}: leaf {} lies {}", label_, page(stops[k].page_idx), to_string(stops[k].name),
                        where));
      }
    }
    if (last != nullptr) report_ends(*last, numbering.step, last->page_idx + 1, sources_.pages.size());
  }

  /// What lies between two neighbors of a numbering: missing numbers, and pages without one.
  void report_between(const Stop& before, const Stop& after, const Numbering& numbering) {
    std::vector<int> missing;
    for (int number = before.name.number + numbering.step;
         numbering.step * number < numbering.step * after.name.number; number += numbering.step)
      if (!there_.contains(number)) missing.push_back(number);
    std::vector<size_t> pages;
    for (size_t p = before.page_idx + 1; p < after.page_idx; ++p)
      if (numbering.seen_of_page[p] < 0) pages.push_back(p);
    if (missing.empty()) return;
    if (missing.size() == pages.size()) {
      for (size_t k = 0; k < pages.size(); ++k) report_by_place(pages[k], missing[k]);
      return;
    }
    std::vector<int> sorted = missing;
    std::ranges::sort(sorted);
    std::string text = fmt::format("{}no page has {}, between {} ({}) and {} ({})", label_, runs_of(sorted),
                                   page(before.page_idx), to_string(before.name), page(after.page_idx),
                                   to_string(after.name));
    if (!pages.empty())
      text += fmt::format("; {} {} there without a number of their own", pages.size(),
                          pages.size() == 1 ? "page lies" : "pages lie");
    add(Kind::gap, static_cast<long>(after.page_idx), std::move(text));
  }

  /// Pages before the first or after the last one of a numbering that have a number that was not understood.
  void report_ends(const Stop& end, int step, size_t first_page, size_t end_page) {
    for (size_t p = first_page; p < end_page; ++p) {
      const auto away = static_cast<int>(p < end.page_idx ? end.page_idx - p : p - end.page_idx);
      const int number = end.name.number + step * away;
      const bool unexplained = std::ranges::any_of(loose_[p], [&](size_t i) { return !explained_[i]; });
      if (number > 0 && unexplained) report_by_place(p, number);
    }
  }

  /// A page whose number follows from its neighbors.
  void report_by_place(size_t page_idx, int number) {
    for (const size_t i : loose_[page_idx]) {
      if (explained_[i]) continue;
      explained_[i] = true;
      const SeenLeaf& seen = sources_.seen[i];
      if (seen.name)
        add(Kind::contradicts, static_cast<long>(page_idx),
            fmt::format("{}{} reads {}; by its place it is {}", label_, page(page_idx), to_string(*seen.name),
                        number));
      else
        add(Kind::unread, static_cast<long>(page_idx),
            fmt::format("{}{}: the number was not read{}; by its place it is {}", label_, page(page_idx),
                        seen.text.empty() ? "" : " for sure (" + seen.text + ")", number));
      return;
    }
    add(Kind::unread, static_cast<long>(page_idx),
        fmt::format("{}{}: no number was found; by its place it is {}", label_, page(page_idx), number));
  }

  void report_doubles(const std::vector<Stop>& stops) {
    std::map<long, std::vector<size_t>> pages_of;
    for (const Stop& stop : stops) pages_of[place_of(stop.name)].push_back(stop.page_idx);
    for (const Stop& stop : stops) {
      const std::vector<size_t>& pages = pages_of[place_of(stop.name)];
      if (pages.size() < 2 || pages.front() != stop.page_idx) continue;
      std::string list;
      for (size_t k = 0; k < std::min(pages.size(), kMostExamples); ++k)
        list += (k == 0 ? "" : ", ") + page(pages[k]);
      if (pages.size() > kMostExamples) list += ", …";
      const bool back = pages.size() == 2 && pages[1] == pages[0] + 1;
      add(Kind::twice, static_cast<long>(pages.front()),
          fmt::format("{}leaf {} stands on {} pages: {}{}", label_, to_string(stop.name), pages.size(), list,
                      back ? " (is the second its back?)" : ""));
    }
  }

  void report_renumbering() {
    const std::vector<Numbering>& all = report_.numberings;
    for (size_t n = 1; n < all.size(); ++n) {
      std::string examples;
      size_t both = 0, struck_first = 0, struck_other = 0;
      long first_page = -1;
      for (size_t p = 0; p < sources_.pages.size(); ++p) {
        const int a = all[0].seen_of_page[p], b = all[n].seen_of_page[p];
        if (a < 0 || b < 0) continue;
        const SeenLeaf& one = sources_.seen[static_cast<size_t>(a)];
        const SeenLeaf& other = sources_.seen[static_cast<size_t>(b)];
        if (both++ == 0) first_page = static_cast<long>(p);
        if (both <= kMostExamples)
          examples +=
              fmt::format("{}{} and {}", both == 1 ? "" : ", ", to_string(*one.name), to_string(*other.name));
        struck_first += one.struck ? 1 : 0;
        struck_other += other.struck ? 1 : 0;
      }
      if (both == 0) continue;
      std::string text = fmt::format("{} {} in numberings 1 and {}: {}{}", both,
                                     both == 1 ? "page is numbered" : "pages are numbered", n + 1, examples,
                                     both > kMostExamples ? ", …" : "");
      for (const size_t k : {size_t{0}, n})
        if (all[k].step < 0) text += fmt::format("; numbering {} runs backwards", k + 1);
      if (2 * struck_other > both && struck_other > struck_first)
        text += fmt::format("; the numbers of numbering {} are struck, so it is the older", n + 1);
      if (2 * struck_first > both && struck_first > struck_other)
        text += "; the numbers of numbering 1 are struck, so it is the older";
      add(Kind::renumbered, first_page, std::move(text));
    }
  }

  /// Numbers that no numbering explains.
  void report_what_is_left() {
    label_.clear();
    for (size_t p = 0; p < loose_.size(); ++p)
      for (const size_t i : loose_[p]) {
        const SeenLeaf& seen = sources_.seen[i];
        if (explained_[i]) continue;
        if (!seen.name)
          add(Kind::unread, static_cast<long>(p),
              fmt::format("{}: a leaf number was not read{}", page(p),
                          seen.text.empty() ? "" : " for sure (" + seen.text + ")"));
        else if (!report_.numberings.empty())
          add(Kind::contradicts, static_cast<long>(p),
              fmt::format("{}: {} belongs to no numbering", page(p), to_string(*seen.name)));
      }
  }

  void report_written_lines() {
    std::map<long, std::vector<size_t>> pages_of;
    for (const SeenLeaf& seen : sources_.seen) {
      if (!seen.name) continue;
      std::vector<size_t>& pages = pages_of[place_of(*seen.name)];
      if (pages.size() < kMostExamples) pages.push_back(seen.page_idx);
    }
    for (const std::vector<LeafName>& line : sources_.written) {
      std::map<size_t, size_t> hits;
      for (const LeafName& name : line)
        if (const auto found = pages_of.find(place_of(name)); found != pages_of.end())
          for (const size_t p : found->second) ++hits[p];
      const auto best = std::ranges::max_element(hits, {}, [](const auto& hit) { return hit.second; });
      if (best == hits.end()) {
        add(Kind::missing, -1,
            fmt::format("no page has the leaf numbers {} of the transcription", joined(line)));
        continue;
      }
      for (const LeafName& name : line) {
        const auto found = pages_of.find(place_of(name));
        if (found != pages_of.end() && std::ranges::count(found->second, best->first) > 0) continue;
        add(Kind::contradicts, static_cast<long>(best->first),
            fmt::format("{}: the transcription has {}{}", page(best->first), joined(line),
                        reads_of(best->first)));
        break;
      }
    }
  }

  /// "; the page reads 15 492", for a message.
  std::string reads_of(size_t page_idx) const {
    std::string read;
    for (const SeenLeaf& seen : seen_on(page_idx))
      read += " " + (seen.name ? to_string(*seen.name) : seen.text.empty() ? "□□" : seen.text + "?");
    return "; the page reads" + read;
  }

  std::vector<SeenLeaf> seen_on(size_t page_idx) const {
    return {std::ranges::lower_bound(sources_.seen, page_idx, {}, &SeenLeaf::page_idx),
            std::ranges::upper_bound(sources_.seen, page_idx, {}, &SeenLeaf::page_idx)};
  }

  /// Columns of the transcription's number lines that run by one, and where they do not.
  void report_written_runs() {
    size_t columns = 0;
    for (const auto& line : sources_.written) columns = std::max(columns, line.size());
    for (size_t c = 0; c < columns; ++c) {
      std::vector<const std::vector<LeafName>*> lines;
      for (const auto& line : sources_.written)
        if (line.size() > c) lines.push_back(&line);
      size_t up = 0, down = 0;
      for (size_t k = 1; k < lines.size(); ++k) {
        const int ahead = (*lines[k])[c].number - (*lines[k - 1])[c].number;
        up += ahead == 1 ? 1 : 0;
        down += ahead == -1 ? 1 : 0;
      }
      if (lines.size() < 3 || 2 * std::max(up, down) < lines.size() - 1) continue;
      const int step = up >= down ? 1 : -1;
      if (step < 0)
        add(Kind::renumbered, -1,
            fmt::format("in the transcription the numbers {} to {} run backwards",
                        to_string((*lines.front())[c]), to_string((*lines.back())[c])));
      int expected = (*lines.front())[c].number;
      for (const std::vector<LeafName>* line : lines) {
        const LeafName& name = (*line)[c];
        if (name.number != expected && !(name.verso && name.number == expected - step))
          add(Kind::contradicts, -1,
              fmt::format("in the transcription's numbers {} one expects {} for {}", joined(*line), expected,
                          to_string(name)));
        // A single number that is out of row does not move the row.
        if (std::abs(name.number - expected) <= 1) expected = name.number;
        expected += step;
      }
    }
  }

  void report_cited() {
    if (sources_.cited.empty()) return;
    size_t best = 0, most = 0;
    for (size_t n = 0; n < report_.numberings.size(); ++n) {
      size_t inside = 0;
      for (const Stop& stop : stops_of(report_.numberings[n])) inside += is_cited(stop.name) ? 1 : 0;
      if (inside > most) best = n, most = inside;
    }
    if (most == 0) {
      const bool some = std::ranges::any_of(
          sources_.seen, [&](const SeenLeaf& seen) { return seen.name && is_cited(*seen.name); });
      if (!some)
        add(Kind::missing, -1,
            fmt::format("no page has a number of the cited leaves {}", to_string(sources_.cited)));
      return;
    }
    there_.clear();
    for (const Stop& stop : stops_of(report_.numberings[best])) {
      there_.insert(stop.name.number);
      if (!is_cited(stop.name))
        add(Kind::contradicts, static_cast<long>(stop.page_idx),
            fmt::format("{}: leaf {} is none of the cited leaves {}", page(stop.page_idx),
                        to_string(stop.name), to_string(sources_.cited)));
    }
    std::set<int> missing;
    for (const LeafRange& range : sources_.cited)
      for (int number = range.first.number; number <= range.last.number; ++number)
        if (!there_.contains(number)) missing.insert(number);
    if (!missing.empty())
      add(Kind::missing, -1,
          fmt::format("no page has the cited leaves {}", runs_of({missing.begin(), missing.end()})));
  }

  void report_file_names() {
    for (size_t p = 0; p < sources_.named.size(); ++p) {
      if (!sources_.named[p]) continue;
      const std::vector<SeenLeaf> here = seen_on(p);
      const bool some = std::ranges::any_of(here, [](const SeenLeaf& seen) { return seen.name.has_value(); });
      const bool same = std::ranges::any_of(here, [&](const SeenLeaf& seen) {
        return seen.name && seen.name->number == sources_.named[p]->number;
      });
      if (some && !same)
        add(Kind::contradicts, static_cast<long>(p),
            fmt::format("{}: the file is named after leaf {}{}", page(p), to_string(*sources_.named[p]),
                        reads_of(p)));
    }
  }

  /// A front's number stands for both sides.
  bool is_cited(const LeafName& name) const {
    return contains(sources_.cited, name) || contains(sources_.cited, {name.number, name.letter, false});
  }

  const LeafSources& sources_;
  LeafReport report_;
  std::vector<bool> assigned_, explained_;  ///< by number seen
  std::vector<std::vector<size_t>> loose_;  ///< by page, numbers seen that belong to no numbering
  std::set<int> there_;                     ///< numbers of the numbering in hand
  std::string label_;
};

}  // namespace

std::string_view name_of(LeafFinding::Kind kind) {
  switch (kind) {
    case Kind::gap:
      return "gap";
    case Kind::twice:
      return "twice";
    case Kind::out_of_order:
      return "out-of-order";
    case Kind::verso:
      return "verso";
    case Kind::renumbered:
      return "renumbered";
    case Kind::unread:
      return "unread";
    case Kind::contradicts:
      return "contradicts";
    case Kind::missing:
      return "missing";
  }
  assert(false);
  return {};
}

LeafReport report_leaves(const LeafSources& sources) { return Reporter(sources).run(); }

}  // namespace folio
