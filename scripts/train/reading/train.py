"""Trains the net that reads typed lines, and writes it as ONNX with its figures.

usage: train.py --texts DIR --work DIR [--real FILE] [--start WEIGHTS.pt] [--minutes M] [--steps N] [--threads N] [--leave-out PREFIX]
  --texts      unpacked packages of Russian text;  --real  real lines (real.py): a part of the batches, and what is held back of them
  --leave-out  real lines of sets and pages whose names begin so are only measured
The first steps of a new net are taught which character lies where, all others by CTC. Weights that do best on what is held back
are kept: drawn lines of typewriters never trained on, and real lines where there are any."""
import argparse
import json
import os
import pickle
import time

import cv2
import Levenshtein
import numpy as np
import torch
from torch.nn import functional

import alphabet
import lines
import net as nets
import texts
import touch_up

PLACED_STEPS = 400
KEPT_BATCHES = 300  # drawn batches that are shown again


def logits_of(net, images):
    return net(torch.from_numpy(images).float() / 255).squeeze(2)  # N x classes x T


def ctc_loss(logits, labels):
    chances = logits.permute(2, 0, 1).log_softmax(-1)
    count, batch = chances.shape[:2]
    return functional.ctc_loss(chances, torch.tensor(sum(labels, [])), torch.full((batch,), count), torch.tensor([len(label) for label in labels]), zero_infinity=True)


def placed_loss(logits, at_middles):
    weight = torch.ones(alphabet.CLASS_COUNT)
    weight[0] = 0.5
    return functional.cross_entropy(logits, torch.from_numpy(at_middles), weight)


def read(net, images):
    return [alphabet.decode(row) for row in logits_of(net, images).argmax(1).tolist()]


def errors_of(net, batches):
    """Share of wrong characters over [(images, texts)]."""
    net.eval()
    wrong = total = 0
    with torch.no_grad():
        for images, wanted in batches:
            for said, text in zip(read(net, images), wanted):
                wanted_text = alphabet.comparable(text)
                wrong += Levenshtein.distance(alphabet.comparable(said), wanted_text)
                total += len(wanted_text)
    return wrong / max(1, total)


def plain_batches(real):
    """Real lines as they are, of about one width together."""
    real = sorted(real, key=lambda line: line["image"].shape[1])
    return [(touch_up.stack([line["image"] for line in real[i:i + 16]]), [line["text"] for line in real[i:i + 16]]) for i in range(0, len(real), 16)]


def write_onnx(net, path, width=640):
    net.eval()
    both = nets.WithFeatures(net).eval()
    torch.onnx.export(both, torch.zeros(1, 1, nets.HEIGHT, width), path, opset_version=11, input_names=["line"], output_names=["characters", "features"],
                      dynamic_axes={"line": {3: "width"}, "characters": {3: "steps"}, "features": {3: "steps"}})
    with open(os.path.splitext(path)[0] + ".alphabet", "w", encoding="utf8") as file:
        file.write(alphabet.CHARACTERS)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--real")
    parser.add_argument("--real-share", type=float, default=0.3)
    parser.add_argument("--start")
    parser.add_argument("--minutes", type=float, default=80)
    parser.add_argument("--steps", type=int, default=100000)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--leave-out", default="")
    parser.add_argument("--name", default="typed-line")
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    cv2.setNumThreads(1)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    rng = np.random.default_rng(options.seed)

    drawer = lines.Drawer(texts.Texts(options.texts, options.seed), False, options.seed)
    other = lines.Drawer(texts.Texts(options.texts, 1000), True, 1000)
    held = {"drawn": [batch[:2] for batch in (other.batch(32, length) for length in (12, 20, 28, 36, 44, 52, 60, 64))]}
    held["drawn"] = [(images, ["".join(alphabet.CHARACTERS[k - 1] for k in label) for label in labels]) for images, labels in held["drawn"]]
    real = pickle.load(open(options.real, "rb")) if options.real else []
    left_out = lambda line: options.leave_out and (line["set"].startswith(options.leave_out) or line["page"].startswith(options.leave_out))
    for name in sorted({line["set"] for line in real}):
        chosen = [line for line in real if line["set"] == name and (line["held_back"] or left_out(line))]
        if chosen:
            held[name] = plain_batches(chosen)
    real = sorted((line for line in real if not line["held_back"] and not left_out(line)), key=lambda line: line["image"].shape[1])
    print(f"{len(drawer.typewriters)} typewriters, {len(real)} real lines; held back: { {k: sum(len(b[1]) for b in v) for k, v in held.items()} }", flush=True)

    net = nets.LineNet()
    if options.start:
        net.load_state_dict(torch.load(options.start))
    optimizer = torch.optim.AdamW(net.parameters(), options.rate, weight_decay=1e-4)
    weights = f"{options.work}/{options.name}.pt"
    best, begin, kept, running = 1e9, time.time(), [], []

    def keep_if_best():
        nonlocal best
        figures = {name: round(100 * errors_of(net, batches), 2) for name, batches in held.items()}
        score = np.mean(list(figures.values()))
        if score < best:
            best = score
            torch.save(net.state_dict(), weights)
        return figures

    for step in range(1, options.steps + 1):
        # The rate falls along half a cosine over whichever ends first, steps or minutes.
        done = max(step / options.steps, (time.time() - begin) / 60 / options.minutes)
        if done >= 1 and step > 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = options.rate * min(1, step / 100) * (0.01 + 0.99 * 0.5 * (1 + np.cos(np.pi * done)))
        at_middles = None
        if real and rng.random() < options.real_share:
            images, labels = touch_up.real_batch(real, options.batch, rng)
        elif len(kept) >= 30 and step % 2:
            images, labels, at_middles = kept[int(rng.integers(len(kept)))]
            images = touch_up.drawn_again(images, rng)
        else:
            images, labels, at_middles = drawer.batch(options.batch, int(rng.integers(12, 48)))
            kept.append((images, labels, at_middles))
            kept = kept[-KEPT_BATCHES:]
        net.train()
        logits = logits_of(net, images)
        placed = not options.start and step <= PLACED_STEPS and at_middles is not None
        loss = placed_loss(logits, at_middles) if placed else ctc_loss(logits, labels)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5)
        optimizer.step()
        running.append(float(loss.detach()))
        if step % 50 == 0 and step % 250:
            print(f"step {step} {(time.time() - begin) / 60:.1f} min: loss {np.mean(running[-50:]):.4f}", flush=True)
        if step % 250 == 0:
            figures = keep_if_best()
            print(f"step {step} {(time.time() - begin) / 60:.1f} min: loss {np.mean(running[-250:]):.4f}, % wrong held back {figures}", flush=True)
            torch.save(net.state_dict(), f"{options.work}/{options.name}-last.pt")
    keep_if_best()
    net.load_state_dict(torch.load(weights))
    figures = {name: round(100 * errors_of(net, batches), 2) for name, batches in held.items()}
    write_onnx(net, f"{options.work}/{options.name}.onnx")
    card = {"parameters": nets.parameter_count(net), "wrong_held_back_percent": figures, "steps": step, "minutes": round((time.time() - begin) / 60, 1),
            "real_lines": len(real), "left_out": options.leave_out}
    json.dump(card, open(f"{options.work}/{options.name}.json", "w"), indent=1)
    print(card)


if __name__ == "__main__":
    main()
