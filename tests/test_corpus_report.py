"""The report over a corpus: its pages, the index with links to each article's page, and what stays as it was."""

import re
import shutil

import pytest
from conftest import ROOT

import communique as cq
from communique import charts, display
from communique.chronicle import read_chronicle, tables_by_article
from communique.corpus import extract_corpus
from communique.errors import CommuniqueError
from communique.phrase_histories import formulation_histories, formulation_uses
from communique.report import MIN_CORPUS, write_reports
from communique.tables import Tables
from communique.tracking import track_targets

SAMPLE = ROOT / "data" / "sample"
PAGES = ("corpus-1-what-runs-through-the-corpus.html", "corpus-2-what-became-of-it.html")


@pytest.fixture(scope="module")
def corpus():
    return read_chronicle(SAMPLE)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    output = tmp_path_factory.mktemp("corpus-report")
    write_reports([SAMPLE], output)
    return output


def drawings(tables):
    histories, links = track_targets(tables)
    phrases, uses = formulation_histories(tables), formulation_uses(tables)
    return {
        "voices": charts.plot_voices_over_time(tables),
        "themes": charts.plot_themes_over_time(tables),
        "phrases": charts.plot_phrases_over_time(phrases, uses, tables),
        "deadlines": charts.plot_deadlines_by_year(histories),
        "aims": charts.plot_aim_histories(histories, links),
    }


def test_each_chart_says_what_was_found_and_comes_out_the_same_twice(corpus):
    once, twice = drawings(corpus), drawings(corpus)
    for name, chart in once.items():
        assert charts.alt_text(chart), name
        assert not charts.data_behind(chart).empty, name
        assert "n = " in "".join(text.get_text() for text in chart.figure.texts), name
        html = display.figure(chart, "A caption of the chart.")
        assert html == display.figure(twice[name], "A caption of the chart."), name
        assert re.search(r"<desc[^>]*>[^<]{40,}", html), name


def test_words_in_charts_do_not_overlap(corpus):
    for name, chart in drawings(corpus).items():
        chart.figure.canvas.draw()
        width, height = chart.figure.get_size_inches() * chart.figure.dpi
        texts = [t for t in (*chart.figure.texts, *chart.texts) if t.get_text().strip()]
        boxes = [(t.get_text(), t.get_window_extent()) for t in texts]
        for place, (words, box) in enumerate(boxes):
            assert box.x0 >= -1, (name, words)
            assert box.x1 <= width + 1, (name, words)
            assert 0 <= box.y0 <= height, (name, words)
            for other, second in boxes[:place]:
                across = min(box.x1, second.x1) - max(box.x0, second.x0)
                along = min(box.y1, second.y1) - max(box.y0, second.y0)
                assert across <= 1 or along <= 1.5, (name, words, other)


def test_charts_without_anything_to_show_are_a_sentence():
    for name, chart in drawings(Tables.empty()).items():
        assert getattr(chart, "communique_nothing", ""), name


def test_articles_without_dates_give_a_sentence_in_the_place_of_time():
    tables = cq.extract(cq.Article("a", "The minister said that exports will grow by 5 percent by 2030."))
    tables.articles["reference_date"] = tables.articles["published"]
    assert "date" in charts.plot_voices_over_time(tables).communique_nothing


def test_the_pages_of_the_corpus_and_of_each_article_are_there(report, corpus):
    assert {*PAGES, "index.html", "codebook.html", "method.html"} <= {path.name for path in report.iterdir()}
    assert {path.parent.name for path in report.glob("*/index.html")} == set(corpus.articles["article_id"])
    assert {"targets.csv", "target_histories.csv", "target_links.parquet"} <= {
        path.name for path in (report / "tables").iterdir()
    }


def test_every_link_within_the_report_leads_somewhere(report):
    for page in [*report.glob("*.html"), *list(report.glob("*/index.html"))[:3]]:
        for href in re.findall(r'href="([^"#]+)', page.read_text(encoding="utf-8")):
            if not re.match(r"https?:|mailto:|data:", href):
                assert (page.parent / href).resolve().is_file(), (page.name, href)


def test_the_index_leads_to_each_article(report, corpus):
    for name in ("index.html", PAGES[0]):
        text = (report / name).read_text(encoding="utf-8")
        assert all(f'href="{article}/index.html"' in text for article in corpus.articles["article_id"])


def test_pages_name_no_machine(report):
    for path in report.rglob("*.html"):
        assert str(ROOT) not in path.read_text(encoding="utf-8"), path.name


def test_a_dataset_has_the_same_pages(tmp_path):
    dataset = tmp_path / "dataset"
    extract_corpus(SAMPLE, dataset)
    written = {path.relative_to(tmp_path / "out") for path in write_reports([dataset], tmp_path / "out")}
    assert {str(path) for path in written} >= {*PAGES, "index.html", "2019-03-12-two-engines-campaign/index.html"}


def test_the_tables_of_each_article_are_those_of_choosing_it(corpus):
    for one in list(tables_by_article(corpus))[:3]:
        other = corpus.of(one.articles["article_id"].iloc[0])
        assert all(frame.equals(getattr(other, name)) for name, frame in one.frames().items())


def test_a_few_articles_are_no_corpus(tmp_path):
    few = tmp_path / "few"
    few.mkdir()
    for path in sorted(SAMPLE.glob("20*.txt"))[: MIN_CORPUS - 1]:
        shutil.copy(path, few)
    from communique.report import _corpus_of

    assert _corpus_of([few]) is None
    assert _corpus_of([SAMPLE]) == SAMPLE
    assert _corpus_of([SAMPLE, few]) is None


def test_an_empty_dataset_is_refused_in_a_sentence(tmp_path):
    Tables.empty().to_parquet(tmp_path / "dataset")
    (tmp_path / "dataset" / "articles").mkdir()
    with pytest.raises(CommuniqueError):
        write_reports([tmp_path / "dataset"], tmp_path / "out")


def test_metadata_of_one_article_is_refused_for_many(tmp_path):
    with pytest.raises(CommuniqueError, match="title: holds for one article"):
        write_reports([SAMPLE], tmp_path / "out", metadata={"title": "One"})
