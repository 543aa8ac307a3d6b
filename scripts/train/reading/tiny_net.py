"""Writes tests/data/models/tiny-reading-net.onnx: a net of the same input and output as the real one, with the alphabet "аб " and a
known answer: by the mean darkness of a step's 40 x 8 pixels none (below 0.1), а (to 0.4), б (to 0.7) or the blank."""
import os

import torch
from torch import nn

SLOPES, OFFSETS = (0.0, 40.0, 80.0, 160.0), (0.0, -4.0, -20.0, -76.0)  # logits; neighbors meet at 0.1, 0.4, 0.7


class TinyNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.mean = nn.Conv2d(1, len(SLOPES), (40, 8), (40, 8))
        self.mean.weight.data = torch.tensor(SLOPES).reshape(-1, 1, 1, 1).expand(-1, 1, 40, 8) / 320
        self.mean.bias.data = torch.tensor(OFFSETS)

    def forward(self, x):
        logits = self.mean(x)
        return logits, torch.relu(logits)


if __name__ == "__main__":
    here = os.path.dirname(os.path.abspath(__file__))
    torch.onnx.export(TinyNet().eval(), torch.zeros(1, 1, 40, 160), here + "/../../../tests/data/models/tiny-reading-net.onnx",
                      opset_version=11, input_names=["line"], output_names=["characters", "features"],
                      dynamic_axes={"line": {3: "width"}, "characters": {3: "steps"}, "features": {3: "steps"}})
