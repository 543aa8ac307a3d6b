"""Writes tests/data/models/tiny-ink-net.onnx: a net of the same inputs and outputs as the real one, whose answer is known. Layer
n (1 = typed …) at a pixel of darkness d gets the logit 20 (d - n / 10)."""
import os

import torch
from torch import nn

LAYERS = 5


class TinyNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.pick = nn.Conv2d(1, 4 * LAYERS, 2, 2)
        weight = torch.zeros(4 * LAYERS, 1, 2, 2)
        for layer in range(LAYERS):
            for y in range(2):
                for x in range(2):
                    weight[4 * layer + 2 * y + x, 0, y, x] = 20
        self.pick.weight.data = weight
        self.pick.bias.data = torch.tensor([-2.0 * (layer + 1) for layer in range(LAYERS) for _ in range(4)])

    def forward(self, x):
        return self.pick(x)


if __name__ == "__main__":
    here = os.path.dirname(os.path.abspath(__file__))
    torch.onnx.export(TinyNet().eval(), torch.zeros(1, 1, 32, 32), here + "/../../../tests/data/models/tiny-ink-net.onnx",
                      opset_version=11, input_names=["ink"], output_names=["layers"],
                      dynamic_axes={"ink": {2: "height", 3: "width"}, "layers": {2: "rows", 3: "columns"}})
