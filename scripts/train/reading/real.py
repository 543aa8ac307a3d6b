"""Real typed lines with text, cut by folio itself, for `train.py --real`.

usage: real.py --prepared DIR --train DIR --weights NET.pt --out FILE
  --prepared  where `folio digitize --debug-images --reader tesseract` left a folder of products for each set
  --train     shared/train: page texts, in SET/gt/PAGE.txt, where a set has them
  --weights   a net that has seen drawn lines alone: the second reader
A word is kept where two of three say the same: the page's own text, Tesseract, the net. Runs of words kept are cut out as lines of
their own, a whole line where all its words are."""
import argparse
import difflib
import glob
import json
import os
import pickle
import re

import cv2
import Levenshtein
import numpy as np
import torch

import alphabet
import net as nets

# Never trained on: early stopping, and the figures of the model's card.
HELD_BACK_PAGES = {"p18", "p27", "p10", "p13", "madlen-p10", "bemsh-p37"}
LEAST_LETTERS = 3


def page_lines(folder, stem):
    """[(image, Tesseract's text)] of the typed lines of a page."""
    rows = cv2.imread(glob.glob(f"{folder}/debug/{stem}/*-recognize-reading-inputs.png")[0], 0)
    stored = json.load(open(f"{folder}/stages/{stem}/recognized.json", encoding="utf8"))["text"]
    found = []
    for i, line in enumerate(stored["lines"]):
        image = rows[i * nets.HEIGHT:(i + 1) * nets.HEIGHT]
        inked = np.flatnonzero((image > 60).any(0))
        if line["layer"] == "typed" and inked.size > 0:
            text = " ".join(word.get("ocr") or word["text"] for word in line["words"])
            found.append((image[:, :inked[-1] + 12], alphabet.fold(text).strip()))
    return found


def read_words(net, image):
    """[(word, first x, last x)] as the net reads them."""
    width = -(-image.shape[1] // nets.STRIDE) * nets.STRIDE
    padded = np.zeros((1, 1, nets.HEIGHT, width), np.float32)
    padded[0, 0, :, :image.shape[1]] = image / 255.0
    with torch.no_grad():
        best = net(torch.from_numpy(padded))[0, :, 0].argmax(0).tolist()
    words, last, text, first, end = [], 0, "", 0, 0
    for step, k in enumerate(best + [alphabet.CLASSES[" "]]):
        sign = alphabet.CHARACTERS[k - 1] if k else ""
        if sign == " ":
            if text:
                words.append((text, first, end))
            text = ""
        elif k:
            x = (step + 0.5) * nets.STRIDE
            if k != last or not text:
                first = first if text else x
                text += sign
            end = x
        last = k
    return words


def slices_of(page_text, lines):
    """For each line the part of the page's text that it shows, by alignment of all with all."""
    page_text = alphabet.fold(re.sub(r"(?<=\w)[-­¬]\s*\n\s*", "", page_text)).strip()
    read, spans = "", []
    for text in lines:
        part = text[:-1] if text.endswith("-") else text + " "
        spans.append((len(read), len(read) + len(part)))
        read += part
    at = [None] * (len(read) + 1)
    for kind, a, b, c, d in Levenshtein.opcodes(read, page_text):
        for i in range(a, b):
            at[i] = min(c + i - a, d)
        if at[b] is None:
            at[b] = d
    return [page_text[at[a] or 0:at[b] or 0].strip() + ("-" if text.endswith("-") else "") for text, (a, b) in zip(lines, spans)]


def same_words(a, b):
    """{index in a: index in b} of words that stand in each other's place."""
    matcher = difflib.SequenceMatcher(None, [alphabet.comparable(w) for w in a], [alphabet.comparable(w) for w in b], False)
    pairs = {}
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal" or (kind == "replace" and j - i == m - k):
            pairs.update({i + n: k + n for n in range(j - i)})
    return pairs


def agreed_runs(wanted, net_words, others):
    """[(text, first net word, last net word, whole)]: runs of words of `wanted` that one of `others` confirms."""
    placed = same_words(wanted, [w[0] for w in net_words])
    confirmed = set()
    for other in others:
        pairs = same_words(wanted, other)
        confirmed |= {i for i, k in pairs.items() if alphabet.comparable(wanted[i]) == alphabet.comparable(other[k])}
    if wanted and len(confirmed) == len(wanted):
        return [(" ".join(wanted), None, None)]
    runs, run = [], []
    for i in range(len(wanted) + 1):
        goes_on = i in confirmed and i in placed and (not run or placed[i] == placed[run[-1]] + 1)
        if run and not goes_on:
            runs.append((" ".join(wanted[n] for n in run), placed[run[0]], placed[run[-1]]))
            run = []
        if i in confirmed and i in placed:
            run.append(i)
    return runs


def cut(image, net_words, first, last):
    if first is None:
        return image
    left = (net_words[first - 1][2] + net_words[first][1]) / 2 if first > 0 else 0
    right = (net_words[last][2] + net_words[last + 1][1]) / 2 if last + 1 < len(net_words) else image.shape[1]
    left = max(left, net_words[first][1] - 0.9 * nets.CELL)
    right = min(right, net_words[last][2] + 0.9 * nets.CELL)
    return image[:, int(max(0, left)):int(right)]


def with_own_signs(text, net_text):
    """ё as the net sees it: neither Tesseract nor a transcriber tells it from е reliably."""
    if alphabet.comparable(text) != alphabet.comparable(net_text) or len(text) != len(net_text):
        return text
    return "".join(b if a in "еёЕЁ" and b in "еёЕЁ" else a for a, b in zip(text, net_text))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("prepared", "train", "weights", "out"):
        parser.add_argument("--" + name, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    net = nets.LineNet()
    net.load_state_dict(torch.load(options.weights))
    net.eval()
    kept = []
    for folder in sorted(glob.glob(options.prepared + "/*")):
        name, seen, before = os.path.basename(folder), 0, len(kept)
        for stem in sorted(os.listdir(folder + "/debug")):
            lines = page_lines(folder, stem)
            truth = f"{options.train}/{name}/gt/{stem}.txt"
            wanted = slices_of(open(truth, encoding="utf8").read(), [text for _, text in lines]) if os.path.exists(truth) else None
            for i, (image, tesseract) in enumerate(lines):
                net_words = read_words(net, image)
                of_net, of_tesseract = [w[0] for w in net_words], tesseract.split()
                label, others = (of_tesseract, [of_net]) if wanted is None else (wanted[i].split(), [of_tesseract, of_net])
                seen += len(alphabet.comparable("".join(label)))
                for text, first, last in agreed_runs(label, net_words, others):
                    if len(alphabet.comparable(text)) < LEAST_LETTERS:
                        continue
                    text = with_own_signs(text, " ".join(of_net[first or 0:len(of_net) if last is None else last + 1]))
                    kept.append({"set": name, "page": stem, "image": cut(image, net_words, first, last), "text": alphabet.fold(text),
                                 "held_back": stem in HELD_BACK_PAGES})
        letters = sum(len(alphabet.comparable(line["text"])) for line in kept[before:])
        print(f"{name}: {len(kept) - before} lines and parts, {letters} of {seen} characters kept")
    pickle.dump(kept, open(options.out, "wb"))


if __name__ == "__main__":
    main()
