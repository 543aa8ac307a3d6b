#include "core/debug_images.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

TEST(DebugImagesTest, TheDefaultWantsNoneAndKeepsNone) {
  EXPECT_FALSE(no_debug_images().wanted());
  no_debug_images().add("deskew", "frame", cv::Mat(2, 2, CV_8UC1));
  no_debug_images().add_table("separate", "words", "line\n");
}

}  // namespace
}  // namespace folio
