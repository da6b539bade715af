"""Following targets through time: invented chronicles, each with what is one aim and what is not."""

import datetime as dt
import re

import pytest

import communique as cq
from communique.errors import CommuniqueError
from communique.lexicon import read_lexicon
from communique.schema import build_frame
from communique.tables import Tables
from communique.tracking import check_dated, track_targets
from communique.tracking.mentions import read_words, stem

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
        for n, m in enumerate(re.finditer(r"\S.*?(?:[.!?](?=\s|$)|$)", text), start=1):
            about = (f"{name}:s{n}", name, m.start(), m.end(), m[0], 0, 0.0, "body", False, None, None)
            rows["sentences"].append(about)
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


# What is measured, in other words.

MEANINGS = {
    "homes-and-dwellings": ("public homes", "dwellings owned by the public", True),
    "jobless-and-unemployment": ("youth unemployment", "people under 25 out of work", True),
    "children-immunised": ("vaccination of children", "toddlers immunised", True),
    "wind-and-renewable": ("renewable electricity", "wind and solar power", True),
    "homes-and-trees": ("public homes", "roadside trees", False),
    "wind-and-water": ("renewable electricity", "drinking water", False),
    "children-and-cattle": ("vaccination of children", "cattle in the highlands", False),
}


@pytest.mark.parametrize(("first", "other", "same"), MEANINGS.values(), ids=MEANINGS)
def test_words_of_one_meaning_are_one(first, other, same):
    aim = article("2020-02-01", f"The plan is to bring {first} to 40 percent by 2024.", publisher="A")
    news = article("2021-02-01", f"The figure for {other} stood at 31 percent in January.", publisher="B")
    lines, _ = followed(
        (aim, target("40 percent", first, 40, "2024-12-31")), (news, report("31 percent", other, 31, status="current"))
    )
    assert (len(lines[0]) == 2) is same


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("homes", "home"),
        ("buses", "bus"),
        ("gases", "gas"),
        ("vaccinated", "vaccination"),
        ("connected", "connections"),
    ],
)
def test_forms_of_a_word_share_a_stem(word, other):
    assert stem(word) == stem(other)


@pytest.mark.parametrize(("word", "other"), [("water", "waste"), ("grain", "granite"), ("bus", "business")])
def test_other_words_do_not(word, other):
    assert stem(word) != stem(other)


def test_a_phrase_is_read_as_its_meaning():
    words = read_words()
    assert words.stems("the cost of living") == words.stems("inflation")
    assert not words.stems("the living room") & words.stems("inflation")


def test_each_word_has_one_meaning():
    lines = read_lexicon("tracking")["meanings"]
    seen = [word if " " in word else stem(word) for line in lines for word in {stem(w): w for w in line}.values()]
    assert sorted({word for word in seen if seen.count(word) > 1}) == []


# A new value, with and without the old one beside it.

SHARE = (
    article("2020-02-01", "The labour ministry wants nationals to fill 20 percent of private jobs by 2026."),
    target("20 percent", "private jobs", 20, "2026-12-31"),
)


def test_a_new_value_beside_the_old_one_is_of_its_aim():
    sentence = "The labour ministry raised the target for 2026 to 25 percent from 20 percent."
    news = later(
        "2022-02-01",
        sentence,
        target("25 percent", "target", 25, "2026-12-31"),
        report("20 percent", "target", 20, status="baseline"),
    )
    lines, _ = followed(SHARE, news)
    assert ("a02", "raised") in lines[0]


def test_a_new_value_without_it_is_not():
    news = later(
        "2022-02-01",
        "The transport ministry raised the target for rail freight to 25 percent.",
        target("25 percent", "rail freight", 25, "2026-12-31"),
    )
    assert not is_one(SHARE, news)


# Two figures of one article.


def test_of_two_figures_of_an_article_the_better_one_reports():
    sentence = "The ministry has insulated 22 percent of public homes. Of private homes 9 percent have been insulated."
    news = later(
        "2022-02-01", sentence, report("22 percent", "public homes", 22), report("9 percent", "private homes", 9)
    )
    assert followed(FIRST, news)[0] == [[("a01", "first"), ("a02", "reported")]]


def test_two_words_for_one_figure_are_both_reports():
    sentence = "A quarter of public homes, 26 percent, have been insulated."
    news = later(
        "2022-02-01", sentence, report("A quarter", "public homes", 25), report("26 percent", "public homes", 26)
    )
    assert [event for _, event in followed(FIRST, news)[0][0]] == ["first", "reported", "reported"]


