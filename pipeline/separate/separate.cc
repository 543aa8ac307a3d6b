#include "separate/separate.h"
namespace folio {
LayeredPage separate(std::shared_ptr<const SegmentedPage> s, const SeparateOptions&, DebugImages&) {
  LayeredPage page; page.masks=LayerMasks(s->ink.size());
  page.masks[Layer::typed]=s->ink.clone();
  for (auto&l:s->lines){ LayerLine o; o.box=l.box;o.baseline=l.baseline;o.x_height=l.x_height;o.component_idxs=l.component_idxs; page.lines.push_back(o);}
  page.segmented=s; return page;
}
}
