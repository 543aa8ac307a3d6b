"""Trains the net of ink layers, and writes it as ONNX with its figures.

usage: train.py --shared DIR --prepared DIR --npm DIR --work DIR [--pool N] [--held-back N] [--steps N] [--minutes M] [--leave-out PREFIX]
  --prepared   where prepare.sh left the segmented training pages;  --npm  node_modules/@fontsource
  --leave-out  pages and sets whose names begin so are not trained on (leave one document out)
Composes the pool of patches first (kept in --work, made anew when the recipe changed), then trains with the seed fixed;
the weights that do best on the held-back patches are kept."""
import argparse
import json
import multiprocessing
import os
import time

import cv2
import numpy as np
import torch
from torch.nn import functional

import compose
import ink_sources as sources
import net as nets

HERE = os.path.dirname(os.path.abspath(__file__))
CHUNK = 100  # patches of one seed
# Of the layers in their order: the rarer one is on a page, the more each of its pixels weighs against those without.
LAYER_WEIGHTS = (1.0, 2.5, 8.0, 10.0, 2.0)
CROP = 224  # side of the window of a patch that one step sees
PAPER_WEIGHT = 0.05  # of a pixel without ink: what the net says there is never asked


def compose_chunk(seed):
    cv2.setNumThreads(1)
    composer = compose.Composer(materials, seed)
    return [composer.compose() for _ in range(CHUNK)]


def patches(options, count, held_back):
    """(dark, mask), count x PATCH x PATCH uint8 each."""
    path = f"{options.work}/{'held-back' if held_back else 'pool'}{'-without-' + options.leave_out if options.leave_out else ''}-{count}.npz"
    if not os.path.exists(path):
        labels = sources.read_labels(HERE + "/ink_labels.csv")
        if options.leave_out:
            labels = {k: v for k, v in labels.items() if not (k[0].startswith(options.leave_out) or k[1].startswith(options.leave_out))}
        global materials  # for the worker processes, which are forks of this one
        materials = compose.Materials(f"{options.shared}/train", options.prepared, labels, options.npm, held_back)
        seeds = [(1000 if held_back else 0) + i for i in range((count + CHUNK - 1) // CHUNK)]
        with multiprocessing.Pool(2) as workers:
            made = [patch for chunk in workers.imap(compose_chunk, seeds) for patch in chunk][:count]
        np.savez(path, dark=np.stack([m[0] for m in made]), mask=np.stack([m[1] for m in made]))
    stored = np.load(path)
    return stored["dark"], stored["mask"]


def to_grid(logits):
    """N x 4L x H x W to N x L x 2H x 2W."""
    return functional.pixel_shuffle(logits, 2)


def targets_of(mask):
    bits = torch.stack([(mask >> i) & 1 for i in range(nets.LAYER_COUNT)], 1).float()
    ink = mask != 0
    weight = torch.where(ink, 1.0, PAPER_WEIGHT) * ((mask & sources.IGNORE) == 0)
    return bits, weight


def loss_of(logits, mask):
    bits, weight = targets_of(mask)
    rare = torch.tensor(LAYER_WEIGHTS).reshape(1, -1, 1, 1)
    each = functional.binary_cross_entropy_with_logits(to_grid(logits), bits, pos_weight=rare, reduction="none").mean(1)
    return (each * weight).sum() / weight.sum().clamp(min=1)


def figures(net, dark, mask):
    """Loss, and F1 of each layer over the inked pixels."""
    net.eval()
    hit, said, true, loss = (np.zeros(nets.LAYER_COUNT) for _ in range(4))
    with torch.no_grad():
        for i in range(0, len(dark), 16):
            m = torch.from_numpy(mask[i:i + 16].astype(np.int64))
            logits = net(torch.from_numpy(dark[i:i + 16]).float()[:, None] / 255)
            loss[0] += float(loss_of(logits, m)) * len(m)
            bits, weight = targets_of(m)
            counted = ((m != 0) & (weight > 0))[:, None]
            out = (to_grid(logits) > 0) & counted
            bits = (bits > 0) & counted
            hit += (out & bits).sum((0, 2, 3)).numpy()
            said += out.sum((0, 2, 3)).numpy()
            true += bits.sum((0, 2, 3)).numpy()
    f1 = 2 * hit / np.maximum(1, said + true)
    return loss[0] / len(dark), dict(zip(sources.LAYERS, f1.round(4).tolist()))


def write_onnx(net, path):
    net.eval()
    torch.onnx.export(net, torch.zeros(1, 1, 320, 320), path, opset_version=11, input_names=["ink"], output_names=["layers"],
                      dynamic_axes={"ink": {2: "height", 3: "width"}, "layers": {2: "rows", 3: "columns"}})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("shared", "prepared", "npm", "work"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--pool", type=int, default=10000)
    parser.add_argument("--held-back", type=int, default=400)
    parser.add_argument("--steps", type=int, default=9000)
    parser.add_argument("--minutes", type=float, default=100, help="stops training by then, whatever the steps")
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--leave-out", default="")
    parser.add_argument("--start", help="weights (.pt) to go on from")
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    torch.manual_seed(1)
    torch.set_num_threads(options.threads)
    rng = np.random.default_rng(1)

    begin = time.time()
    dark, mask = patches(options, options.pool, False)
    held_dark, held_mask = patches(options, options.held_back, True)
    print(f"{len(dark)} patches, {len(held_dark)} held back, {time.time() - begin:.0f} s", flush=True)
    net = nets.LayerNet()
    if options.start:
        net.load_state_dict(torch.load(options.start))
    optimizer = torch.optim.AdamW(net.parameters(), options.rate, weight_decay=1e-4)
    best, begin = 1e9, time.time()
    order = np.empty(0, int)
    running = 0.0
    for step in range(1, options.steps + 1):
        # The rate falls along half a cosine over whichever ends first, steps or minutes.
        done = max(step / options.steps, (time.time() - begin) / 60 / options.minutes)
        if done >= 1 and step > 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = options.rate * min(1, step / 200) * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * done)))
        if len(order) < options.batch:
            order = rng.permutation(len(dark))
        chosen, order = order[:options.batch], order[options.batch:]
        net.train()
        x, y = rng.integers(0, compose.PATCH - CROP + 1, 2)
        window = (slice(y, y + CROP), slice(x, x + CROP))
        d = torch.from_numpy(dark[(chosen, *window)]).float()[:, None] / 255
        d = (d * (0.7 + 0.45 * torch.rand(len(d), 1, 1, 1))).clamp(0, 1)
        loss = loss_of(net(d), torch.from_numpy(mask[(chosen, *window)].astype(np.int64)))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        running += float(loss.detach())
        if step % 200 == 0 or step == options.steps:
            held, f1 = figures(net, held_dark, held_mask)
            print(f"step {step} {(time.time() - begin) / 60:.1f} min: loss {running / 200:.4f}, held back {held:.4f}, F1 {f1}", flush=True)
            running = 0.0
            if held < best:
                best = held
                torch.save(net.state_dict(), options.work + "/best.pt")
    net.load_state_dict(torch.load(options.work + "/best.pt"))
    held, f1 = figures(net, held_dark, held_mask)
    write_onnx(net, options.work + "/ink-layers.onnx")
    card = {"parameters": nets.parameter_count(net), "held_back_loss": round(held, 5), "held_back_f1": f1, "steps": step,
            "minutes": round((time.time() - begin) / 60, 1), "pool": len(dark), "left_out": options.leave_out}
    json.dump(card, open(options.work + "/figures.json", "w"), indent=1)
    print(card)


if __name__ == "__main__":
    main()
