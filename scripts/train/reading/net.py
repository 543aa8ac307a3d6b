"""The net that reads a typed line: convolutions only, so that a line may have any length.

Input 1 x 1 x HEIGHT x W: darkness in [0, 1], ink brought to 1; small letters X_HEIGHT pixels high, the baseline at BASELINE,
a typewriter's cell CELL pixels wide; W a multiple of STRIDE. Output 1 x classes x 1 x W / STRIDE: logits of the characters of
`alphabet.CLASSES` and, as class 0, of none (CTC). The exported net gives its last features too, 1 x 192 x 1 x W / STRIDE."""
import torch
from torch import nn

import alphabet

HEIGHT, X_HEIGHT, BASELINE, CELL, STRIDE = 40, 16.0, 28.8, 20, 8


def block(cin, cout, kernel, stride=1, padding=None, dilation=1):
    if padding is None:
        padding = kernel // 2
    return nn.Sequential(nn.Conv2d(cin, cout, kernel, stride, padding, dilation, bias=False), nn.BatchNorm2d(cout), nn.ReLU(True))


class Neighbors(nn.Module):
    """What stands left and right, added."""

    def __init__(self, width, reach, dilation):
        super().__init__()
        self.conv = nn.Conv2d(width, width, (1, reach), 1, (0, dilation * (reach // 2)), (1, dilation), bias=False)
        self.norm = nn.BatchNorm2d(width)

    def forward(self, x):
        return torch.relu(x + self.norm(self.conv(x)))


class LineNet(nn.Module):
    def __init__(self, widths=(16, 32, 48, 64, 80, 192)):
        super().__init__()
        a, b, c, d, e, f = widths
        self.layers = nn.Sequential(
            block(1, a, 5, 2),  # 20 x W/2
            block(a, b, 3, (2, 1)),  # 10 x W/2
            block(b, c, 3, (1, 2)),  # 10 x W/4
            block(c, d, 3, (2, 1)),  # 5 x W/4
            block(d, e, 3),
            block(e, f, (5, 3), (1, 2), (0, 1)),  # 1 x W/8
            Neighbors(f, 5, 1), Neighbors(f, 5, 2), nn.Dropout(0.1), nn.Conv2d(f, alphabet.CLASS_COUNT, 1))

    def forward(self, x):
        return self.layers(x)


class WithFeatures(nn.Module):
    """The net with, beside the logits, what its last layer decides by."""

    def __init__(self, net):
        super().__init__()
        self.body, self.head = net.layers[:-1], net.layers[-1]

    def forward(self, x):
        features = self.body(x)
        return self.head(features), features


def parameter_count(net):
    return sum(p.numel() for p in net.parameters())
