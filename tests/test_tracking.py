"""Following targets through time: invented chronicles, each with what is one aim and what is not."""

import datetime as dt

import pytest

import communique as cq
from communique.errors import CommuniqueError
from communique.schema import build_frame
from communique.tables import Tables
from communique.tracking import check_dated, track_targets

NAMES = (
    *("subject", "value", "unit", "deadline", "status", "strength", "actor", "comparator", "direction", "kind", "per"),
)


def day(words):
    return None if words is None else dt.datetime.fromisoformat(words)


def article(published, sentence, *, country="XA", publisher="The Herald", title=None):
    """Return one article of one sentence."""
    return {"published": published, "sentence": sentence, "country": country, "publisher": publisher, "title": title}


def target(words, subject, value, deadline=None, **given):
    row = {"words": words, "subject": subject, "value": value, "deadline": deadline, "unit": "percent"}
    return {**dict.fromkeys(NAMES), "status": "target", "strength": "plan", **row, **given}


def report(words, subject, value, **given):
    return target(words, subject, value, **{"status": "achieved", "strength": None, **given})


def tables_of(*entries):
    """Return Tables by hand: each entry is an article followed by its targets."""
    rows = {"articles": [], "sentences": [], "targets": []}
    for number, (about, *targets) in enumerate(entries, start=1):
        name, text = f"a{number:02}", about["sentence"]
        rows["articles"].append(
            (
                *(name, 0, len(text), text, about["title"], about["publisher"], None, day(about["published"])),
                *(day(about["published"]), None, None, about["country"], "en", 1, 1, len(text.split())),
                *(None, None, None, None, None, None, None),
            )
        )
        rows["sentences"].append((f"{name}:s1", name, 0, len(text), text, 0, 0.0, "body", False, None, None))
        for place, t in enumerate(targets, start=1):
            start = text.index(t["words"])
            rows["targets"].append(
                (
                    *(f"{name}:t{place}", name, None, None, start, start + len(t["words"]), t["words"], None),
                    *(t["actor"], t["subject"], t["comparator"] or "eq", t["value"], None, None, t["unit"]),
                    *(t["kind"] or "share", t["direction"], t["per"], None, None, day(t["deadline"]), None, None, None),
                    *(t["strength"], t["status"], t["status"] in ("target", "requirement"), None, "by-hand", None),
                )
            )
    frames = {name: build_frame(name, given) for name, given in rows.items()}
    return Tables(**{**Tables.empty().frames(), **frames})


def followed(*entries):
    """Return the histories as lists of (article, event), and their outcomes."""
    histories, links = track_targets(tables_of(*entries))
    lines = [[(r.article_id, r.event) for r in g.itertuples()] for _, g in links.groupby("history_id", sort=False)]
    return lines, histories["outcome"].tolist()


HOMES = "The housing ministry plans to insulate 40 percent of public homes by 2024."
FIRST = (article("2020-02-01", HOMES), target("40 percent", "public homes", 40, "2024-12-31"))


def later(published, sentence, *targets, **about):
    return (article(published, sentence, **about), *targets)


CHANGES = {
    "repeated": later(
        "2021-02-01",
        "The ministry still plans to insulate 40 percent of public homes by 2024.",
        target("40 percent", "public homes", 40, "2024-12-31"),
    ),
    "raised": later(
        "2021-02-01",
        "The ministry raised its goal: 55 percent of public homes are to be insulated by 2024.",
        target("55 percent", "public homes", 55, "2024-12-31"),
    ),
    "lowered": later(
        "2021-02-01",
        "The ministry now plans to insulate 30 percent of public homes by 2024.",
        target("30 percent", "public homes", 30, "2024-12-31"),
    ),
    "postponed": later(
        "2021-02-01",
        "The insulation of 40 percent of public homes was postponed to 2026.",
        target("40 percent", "public homes", 40, "2026-12-31"),
    ),
    "advanced": later(
        "2021-02-01",
        "The date was brought forward: 40 percent of public homes will be insulated by 2023.",
        target("40 percent", "public homes", 40, "2023-12-31"),
    ),
    "strengthened": later(
        "2021-02-01",
        "By law 40 percent of public homes must be insulated by 2024.",
        target("40 percent", "public homes", 40, "2024-12-31", strength="must"),
    ),
    "weakened": later(
        "2021-02-01",
        "The ministry would like to see 40 percent of public homes insulated by 2024.",
        target("40 percent", "public homes", 40, "2024-12-31", strength="strive"),
    ),
    "reported": later(
        "2022-02-01",
        "The ministry has insulated 22 percent of public homes so far.",
        report("22 percent", "public homes", 22),
    ),
    "met": later(
        "2024-11-01",
        "The ministry has insulated 43 percent of public homes.",
        report("43 percent", "public homes", 43),
    ),
    "missed": later(
        "2025-02-01",
        "At the end only 31 percent of public homes had been insulated.",
        report("31 percent", "public homes", 31),
    ),
}