BESIDE = {
    "beside-a-report": ("The ministry still wants 40 percent by then.", True),
    "another-thing": ("Shares of builders rose by 6 percent.", False),
}


@pytest.mark.parametrize(("sentence", "linked"), BESIDE.values(), ids=BESIDE)
def test_a_figure_that_does_not_say_what_it_measures_is_of_the_aim_beside_it(sentence, linked):
    figure = re.search(r"\d+ percent", sentence)[0]
    value = int(figure.split()[0])
    subject = None if linked else "Shares"
    other = report(figure, subject, value, status="forecast" if linked else "achieved")
    text = f"The housing ministry has insulated 22 percent of public homes. {sentence}"
    lines, _ = followed(FIRST, later("2022-02-01", text, report("22 percent", "public homes", 22), other))
    assert len(lines[0]) == (3 if linked else 2)


# Who is to deliver.

EMISSIONS = "{} will cut its greenhouse gas emissions by 40 percent by 2030, it said on Tuesday."
COMPANIES = {"the-same-company": ("Aldo Mills", True), "another-company": ("Bergen Foods", False)}


@pytest.mark.parametrize(("company", "same"), COMPANIES.values(), ids=COMPANIES)
def test_two_companies_that_promise_the_same_stay_apart(company, same):
    def promise(name, published):
        aim = target("40 percent", "greenhouse gas emissions", 40, "2030-12-31", actor=name)
        return (article(published, f"At noon {EMISSIONS.format(name)}"), aim)

    assert is_one(promise("Aldo Mills", "2020-02-01"), promise(company, "2021-02-01")) is same


# What comes after an aim was met.

PRICES = (
    article("2022-01-18", "Inflation should be brought below 8 percent by the end of 2023."),
    target("below 8 percent", "inflation", 8, "2023-12-31", comparator="lt", direction="decrease"),
)
REACHED = "Inflation came to 7.3 percent in December, so the goal was met."
AFTER = {
    "the-next-aim": (f"{REACHED} The bank now wants inflation at 5 percent by the end of 2025.", 5, 1),
    "the-old-aim-again": (f"{REACHED} The bank had promised inflation under 8 percent by the end of 2023.", 8, 2),
}


@pytest.mark.parametrize(("text", "value", "n_aims"), AFTER.values(), ids=AFTER)
def test_an_aim_set_when_the_old_one_was_met_is_another(text, value, n_aims):
    words = f"{value} percent"
    news = later(
        "2024-01-16",
        text,
        report("7.3 percent", "inflation", 7.3),
        target(words, "inflation", value, f"{2025 if value == 5 else 2023}-12-31"),
    )
    lines, outcomes = followed(PRICES, news)
    assert outcomes[0] == "met"
    assert len(lines) == (2 if n_aims == 1 else 1)


# What became of it.

DROPPED = {
    "scrapped": ("The ministry scrapped the plan to insulate 40 percent of public homes by 2024.", "dropped"),
    "abandoned": ("Having abandoned its promise of 40 percent of public homes, the ministry fell silent.", "dropped"),
    "shelved": ("The plan for 40 percent of public homes has been shelved.", "dropped"),
    "denied": ("The ministry denied that it had dropped the plan for 40 percent of public homes.", "open"),
    "not-given-up": ("The ministry will not give up the plan for 40 percent of public homes.", "open"),
    "a-rise-dropped": ("The ministry drops by and praises the plan for 40 percent of public homes.", "open"),
}


@pytest.mark.parametrize(("sentence", "outcome"), DROPPED.values(), ids=DROPPED)
def test_words_that_give_an_aim_up_drop_it(sentence, outcome):
    news = later("2022-02-01", sentence, report("40 percent", "public homes", 40, status="historic"))
    assert followed(FIRST, news)[1] == [outcome]


def test_a_level_to_be_brought_down_is_met_below_it():
    deaths = target("40", "road deaths", 40, "2024-12-31", unit="count", kind="count", direction="decrease")
    first = (article("2022-02-01", "The city wants to cut road deaths to 40 by 2024."), deaths)
    for value, outcome in ((36, "met"), (52, "missed")):
        sentence = f"The police counted {value} road deaths in 2024."
        news = later("2025-01-20", sentence, report(str(value), "road deaths", value, unit="count", kind="count"))
        assert followed(first, news)[1] == [outcome]


