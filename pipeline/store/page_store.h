#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "page/layered_page.h"
#include "page/recognized_page.h"
#include "page/reconciled_page.h"
#include "page/scanned_page.h"
#include "page/segmented_page.h"
#include "page/upright_page.h"

namespace folio {

/// What is kept of a scan: all but its pixels, which stay in the file that they come from.
struct StoredScan {
  PageOrigin origin;
  cv::Size size;  ///< of the pixels, to see that they are still the same
  bool bilevel = false;
  Resolution resolution;
};

/// What each stage leaves on disk of one page, so that the next can go on from it: JSON for figures and text,
/// PNG for pixels, in one folder. Files appear whole or not at all.
///
///   scanned.json  upright.json upright.png [upright-color.png]  segmented.json ink.png
///   layered.json masks.png [machine.png]  scan-masks.png  recognized.json [revised.json]  reconciled.json
///
/// What can be worked out again is not kept: pieces of ink come from ink.png, the color of an unskewed page
/// is that of its scan. Loading throws Error{input} that names the file, what is wrong, and the command to
/// run first.
class PageStore {
 public:
  /// The file that says what the pages between stages were made from: its owner writes it (see KeptStages).
  static constexpr const char* kKeptStages = "kept-stages.json";

  /// `folder` is that of one page, OUT/stages/STEM by custom. Made when something is saved.
  explicit PageStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

  const std::filesystem::path& folder() const { return folder_; }

  void save_scanned(const ScannedPage& page) const;
  /// Saving a page between its stages removes kKeptStages: it no longer says what is there.
  void save_upright(const UprightPage& page) const;
  void save_segmented(const SegmentedPage& page) const;
  void save_layered(const LayeredPage& page) const;
  /// Removes what was revised or reconciled of an earlier reading.
  void save_recognized(const PageText& text) const;
  /// The reading in the light of the whole folio, beside the first one. Removes what was reconciled.
  void save_revised(const PageText& text) const;
  void remove_revised() const;
  /// Without the characters of its words, which recognized.json has.
  void save_reconciled(const ReconciledPage& page) const;

  /// The page's file lies elsewhere now, with the same bytes: the scan and the first reading name it there.
  /// What was revised or reconciled is removed. Throws Error as loading does.
  void move_origin(const std::filesystem::path& file) const;

  /// The layers' masks on the scan, as they were found last: scan-masks.png. Saving a scan or layers anew
  /// removes them.
  void save_scan_masks(const LayerMasks& masks) const;
  /// Nothing when no run left them, or they are of another size.
  std::optional<LayerMasks> load_scan_masks(const cv::Size& size) const;

  StoredScan load_scanned() const;
  /// Each load takes the page before it, which must be there. `scan` is the page that load_scanned() told of,
  /// its pixels read again.
  UprightPage load_upright(std::shared_ptr<const ScannedPage> scan) const;
  SegmentedPage load_segmented(std::shared_ptr<const UprightPage> upright) const;
  LayeredPage load_layered(std::shared_ptr<const SegmentedPage> segmented) const;
  /// The text alone, for stages that need no pixels: as it was revised last.
  PageText load_recognized_text() const;
  /// The same as it was read first, of the page alone.
  PageText load_first_reading() const;
  ReconciledPage load_reconciled() const;

  /// Whether the stage of this name ("ingest", "deskew", "segment", "separate", "recognize", "reconcile") has
  /// left its result. Says nothing of whether it is whole.
  bool has(const std::string& stage) const;

 private:
  void remove_scan_masks() const;
  void remove_file(const char* name) const;
  /// A stage's result, by the page type that it makes.
  enum class Kind : unsigned char { scanned, upright, segmented, layered, recognized, revised, reconciled };
  static const char* file_of(Kind kind);   ///< its JSON file
  static const char* stage_of(Kind kind);  ///< the command that makes it
  void save_json(Kind kind, nlohmann::json json) const;
  /// Calls `read` with the file's content; what it throws for wrong content becomes an Error.
  void load_json(Kind kind, const std::function<void(const nlohmann::json&)>& read) const;
  PageText load_text(Kind kind) const;
  cv::Mat load_image(Kind kind, const char* name, int type, const cv::Size& size) const;
  [[noreturn]] void fail(Kind kind, const std::string& name, const std::string& problem, bool missing) const;

  std::filesystem::path folder_;
};

}  // namespace folio