@pytest.mark.parametrize("event", CHANGES)
def test_what_a_mention_does_to_the_aim(event):
    lines, outcomes = followed(FIRST, CHANGES[event])
    assert lines == [[("a01", "first"), ("a02", event)]]
    assert outcomes == [event if event in ("met", "missed") else "open"]


def test_a_deadline_that_passes_in_silence_drops_the_aim():
    lines, outcomes = followed(FIRST, later("2025-12-01", "The harvest was good."))
    assert lines == [[("a01", "first")]]
    assert outcomes == ["dropped"]


def test_silence_of_another_country_drops_nothing():
    other = later("2025-12-01", "The harvest was good.", country="XB", publisher="The Echo")
    assert followed(FIRST, other)[1] == ["open"]


def test_an_aim_without_a_deadline_is_never_dropped():
    first = (article("2020-02-01", HOMES), target("40 percent", "public homes", 40))
    assert followed(first, later("2029-12-01", "The harvest was good."))[1] == ["open"]


def is_one(*entries):
    return len(followed(*entries)[0]) == 1


CAMPAIGN = (
    article("2019-02-01", "The reform campaign of port companies will complete 70 percent of main tasks by 2020."),
    target("70 percent", "main tasks", 70, "2020-12-31"),
)
APART = {
    "two-campaigns-with-the-same-70-percent": (
        CAMPAIGN,
        later(
            "2021-05-01",
            "The new vaccination drive will reach 70 percent of adults by 2022.",
            target("70 percent", "adults", 70, "2022-12-31"),
        ),
    ),
    "the-same-words-after-the-deadline": (
        CAMPAIGN,
        later(
            "2023-05-01",
            "The deepening campaign will complete 70 percent of main tasks by 2025.",
            target("70 percent", "main tasks", 70, "2025-12-31"),
        ),
    ),
    "two-companies-with-the-same-numbers": (
        (
            article("2020-02-01", "Aldo Mills plans to cut its water use by 30 percent by 2025."),
            target("30 percent", "water use", 30, "2025-12-31", actor="Aldo Mills"),
        ),
        later(
            "2020-06-01",
            "Bergen Foods plans to cut its plastic waste by 30 percent by 2025.",
            target("30 percent", "plastic waste", 30, "2025-12-31", actor="Bergen Foods"),
            publisher="The Echo",
        ),
    ),
    "two-countries": (
        FIRST,
        later(
            "2021-02-01",
            HOMES,
            target("40 percent", "public homes", 40, "2024-12-31"),
            country="XB",
            publisher="The Echo",
        ),
    ),
    "each-year-its-own-ceiling": (
        (
            article("2021-02-01", "The deficit must stay below 3 percent of output in fiscal 2021."),
            target("3 percent", "deficit", 3, "2021-12-31"),
        ),
        later(
            "2022-02-01",
            "The deficit must stay below 3 percent of output in fiscal 2022.",
            target("3 percent", "deficit", 3, "2022-12-31"),
        ),
    ),
    "another-unit": (
        FIRST,
        later(
            "2021-02-01",
            "The ministry plans to insulate 40 thousand public homes by 2024.",
            target("40 thousand", "public homes", 40000, "2024-12-31", unit="count"),
        ),
    ),
    "the-same-unit-and-number-elsewhere": (
        FIRST,
        later(
            "2021-03-01",
            "Dairy exporters want to ship 40 percent of butter by rail by 2024.",
            target("40 percent", "butter", 40, "2024-12-31"),
        ),
    ),
}


@pytest.mark.parametrize("entries", APART.values(), ids=APART)
def test_two_aims_stay_apart(entries):
    assert not is_one(*entries)


TOGETHER = {
    "subject-paraphrased": (
        FIRST,
        later(
            "2021-02-01",
            "The housing ministry wants 40 percent of homes owned by the public insulated by 2024.",
            target("40 percent", "homes owned by the public", 40, "2024-12-31"),
        ),
    ),
    "percent-and-fraction": (
        FIRST,
        later(
            "2021-02-01",
            "Two fifths of public homes are to be insulated by 2024, the housing ministry says.",
            target("Two fifths", "public homes", 0.4, "2024-12-31", unit="ratio"),
        ),
    ),
    "megawatts-and-gigawatts": (
        (
            article("2020-02-01", "Offshore wind power is to reach 1,500 megawatts by 2025."),
            target("1,500 megawatts", "offshore wind power", 1500, "2025-12-31", unit="MW"),
        ),
        later(
            "2021-02-01",
            "Offshore wind power will grow to 1.5 gigawatts by 2025.",
            target("1.5 gigawatts", "offshore wind power", 1.5, "2025-12-31", unit="GW"),
        ),
    ),
}


