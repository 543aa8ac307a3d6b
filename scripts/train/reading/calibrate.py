"""Fits how sure a word read by the net of typed lines is, for pipeline/recognize/confidence_model.h.

usage: calibrate.py --out FILE [--check] NAME=PRODUCTS=TRUTHS ...
  NAME      of a document, or of several that were left out of the training together, whose pages are named DOCUMENT-PAGE
  PRODUCTS  where `folio digitize --second-reader always --debug-images` left its products, read by a net that was not trained on
            the document; TRUTHS  folder with the pages' texts, STEM.txt
  --check   only measures the confidences as they are: nothing is fitted, FILE not written
A word is right where the truth has the same characters in the same place; where both readers agree and the truth does not, the word
is left out, for the truth may err, as is a page of which the truth has little. Printed: expected calibration error (ten classes of equal width) and the share of the wrong words
among the fifth that is least sure; first of each document by the fit of all others."""
import argparse
import csv
import glob
import os
import re

import Levenshtein
import numpy as np

import alphabet

ROWS = ("alone", "same", "other", "second")
FLAGGED = 0.2
MOST_WRONG = 0.3  # share of a page's words: its text is another's, or in another order
RIDGE = 3.0  # against few words: as if so many more spoke against each coefficient


def logit(chance):
    inside = np.clip(chance, 1e-4, 1 - 1e-4)
    return np.log(inside / (1 - inside))


def features(word):
    """As pipeline/recognize/confidence_model.cc has them."""
    number = lambda name: float(word[name])
    return [1, logit(number("least")), max(number("product"), -8), max(number("language"), -8), min(number("spacing"), 1),
            np.log(max(1, number("characters"))), logit(number("second confidence")), max(number("second language"), -8)]


USED = {"alone": [0, 1, 2, 3, 4, 5], "same": [0, 1, 2, 3], "other": [0, 1, 2, 3, 6, 7], "second": [0, 1, 2, 3, 6, 7]}


def comparable(text):
    return alphabet.comparable(text)


def page_words(folder, stem):
    tables = glob.glob(f"{folder}/debug/{stem}/*-recognize-evidence.tsv")
    return list(csv.DictReader(open(tables[0], encoding="utf8"), delimiter="\t", quoting=csv.QUOTE_NONE)) if tables else []


def label(words, truth):
    """Sets word["right"], and word["second right"] where the second reader says something else; None = not known."""
    truth = comparable(re.sub(r"[-–—­¬]\s*\n\s*", "", truth)).replace("-", "")
    said = [comparable(word["text"]).replace("-", "") for word in words]
    joined = "".join(said)
    to = np.full(len(joined) + 1, -1)
    breaks = set()
    for kind, a, b, c, d in Levenshtein.opcodes(joined, truth):
        if kind == "equal":
            to[a:b] = np.arange(c, d)
        elif kind == "insert":
            breaks.add(a)
    at = 0
    for word, text in zip(words, said):
        begin, end = at, at + len(text)
        at = end
        places = to[begin:end]
        word["right"] = bool(len(text) and (places >= 0).all() and not any(begin < k < end for k in breaks))
        second = comparable(word["second text"]).replace("-", "")
        word["second right"] = False
        if not word["right"] and word["second"] == "2" and second:
            before = to[begin - 1] if begin > 0 else -1
            after = to[end] if end < len(joined) and to[end] >= 0 else len(truth)
            if before >= 0 or begin == 0:
                word["second right"] = truth[before + 1:after] == second
        if len(text) == 0 or (not word["right"] and word["second"] == "1"):
            word["right"] = None
    return words


def fit(x, y):
    """Coefficients of a logistic regression (iteratively reweighted least squares), drawn a little towards 0."""
    w = np.zeros(x.shape[1])
    penalty = RIDGE * np.eye(x.shape[1])
    penalty[0, 0] = 1e-3
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty
        w = w + np.linalg.solve(hessian, x.T @ (y - p) - penalty @ w)
    return w


