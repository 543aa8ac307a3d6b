"""The net that tells layers of ink apart: a small U-Net whose finest features lie at half the input's scale.

Input 1 x 1 x H x W, darkness in [0, 1], a small letter 9 pixels high, H and W multiples of 16. Output 1 x 4L x H/2 x W/2:
logits of the L layers at the four pixels of each cell, channel 4 * layer + 2 * (y % 2) + x % 2."""
import torch
from torch import nn

LAYER_COUNT = 5


def block(cin, cout, stride=1, dilation=1, kernel=3):
    return nn.Sequential(nn.Conv2d(cin, cout, kernel, stride, dilation * (kernel // 2), dilation, bias=False),
                         nn.BatchNorm2d(cout), nn.ReLU(True))


class Residual(nn.Module):
    def __init__(self, width, dilation=1):
        super().__init__()
        self.a, self.b = block(width, width, 1, dilation), block(width, width, 1, dilation)

    def forward(self, x):
        return x + self.b(self.a(x))


class LayerNet(nn.Module):
    def __init__(self, widths=(12, 24, 48, 80)):
        super().__init__()
        a, b, c, d = widths
        self.stem = nn.Sequential(block(1, a, 2, kernel=5), block(a, a))
        self.two = nn.Sequential(block(a, b, 2), Residual(b))
        self.three = nn.Sequential(block(b, c, 2), Residual(c))
        self.four = nn.Sequential(block(c, d, 2), Residual(d), Residual(d, 2))
        self.up_three, self.join_three = nn.Conv2d(d, c, 1), block(c, c)
        self.up_two, self.join_two = nn.Conv2d(c, b, 1), block(b, b)
        self.up_one, self.join_one = nn.Conv2d(b, a, 1), block(a, a)
        self.head = nn.Conv2d(a, 4 * LAYER_COUNT, 1)
        self.grow = nn.Upsample(scale_factor=2, mode="nearest")

    def forward(self, x):
        one = self.stem(x)
        two = self.two(one)
        three = self.three(two)
        four = self.four(three)
        three = self.join_three(three + self.grow(self.up_three(four)))
        two = self.join_two(two + self.grow(self.up_two(three)))
        one = self.join_one(one + self.grow(self.up_one(two)))
        return self.head(one)


def parameter_count(net):
    return sum(p.numel() for p in net.parameters())


if __name__ == "__main__":
    net = LayerNet().eval()
    print(parameter_count(net), "parameters")
    with torch.no_grad():
        print(tuple(net(torch.zeros(1, 1, 256, 320)).shape))
