#include "metrics/comparison/comparison.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <utility>

#include "core/error.h"
#include "metrics/comparison/bootstrap.h"
#include "metrics/comparison/folio_of.h"

namespace folio {
namespace {

/// A figure's quotients, block by block.
using BlockQuotients = std::vector<Quotient>;

/// Which block each page belongs to, blocks in order of first appearance.
struct Blocks {
  std::vector<size_t> of_page;
  size_t count = 0;

  Blocks(const std::vector<std::string>& folios, Block block) {
    std::map<std::string, size_t> known;
    for (const std::string& folio : folios) {
      of_page.push_back(block == Block::page ? count : known.emplace(folio, count).first->second);
      count = std::max(count, of_page.back() + 1);
    }
  }
};

/// By figure, in their order; empty for a figure that is no quotient.
std::vector<BlockQuotients> quotients_of(const ComparedSystem& system, const Blocks& blocks) {
  std::vector<BlockQuotients> out(system.total.figures().size());
  for (size_t p = 0; p < system.pages.size(); ++p) {
    const std::vector<Figure> figures = system.pages[p].scores.figures();
    assert(figures.size() <= out.size());  // a page without text has none of profiles, which come last
    for (size_t f = 0; f < figures.size(); ++f) {
      if (!figures[f].quotient) continue;
      out[f].resize(blocks.count);
      out[f][blocks.of_page[p]] += *figures[f].quotient;
    }
  }
  return out;
}

bool is_measured(const Quotient& quotient) { return quotient.denominator > 0; }

/// Cut to what the figure can be at all.
Interval within_range(Interval interval, const Figure& figure, const BlockQuotients& blocks) {
  const bool may_be_negative =
      std::ranges::any_of(blocks, [](const Quotient& block) { return block.numerator < 0; });
  const double least = may_be_negative ? -1 : 0;
  interval.low = std::max(interval.low, least);
  interval.high = std::max(interval.high, interval.low);
  if (figure.better == Better::higher) {
    interval.high = std::min(interval.high, 1.0);
    interval.low = std::min(interval.low, interval.high);
  }
  return interval;
}

Verdict verdict_of(const Interval& difference, Better better) {
  if (difference.contains(0)) return Verdict::open;
  if (better == Better::open) return Verdict::differs;
  return (difference.low > 0) == (better == Better::higher) ? Verdict::better : Verdict::worse;
}

std::optional<Difference> difference_of(const Figure& figure, const Figure& first, const BlockQuotients& own,
                                        const BlockQuotients& others, const Resamples& resamples,
                                        int percent) {
  if (!figure.value || !first.value) return std::nullopt;
  if (!std::isfinite(*figure.value) || !std::isfinite(*first.value)) return std::nullopt;
  Difference out{*figure.value - *first.value, std::nullopt, Verdict::not_tested};
  if (!figure.quotient) return out;
  out.verdict = Verdict::too_few_pages;
  size_t both = 0;
  for (size_t k = 0; k < own.size() && k < others.size(); ++k)
    if (is_measured(own[k]) && is_measured(others[k])) ++both;
  if (both < kLeastBlocks) return out;
  out.interval = difference_interval(others, own, resamples, percent);
  if (out.interval) out.verdict = verdict_of(*out.interval, figure.better);
  return out;
}

void measure(Comparison& comparison) {
  const ComparisonOptions& options = comparison.options;
  const Blocks blocks(comparison.folios, options.block);
  const Resamples resamples(blocks.count);
  const std::vector<BlockQuotients> of_first = quotients_of(comparison.systems.front(), blocks);
  const std::vector<Figure> first_figures = comparison.systems.front().total.figures();
  for (ComparedSystem& system : comparison.systems) {
    const bool is_first = &system == &comparison.systems.front();
    const std::vector<BlockQuotients> quotients = is_first ? of_first : quotients_of(system, blocks);
    const std::vector<Figure> figures = system.total.figures();
    assert(figures.size() == first_figures.size());
    for (size_t f = 0; f < figures.size(); ++f) {
      MeasuredFigure measured{figures[f], 0, std::nullopt, std::nullopt};
      measured.blocks = static_cast<size_t>(std::ranges::count_if(quotients[f], is_measured));
      if (measured.blocks >= kLeastBlocks) {
        if (const auto interval = quotient_interval(quotients[f], resamples, options.interval_percent))
          measured.interval = within_range(*interval, figures[f], quotients[f]);
      }
      if (!is_first) {
        measured.difference = difference_of(figures[f], first_figures[f], quotients[f], of_first[f],
                                            resamples, options.interval_percent);
      }
      system.figures.push_back(std::move(measured));
    }
  }
}

}  // namespace

std::string_view words_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::not_tested:
      return "-";
    case Verdict::too_few_pages:
      return "too few pages to tell";
    case Verdict::open:
      return "no difference shown";
    case Verdict::better:
      return "better";
    case Verdict::worse:
      return "worse";
    case Verdict::differs:
      return "differs";
  }
  assert(false);
  return {};
}

Comparison compare(std::vector<PageMaterial> truths, std::vector<SystemPages> systems,
                   const ComparisonOptions& options) {
  assert(!truths.empty() && !systems.empty());
  Comparison out;
  out.options = options;
  out.truths = std::move(truths);
  for (const PageMaterial& truth : out.truths) out.folios.push_back(folio_of(truth.stem));
  for (SystemPages& system : systems) {
    assert(system.pages.size() == out.truths.size());
    ComparedSystem compared;
    compared.name = std::move(system.name);
    for (size_t p = 0; p < system.pages.size(); ++p) {
      const PageMaterial& truth = out.truths[p];
      ComparedPage page{std::move(system.pages[p]), {}, {}};
      try {
        page.scores = evaluate(truth, page.hypothesis, options.normalizations, options.profiles);
      } catch (Error& error) {
        const std::string& stem = page.hypothesis.stem;
        throw error.at_file(systems.size() > 1 ? compared.name + ": " + stem : stem);
      }
      if (options.with_word_errors) {
        if (const auto both = compared_words(truth, page.hypothesis, options.normalizations))
          page.word_errors = word_errors(both->truth, both->hypothesis);
      }
      compared.total += page.scores;
      compared.pages.push_back(std::move(page));
    }
    // So that all systems have the same figures.
    if (!compared.total.text) compared.total.text = text_figures("", "", {}, options.profiles);
    out.systems.push_back(std::move(compared));
  }
  measure(out);
  return out;
}

}  // namespace folio
