"""Fits the log-odds by which a word is the pen's (kWithNet and kWithoutNet of pipeline/separate/typed_judge.cc).

usage: fit_words.py FOLIO WORK [--no-net]
  FOLIO   the program;  WORK   the folder that `train` left, with pages/ up to segmentation
Runs `folio separate` on the labelled training pages, reads what it measured of each word, and fits a logistic
regression on words typed or by hand. Prints the weights of all pages, and, with each document left out of the fit in
turn, how many words by hand are found while a share of the typed ones is called so. Words of held-back pages count
among the figures, but are in no fit."""
import argparse
import csv
import glob
import json
import os
import subprocess

import numpy as np

import ink_sources as sources

HERE = os.path.dirname(os.path.abspath(__file__))
SETS = ("ru-typed-hw-jinr-assembler-1969", "ru-typed-unlabelled", "ru-typed-autocode-1969")
MOST_OF_RULES = 4  # kMostOfRules of typed_judge.cc


def document_of(name, page):
    """Pages of one typescript: a set, but for ru-typed-unlabelled, whose pages are named by their document."""
    return page.split("-")[0] if name == "ru-typed-unlabelled" else name


def words_of(folder, boxes):
    """(features, by hand) of the words whose label is typed or hand."""
    plane = sources.plane_of(json.load(open(folder + "/upright.json"))["scan_from_upright"])
    for row in csv.DictReader(open(folder + "/words.tsv"), delimiter="\t"):
        x, y = ((float(row[a]) + float(row[b])) / 2 for a, b in (("x0", "x1"), ("y0", "y1")))
        place = plane @ np.array([x, y, 1])
        x, y = place[0] / place[2], place[1] / place[2]
        kind = "typed"
        for x0, y0, x1, y1, label in boxes:
            if x0 <= x < x1 and y0 <= y < y1:
                kind = label
        if kind in ("typed", "hand"):
            yield [float(np.clip(float(row["hand_score"]), -MOST_OF_RULES, MOST_OF_RULES)), float(row["look"]),
                   float(row["novelty"] or 0), float(not row["novelty"])], kind == "hand"


def measure(folio, work, no_net):
    for name in SETS:
        out = f"{work}/pages/{name}"
        subprocess.run([folio, "separate", "-q", "--debug-images", out] + (["--no-net"] if no_net else []), check=True)
        for table in glob.glob(f"{out}/debug/*/*-separate-words.tsv"):
            os.replace(table, f"{out}/stages/{table.split('/')[-2]}/words.tsv")


def fit(features, by_hand, ridge=0.01):
    """Weights of a logistic regression, by Newton's method."""
    weights = np.zeros(features.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (p - by_hand) + ridge * weights
        bend = (features * (p * (1 - p))[:, None]).T @ features + ridge * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folio")
    parser.add_argument("work")
    parser.add_argument("--no-net", action="store_true")
    options = parser.parse_args()
    measure(options.folio, options.work, options.no_net)
    features, by_hand, documents, held_back = [], [], [], []
    for (name, page), boxes in sorted(sources.read_labels(HERE + "/ink_labels.csv").items()):
        folder = f"{options.work}/pages/{name}/stages/{page}"
        if name not in SETS or not os.path.exists(folder + "/words.tsv"):
            continue
        for word, hand in words_of(folder, boxes):
            features.append(word)
            by_hand.append(hand)
            documents.append(document_of(name, page))
            held_back.append(page in sources.HELD_BACK_PAGES)
    features = np.column_stack([np.ones(len(features)), features])
    names = ["constant", "rules", "look", "novelty", "without_novelty"]
    if options.no_net:
        features, names = np.delete(features, 2, 1), [n for n in names if n != "look"]
    by_hand, documents, fitted = np.array(by_hand), np.array(documents), ~np.array(held_back)
    weights = fit(features[fitted], by_hand[fitted])
    print(f"{len(by_hand)} words, {by_hand.sum()} by hand, {len(set(documents))} documents")
    print("weights:", ", ".join(f"{n} {w:.2f}" for n, w in zip(names, weights)))
    odds = np.zeros(len(by_hand))
    for document in sorted(set(documents)):
        left_out = documents == document
        odds[left_out] = features[left_out] @ fit(features[~left_out & fitted], by_hand[~left_out & fitted])
    print("each document left out in turn:")
    for share in (0.001, 0.003, 0.005, 0.01, 0.03):
        at = np.sort(odds[~by_hand])[::-1][int(share * (~by_hand).sum())]
        print(f"  odds above {at:5.2f}: {share:.1%} of typed words, {(odds[by_hand] > at).mean():.1%} of words by hand")


if __name__ == "__main__":
    main()
