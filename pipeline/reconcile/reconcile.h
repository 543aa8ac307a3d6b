#pragma once

#include <vector>

#include "page/page_text.h"
#include "page/reconciled_page.h"
#include "transcription/transcription.h"

namespace folio {

struct ReconcileOptions {
  /// Words without read ink are put where their neighbors leave room (typed), or beside them (handwriting).
  bool infer_places = true;
  /// How far handwriting may lie from the typed words that it goes with, in line steps and likenesses of
  /// width added up; larger places more, and more wrongly.
  double max_hand_distance = 2.0;
  /// [0, 1]: a transcription that matches less than this (ReconciledFolio::match) is of another text.
  double least_match = 0.3;
};

/// Stage reconcile: puts the words of a transcription to the words of all pages of a folio together. Page
/// breaks and line breaks of the transcription mean nothing, nor does the order of the pages; words and
/// blocks that either side lacks are stepped over; words broken over two lines get the part of their text
/// that stands on each.
///
/// The typed stream (typed and printed, struck or not) is aligned first; handwriting then finds its place by
/// its typed neighbors, or, where it stands by itself, by its reading or its order on the pages. Every token
/// of the transcription ends in exactly one entry of a ledger, every word of a page that has no token in
/// another.
///
/// Word::confidence afterwards: where both sides agree, a quarter of the recognizer's doubt remains; where
/// they differ, it is how certain the place is (likeness of the letters, and whether the neighbors are placed
/// beside it); for words placed without reading at most 0.6; words without a token keep theirs.
/// Whether a word is struck follows the transcription where that marks any strike at all, else the image.
ReconciledFolio reconcile(std::vector<PageText> pages, const Transcription& transcription,
                          const ReconcileOptions& options = {});

/// Whether the transcription is of these pages at all; true when there is nothing to tell it by.
bool matches(const ReconciledFolio& folio, const ReconcileOptions& options);

/// The recognizer's text as it is, with empty ledgers.
ReconciledFolio without_transcription(std::vector<PageText> pages);

}  // namespace folio
