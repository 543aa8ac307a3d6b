"""What is written by hand: prose and words, and what stands on archival leaves: leaf numbers, dates, notes, names, numbers of records."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../reading"))
import texts  # noqa: E402

NOTES = ("Верно|верно|Верно:|экз.|Экз. № 2|экз. № 1|2 экз.|в 2-х экз.|Секретно|Сов. секретно|секретно|В дело|в дело|К делу|л.|лл.|на 3 л.|Копия|копия|Подлинник|"
         "Согласен|Утверждаю|Доложено|Исполнено|Исп.|Снять с контроля|На контроль|Срочно|Вернуть|Хранить|Архив|архив|см. на обороте|см.|об.|т. Маленкову|тов. Молотову|"
         "тов. Хрущеву|т. Булганину|т. Микояну|За|Против|Разослать|Прошу рассмотреть|Прошу переговорить|Получил|Принял|Отправлено|Послано|Справка|Исх.|Вх.|вх. №|исх. №|"
         "ф.|оп.|д.|ед. хр.|Фонд|опись|дело|Листов|Пронумеровано|стр.|п.|г.|№|Разобрать|Ответ дан|в ЦК|ЦК КПСС|СССР|не подлежит|Зав. сектором|Секретарь|Нач. отдела").split("|")
ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()


class HandTexts(texts.Texts):
    def leaf(self):
        r = self.rng
        return str(r.choice([r.randint(1, 9), r.randint(10, 99), r.randint(10, 99), r.randint(100, 400), r.randint(100, 999)])) + r.choice([""] * 8 + ["об", " об.", "а", "."])

    def date(self):
        r, year = self.rng, self.rng.randint(17, 91)
        day, month = r.randint(1, 31), r.randint(1, 12)
        return r.choice([f"{day}.{ROMAN[month - 1]}.{year}", f"{day}/{ROMAN[month - 1]}-{year}", f"{day}.{month:02d}.{year}", f"{day:02d}.{month:02d}.19{year}", f"{day}/{ROMAN[month - 1]}",
                         f"{day} {texts.MONTHS[month - 1]} 19{year} г.", f"{day} {texts.MONTHS[month - 1]}", f"19{year} г.", f"19{year}", f'"{day}" {texts.MONTHS[month - 1]} 19{year}г.'])

    def record(self):
        r = self.rng
        return r.choice([lambda: "№ " + str(r.randint(1, 4000)), lambda: f"№ {r.randint(1, 400)}/{r.choice(['с', 'сс', 'оп', '2', '14'])}", lambda: f"{r.randint(1, 900)}-{r.randint(1, 90)}",
                         lambda: f"л. {r.randint(1, 300)}", lambda: f"лл. {r.randint(1, 150)}-{r.randint(151, 400)}", lambda: f"д. {r.randint(1, 900)}", lambda: f"оп. {r.randint(1, 99)}",
                         lambda: f"ф. {r.randint(1, 9999)}", lambda: f"п. {r.randint(1, 30)}", self.number])()

    def note(self):
        r = self.rng
        return r.choice([self.date, self.date, self.record, self.record, self.name, self.name, self.leaf, lambda: r.choice(NOTES), lambda: r.choice(NOTES), lambda: r.choice(NOTES)])()

    def hand_line(self, length):
        """At most `length` characters."""
        r, kind = self.rng, self.rng.random()
        if kind < 0.14:
            text = self.leaf() if r.random() < 0.7 else "  ".join(self.leaf() for _ in range(2))
        elif kind < 0.32:
            text = self.row_of(self.note, length, [" ", " ", ", ", ". "]) if r.random() < 0.5 else self.note()
            text = text[:max(length, 9)]
        elif kind < 0.60:
            at = r.randrange(len(self.prose) - length)
            text = self.prose[at:at + length]
        elif kind < 0.64:
            text = self.row_of(lambda: self.word("ukr"), length, [" ", " ", ", "])[:length]
        elif kind < 0.88:
            text = self.row_of(self.word, length, [" "] * 6 + [", ", ". ", " - ", "-", "; ", ": "])[:length]
        elif kind < 0.94:
            text = self.row_of(self.number, length, [" ", "  ", ", ", "-"])[:length]
        else:
            letters = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
            letters += letters.upper() if r.random() < 0.3 else ""
            text = self.row_of(lambda: "".join(r.choice(letters) for _ in range(r.randint(1, 7))), length, [" "])[:length]
        return text
