"""What is typed in drawn lines: prose, words of dictionaries, names, dates, figures, op-codes, and letters at random, so that the net
learns shapes rather than words. Sources are Debian packages unpacked under one folder (see `train`)."""
import glob
import gzip
import html
import os
import pickle
import random
import re

import alphabet

ABBREVIATIONS = ("СССР РСФСР УССР БССР ЦК КПСС ВКП(б) СНК СМ НКВД МВД КГБ МИД МО АН ТАСС ГОСТ ЭВМ БЭСМ АЦПУ МОЗУ НМЛ ТОО п.п. т. тт. г. гг. "
                 "гор. обл. ст. стр. л. экз. вх. исх. см. им. и др. т.е. т.к. т.д. т.п. ф. оп. д. руб. коп. тыс. млн. шт. кг. км. №№").split()
OFFICES = ("СЕКРЕТНО|СОВ. СЕКРЕТНО|Совершенно секретно|ПОСТАНОВЛЕНИЕ|РАСПОРЯЖЕНИЕ|ПРИКАЗ|ПРОТОКОЛ|СПРАВКА|ДОКЛАДНАЯ ЗАПИСКА|ВЫПИСКА|Совет Министров СССР|"
           "Верно:|Копия|тов.|Председатель|Секретарь|Начальник отдела|Заместитель министра|Отпечатано|экземпляр|Приложение|Основание:|на Ваш").split("|")
MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
ENDINGS = ["ов", "ев", "ин", "ын", "ский", "енко", "ко", "ян", "дзе", "швили", "ук", "ич", "ова", "ина"]


def read_sources(folder):
    """(prose, words): one long text, and the lists of words of each dictionary."""
    parts = []
    for path in sorted(glob.glob(f"{folder}/usr/share/games/fortunes/ru/*")):
        if not path.endswith((".dat", ".u8")):
            raw = open(path, "rb").read()
            try:
                parts.append(raw.decode("utf8"))
            except UnicodeDecodeError:
                parts.append(raw.decode("koi8-r", "ignore"))
    for path in sorted(glob.glob(f"{folder}/usr/share/man/ru/man*/*.gz")):
        text = gzip.open(path).read().decode("utf8", "ignore")
        parts.append("\n".join(line for line in text.split("\n") if not line.startswith((".", "\\"))).replace("\\-", "-"))
    pages = glob.glob(f"{folder}/usr/share/doc/**/*.html", recursive=True) + glob.glob(f"{folder}/usr/share/developers-reference/ru/**/*.html", recursive=True)
    pages += glob.glob(f"{folder}/usr/share/libreoffice/help/ru/text/s[cw]*/**/*.html", recursive=True)[:1200]
    for path in sorted(pages):
        text = open(path, encoding="utf8", errors="ignore").read()
        text = re.sub(r"(?s)<(script|style|head)\b.*?</\1>", " ", text)
        parts.append(html.unescape(re.sub(r"<[^>]+>", " ", text)))
    prose = alphabet.fold(re.sub(r"\\f.|\\[a-z&(]+", "", "\n".join(parts)))
    prose = " ".join(w for w in prose.split(" ") if re.search("[А-я0-9]", w) or len(w) < 3)
    words = {}
    for tongue, name in (("rus", "ru_RU"), ("ukr", "uk_UA"), ("bel", "be_BY")):
        lines = open(f"{folder}/usr/share/hunspell/{name}.dic", encoding="utf8", errors="ignore").read().split("\n")[1:]
        found = (alphabet.fold(line.split("/")[0].strip()) for line in lines)
        words[tongue] = [w for w in found if len(w) > 1 and not w[0].isdigit()]
    return prose, words


