"""The net that reads a handwritten line: convolutions only, so that a line may have any length.

Input 1 x 1 x HEIGHT x W: darkness in [0, 1], ink brought to 1; the band of the letters BAND rows high about row MIDDLE; W a multiple of
STRIDE. Output 1 x classes x 1 x W / STRIDE: logits of the characters of `signs.CLASSES` and, as class 0, of none (CTC)."""

from torch import nn

import signs


HEIGHT, BAND, MIDDLE, STRIDE = 48, 18.0, 24.0, 4
STEADY = 0.03  # of what is normalized: batches of short and of long lines differ much


def block(cin, cout, kernel, stride=1, padding=None):
    if padding is None:
        padding = kernel // 2
    return nn.Sequential(nn.Conv2d(cin, cout, kernel, stride, padding, bias=False), nn.BatchNorm2d(cout, momentum=STEADY), nn.ReLU(True))


class Neighbors(nn.Module):
    """What stands left and right, added."""

    def __init__(self, width, reach, dilation):
        super().__init__()
        self.conv = nn.Conv2d(width, width, (1, reach), 1, (0, dilation * (reach // 2)), (1, dilation), bias=False)
        self.norm = nn.BatchNorm2d(width, momentum=STEADY)

    def forward(self, x):
        return (x + self.norm(self.conv(x))).relu()


class HandNet(nn.Module):
    def __init__(self, widths=(16, 32, 48, 64, 96, 192)):
        super().__init__()
        a, b, c, d, e, f = widths
        self.layers = nn.Sequential(
            block(1, a, 5, 2),  # 24 x W/2
            block(a, b, 3, (2, 1)),  # 12 x W/2
            block(b, c, 3, (1, 2)),  # 12 x W/4
            block(c, d, 3, (2, 1)),  # 6 x W/4
            block(d, e, 3),
            block(e, f, (6, 3), 1, (0, 1)),  # 1 x W/4
            Neighbors(f, 3, 1), Neighbors(f, 3, 2), Neighbors(f, 3, 4), Neighbors(f, 3, 8), nn.Dropout(0.1), nn.Conv2d(f, signs.CLASS_COUNT, 1))

    def forward(self, x):
        return self.layers(x)


def parameter_count(net):
    return sum(p.numel() for p in net.parameters())
