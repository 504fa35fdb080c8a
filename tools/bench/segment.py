"""Sentence ends beside other splitters: F1 on annotated texts, and megabytes per second.

    python tools/bench/segment.py BINARY FOLDER

BINARY is elchi-bench; FOLDER holds LANG-NAME.PART.jsonl.zst with `text` and `sents` (half-open, in code points).
Scored are the ends of sentences, blanks behind them cut, the last end of a text left out. Other splitters cut only
where they are given a paragraph: "lines" splits at newlines first.
"""

import json
import pathlib
import subprocess
import sys
import time

import blingfire
import pysbd
import razdel


def read(path):
    raw = subprocess.run(["zstd", "-dcq", str(path)], capture_output=True, check=True).stdout.decode()
    return [json.loads(line) for line in raw.splitlines() if line]


def gold_ends(row):
    text = row["text"]
    ends = {start + len(text[start:end].rstrip()) for start, end in row["sents"]}
    return ends - {len(text.rstrip())}


def razdel_ends(text):
    return [part.stop for part in razdel.sentenize(text)]


def blingfire_ends(text):
    _, offsets = blingfire.text_to_sentences_and_offsets(text)
    return [end for _, end in offsets]


def pysbd_of(lang):
    """pysbd knows ru and en of our languages, and Kazakh; else its English."""
    known = {"ru": "ru", "en": "en", "kk": "kk"}
    splitter = pysbd.Segmenter(language=known.get(lang, "en"), clean=False, char_span=True)
    return lambda text: [span.end for span in splitter.segment(text)]


def by_lines(split):
    def ends(text):
        found, start = [], 0
        for line in text.split("\n"):
            if line.strip():
                found.extend(start + end for end in split(line))
            start += len(line) + 1
        return found

    return ends


def score(rows, found):
    right = wrong = missed = 0
    for row, ends in zip(rows, found):
        text, gold = row["text"], gold_ends(row)
        ends = {len(text[:end].rstrip()) for end in ends} - {len(text.rstrip()), 0}
        right += len(gold & ends)
        wrong += len(ends - gold)
        missed += len(gold - ends)
    return 2 * right / max(1, 2 * right + wrong + missed)


def timed(split, rows, least=1.0):
    size = sum(len(row["text"].encode()) for row in rows)
    start, done = time.perf_counter(), 0
    while time.perf_counter() - start < least:
        for row in rows:
            split(row["text"])
        done += size
    return done / 1e6 / (time.perf_counter() - start)


def main():
    binary, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    paths = sorted(folder.glob("*.jsonl.zst"))
    if not paths:
        sys.exit(f"{folder} holds no LANG-NAME.PART.jsonl.zst: name a folder of annotated texts")
    names = ["elchi", "razdel", "razdel lines", "pysbd", "pysbd lines", "blingfire", "blingfire lines"]
    print(f"{'F1 of sentence ends':30}" + "".join(f"{name:>17}" for name in names))
    speeds = {}
    for path in paths:
        lang = path.name[:2]
        tag = "uz-Latn" if lang == "uz" else lang
        rows = read(path)
        own = subprocess.run(
            [binary, "sentences", tag, str(path), "--seconds", "1"], capture_output=True, text=True, check=True
        )
        for line in own.stderr.splitlines():
            kind, speed = line.split()
            speeds.setdefault(f"elchi {kind}", []).append(float(speed))
        figures = [score(rows, [json.loads(line) for line in own.stdout.splitlines()])]
        for name, split in (("razdel", razdel_ends), ("pysbd", pysbd_of(lang)), ("blingfire", blingfire_ends)):
            figures.append(score(rows, [split(row["text"]) for row in rows]))
            figures.append(score(rows, [by_lines(split)(row["text"]) for row in rows]))
            speeds.setdefault(name, []).append(timed(by_lines(split), rows))
        print(f"{path.name.removesuffix('.jsonl.zst'):30}" + "".join(f"{figure:17.4f}" for figure in figures), flush=True)
    print()
    print(f"{'MB/s, one core':30}" + "lowest, median and highest of the files")
    for name, found in speeds.items():
        found.sort()
        print(f"{name:30}{found[0]:8.1f}{found[len(found) // 2]:8.1f}{found[-1]:8.1f}")


if __name__ == "__main__":
    main()
