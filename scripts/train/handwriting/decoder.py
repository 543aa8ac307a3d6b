"""Reads a line's logits as pipeline/recognize/ctc_beam.cc does, to choose its weights and to calibrate confidences."""
import math
import os
import struct
import sys

import numpy as np

import signs

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../reading"))
from character_model import BACK_OFF, symbol_of  # noqa: E402

NEVER = -1e30
FIGURES = -2.3  # ln of a digit's least likelihood: prose has few of them


class Language:
    """n-grams of a file that character_model.py wrote."""

    def __init__(self, path):
        data = open(path, "rb").read()
        self.order = data[4]
        counts = struct.unpack(f"<{self.order}I", data[5:5 + 4 * self.order])
        rows = np.frombuffer(data[5 + 4 * self.order:], np.uint8).reshape(-1, 6)
        keys = np.zeros((len(rows), 8), np.uint8)
        keys[:, :5] = rows[:, :5]
        keys = keys.view("<u8")[:, 0].tolist()
        costs = (rows[:, 5] / 16.0).tolist()
        self.tables, at = [], 0
        for count in counts:
            self.tables.append(dict(zip(keys[at:at + count], costs[at:at + count])))
            at += count
        self.symbols = {sign: symbol_of(sign) for sign in signs.CHARACTERS}
        self.kept = {}

    def log_likelihood(self, context, sign):
        """Of a sign after the last signs of `context`."""
        context = context[-(self.order - 1):]
        key = context + sign
        if key not in self.kept:
            symbols, lost = [self.symbols[c] for c in context], 0.0
            for n in range(len(symbols), -1, -1):
                code = 0
                for s in symbols[len(symbols) - n:] + [self.symbols[sign]]:
                    code = code << 7 | s
                if code in self.tables[n]:
                    self.kept[key] = lost - self.tables[n][code]
                    break
                lost += BACK_OFF
            else:
                self.kept[key] = lost - BACK_OFF - 16
            if sign.isdigit():
                self.kept[key] = max(self.kept[key], FIGURES)
        return self.kept[key]


def added(a, b):
    most = max(a, b)
    return most if most <= NEVER else most + math.log1p(math.exp(min(a, b) - most))


def softmax(logits):
    e = np.exp(logits - logits.max(0))
    return (e / e.sum(0)).T


def best_text(chances, language, weight, reward, least=1e-3, width=12):
    logs = np.log(np.maximum(chances, 1e-12))
    beam = {"": (0.0, NEVER)}
    added_of = {"": 0.0}
    for t in range(len(chances)):
        row, grown = logs[t], {}
        likely = [k for k in np.flatnonzero(chances[t] >= least) if k]
        for text, (none, character) in beam.items():
            every = added(none, character)
            a, b = grown.get(text, (NEVER, NEVER))
            last = signs.CLASSES[text[-1]] if text else 0
            grown[text] = added(a, every + row[0]), added(b, character + row[last]) if last else b
            for k in likely:
                sign = signs.CHARACTERS[k - 1]
                longer = text + sign
                if longer not in added_of:
                    added_of[longer] = added_of[text] + (reward + weight * language.log_likelihood((" " + text)[-4:], sign) if language else 0)
                a, b = grown.get(longer, (NEVER, NEVER))
                grown[longer] = a, added(b, (none if k == last else every) + row[k])
        beam = dict(sorted(grown.items(), key=lambda item: -(added(*item[1]) + added_of[item[0]]))[:width])
    return next(iter(beam))


def text_likelihood(chances, text):
    """ln of the likelihood that these steps give this text and nothing else (CTC's forward sum)."""
    states = [0]
    for c in text:
        states += [signs.CLASSES[c], 0]
    logs = np.log(np.maximum(chances, 1e-12))[:, states]
    skips = np.array([s > 2 and s % 2 == 1 and states[s] != states[s - 2] for s in range(len(states))])
    now = np.where(np.arange(len(states)) < 2, logs[0], NEVER)
    for t in range(1, len(chances)):
        one = np.concatenate([[NEVER], now[:-1]])
        two = np.where(skips, np.concatenate([[NEVER, NEVER], now[:-2]]), NEVER)
        now = np.logaddexp(np.logaddexp(now, one), two) + logs[t]
    return np.logaddexp(now[-1], now[-2])


def peaks_of(chances, text):
    """Likelihood of each character, and its step, on the likeliest way that gives the text."""
    classes = [signs.CLASSES[c] for c in text]
    states = [0]
    for k in classes:
        states += [k, 0]
    logs = np.log(np.maximum(chances, 1e-12))
    n = len(states)
    before, came = np.full(n, -np.inf), np.zeros((len(chances), n), np.int8)
    emitted = logs[:, states]
    skips = np.array([s > 2 and s % 2 == 1 and states[s] != states[s - 2] for s in range(n)])
    for t in range(len(chances)):
        if t == 0:
            now = np.where(np.arange(n) < 2, 0.0, -np.inf)
        else:
            one = np.concatenate([[-np.inf], before[:-1]])
            two = np.where(skips, np.concatenate([[-np.inf, -np.inf], before[:-2]]), -np.inf)[:n] if n > 1 else np.full(n, -np.inf)
            stacked = np.stack([before, one, two])
            came[t] = stacked.argmax(0)
            now = stacked.max(0)
        before = now + emitted[t]
    state = n - 1 if n == 1 or before[n - 1] >= before[n - 2] else n - 2
    peaks, steps = np.zeros(len(classes)), np.zeros(len(classes), int)
    for t in range(len(chances) - 1, -1, -1):
        if state % 2 == 1:
            i = state // 2
            if chances[t][states[state]] > peaks[i]:
                peaks[i], steps[i] = chances[t][states[state]], t
        state -= came[t][state]
    return peaks, steps
