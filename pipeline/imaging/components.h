#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "page/segmented_page.h"

namespace folio {

/// 8-connected pieces of `ink` (CV_8UC1, 255 = ink) in the order of their first pixel, top to bottom.
/// `labels` gets each piece's label (page/label_row.h); the piece of label n is components[n - 1].
std::vector<Component> find_components(const cv::Mat& ink, cv::Mat& labels);

/// Finds anew the pieces that had the labels `changed`, whose pixels `labels` may have lost some to 0: a
/// piece may fall apart or be gone. The piece of label n is components[n - 1] again; new ones come last. Far
/// faster than finding all pieces where few have changed.
void renew_components(std::vector<int> changed, cv::Mat& labels, std::vector<Component>& components);

/// Usual height of small letters in pixels: the height below which 45 % of the ink of letter-like pieces
/// lies. Small letters carry most ink of a typed page, so specks, capitals and strokes hardly move it. 0 when
/// fewer than five pieces look like letters. Pieces lower than `lowest` pixels are specks.
double usual_letter_height(const std::vector<Component>& components, const cv::Size& page, int lowest = 6);

/// Share of the ink of pieces no higher than a fifth of the page that lies in pieces as high as `height`
/// within 15 %, [0, 1]. Type gathers a third of its ink or more at the height of its small letters.
double share_at_height(const std::vector<Component>& components, double height, const cv::Size& page);

}  // namespace folio
