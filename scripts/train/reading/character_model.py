"""Counts which characters follow each other in Russian text, with their case, for pipeline/recognize/character_model.h.

usage: character_model.py --texts DIR --out FILE [--tune WEIGHTS.pt REAL.pickle]
  --tune  what reading held-back real lines with several weights of the model gets wrong
File: "FCM1", the order as a byte, for each order from 1 the number of entries (4 bytes, little-endian); then the entries of all orders, each
order's by key: key (5 bytes: 7 bits a symbol, the last character lowest) and -16 ln P (1 byte). Symbols: see `symbol_of`."""
import argparse
import math
import struct

import numpy as np

import alphabet
import texts

ORDER = 5
LEAST_COUNT = (1, 1, 2, 3, 5)  # of n-grams kept, by order
BACK_OFF = math.log(0.4)  # for each character of context given up (Brants et al. 2007)
LETTERS = alphabet.CYRILLIC + alphabet.CYRILLIC.upper()
SIGNS = " .,-\"()"
DIGIT, LATIN, OTHER = len(LETTERS) + len(SIGNS) + 1, len(LETTERS) + len(SIGNS) + 2, len(LETTERS) + len(SIGNS) + 3


def symbol_of(sign):
    """From 1: Cyrillic letters, small before capital, then SIGNS; all digits are one symbol, as are Latin letters and other signs."""
    if sign in LETTERS:
        return LETTERS.index(sign) + 1
    if sign in SIGNS:
        return len(LETTERS) + SIGNS.index(sign) + 1
    return DIGIT if sign.isdigit() else LATIN if sign.isalpha() else OTHER


def counted_text(folder):
    """Prose, and each word of the dictionaries once, some capitalized or in capitals."""
    source = texts.Texts(folder, 7)
    rng = source.rng
    parts = [source.prose]
    for tongue, share in (("rus", 1.0), ("ukr", 0.15), ("bel", 0.3)):
        for word in source.words[tongue]:
            if rng.random() < share:
                kind = rng.random()
                parts.append(word.upper() if kind < 0.25 else word.capitalize() if kind < 0.4 else word)
    prose = source.prose
    for _ in range(2500):  # headings
        at = rng.randrange(len(prose) - 100)
        parts.append(prose[at:at + rng.randint(20, 90)].upper())
    return " ".join(parts).translate(alphabet.LOOK_ALIKES)


def count(text):
    """{order: (keys, -ln P)}, keys ascending."""
    table = np.zeros(0x10000, np.uint64)
    for sign in set(text):
        if ord(sign) < 0x10000:
            table[ord(sign)] = symbol_of(sign)
    symbols = table[np.frombuffer(text.encode("utf-16-le"), np.uint16)]
    keys, out, before = np.zeros_like(symbols), {}, None
    for order in range(1, ORDER + 1):
        # Windows of `order` symbols, the last one lowest.
        window = np.zeros(len(symbols) - order + 1, np.uint64)
        for i in range(order):
            window = (window << np.uint64(7)) | symbols[i:len(symbols) - order + 1 + i]
        keys, counts = np.unique(window, return_counts=True)
        if order == 1:
            chance = counts / counts.sum()
        else:
            contexts, of_context = np.unique(keys >> np.uint64(7), return_inverse=True)
            chance = counts / np.bincount(of_context, counts)[of_context]
        kept = counts >= LEAST_COUNT[order - 1]
        out[order] = keys[kept], -np.log(chance[kept])
    return out


def write(tables, path):
    with open(path, "wb") as file:
        file.write(b"FCM1" + bytes([ORDER]) + b"".join(struct.pack("<I", len(tables[n][0])) for n in range(1, ORDER + 1)))
        for n in range(1, ORDER + 1):
            keys, cost = tables[n]
            level = np.clip(np.rint(16 * cost), 0, 255).astype(np.uint8)
            rows = np.concatenate([keys.astype("<u8").view(np.uint8).reshape(-1, 8)[:, :5], level[:, None]], 1)
            file.write(rows.tobytes())


class Model:
    def __init__(self, tables):
        self.known = [dict(zip(tables[n][0].tolist(), (np.clip(np.rint(16 * tables[n][1]), 0, 255) / 16).tolist())) for n in range(1, ORDER + 1)]

    def log_chance(self, context, symbol):
        lost = 0.0
        for n in range(min(ORDER - 1, len(context)), -1, -1):
            key = 0
            for s in list(context[len(context) - n:]) + [symbol]:
                key = key << 7 | s
            if key in self.known[n]:
                return lost - self.known[n][key]
            lost += BACK_OFF
        return lost - 16


def best_reading(slots, model, weight, width=8):
    """slots: [[(sign, likelihood)]]. The signs of the best way through, as pipeline/recognize/reading_chooser.cc finds it."""
    ways = [(0.0, (symbol_of(" "),), "")]
    for slot in slots:
        grown = []
        for score, context, text in ways:
            for sign, likelihood in slot:
                if sign != slot[0][0] and not (sign.isalnum() and slot[0][0].isalnum()):
                    continue
                symbol = symbol_of(sign)
                value = score + math.log(likelihood) + weight * model.log_chance(context, symbol)
                grown.append((value, (context + (symbol,))[-(ORDER - 1):], text + sign))
        grown.sort(key=lambda way: -way[0])
        seen, ways = set(), []
        for way in grown:
            if way[1] not in seen:
                seen.add(way[1])
                ways.append(way)
        ways = ways[:width]
    return ways[0][2]


def tune(model, weights, lines):
    import pickle

    import Levenshtein
    import torch

    import net as nets
    import train
    import touch_up
    torch.set_num_threads(1)
    net = nets.LineNet()
    net.load_state_dict(torch.load(weights))
    net.eval()
    every, total = [], 0
    with torch.no_grad():
        for line in pickle.load(open(lines, "rb")):
            if not line["held_back"]:
                continue
            chances = train.logits_of(net, touch_up.stack([line["image"]]))[0].softmax(0).T.numpy()
            best, last, slots = chances.argmax(1), 0, []
            for step, k in enumerate(best):
                if k and (k != last or chances[step][k] > slots[-1][0]):
                    others = [(alphabet.CHARACTERS[c - 1], float(chances[step][c])) for c in np.argsort(-chances[step]) if c and (c == k or chances[step][c] >= 0.02)][:4]
                    if k == last:
                        slots[-1] = (chances[step][k], others)
                    else:
                        slots.append((chances[step][k], others))
                last = k
            every.append(([others for _, others in slots], alphabet.comparable(line["text"])))
            total += len(every[-1][1])
    for weight in (0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0):
        wrong = sum(Levenshtein.distance(alphabet.comparable(best_reading(slots, model, weight)), text) for slots, text in every)
        print(f"weight {weight}: {wrong} of {total} wrong ({100 * wrong / total:.3f} %)", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--tune", nargs=2)
    options = parser.parse_args()
    tables = count(counted_text(options.texts))
    write(tables, options.out)
    print({n: len(tables[n][0]) for n in tables}, "n-grams")
    if options.tune:
        tune(Model(tables), *options.tune)
