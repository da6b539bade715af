"""Formats: what the text is, what the metadata is, what is refused and why."""

import codecs
import csv
import datetime as dt
import io
import json
import sys
import tarfile
import warnings

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from documents import column, docx, pdf, tarred, zipped

import communique as cq
from communique.errors import ReadError
from communique.readers.dates import parse_day

PLAN = "The ministry said on Monday that it would buy 40 buses by 2027."
CHINESE = "国务院国资委召开会议强调，要深入实施国有企业改革深化提升行动，今年底前完成百分之七十以上的主体任务。"


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path, **options):
    """Return articles by identifier, and ``(source, reason)`` of what was skipped."""
    skipped = []
    articles = {article.article_id: article for article in cq.read_corpus(path, skipped=skipped, **options)}
    return articles, [(row.source, row.reason) for row in skipped]


# --- PDF --------------------------------------------------------------------------------------------------------------

BODY = [
    "The ministry of transport said on Monday that every dis-",
    "trict would be served by a bus before 2027. The plan goes",
    "back to a review of last year.",
    "",
    "Residents were told that a well-known company of the re-",
    "gion will run the first lines.",
]
HEADS = [("Rural Courier   Page {n}", 30), ("www.courier.example", 580)]


def page(number, lines, top=80):
    heads = [(40, y, 8, text.format(n=number)) for text, y in HEADS]
    return [heads[0], *column(lines, top=top), heads[1]]


def test_pdf_joins_lines_and_broken_words_to_paragraphs(tmp_path):
    article = cq.read_article(write(tmp_path, "a.pdf", pdf([column(BODY)], title="Rural buses")))
    assert article.text.split("\n") == [
        "The ministry of transport said on Monday that every district would be served by a bus before 2027. The plan "
        "goes back to a review of last year.",
        "Residents were told that a well-known company of the region will run the first lines.",
    ]
    assert article.title == "Rural buses"


@pytest.mark.parametrize(
    ("title", "is_kept"),
    [
        ("ukpdf-src.html", False),
        ("Microsoft Word - plan_v3.docx", False),
        ("press_release_final", False),
        ("index.php", False),
        ("Rural buses", True),
        ("Homes for 2.5 million people", True),
        ("Rail vs. road", True),
    ],
)
def test_pdf_has_no_file_name_for_a_title(tmp_path, title, is_kept):
    article = cq.read_article(write(tmp_path, "a.pdf", pdf([column(BODY)], title=title)))
    assert article.title == (title if is_kept else None)


def test_pdf_leaves_out_running_heads_and_joins_over_pages(tmp_path):
    pages = [page(1, BODY), page(2, ["The second page begins a sentence that the lines of this page will"], top=80)]
    pages += [page(3, ["carry over to the third."]), page(4, ["The end of the plan is in 2030."])]
    text = cq.read_article(write(tmp_path, "a.pdf", pdf(pages))).text
    assert "Courier" not in text
    assert "courier" not in text
    assert "lines of this page will carry over to the third." in text


def test_pdf_of_two_pages_keeps_what_could_be_running_heads(tmp_path):
    assert "Rural Courier" in cq.read_article(write(tmp_path, "a.pdf", pdf([page(1, BODY), page(2, BODY)]))).text


def test_pdf_reads_column_by_column(tmp_path):
    left = [f"Left {word} of the first column here" for word in ("one", "two", "three", "four", "five", "six")]
    right = [f"Right {word} of the second column" for word in ("one", "two", "three", "four", "five", "six")]
    lines = [(40, 40, 16, "A headline over both of the columns"), *column(left, x=40), *column(right, x=230)]
    text = cq.read_article(write(tmp_path, "a.pdf", pdf([lines]))).text
    assert text.index("headline") < text.index("Left one") < text.index("Left six") < text.index("Right one")


def test_pdf_of_one_column_is_not_torn_apart(tmp_path):
    text = cq.read_article(write(tmp_path, "a.pdf", pdf([column(BODY * 3)]))).text
    assert "every district would be served" in text


def test_pdf_keeps_the_hyphen_of_a_word_that_has_one_elsewhere(tmp_path):
    lines = ["A well-known plan, and again a well-", "known plan."]
    assert "again a well-known plan" in cq.read_article(write(tmp_path, "a.pdf", pdf([column(lines)]))).text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(pdf([[]]), r"a\.pdf: is a scan, its one page holds pictures and no text; run text", id="scan"),
        pytest.param(pdf([[], []]), "is a scan, its 2 pages hold pictures", id="scan-of-two"),
        pytest.param(b"%PDF-1.4 nothing else", "is no readable PDF", id="damaged"),
    ],
)
def test_pdf_that_cannot_be_read_says_why(tmp_path, content, message):
    with pytest.raises(ReadError, match=message):
        cq.read_article(write(tmp_path, "a.pdf", content))


