"""Writes tests/data/models/tiny-hand-net.onnx: a net of the same input and output as the real one, with the alphabet "аб " and a known
answer: by the mean darkness of a step's 48 x 4 pixels none (below 0.047), а (to 0.14), б (to 0.28) or the blank."""
import os

import torch
from torch import nn

SLOPES, OFFSETS = (0.0, 240.0, 480.0, 960.0), (0.0, -11.25, -44.85, -179.25)  # logits; neighbors meet at 0.047, 0.14, 0.28


class TinyNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.mean = nn.Conv2d(1, len(SLOPES), (48, 4), (48, 4))
        self.mean.weight.data = torch.tensor(SLOPES).reshape(-1, 1, 1, 1).expand(-1, 1, 48, 4) / 192
        self.mean.bias.data = torch.tensor(OFFSETS)

    def forward(self, x):
        return self.mean(x)


if __name__ == "__main__":
    here = os.path.dirname(os.path.abspath(__file__))
    torch.onnx.export(TinyNet().eval(), torch.zeros(1, 1, 48, 160), here + "/../../../tests/data/models/tiny-hand-net.onnx",
                      opset_version=11, input_names=["line"], output_names=["characters"],
                      dynamic_axes={"line": {3: "width"}, "characters": {3: "steps"}})