def rows_of(words):
    out = {}
    known = [word for word in words if word["right"] is not None]
    for name in ROWS:
        # Whether a second reader agrees is not used for those that none was asked about.
        chosen = known if name == "alone" else [w for w in known if w["second"] == ("1" if name == "same" else "2")]
        goal = "second right" if name == "second" else "right"
        if name == "same":  # against those few that are known, the truth errs as often
            chosen = [w for w in words if w["second"] == "1"]
        x = np.array([features(word) for word in chosen])[:, USED[name]]
        full = np.zeros(8)
        full[USED[name]] = fit(x, np.array([float(word[goal] is not False) for word in chosen]))
        out[name] = full
    return out


def sure(coefficients, word, name):
    return float(np.clip(1 / (1 + np.exp(-np.clip(np.dot(coefficients[name], features(word)), -30, 30))), 0.005, 0.995))


def judged(coefficients, word, always):
    """(confidence, right) of a word; `always`: as if the second reader were always asked."""
    if not always:
        return sure(coefficients, word, "alone"), word["right"]
    if word["second"] == "2":
        first, second = sure(coefficients, word, "other"), sure(coefficients, word, "second")
        return (second, word["second right"]) if second > first + 0.5 else (first, word["right"])
    return sure(coefficients, word, "same" if word["second"] == "1" else "alone"), word["right"]


def figures(pairs):
    confidence, right = np.array([p for p, _ in pairs]), np.array([float(r) for _, r in pairs])
    bins = np.minimum((confidence * 10).astype(int), 9)
    error = sum(abs(confidence[bins == k].mean() - right[bins == k].mean()) * (bins == k).mean() for k in range(10) if (bins == k).any())
    order = np.argsort(confidence, kind="stable")
    flagged = order[:int(round(FLAGGED * len(order)))]
    wrong = 1 - right
    return f"{len(pairs)} words, {100 * wrong.mean():.2f} % wrong; calibration error {error:.3f}; a fifth flagged catches {100 * wrong[flagged].sum() / max(1, wrong.sum()):.0f} %"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("documents", nargs="+")
    options = parser.parse_args()
    groups = {}
    for document in options.documents:
        name, products, truths = document.split("=")
        for path in sorted(glob.glob(f"{truths}/*.txt")):
            stem = os.path.basename(path)[:-4]
            page = label(page_words(products, stem), open(path, encoding="utf8").read())
            known = [word["right"] for word in page if word["right"] is not None]
            if known and known.count(False) <= MOST_WRONG * len(known):
                groups.setdefault(name + (" " + stem.split("-")[0] if "-" in stem else ""), []).extend(page)
            elif known:
                print(f"{stem}: left out, {known.count(False)} of {len(known)} words are not in its text")
    pooled = {False: [], True: []}
    for name, words in groups.items():
        known = [word for word in words if word["right"] is not None]
        if options.check:
            print(f"{name}, as it is: {figures([(float(w['confidence']), w['right']) for w in known])}")
            continue
        others = [word for other, theirs in groups.items() for word in theirs if other != name or len(groups) == 1]
        coefficients = rows_of(others)
        for always in (False, True):
            pairs = [judged(coefficients, w, always) for w in known]
            pooled[always] += pairs
            print(f"{name}, {'second reader asked' if always else 'alone'}: {figures(pairs)}")
    for always, pairs in pooled.items():
        if pairs:
            print(f"all, {'second reader asked' if always else 'alone'}: {figures(pairs)}")
    if options.out and not options.check:
        coefficients = rows_of([word for words in groups.values() for word in words])
        with open(options.out, "w", encoding="utf8") as file:
            for name in ROWS:
                file.write("\t".join([name] + [f"{value:.4f}" for value in coefficients[name]]) + "\n")
                print(name, " ".join(f"{value:.3f}" for value in coefficients[name]))


if __name__ == "__main__":
    main()