def test_a_number_to_be_cut_is_met_above_it():
    jobs = target("1,500 jobs", "jobs", 1500, "2024-12-31", unit="count", kind="count", direction="decrease")
    first = (article("2022-02-01", "The airline will cut 1,500 jobs by 2024."), jobs)
    news = later("2025-01-20", "The airline cut 1,600 jobs.", report("1,600 jobs", "jobs", 1600, unit="count"))
    assert followed(first, news)[1] == ["met"]


EARLY = {
    "no-words": ("The mills made 3.1 million tonnes of steel.", "open"),
    "words": ("The mills reached 3.1 million tonnes of steel.", "met"),
}


@pytest.mark.parametrize(("sentence", "outcome"), EARLY.values(), ids=EARLY)
def test_a_figure_beyond_the_aim_years_before_is_success_only_in_words(sentence, outcome):
    steel = target("2 million tonnes", "steel", 2e6, "2028-12-31", unit="t", kind="level", direction="reach")
    first = (article("2022-02-01", "The mills plan to make 2 million tonnes of steel in 2028."), steel)
    news = later("2024-02-01", sentence, report("3.1 million tonnes", "steel", 3.1e6, unit="t", kind="level"))
    assert followed(first, news)[1] == [outcome]


SHORT = {
    "near-the-day": ("2024-10-20", "missed"),
    "years-before": ("2021-10-20", "reported"),
}


@pytest.mark.parametrize(("published", "event"), SHORT.values(), ids=SHORT)
def test_less_than_the_aim_is_a_miss_only_near_its_day(published, event):
    sentence = "The ministry insulated 31 percent of public homes, less than the 40 percent of public homes planned."
    news = later(
        published,
        sentence,
        report("31 percent", "public homes", 31),
        report("40 percent", "public homes", 40, status="historic"),
    )
    assert [e for _, e in followed(FIRST, news)[0][0]] == ["first", event, "repeated"]


def test_an_aim_that_is_set_again_before_its_day_is_alive():
    missed = later(
        "2021-02-01",
        "Short of the goal, the ministry insulated 12 percent of public homes.",
        report("12 percent", "public homes", 12),
    )
    again = CHANGES["repeated"][0] | {"published": "2021-08-01"}
    assert followed(FIRST, missed)[1] == ["missed"]
    assert followed(FIRST, missed, (again, *CHANGES["repeated"][1:]))[1] == ["open"]


def test_a_figure_of_the_last_weeks_of_a_year_is_what_was_reached():
    air = target("80 percent", "days of good air", 80, "2024-12-31")
    first = (article("2022-02-01", "The city plans 80 percent days of good air in 2024."), air)
    end = target("82 percent", "days of good air", 82, "2024-12-31")
    assert followed(first, later("2024-12-30", "The city had 82 percent days of good air.", end))[1] == ["met"]
    assert followed(first, later("2023-06-30", "The city now plans 82 percent days of good air.", end))[0] == [
        [("a01", "first"), ("a02", "raised")]
    ]


def test_a_figure_beside_words_of_failure_is_no_new_aim():
    sentence = "At 26 percent the ministry will miss the goal of 40 percent of public homes that it set for 2024."
    news = later(
        "2024-08-01",
        sentence,
        target("26 percent", "public homes", 26, "2024-12-31"),
        report("40 percent", "public homes", 40, status="historic"),
    )
    lines, outcomes = followed(FIRST, news)
    assert [event for _, event in lines[0]] == ["first", "missed", "repeated"]
    assert outcomes == ["missed"]


def test_what_was_counted_before_the_aim_was_set_is_no_report():
    old = report("22 percent", "public homes", 22, deadline="2017-12-31")
    recent = report("22 percent", "public homes", 22, deadline="2021-12-31")
    sentence = "Of public homes 22 percent were insulated."
    assert len(followed(FIRST, later("2022-02-01", sentence, old))[0][0]) == 1
    assert len(followed(FIRST, later("2022-02-01", sentence, recent))[0][0]) == 2


def test_a_value_far_beyond_the_aim_measures_something_else():
    far = report("9,000", "buses", 9000, unit="count", kind="count")
    first = (
        article("2020-02-01", "All 400 buses are to be electric by 2028."),
        target("400 buses", "buses", 400, "2028-12-31", unit="count", kind="count"),
    )
    assert len(followed(first, later("2022-02-01", "The maker sold 9,000 buses.", far))[0][0]) == 1


def test_each_further_copy_of_a_chronicle_in_another_country_is_followed_alike():
    entries = [FIRST, *CHANGES.values()]
    several = [({**about, "country": country}, *rows) for country in ("XA", "XB", "XC") for about, *rows in entries]
    one = sorted(tuple(event for _, event in line) for line in followed(*entries)[0])
    assert sorted(tuple(event for _, event in line) for line in followed(*several)[0]) == sorted(one * 3)