@pytest.mark.parametrize("entries", TOGETHER.values(), ids=TOGETHER)
def test_one_aim_in_other_words_is_one(entries):
    lines, _ = followed(*entries)
    assert len(lines) == 1
    assert lines[0][1][1] == "repeated"


def test_from_and_to_in_one_sentence_are_no_two_aims():
    sentence = "The share of public homes with insulation is to rise from 22 percent to 40 percent by 2024."
    lines, _ = followed(
        (
            article("2020-02-01", sentence),
            report("22 percent", "public homes", 22, status="baseline"),
            target("40 percent", "share of public homes", 40, "2024-12-31"),
        )
    )
    assert lines == [[("a01", "first")]]


def test_an_aim_said_again_in_a_report_is_no_report():
    sentence = "Only 31 percent of public homes had insulation, short of the goal of 40 percent of public homes."
    lines, outcomes = followed(
        FIRST,
        later(
            "2025-02-01",
            sentence,
            report("31 percent", "public homes", 31),
            report("40 percent", "public homes", 40, status="historic"),
        ),
    )
    assert [event for _, event in lines[0]] == ["first", "missed", "repeated"]
    assert outcomes == ["missed"]


def test_a_ceiling_is_met_below_it():
    ceiling = target("3 percent", "inflation", 3, "2023-12-31", comparator="le")
    first = (article("2022-02-01", "The bank wants inflation at 3 percent at most by 2023."), ceiling)
    low = later("2024-01-10", "Inflation stood at 2.8 percent.", report("2.8 percent", "inflation", 2.8))
    high = later("2024-01-10", "Inflation stood at 4.8 percent.", report("4.8 percent", "inflation", 4.8))
    assert followed(first, low)[1] == ["met"]
    assert followed(first, high)[1] == ["missed"]


def test_each_link_has_its_reasons_and_a_confidence():
    _, links = track_targets(tables_of(FIRST, CHANGES["repeated"]))
    assert links["previous_id"].isna().tolist() == [True, False]
    assert links["confidence"].between(0, 1).all()
    assert "measures the same" in links["reasons"].iloc[1]
    assert "same value" in links["reasons"].iloc[1]


def test_the_order_of_the_articles_does_not_matter():
    one, _ = followed(FIRST, CHANGES["raised"])
    other, _ = followed(CHANGES["raised"], FIRST)
    assert [event for _, event in one[0]] == [event for _, event in other[0]]


def test_no_article_gives_two_empty_tables():
    histories, links = track_targets(Tables.empty())
    assert histories.empty
    assert links.empty


def test_a_corpus_without_dates_is_refused_in_a_sentence():
    undated = tables_of((article(None, HOMES), target("40 percent", "public homes", 40, "2024-12-31")))
    with pytest.raises(CommuniqueError, match="no article has a date"):
        check_dated(undated)


def test_real_tables_can_be_followed():
    texts = (
        ("2020-02-01", "The ministry said it would plant 300 million trees by 2025."),
        ("2022-02-01", "The ministry said on Tuesday that it had planted 120 million trees."),
    )
    articles = [cq.Article(f"a{i}", text, published=dt.date.fromisoformat(d)) for i, (d, text) in enumerate(texts)]
    histories, links = track_targets(cq.extract(articles))
    assert set(links["history_id"]) == set(histories["history_id"])


def test_a_figure_far_beyond_an_aim_of_no_direction_is_no_success():
    first = (article("2022-02-01", "The bank's aim for inflation is 3 percent."), target("3 percent", "inflation", 3))
    far = later("2023-02-01", "Inflation stood at 7.9 percent.", report("7.9 percent", "inflation", 7.9))
    near = later("2023-02-01", "Inflation stood at 3.1 percent.", report("3.1 percent", "inflation", 3.1))
    assert followed(first, far)[1] == ["open"]
    assert followed(first, near)[1] == ["met"]


def test_reasons_are_words_and_no_stems():
    _, links = track_targets(tables_of(FIRST, CHANGES["repeated"]))
    assert "homes, public" in links["reasons"].iloc[1]
