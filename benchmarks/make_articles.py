"""Write invented policy-news articles, for benchmarks: the same seed gives the same articles.

    python benchmarks/make_articles.py FOLDER --count 1000 --seed 7

Every name, place, body and figure is made up.  The articles have what the rules look for (speakers with titles, direct
and indirect speech, targets with deadlines, lists, set phrases, headings) in about the mix and length of real ones:
4 to 5 kB, 700 to 800 words.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from pathlib import Path


def _list(words: str) -> list[str]:
    return words.split(",")


FIRST = _list("Alda,Brem,Corin,Dela,Evin,Farah,Goran,Hesta,Ilmar,Jora")
FIRST += _list("Kesi,Lorn,Mirek,Nadia,Oskar,Perla,Quin,Rosa,Sten,Tova")
LAST = _list("Ambrel,Bostan,Corvane,Dulmer,Eskand,Farlow,Gremond")
LAST += _list("Hollis,Istrane,Jorvik,Kelmar,Lunde,Mostyn,Norrel,Ostrava")
LAST += _list("Pellan,Quarles,Rivane,Sorbin,Tamsin,Ulmane,Varda,Westrel,Yorvan,Zellin")
PLACES = _list("Avenor,Belmark,Castorin,Dornhal,Estvale")
PLACES += _list("Felmoor,Grantham-on-Lis,Harvane,Istria-Vale,Kolmund,Lanmere")
PLACES += _list("Merrowin,Northagen,Ostmere,Palverde,Quellin,Rostane,Selmund,Tarrowby,Vendal")
BODIES = [
    "Ministry of {field}",
    "State Council for {field}",
    "National Commission on {field}",
    "{place} Development Authority",
    "{place} Chamber of Commerce",
    "Federal Office for {field}",
    "Association of {field} Companies",
    "{place} Port Group",
]
FIELDS = _list("Transport,Rural Affairs,Energy,Housing")
FIELDS += _list("Education,Public Health,Water Management,Industry,Digital Services")
FIELDS += _list("Forestry,Labour,Regional Trade,Fisheries,Social Insurance,Science and Technology")
TITLES = _list("minister,deputy minister,director,chairman")
TITLES += _list("general manager,spokeswoman,chief economist,secretary-general")
THINGS = _list("schools,buses,clinics,apartments")
THINGS += _list("wind turbines,charging points,railway stations,training centres,reservoirs")
THINGS += _list("kilometres of track,hectares of forest,small enterprises,apprenticeships,village libraries")
MEASURES = _list("output of the sector,share of renewable power")
MEASURES += _list("rural income,cost of freight,energy use per unit of output")
MEASURES += _list("number of registered apprentices,waiting time in clinics")
MEASURES += _list("exports of machinery,emissions of the port")
VERBS = _list("said,announced,stressed,pointed out,explained,added,noted,told reporters,argued,warned")
DO = _list("expand,modernise,strengthen,simplify,improve,promote")
DO += _list("accelerate,coordinate,deepen,protect,supervise,open")
OBJECTS = _list("the supervision of state assets")
OBJECTS += _list("the network of local clinics,cooperation with neighbouring regions")
OBJECTS += _list("the licensing of small producers,vocational training")
OBJECTS += _list("the grid in remote districts,early warning of floods")
OBJECTS += _list("the layout of freight terminals,access to credit")
OBJECTS += _list("research in new materials,the rights of tenants")
PHRASES = ["two guarantees", "three priorities", "four transitions", "one network, one standard", "five pillars"]
QUOTED = ["open doors", "a bridge for the young", "the long road home", "clean hands", "one map for all"]
REASONS = _list("because demand had risen faster than planned")
REASONS += _list("since the harvest had failed twice,after a review of last year")
REASONS += _list("while prices on the world market stayed low,although many districts still lacked staff")
MONTHS = _list("January,February,March,April,May,June,July,August,September,October,November,December")

# Real news has a third of its sentences without anything to extract.
SHARE_NARRATIVE = 0.3


class Writer:
    """Writes one article from a seed of its own."""

    def __init__(self, seed: int, number: int) -> None:
        self.random = random.Random(f"{seed}/{number}")
        pick = self.random.choice
        self.day = dt.date(2014, 1, 1) + dt.timedelta(days=self.random.randrange(4000))
        self.place, self.field = pick(PLACES), pick(FIELDS)
        self.publisher = f"The {pick(PLACES)} Courier"
        self.people = [self.person() for _ in range(self.random.randint(2, 5))]

    def person(self) -> tuple[str, str, str]:
        pick = self.random.choice
        body = pick(BODIES).format(field=pick(FIELDS), place=pick(PLACES))
        return f"{pick(FIRST)} {pick(LAST)}", pick(TITLES), body

    def number(self) -> str:
        r = self.random
        return r.choice([f"{r.randint(2, 95)} percent", f"{r.randint(12, 980):,}", f"{r.randint(1, 60)} million"])

    def deadline(self) -> str:
        year = self.day.year + self.random.randint(0, 9)
        return self.random.choice(
            [
                *(f"by {year}", "by the end of this year", f"by {self.random.choice(MONTHS)} {year}", f"before {year}"),
                *("within three years", "in the coming five years", f"by the end of {year}"),
            ]
        )

    def aim(self) -> str:
        r = self.random
        return r.choice(
            [
                f"build {r.randint(3, 900):,} {r.choice(THINGS)} {self.deadline()}",
                f"raise the {r.choice(MEASURES)} by {r.randint(2, 60)} percent {self.deadline()}",
                f"cut the {r.choice(MEASURES)} to less than {r.randint(2, 60)} percent {self.deadline()}",
                f"complete more than {r.randint(20, 95)} percent of the main tasks {self.deadline()}",
                f"invest {r.randint(2, 90)}.{r.randint(1, 9)} billion crowns in {r.choice(OBJECTS)} {self.deadline()}",
                f"{r.choice(DO)} {r.choice(OBJECTS)} and {r.choice(DO)} {r.choice(OBJECTS)}",
                f"{r.choice(DO)} {r.choice(OBJECTS)}",
            ]
        )

    def fact(self) -> str:
        r = self.random
        return r.choice(
            [
                f"the {r.choice(MEASURES)} rose by {r.randint(1, 30)}.{r.randint(0, 9)} percent in {self.day.year - 1}",
                f"{r.randint(20, 900):,} {r.choice(THINGS)} were finished in {r.choice(PLACES)} last year",
                f"{r.choice(OBJECTS)} remained the weak point of the {self.field.lower()} plan",
                f"about {self.number()} of the households in {r.choice(PLACES)} had taken part so far",
                f"work on {r.choice(OBJECTS)} had begun in {r.choice(MONTHS)} {r.choice(REASONS)}",
            ]
        )

    def narrative(self) -> str:
        """Return a sentence without speaker, figure or plan, as a third of those of the news are."""
        r = self.random
        here, there, thing = r.choice(PLACES), r.choice(PLACES), r.choice(THINGS)
        return r.choice(
            [
                f"The road from {here} to {there} runs along the river past old mills and the {thing} on the bank.",
                f"For many families in {here} the market is a day's walk away, and the bridge is often under water.",
                f"In the hills above {there} the snow had come early, so that the {thing} stood idle for weeks.",
                f"Nobody in the hall was surprised, for the quarrel of {here} and {there} is as old as the towns.",
                f"A long queue had formed outside the town hall of {here}, where lists of {thing} hung on the wall.",
                f"The two towns share a harbour, a newspaper and little else, as visitors to {there} soon find out.",
                f"Behind the station of {here}, workers in yellow vests were clearing the last of the old {thing}.",
            ]
        )

    def sentence(self) -> str:
        r = self.random
        if r.random() < SHARE_NARRATIVE:
            return self.narrative()
        name, title, body = r.choice(self.people)
        last, verb = name.split()[1], r.choice(VERBS)
        modal = r.choice(["will", "must", "should", "plans to", "will strive to", "intends to", "is encouraged to"])
        plain, we = self.fact(), modal.replace("plans", "plan").replace("intends", "intend").replace("is ", "are ")
        who, start = f"{name}, {title} of the {body}", plain[0].upper() + plain[1:]
        verb_alone = verb.replace("told reporters", "said")
        also = f"{r.choice(DO)} {r.choice(OBJECTS)}, and {r.choice(DO)} {r.choice(OBJECTS)}"
        nth = r.choice(["second", "third", "sixth"])
        return r.choice(
            [
                f"“We {we} {self.aim()},” {verb_alone} {who}.",
                f"{who}, said that the region {modal} {self.aim()}.",
                f"{last} {verb} that {plain}, and that every district {modal} {self.aim()}.",
                f"According to the {body}, {plain}.",
                f"{start}, {r.choice(REASONS)}.",
                f"The {body} {modal} {self.aim()}, {also}.",
                f"“{start},” {last} said. “That is why we {r.choice(DO)} {r.choice(OBJECTS)}.”",
                f"The meeting named “{r.choice(PHRASES)}” and “{r.choice(QUOTED)}” in {r.choice(PLACES)}.",
                f"Residents of {r.choice(PLACES)} have waited for {r.choice(THINGS)} {r.choice(REASONS)}.",
                f"How is {r.choice(PLACES)} to {self.aim()}?",
                f"It was the {nth} conference of its kind in {r.choice(PLACES)}, {r.choice(REASONS)}.",
            ]
        )

    def article(self) -> tuple[str, dict[str, str]]:
        """Return the text and the metadata."""
        r = self.random
        title = f"{self.place} to {r.choice(DO)} {r.choice(OBJECTS)}"
        size, blocks = r.randint(4000, 5000), [title]
        while sum(map(len, blocks)) < size:
            if len(blocks) in (6, 12) and r.random() < 0.7:
                blocks.append(f"{r.choice(DO).capitalize()} {r.choice(OBJECTS)}")
            blocks.append(" ".join(self.sentence() for _ in range(r.randint(1, 4))))
        blocks.append(f"{self.publisher}. All rights reserved.")
        return "\n\n".join(blocks) + "\n", {"title": title, "publisher": self.publisher, "published": str(self.day)}


def make_articles(folder: Path, count: int, seed: int = 7) -> int:
    """Write ``count`` articles with their metadata beside, a thousand a folder; return the bytes of text."""
    n_bytes = 0
    for number in range(count):
        text, metadata = Writer(seed, number).article()
        path = folder / f"{number // 1000:03d}" / f"article-{number:06d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        data = text.encode()
        path.write_bytes(data)
        path.with_suffix(".yaml").write_text("".join(f"{k}: {v!r}\n" for k, v in metadata.items()), encoding="utf-8")
        n_bytes += len(data)
    return n_bytes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    n_bytes = make_articles(given.folder, given.count, given.seed)
    print(f"{given.count:,} invented articles, {n_bytes / 1e6:.1f} MB, in {given.folder}")


if __name__ == "__main__":
    main()
