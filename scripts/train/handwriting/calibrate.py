"""Chooses the weight of the language and fits the confidence of words, on held-back lines.

usage: calibrate.py --texts DIR --faces DIR --train DIR --work DIR --weights NET.pt --language russian.ngrams [--extra FOLDER…] [--drawn N]
Prints what reading with several weights gets wrong, the fitted constants for pipeline/recognize/hand_recognizer.cc and, for several
thresholds, how many words would stand as text and how many of all words would stand and be wrong."""
import argparse
import difflib
import os

import Levenshtein
import numpy as np
import torch

import decoder
import hand_net as nets
import hand_texts
import hands
import pen
import real_hands
import signs


def held_lines(options):
    """[(set, image, text)]"""
    out = []
    for folder in [options.train + "/ru-handwritten-digital-peter", options.train + "/ru-handwritten-word-crops"] + options.extra:
        out += [(os.path.basename(folder), line["image"], line["text"]) for line in real_hands.lines_of(folder) if line["held_back"]]
    stock = hands.collect(options.faces, options.train, options.faces + "/mnist", options.work + "/hands.pickle")
    drawer = pen.Drawer(hand_texts.HandTexts(options.texts, 2000), stock, True, 2000)
    for _ in range(options.drawn):
        image, text, _ = drawer.line(int(drawer.rng.integers(3, 30)))
        out.append(("drawn", image, text))
    numbers = pen.Drawer(drawer.texts, stock, True, 3000, stock["held_digits"])
    for _ in range(options.drawn):
        image, text, _ = numbers.line(3)
        out.append(("numbers", image, text))
    return out


def chances_of(net, image):
    width = -(-image.shape[1] // nets.STRIDE) * nets.STRIDE
    padded = np.zeros((1, 1, nets.HEIGHT, width), np.float32)
    padded[0, 0, :, :image.shape[1]] = image / 255.0
    with torch.no_grad():
        return decoder.softmax(net(torch.from_numpy(padded))[0, :, 0].numpy())


def features_of(chances, text, language):
    """[(word, features)]: ln of the likelihood that the steps between its blanks give this word, of its least sure character's, of the
    language's a character, of its length; whether it is a number."""
    (peaks, steps), out, at = decoder.peaks_of(chances, text), [], 0
    for word in text.split(" "):
        if word:
            first = steps[at - 1] + 1 if at else 0
            end = steps[at + len(word)] if at + len(word) < len(text) else len(chances)
            before = " " + text[:at]
            told = np.mean([language.log_likelihood((before + word[:i])[-4:], sign) for i, sign in enumerate(word)])
            least = np.log(max(1e-6, peaks[at:at + len(word)].min()))
            out.append((word, [decoder.text_likelihood(chances[first:end], word), least, told, np.log(len(word)), float(word.isdigit())]))
        at += len(word) + 1
    return out


def right_words(said, wanted):
    """For each word said, whether it is one of those wanted, in their order."""
    out = [False] * len(said)
    for block in difflib.SequenceMatcher(None, said, wanted, False).get_matching_blocks():
        for i in range(block.a, block.a + block.size):
            out[i] = True
    return out


def fit(features, right):
    """Logistic regression by Newton's method, a little drawn towards nought."""
    x = np.concatenate([np.ones((len(features), 1)), features], 1)
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (right - p) - 0.1 * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 0.1 * np.eye(len(w))
        w = w + np.linalg.solve(hessian, gradient)
    return w


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("texts", "faces", "train", "work", "weights", "language"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--extra", nargs="*", default=[])
    parser.add_argument("--drawn", type=int, default=250)
    parser.add_argument("--weight", type=float, help="of the language; else several are tried and 0.45 taken")
    parser.add_argument("--reward", type=float, default=1.6)
    options = parser.parse_args()
    torch.set_num_threads(1)
    net = nets.HandNet()
    net.load_state_dict(torch.load(options.weights))
    net.eval()
    language = decoder.Language(options.language)
    lines = held_lines(options)
    chances = [chances_of(net, image) for _, image, _ in lines]
    names = sorted({name for name, _, _ in lines})
    tried = [(options.weight, options.reward)] if options.weight is not None else [(0, 0), (0.3, 0.5), (0.45, 1.2), (0.45, 1.6), (0.6, 1.6)]
    for weight, reward in tried:
        wrong, total = dict.fromkeys(names, 0), dict.fromkeys(names, 0)
        for (name, _, text), c in zip(lines, chances):
            said = decoder.best_text(c, language, weight, reward)
            wrong[name] += Levenshtein.distance(signs.comparable(said), signs.comparable(text))
            total[name] += len(signs.comparable(text))
        print(f"weight {weight} reward {reward}: " + ", ".join(f"{n} {100 * wrong[n] / total[n]:.1f}" for n in names), flush=True)
    weight, reward = tried[0] if options.weight is not None else (0.45, 1.6)
    sets, features, right, words_of = [], [], [], dict.fromkeys(names, 0)
    for (name, _, text), c in zip(lines, chances):
        told = features_of(c, decoder.best_text(c, language, weight, reward), language)
        words_of[name] += len(text.split())
        for (_, values), is_right in zip(told, right_words([w for w, _ in told], text.split())):
            sets.append(name), features.append(values), right.append(is_right)
    sets, features, right = np.array(sets), np.array(features), np.array(right, float)
    is_number, p = features[:, 4] == 1, np.zeros(len(right))
    for title, chosen, columns in (("kOddsOfWord (1, paper, language, length)", ~is_number, [0, 2, 3]), ("kOddsOfNumber (1, paper, length)", is_number, [0, 3])):
        x = features[chosen][:, columns]
        w = fit(x, right[chosen])
        p[chosen] = 1 / (1 + np.exp(-np.concatenate([np.ones((len(x), 1)), x], 1) @ w))
        print(title + ":", np.round(w, 3).tolist())
    for low, high in zip(np.arange(0, 1, 0.1), np.arange(0.1, 1.01, 0.1)):
        there = (p >= low) & (p < high)
        if there.any():
            print(f"said {p[there].mean():.2f}: right {right[there].mean():.2f} of {there.sum()}")
    for least in (0.5, 0.6, 0.7, 0.8, 0.9):
        print(f"from {least}: " + ", ".join(f"{n} {100 * ((sets == n) & (p >= least) & (right == 1)).sum() / words_of[n]:.0f} % of words right, {100 * ((sets == n) & (p >= least) & (right == 0)).sum() / words_of[n]:.1f} wrong" for n in names))


if __name__ == "__main__":
    main()
