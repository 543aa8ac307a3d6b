#include "metrics/comparison/folio_of.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

TEST(FolioOf, TakesThePagesNumberOff) {
  for (const char* stem :
       {"garf-718-012", "garf-718_p003", "garf-718-12об", "garf-718.л12об", "garf-718 f12v", "garf-718-l12"})
    EXPECT_EQ(folio_of(stem), "garf-718") << stem;
  EXPECT_EQ(folio_of("autocode12"), "autocode");
  EXPECT_EQ(folio_of("p03"), "");
  EXPECT_EQ(folio_of("0012"), "");
}

TEST(FolioOf, OfANameWithoutANumberIsTheName) {
  for (const char* stem : {"letter", "", "об", "order-v", "глобус"}) EXPECT_EQ(folio_of(stem), stem);
}

}  // namespace
}  // namespace folio