# Less of what is bad is better: a level of it that is aimed at is a ceiling.


@pytest.mark.parametrize(
    ("measured", "aimed", "reached", "outcome"),
    [
        ("water losses", 25, 31, "missed"),
        ("water losses", 25, 24, "met"),
        ("the deficit of the state budget", 3, 3.8, "missed"),
        ("absenteeism at rural schools", 10, 9, "met"),
        ("municipal waste sorted at home", 50, 54, "met"),
        ("municipal waste sorted at home", 50, 44, "missed"),
        ("public homes with solar panels", 25, 31, "met"),
    ],
)
def test_a_level_of_something_bad_is_a_ceiling(measured, aimed, reached, outcome):
    aim = (
        article("2018-02-01", f"The authority aims at {aimed} percent for {measured} by 2020."),
        target(f"{aimed} percent", measured, aimed, "2020-12-31", direction="reach"),
    )
    news = later(
        "2021-02-01",
        f"The figure for {measured} was {reached} percent in 2020.",
        report(f"{reached} percent", measured, reached, deadline="2020-12-31"),
    )
    assert followed(aim, news)[1] == [outcome]


def test_to_halve_is_a_change_and_no_level():
    aim = later(
        "2018-02-01",
        "The ministry promised to halve fires in public homes by 2020.",
        target("halve", "fires in public homes", 0.5, "2020-12-31", unit="ratio", direction="decrease"),
    )
    news = later(
        "2021-02-01",
        "Fires in public homes have fallen by 37 percent.",
        report("37 percent", "fires in public homes", 37, kind="growth"),
    )
    assert followed(aim, news)[1] == ["missed"]


def test_where_a_figure_came_from_is_no_verdict():
    news = later(
        "2025-02-01",
        "Insulation now covers many public homes, up from 12 percent of public homes in 2019.",
        report("12 percent", "public homes", 12, status="baseline"),
    )
    assert "missed" not in followed(FIRST, news)[1]


def test_a_current_figure_with_the_day_of_the_aim_is_a_report():
    news = later(
        "2022-02-01",
        "With 2024 in view, 21 percent of public homes are insulated.",
        report("21 percent", "public homes", 21, status="current", deadline="2024-12-31"),
    )
    assert followed(FIRST, news)[0] == [[("a01", "first"), ("a02", "reported")]]


# Two towns with the same aim, each named beside its figures.

TOWNS = (
    later(
        "2018-02-01",
        "The waterworks of Ambrel aim to cut losses of water to 25 percent by 2022.",
        target("25 percent", "losses of water", 25, "2022-12-31", actor="The waterworks of Ambrel"),
    ),
    later(
        "2019-02-01",
        "After Ambrel, the waterworks of Torvik aim to cut losses of water to 23 percent by 2024.",
        target("23 percent", "losses of water", 23, "2024-12-31", actor="the waterworks of Torvik"),
    ),
)


@pytest.mark.parametrize(("town", "place"), [("Ambrel", 0), ("Torvik", 1)])
def test_a_figure_beside_the_name_of_a_town_is_of_its_aim(town, place):
    news = later(
        "2020-02-01",
        f"Losses of water in {town} stood at 29 percent last year.",
        report("29 percent", "losses of water", 29, status="current"),
    )
    lines, _ = followed(*TOWNS, news)
    assert [("a03", "reported") in line for line in lines] == [place == 0, place == 1]


# What was to be, in words that show no aim.

FORECAST = later(
    "2018-02-01",
    "Public homes would be insulated to 40 percent by 2024.",
    report("40 percent", "public homes", 40, status="forecast", deadline="2024-12-31"),
)


def test_what_was_to_be_is_an_aim_once_an_article_comes_back_to_it():
    assert followed(FORECAST, CHANGES["repeated"])[0] == [[("a01", "first"), ("a02", "repeated")]]


def test_what_was_to_be_alone_is_no_aim():
    assert followed(FORECAST)[0] == []


def test_a_multiple_is_no_report_on_a_share():
    news = later(
        "2022-02-01",
        "Insulating public homes costs twice what it did in 2020.",
        report("twice", "public homes", 2, status="current", unit="ratio"),
    )
    assert followed(FIRST, news)[0] == [[("a01", "first")]]


def test_a_currency_is_nobody():
    words = read_words()
    assert {"eur", "gdp"} <= words.generic
    assert "oslo" not in words.generic