@pytest.mark.parametrize(("library", "ending", "extra"), [("pdfplumber", "pdf", "pdf"), ("mammoth", "docx", "docx")])
def test_missing_library_names_the_extra(tmp_path, monkeypatch, library, ending, extra):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ReadError, match=rf"pip install 'communique\[{extra}\]'"):
        cq.read_article(write(tmp_path, f"a.{ending}", pdf([column(BODY)])))


# --- DOCX, e-mail -----------------------------------------------------------------------------------------------------


def test_docx_gives_blocks_and_title(tmp_path):
    article = cq.read_article(
        write(tmp_path, "a.docx", docx([("Heading1", "Rural buses"), PLAN, "End."], title="Buses"))
    )
    assert article.text == f"Rural buses\n{PLAN}\nEnd."
    assert article.title == "Buses"


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 nothing", zipped({"a.txt": "x"}), b"plain"], ids=["cut", "other", "no"]
)
def test_docx_that_is_none(tmp_path, content):
    with pytest.raises(ReadError, match=r"a\.docx: is no readable DOCX file"):
        cq.read_article(write(tmp_path, "a.docx", content))


def mail(body, kind="text/plain; charset=utf-8", extra=""):
    return (
        f"From: Press Office <press@ministry.example>\nSubject: =?utf-8?q?Rural_buses_=E2=80=93_plan?=\n"
        f"Date: Mon, 5 Feb 2024 10:00:00 +0100\nMIME-Version: 1.0\n{extra}Content-Type: {kind}\n\n{body}"
    )


def test_mail_gives_body_and_header(tmp_path):
    article = cq.read_article(write(tmp_path, "a.eml", mail(PLAN)))
    assert article.text == PLAN
    assert (article.title, article.publisher) == ("Rural buses – plan", "Press Office")
    assert article.published == dt.date(2024, 2, 5)


def test_mail_prefers_the_plain_part_and_names_attachments(tmp_path):
    body = (
        f"--B\nContent-Type: multipart/alternative; boundary=C\n\n--C\nContent-Type: text/plain\n\n{PLAN}\n"
        "--C\nContent-Type: text/html\n\n<p>Other words</p>\n--C--\n"
        "--B\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=plan.pdf\n\nxx\n--B--\n"
    )
    article = cq.read_article(write(tmp_path, "a.eml", mail(body, "multipart/mixed; boundary=B")))
    assert article.text == PLAN
    assert article.note == "attachments not read: plan.pdf"


def test_mail_of_html_and_in_gb2312(tmp_path):
    html = mail(f"<html><body><script>alert(1)</script><p>{PLAN}</p></body></html>", "text/html; charset=utf-8")
    assert cq.read_article(write(tmp_path, "a.eml", html)).text == PLAN
    raw = mail("", "text/plain; charset=gb2312", "Content-Transfer-Encoding: 8bit\n").encode()
    assert CHINESE in cq.read_article(write(tmp_path, "b.eml", raw + CHINESE.encode("gb2312"))).text


# --- feeds ------------------------------------------------------------------------------------------------------------

RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Rural Courier</title>
<item><title>Buses</title><link>https://courier.example/buses</link><guid>77</guid>
<pubDate>Mon, 05 Feb 2024 10:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{PLAN}</p><script>alert(1)</script><p onclick="x()">Second.</p>]]></content:encoded></item>
<item><title>No text</title><guid>78</guid></item>
<item><title>Same guid</title><guid>77</guid><description>Other words &amp; signs&nbsp;here.</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Council</title><entry><title>Buses</title>
<id>urn:uuid:1225c695</id><link rel="self" href="https://c.example/self"/><link href="https://c.example/buses"/>
<published>2024-02-05T10:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{PLAN}</p><p>End.</p></div></content></entry></feed>"""


def test_rss(tmp_path):
    articles, skipped = read(write(tmp_path, "news.xml", RSS))
    assert list(articles) == ["77", "77-0003"]
    first = articles["77"]
    assert first.text == f"{PLAN}\nSecond."
    assert (first.title, first.publisher, first.url) == ("Buses", "Rural Courier", "https://courier.example/buses")
    assert first.published == dt.date(2024, 2, 5)
    assert articles["77-0003"].text.startswith("Other words & signs")
    assert [source for source, _ in skipped] == ["news.xml, entry 2"]


def test_atom(tmp_path):
    (article,) = read(write(tmp_path, "news.atom", ATOM))[0].values()
    assert article.text == f"{PLAN}\nEnd."
    assert (article.url, article.published) == ("https://c.example/buses", dt.date(2024, 2, 5))


def test_feed_resolves_no_entities(tmp_path):
    secret = write(tmp_path, "secret.txt", "the secret words")
    doctype = f'<!DOCTYPE rss [<!ENTITY ha "haha"><!ENTITY file SYSTEM "file://{secret}">]>'
    feed = RSS.replace("<rss", doctype + "<rss", 1).replace("Other words", "&ha;&file; Other words&nbsp;here")
    article = read(write(tmp_path, "news.xml", feed))[0]["77-0003"]
    assert article.text.startswith("Other words")
    assert "secret words" not in article.text
    assert "haha" not in article.text


def test_feed_with_nested_entities_or_cut_off_says_that_entries_may_be_missing(tmp_path):
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    feed = RSS.replace("<rss", f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]><rss', 1).replace("Other words", "&l9;")
    write(tmp_path, "laughs.xml", feed)
    write(tmp_path, "cut.xml", RSS[: RSS.index("Same guid")])
    articles, skipped = read(tmp_path)
    assert all(len(article.text) < 200 for article in articles.values())
    assert {"cut..77", "laughs..77"} <= set(articles)
    for name in ("cut.xml", "laughs.xml"):
        assert any(source == name and "entries after it may be missing" in reason for source, reason in skipped)


@pytest.mark.parametrize("content", ["<html><body>x</body></html>", "no markup at all", "<a>&b;</a>"])
def test_xml_that_is_no_feed(tmp_path, content):
    articles, skipped = read(write(tmp_path, "a.xml", content))
    assert (articles, len(skipped)) == ({}, 1)
    assert "no RSS or Atom feed" in skipped[0][1]


# --- tables -----------------------------------------------------------------------------------------------------------

ROWS = [
    {
        "id": "w1",
        "headline": "Buses",
        "date": "2024/02/05",
        "source": "Courier",
        "link": "https://c.example/1",
        "Text": PLAN,
    },
    {
        "id": "w2",
        "headline": "Old",
        "date": "5.2.24",
        "source": "",
        "link": None,
        "Text": "Second “plan”,\nagreed; yes.",
    },
]


def jsonl(rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def csv_text(rows, delimiter=","):
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def parquet(rows, path):
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=1)
    return path


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda folder: write(folder, "t.jsonl", jsonl(ROWS)), id="jsonl"),
        pytest.param(lambda folder: write(folder, "t.json", json.dumps(ROWS)), id="json-list"),
        pytest.param(lambda folder: write(folder, "t.json", json.dumps({"n": 2, "articles": ROWS})), id="json-nested"),
        pytest.param(lambda folder: write(folder, "t.csv", csv_text(ROWS)), id="csv"),
        pytest.param(lambda folder: write(folder, "t.csv", csv_text(ROWS, ";")), id="csv-semicolon"),
        pytest.param(lambda folder: write(folder, "t.csv", codecs.BOM_UTF8 + csv_text(ROWS).encode()), id="csv-bom"),
        pytest.param(lambda folder: write(folder, "t.csv", csv_text(ROWS, "\t").encode("utf-16")), id="csv-utf-16"),
        pytest.param(lambda folder: write(folder, "t.tsv", csv_text(ROWS, "\t")), id="tsv"),
        pytest.param(lambda folder: parquet(ROWS, folder / "t.parquet"), id="parquet"),
    ],
)
def test_tables_give_text_and_metadata(tmp_path, make):
    articles, skipped = read(make(tmp_path))
    assert skipped == []
    first, second = articles["w1"], articles["w2"]
    assert (first.text, second.text) == (PLAN, "Second “plan”,\nagreed; yes.")
    assert (first.title, first.publisher, first.url) == ("Buses", "Courier", "https://c.example/1")
    assert (first.published, second.published) == (dt.date(2024, 2, 5), None)
    assert second.note == "published '5.2.24' cannot be read as a day"
    assert first.source.endswith("record 1")


def test_records_without_or_with_repeated_identifiers_have_names_of_their_own(tmp_path):
    rows = [{"text": "One."}, {"id": "a", "text": "Two."}, {"id": "a", "text": "Three."}, {"id": 7, "text": "Four."}]
    assert list(read(write(tmp_path, "t.jsonl", jsonl(rows)))[0]) == ["000001", "a", "a-000003", "7"]
    assert list(read(tmp_path)[0]) == ["t..000001", "t..a", "t..a-000003", "t..7"]


def test_bad_records_cost_one_row_each(tmp_path):
    lines = [json.dumps({"text": PLAN}), "{broken", "[1]", json.dumps({"text": 5}), json.dumps({"text": " "})]
    lines += [json.dumps({"words": "x"}), "", json.dumps({"text": "Last."})]
    articles, skipped = read(write(tmp_path, "t.jsonl", "\n".join(lines)))
    assert [a.text for a in articles.values()] == [PLAN, "Last."]
    assert [source.split(", ")[1] for source, _ in skipped] == [f"record {n}" for n in range(2, 7)]
    for (_, reason), part in zip(
        skipped, ["no JSON", "no JSON object", "no text in", "no words", "no column"], strict=True
    ):
        assert part in reason


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param(
            "t.csv", "a,b\n1,2\n", r"names no column of text; name it text, content, body … \(found: a, b\)", id="csv"
        ),
        pytest.param("t.csv", b"", "names no column of text", id="empty-csv"),
        pytest.param("t.parquet", b"PAR1 no", "is no readable Parquet file", id="parquet"),
        pytest.param("t.json", "[broken", "is no JSON", id="json"),
        pytest.param("t.json", '"words"', "no list of records", id="json-string"),
    ],
)
def test_tables_that_cannot_be_read(tmp_path, name, content, message):
    import re

    articles, skipped = read(write(tmp_path, name, content))
    assert (articles, len(skipped)) == ({}, 1)
    assert re.search(message, skipped[0][1])


def test_markup_in_a_table_is_read_as_text(tmp_path):
    rows = [
        {"text": f"<p>{PLAN}</p><script>alert(1)</script><ul><li>One</li></ul>"},
        {"text": "5 < 6 and 7 > 3, they said."},
    ]
    articles = list(read(write(tmp_path, "t.jsonl", jsonl(rows)))[0].values())
    assert articles[0].text == f"{PLAN}\n- One"
    assert articles[1].text == "5 < 6 and 7 > 3, they said."


@pytest.mark.parametrize("encoding", ["gb18030", "big5"])
def test_chinese_tables_and_files(tmp_path, encoding):
    text = (
        CHINESE * 5
        if encoding == "gb18030"
        else "這是一個關於鐵路與學校的計畫，政府說明年要完成百分之七十的工作，並且加強監督。" * 8
    )
    write(tmp_path, "t.csv", csv_text([{"id": "1", "text": text}]).encode(encoding))
    write(tmp_path, "a.txt", text.encode(encoding))
    write(tmp_path, "b.html", f'<meta charset="{encoding}"><p>{text}</p>'.encode(encoding))
    articles, skipped = read(tmp_path)
    assert skipped == []
    assert {article.text for article in articles.values()} == {text}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("2024-01-15", "2024-01-15", id="iso"),
        pytest.param("2024-01-15T23:59:00+08:00", "2024-01-15", id="iso-time"),
        pytest.param("20240115", "2024-01-15", id="compact"),
        pytest.param("2024年1月5日", "2024-01-05", id="chinese"),
        pytest.param("January 15, 2024", "2024-01-15", id="written"),
        pytest.param(dt.datetime(2024, 1, 15, 10), "2024-01-15", id="datetime"),
        pytest.param("2024-13-01", "None", id="no-such-month"),
        pytest.param("01/02/2024", "None", id="two-readings"),
        pytest.param("soon", "None", id="word"),
        pytest.param(None, "None", id="nothing"),
    ],
)
def test_days(value, expected):
    assert str(parse_day(value)) == expected


# --- archives and folders ---------------------------------------------------------------------------------------------

FILES = {
    "news/a.txt": PLAN,
    "news/a.yaml": "title: Beside\npublished: 2024-02-03\n",
    "news/t.jsonl": jsonl(ROWS),
    "b.md": "# Head\n\nWords.",
    "README.txt": "About this archive.",
    "__MACOSX/._a.txt": "no",
}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("x.zip", zipped(FILES), id="zip"),
        pytest.param("x.tar.gz", tarred(FILES), id="tar.gz"),
        pytest.param("x.tar", tarred(FILES, "w"), id="tar"),
        pytest.param("x.tar.xz", tarred(FILES, "w:xz"), id="tar.xz"),
    ],
)
def test_archives(tmp_path, name, content):
    articles, skipped = read(write(tmp_path, name, content))
    assert sorted(articles) == ["b", "news-a", "news-t..w1", "news-t..w2"]
    assert skipped == []
    assert (articles["news-a"].title, articles["news-a"].source) == ("Beside", f"{name}/news/a.txt")
    assert sorted(read(tmp_path)[0]) == ["x..b", "x..news-a", "x..news-t..w1", "x..news-t..w2"]


def link(name, target, kind=tarfile.SYMTYPE):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("x.zip", zipped({"../../etc/a.txt": "x"}), "leads out of the archive", id="zip-up"),
        pytest.param("x.zip", zipped({"/etc/a.txt": "x"}), "leads out of the archive", id="zip-root"),
        pytest.param("x.zip", zipped({"C:\\a.txt": "x"}), "leads out of the archive", id="zip-drive"),
        pytest.param("x.tgz", tarred({"../a.txt": "x"}), "leads out of the archive", id="tar-up"),
        pytest.param("x.tgz", tarred({"a.txt": link("a.txt", "/etc/passwd")}), "is a link or device", id="tar-link"),
        pytest.param(
            "x.tgz", tarred({"a.txt": link("a.txt", "", tarfile.FIFOTYPE)}), "is a link or device", id="tar-fifo"
        ),
        pytest.param("x.zip", zipped({"y.zip": zipped({"a.txt": "x"})}), "an archive in an archive", id="nested"),
        pytest.param("x.zip", zipped({"a.xls": "x"}), r"in no format that is read \(\.xls\)", id="unknown"),
        pytest.param("x.zip", zipped({"a.txt": b"0" * 30_000_000}), "has 30 MB, an article at most 20", id="large"),
        pytest.param("x.zip", zipped({"a.txt": b"0" * 120_000_000}), "as a zip bomb does; refused", id="bomb"),
        pytest.param("x.tgz", tarred({"a.txt": b"0" * 120_000_000}), "as a zip bomb does; refused", id="tar-bomb"),
        pytest.param("x.zip", b"PK\x03\x04 cut off", "is no readable zip archive", id="damaged"),
        pytest.param("x.tgz", tarred({"a.txt": PLAN * 500})[:60], "is damaged|no readable tar", id="tar-damaged"),
    ],
)
def test_archives_refuse_what_is_dangerous(tmp_path, name, content, reason):
    import re

    articles, skipped = read(write(tmp_path, name, content))
    assert articles == {}
    assert len(skipped) == 1
    assert re.search(reason, skipped[0][1])


def test_names_that_collide_are_told_apart_and_stay(tmp_path):
    for name in ("a/plan.txt", "a-plan.txt", "a/plan.md", "b/plan.txt"):
        write(tmp_path, name, PLAN)
    names = list(read(tmp_path)[0])
    assert len(set(names)) == 4
    assert {"a-plan", "b-plan"} <= set(names)
    write(tmp_path, "z/plan.txt", PLAN)
    assert set(names) < set(read(tmp_path)[0])


def test_one_article_of_a_folder_has_the_same_text_alone(tmp_path):
    path = write(tmp_path, "a.md", "---\ntitle: T\n---\n# Head\n\nWords.")
    (article,) = read(tmp_path)[0].values()
    assert article == cq.read_article(path)


def test_warning_tells_what_was_skipped(tmp_path):
    write(tmp_path, "a.txt", PLAN)
    write(tmp_path, "b.xyz", "x")
    with pytest.warns(UserWarning, match=r"1 skipped, the first b\.xyz: is in no format that is read"):
        assert len(list(cq.read_corpus(tmp_path))) == 1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (tmp_path / "b.xyz").unlink()
        assert len(list(cq.read_corpus(tmp_path))) == 1


def test_page_with_scripts_gives_none_of_them(tmp_path):
    body = f"<p onclick='steal()'>{PLAN}</p><script>steal()</script><p>{PLAN} Again &lt;b&gt;said&lt;/b&gt;.</p>"
    write(tmp_path, "a.html", f"<html><head><script>x()</script></head><body><article>{body}</article></body></html>")
    (article,) = read(tmp_path)[0].values()
    assert "steal" not in article.text
    assert "40 buses" in article.text
