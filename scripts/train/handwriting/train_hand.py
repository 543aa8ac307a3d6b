"""Trains the net that reads handwriting, and writes it as ONNX with its figures.

usage: train_hand.py --texts DIR --faces DIR --train DIR --work DIR [--start WEIGHTS.pt] [--minutes M] [--steps N] [--threads N] [--name NAME]
  --texts  unpacked packages of Russian text;  --faces  unpacked packages of npm (see `train`);  --train  shared/train
The first steps of a new net are taught which character lies where, all others by CTC. Weights that do best on what is held back
are kept: lines drawn with faces never trained on, and real lines."""
import argparse
import json
import os
import sys
import time

import cv2
import Levenshtein
import numpy as np
import torch
from torch.nn import functional

import hand_net as nets
import hand_texts
import hands
import pen
import real_hands
import signs

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../reading"))
from train import ctc_loss, logits_of  # noqa: E402

PLACED_STEPS = 800
PLACED_WEIGHT = 0.3  # of it later: CTC alone is slow to find where characters lie
KEPT_BATCHES = 600  # drawn batches that are shown again
UNSCORED = ("ru-handwritten-digital-peter",)  # two centuries older
REAL_SETS = ("ru-handwritten-digital-peter", "ru-handwritten-word-crops")


def placed_loss(logits, at_middles):
    weight = torch.ones(signs.CLASS_COUNT)
    weight[0] = 0.3
    return functional.cross_entropy(logits, torch.from_numpy(at_middles), weight)


def errors_of(net, batches):
    """Share of wrong characters over [(images, texts)]."""
    net.eval()
    wrong = total = 0
    with torch.no_grad():
        for images, wanted in batches:
            for row, text in zip(logits_of(net, images).argmax(1).tolist(), wanted):
                truth = signs.comparable(text)
                wrong += Levenshtein.distance(signs.comparable(signs.decode(row)), truth)
                total += len(truth)
    return wrong / max(1, total)


def shown_again(images, rng):
    out = np.clip((images / 255.0) ** rng.uniform(0.7, 1.4) * rng.uniform(0.85, 1.1), 0, 1)
    return (np.roll(out, int(rng.integers(-2, 3)), 2) * 255).astype(np.uint8)


def write_onnx(net, path, width=640):
    net.eval()
    torch.onnx.export(net, torch.zeros(1, 1, nets.HEIGHT, width), path, opset_version=11, input_names=["line"], output_names=["characters"],
                      dynamic_axes={"line": {3: "width"}, "characters": {3: "steps"}})
    with open(os.path.splitext(path)[0] + ".alphabet", "w", encoding="utf8") as file:
        file.write(signs.CHARACTERS)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("texts", "faces", "train", "work"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--extra", nargs="*", default=[], help="more folders of real lines with labels.tsv; those named …-held are only measured")
    parser.add_argument("--real-lines", type=int, default=3, help="of each batch")
    parser.add_argument("--start")
    parser.add_argument("--minutes", type=float, default=80)
    parser.add_argument("--steps", type=int, default=100000)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--name", default="hand-line")
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    cv2.setNumThreads(1)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    rng = np.random.default_rng(options.seed)

    stock = hands.collect(options.faces, options.train, options.faces + "/mnist", options.work + "/hands.pickle")
    drawer = pen.Drawer(hand_texts.HandTexts(options.texts, options.seed), stock, False, options.seed)
    other = pen.Drawer(hand_texts.HandTexts(options.texts, 1000), stock, True, 1000)
    drawn = [other.batch(24, length)[:2] for length in (4, 8, 12, 18, 24, 32)]
    held = {"drawn": [(images, ["".join(signs.CHARACTERS[k - 1] for k in label) for label in labels]) for images, labels in drawn]}
    real = []
    for folder in [f"{options.train}/{name}" for name in REAL_SETS] + options.extra:
        lines = real_hands.lines_of(folder)
        chosen = [line for line in lines if line["held_back"]]
        if chosen:
            held[os.path.basename(folder)] = real_hands.plain_batches(chosen, nets.STRIDE)
        real += [kept] if (kept := [line for line in lines if not line["held_back"]]) else []
    shares = np.array([3.0 if "peter" not in lines[0]["set"] else 1.0 for lines in real])
    print(f"{len(stock['faces'])} faces, {[len(lines) for lines in real]} real lines; held back: { {k: sum(len(b[1]) for b in v) for k, v in held.items()} }", flush=True)

    net = nets.HandNet()
    print(f"{nets.parameter_count(net)} parameters", flush=True)
    if options.start:
        net.load_state_dict(torch.load(options.start))
    optimizer = torch.optim.AdamW(net.parameters(), options.rate, weight_decay=1e-4)
    weights = f"{options.work}/{options.name}.pt"
    best, begin, kept, running = 1e9, time.time(), [], []

    def keep_if_best():
        nonlocal best
        figures = {name: round(100 * errors_of(net, batches), 2) for name, batches in held.items()}
        score = np.mean([value for name, value in figures.items() if name not in UNSCORED])
        if score < best:
            best = score
            torch.save(net.state_dict(), weights)
        return figures

    for step in range(1, options.steps + 1):
        done = max(step / options.steps, (time.time() - begin) / 60 / options.minutes)
        if done >= 1 and step > 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = options.rate * min(1, step / 100) * (0.01 + 0.99 * 0.5 * (1 + np.cos(np.pi * done)))
        placing = not options.start and step <= PLACED_STEPS
        if len(kept) >= 60 and rng.random() < 0.4:
            images, labels, at_middles = kept[int(rng.integers(len(kept)))]
            images = shown_again(images, rng)
        else:
            images, labels, at_middles = drawer.batch(options.batch - options.real_lines, int(rng.integers(3, 30)))
            kept.append((images, labels, at_middles))
            kept = kept[-KEPT_BATCHES:]
        drawn = len(images)
        if not placing and options.real_lines:
            # In one batch with drawn ones, as they are normalized together.
            lines = real[int(rng.choice(len(real), p=shares / shares.sum()))]
            more, more_labels = real_hands.some(lines, options.real_lines, images.shape[3], rng)
            images = real_hands.stacked([image[0] for image in images] + more, nets.STRIDE)
            labels = labels + more_labels
        net.train()
        logits = logits_of(net, images)
        placed = placed_loss(logits[:drawn, :, :at_middles.shape[1]], at_middles)
        loss = placed if placing else ctc_loss(logits, labels) + PLACED_WEIGHT * placed
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5)
        optimizer.step()
        running.append(float(loss.detach()))
        if step % 50 == 0:
            print(f"step {step} {(time.time() - begin) / 60:.1f} min: loss {np.mean(running[-50:]):.4f}", flush=True)
        if step % 250 == 0:
            print(f"step {step} {(time.time() - begin) / 60:.1f} min: % wrong held back {keep_if_best()}", flush=True)
            torch.save(net.state_dict(), f"{options.work}/{options.name}-last.pt")
    keep_if_best()
    net.load_state_dict(torch.load(weights))
    figures = {name: round(100 * errors_of(net, batches), 2) for name, batches in held.items()}
    write_onnx(net, f"{options.work}/{options.name}.onnx")
    card = {"parameters": nets.parameter_count(net), "wrong_held_back_percent": figures, "steps": step, "minutes": round((time.time() - begin) / 60, 1)}
    json.dump(card, open(f"{options.work}/{options.name}.json", "w"), indent=1)
    print(card)


if __name__ == "__main__":
    main()
