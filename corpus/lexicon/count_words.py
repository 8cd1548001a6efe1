#!/usr/bin/env python3
"""Makes frequency.tsv and pairs.tsv out of counted and estimated words.

    count_words.py STATUTES

STATUTES  a folder with unigrams.tsv and bigrams.tsv: counts over Sweden's statutes (public domain,
          4.2 million words)

The other sources are this project's own texts (the example study, the sentences that test the rules,
definitions and examples of the codebook), everyday.tsv, phrases.txt and kommuner.txt. A word's figure is its
expected number in 10 million words of text like the answers and reports that Samsyn reads:
everyday words by everyday.tsv (60 %), the rest evenly by statutes and own texts. Needs lt-proc and
apertium-swe-nor, which tell the words among what people typed.
"""
import csv, glob, html, io, json, os, re, subprocess, sys, zipfile
from collections import Counter

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
ANALYSER = "/usr/share/apertium/apertium-swe-nor/swe-nob.automorf.bin"
PER = 10_000_000
WORD = re.compile(r"[a-zåäöéüàè]+(?:-[a-zåäöéüàè]+)*")


def own_texts():
    connect = os.path.join(ROOT, "corpus", "connect")
    for name, code in (("arbetsmarknad.csv", "cp1252"), ("referensgrupp.csv", "utf-8-sig")):
        text = open(os.path.join(connect, name), encoding=code).read()
        for row in csv.reader(io.StringIO(text), delimiter=";"):
            yield from row
    for path in sorted(glob.glob(connect + "/*.xlsx") + glob.glob(connect + "/*.docx")):
        with zipfile.ZipFile(path) as box:
            for part in box.namelist():
                if part in ("xl/sharedStrings.xml", "word/document.xml") or "worksheets/" in part:
                    xml = box.read(part).decode()
                    for p in re.split(r"</w:p>|</si>|</is>", xml):
                        yield html.unescape("".join(re.findall(r"<(?:w:)?t[^>]*>([^<]*)<", p)))
    for path in sorted(glob.glob(connect + "/*.txt") + glob.glob(connect + "/*.vtt")):
        yield from open(path, encoding="utf-8-sig").read().split("\n\n")
    for path in sorted(glob.glob(os.path.join(ROOT, "tests/coding/*.good"))
                       + glob.glob(os.path.join(ROOT, "tests/coding/*.wrong"))):
        yield from open(path, encoding="utf-8")

    def strings(value):
        if isinstance(value, str):
            yield value
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
            yield from strings(inner)
    for name in ("barriers.json", "themes.json"):
        for value in strings(json.load(open(os.path.join(ROOT, "corpus/taxonomies", name)))):
            if value.count(" ") > 2:
                yield value


def is_swedish(text):
    letters = sum(c.isalpha() for c in text)
    return letters < 40 or sum(c in "åäöÅÄÖ" for c in text) > letters / 100


def known(words):
    """Those that Apertium knows, as they are or capitalised."""
    words = sorted(words)
    found = set()
    for change in (str, str.capitalize):
        lines = "\n".join(change(w) for w in words) + "\n"
        out = subprocess.run(["lt-proc", "-w", ANALYSER], input=lines, capture_output=True, text=True).stdout
        for word, line in zip(words, out.split("\n")):
            if "/*" not in line and line.count("^") == 1:
                found.add(word)
    return found


def counts(path):
    for line in open(path, encoding="utf-8"):
        if not line.startswith("#") and "\t" in line:
            word, n = line.rstrip("\n").split("\t")
            yield word, int(n)


def main():
    statutes = sys.argv[1]
    law = {w: n for w, n in counts(statutes + "/unigrams.tsv") if WORD.fullmatch(w)}
    law_pairs = dict(counts(statutes + "/bigrams.tsv"))
    own, own_pairs = Counter(), Counter()
    for text in own_texts():
        if not is_swedish(text):
            continue
        for sentence in re.split(r"[.!?:;()\n\"”–]", text.lower()):
            row = [w if WORD.fullmatch(w) else None for w in re.findall(r"[\w-]+|,", sentence)]
            own.update(w for w in row if w)
            own_pairs.update(f"{a} {b}" for a, b in zip(row, row[1:]) if a and b)
    spoken = {w for w in (line.split("\t")[0] for line in open(HERE + "/spoken.tsv", encoding="utf-8"))}
    real = known(set(own) - set(law)) | set(law)
    own = Counter({w: n for w, n in own.items() if w in real and w not in spoken})
    own_pairs = Counter({p: n for p, n in own_pairs.items() if all(w in own for w in p.split())})
    everyday = dict(counts(HERE + "/everyday.tsv"))
    towns = [t.strip().lower() for t in open(HERE + "/kommuner.txt", encoding="utf-8") if t[0] != "#"]
    towns += ["sverige", "östergötland", "norrbotten", "västerbotten", "västernorrland", "jämtland",
              "gävleborg", "dalarna", "värmland", "örebro", "västmanland", "uppsala", "stockholm",
              "sörmland", "södermanland", "gotland", "kalmar", "kronoberg", "blekinge", "skåne",
              "halland", "småland", "götaland", "svealand", "norrland"]

    n_law, n_own = sum(law.values()), sum(own.values())
    figure = Counter()
    for w in set(law) | set(own):
        # Words met once or twice are too many by chance: each count is lowered (absolute discounting).
        p = 0.5 * law.get(w, 0) / n_law + 0.5 * max(own[w] - 0.75, 0) / n_own
        figure[w] = p * PER * (0.4 if w in everyday else 1)
    for w, n in everyday.items():
        figure[w] += 0.6 * n * PER / 1e6
    for t in towns:
        for form in (t, t if t.endswith("s") else t + "s"):
            if WORD.fullmatch(form):
                figure[form] = max(figure[form], 12)
    pairs = Counter()
    for p in set(law_pairs) | {p for p, n in own_pairs.items() if n > 1}:
        if all(WORD.fullmatch(w) for w in p.split()) and len(p.split()) == 2:
            pairs[p] = PER * (0.5 * law_pairs.get(p, 0) / n_law + 0.5 * max(own_pairs[p] - 0.75, 0) / n_own)
    for phrase in open(HERE + "/phrases.txt", encoding="utf-8"):
        row = [] if phrase.startswith("#") else phrase.split()
        for a, b in zip(row, row[1:]):
            # Not more than a fifth of the rarer word's occurrences: "20 times" says nothing of those.
            pairs[f"{a} {b}"] += min(20 * PER * 0.5 / n_own, max(figure[a], 60) / 5, max(figure[b], 60) / 5)
    for name, table, least in (("frequency.tsv", figure, 3), ("pairs.tsv", pairs, 8)):
        rows = [(k, round(v)) for k, v in table.items() if round(v) >= least]
        with open(os.path.join(HERE, name), "w", encoding="utf-8") as out:
            out.write("# Expected number in 10 million words; made by count_words.py.\n")
            for k, v in sorted(rows, key=lambda r: (-r[1], r[0])):
                out.write(f"{k}\t{v}\n")
        print(name, len(rows), file=sys.stderr)
    print("own words", n_own, file=sys.stderr)


main()