class Texts:
    def __init__(self, folder, seed):
        kept = folder + "/texts.pickle"
        if not os.path.exists(kept):
            pickle.dump(read_sources(folder), open(kept, "wb"))
        self.prose, self.words = pickle.load(open(kept, "rb"))
        self.rng = random.Random(seed)

    def number(self):
        r = self.rng
        digits = lambda low, high: "".join(r.choice("0123456789") for _ in range(r.randint(low, high)))
        return r.choice([lambda: digits(1, 5), lambda: digits(1, 2) + "." + digits(1, 3), lambda: digits(1, 3) + "," + digits(1, 3),
                         lambda: digits(1, 2) + "." + digits(2, 2) + "." + digits(2, 4), lambda: "19" + digits(2, 2), lambda: digits(3, 8),
                         lambda: digits(1, 3) + "-" + digits(1, 4), lambda: digits(1, 3) + "/" + digits(1, 4), lambda: digits(1, 2) + "%"])()

    def word(self, tongue="rus"):
        r = self.rng
        word = r.choice(self.words[tongue])
        kind = r.random()
        return word.upper() if kind < 0.13 else word.capitalize() if kind < 0.28 else word

    def name(self):
        r, capitals = self.rng, "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"
        root = "".join(r.choice("бвгдзклмнпрстхчш") + r.choice("аеиоуыя") for _ in range(r.randint(1, 2))) + r.choice("бвгдзклмнпрст")
        family = (root + r.choice(ENDINGS)).capitalize()
        initials = r.choice(capitals) + "." + r.choice(["", " "]) + r.choice(capitals) + "."
        name = r.choice([initials + r.choice(["", " "]) + family, family + " " + initials, family])
        return name.upper() if r.random() < 0.25 else name

    def official(self):
        r = self.rng
        number = self.number
        return r.choice([self.name, self.name, lambda: r.choice(ABBREVIATIONS), lambda: r.choice(OFFICES), lambda: "№ " + number(), lambda: "№" + number(),
                         lambda: f'"{r.randint(1, 31)}" {r.choice(MONTHS)} 19{r.randint(17, 85)} г.', lambda: f"{r.randint(1, 31)} {r.choice(MONTHS)} 19{r.randint(17, 85)} года",
                         lambda: f"{r.randint(1, 31)}.{r.choice(['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'])}.{r.randint(17, 85)} г.",
                         lambda: "§ " + str(r.randint(1, 40)), lambda: "ст. " + number(), lambda: r.choice(["-", "- "]) + number() + r.choice(["-", " -"]), self.word, self.word])()

    def machine(self):
        """Op-codes, addresses and formulas."""
        r = self.rng
        latin = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        some = lambda letters, low, high: "".join(r.choice(letters) for _ in range(r.randint(low, high)))
        return r.choice([lambda: some(latin, 1, 5), lambda: some(latin.lower(), 1, 5), lambda: some(alphabet.RUSSIAN.upper(), 1, 4) + some("0123456789", 0, 3),
                         self.number, lambda: some("01234567", 2, 5), lambda: some(latin, 1, 2) + r.choice("=+-*/<>") + some(latin + "0123456789", 1, 3),
                         lambda: "(" + some(latin + alphabet.RUSSIAN, 1, 3) + ")", lambda: some("+-=*/<>()[]:;.,&", 1, 3), lambda: some("абвгдехукі", 1, 2)])()

    def row_of(self, part, length, between):
        out = part()
        while len(out) < length:
            out += self.rng.choice(between) + part()
        return out

    def line(self, length):
        """A text of at most `length` characters; several blanks in a row are a gap."""
        r, kind = self.rng, self.rng.random()
        if kind < 0.34:
            at = r.randrange(len(self.prose) - length)
            text = self.prose[at:at + length]
        elif kind < 0.40:
            tongue = r.choice(["ukr", "ukr", "bel"])
            text = self.row_of(lambda: self.word(tongue), length, [" ", " ", " ", ", ", ". "])
        elif kind < 0.62:
            marks = [" "] * 5 + [", ", ". ", "; ", " - ", ": ", "-", "! ", "? ", ") ", " (", '" ', ' "', "/", "».", " «", "' "]
            text = self.row_of(self.word, length, marks)
        elif kind < 0.74:
            text = self.row_of(self.official, length, [" ", " ", " ", ", ", ". ", "; ", "  ", "    "])
        elif kind < 0.82:
            text = self.row_of(self.number, length, [" ", " ", ", ", "  ", "     ", "=", "+", "-", "/", "*", " - ", ":", " : "])
        elif kind < 0.89:
            text = self.row_of(self.machine, length, [" ", " ", ",", ", ", "  ", "     ", "=", ":"])
        elif kind < 0.91:
            text = self.row_of(lambda: r.choice("._-*=х/") * r.randint(2, 12), length, [" ", "", self.word()])
        elif kind < 0.95:  # Russian letters alike, many of them twice
            letters = alphabet.RUSSIAN + (alphabet.RUSSIAN.upper() if r.random() < 0.5 else "")
            text = self.row_of(lambda: "".join(r.choice(letters) * r.choice([1, 1, 2]) for _ in range(r.randint(1, 8))) + r.choice([".", ",", ",", "-", "", ""]), length, [" "])
        else:  # all characters alike
            text = self.row_of(lambda: "".join(r.choice(alphabet.CHARACTERS[1:]) for _ in range(r.randint(1, 7))), length, [" "])
        if kind < 0.74 and r.random() < 0.10:
            text = text.upper()
        if kind < 0.74 and r.random() < 0.04:  # letters set apart
            a = r.randrange(length)
            b = min(len(text), a + r.randint(3, 14))
            text = text[:a] + " ".join(text[a:b].replace(" ", "  ")) + text[b:]
        if r.random() < 0.05 and len(text) > 6:
            at = r.randrange(len(text))
            text = text[:at] + " " * r.randint(2, 8) + text[at:]
        if kind < 0.62 and r.random() < 0.2 and text[length - 2:length - 1].isalpha():  # the word goes on in the next line
            text = text[:length - 1] + "-"
        text = text.translate(alphabet.LOOK_ALIKES).translate(alphabet.SAME_SIGNS)[:length].strip()
        return text or "а"
