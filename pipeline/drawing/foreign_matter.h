#pragma once

#include <opencv2/core.hpp>

#include "drawing/canvas.h"
#include "drawing/faces.h"
#include "drawing/leaf_description.h"

namespace folio {

/// Draws what a scan shows besides the leaf and is none of its text: punched holes, and the neighboring pages
/// of a bound volume with the gutter's shadow. `sheet`: CV_8UC3, as draw_sheet leaves it. Nothing of it
/// enters the truth.
void draw_foreign_matter(cv::Mat& sheet, const LeafDescription& leaf, const Canvas& canvas,
                         const Faces& faces);

}  // namespace folio
