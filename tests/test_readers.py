"""Reading an article: formats, encodings, metadata, and bad input told in one sentence."""

import codecs
import datetime as dt
import os

import pytest

import communique as cq
from communique.errors import ReadError

CHINESE = (
    "国务院国资委召开地方国资委负责人会议。会议强调，要深入实施国有企业改革深化提升行动，今年底前完成百分之七十以上的主体任务。"
    * 4
)
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>Rural buses | Daily</title>
<meta property="article:published_time" content="2024-02-03"><script>alert("head")</script></head>
<body><nav>Home</nav><article><h1>Rural buses</h1>
<p>The ministry said on Monday that it would buy 40 buses by 2027, and that every district would be served by then
without any change of fares for pensioners.</p>
<p onclick="steal()">“It is a start,” the minister said.<script>alert("body")</script></p>
</article></body></html>"""


def write(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("a.txt", "Plan “agreed”.", "utf-8", id="utf-8"),
        pytest.param("a.txt", codecs.BOM_UTF8 + "Plan “agreed”.".encode(), "utf-8", id="utf-8-bom"),
        pytest.param("a.txt", "Plan “agreed”.".encode("utf-16"), "utf-16", id="utf-16"),
        pytest.param("a.txt", CHINESE.encode("gb18030"), "gb18030", id="gb18030-guessed"),
        pytest.param("a.txt", "Plan “agreed” in café.".encode("cp1252"), "cp1252", id="cp1252-of-few-words"),
        pytest.param(
            "a.txt", ("The plan was “agreed” – so it’s said. " * 8).encode("cp1252"), "cp1252", id="cp1252-guessed"
        ),
    ],
)
def test_encodings(tmp_path, name, content, expected):
    article = cq.read_article(write(tmp_path, name, content))
    assert article.encoding == expected
    assert "agreed”" in article.text or "国资委" in article.text


def test_page_labelled_gb2312_is_read_as_its_superset(tmp_path):
    page = PAGE.format(charset="gb2312").replace("The ministry said", CHINESE + "镕 The ministry said")
    article = cq.read_article(write(tmp_path, "a.html", page.encode("gb18030")))
    assert article.encoding == "gb18030"
    assert "镕" in article.text


def test_page_gives_text_and_metadata_and_no_script(tmp_path):
    article = cq.read_article(write(tmp_path, "a.html", PAGE.format(charset="utf-8")))
    assert "40 buses by 2027" in article.text
    assert "alert" not in article.text
    assert (article.published, article.title) == (dt.date(2024, 2, 3), "Rural buses")


def test_markdown_gives_blocks_and_front_matter(tmp_path):
    text = "---\ntitle: Buses\npublished: 2024-02-03\n---\n# Buses\n\nThe *ministry*\nsaid so.\n\n- buy 40\n- sell 3\n"
    article = cq.read_article(write(tmp_path, "a.md", text))
    assert article.text == "Buses\nThe ministry said so.\n- buy 40\n- sell 3"
    assert article.published == dt.date(2024, 2, 3)


def test_metadata_beside_and_on_call(tmp_path):
    path = write(tmp_path, "a.txt", "Plan agreed.")
    write(tmp_path, "a.yaml", "title: Beside\npublisher: Daily\npublished: 2024-02-03\n")
    article = cq.read_article(path, title="Given")
    assert (article.title, article.publisher, article.published) == ("Given", "Daily", dt.date(2024, 2, 3))


def test_every_field_can_be_absent(tmp_path):
    article = cq.read_article(write(tmp_path, "plan 2024 (final).txt", "Plan agreed."))
    assert article.article_id == "plan-2024-final"
    assert (article.title, article.published, article.url) == (None, None, None)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", r"a\.txt: is empty", id="empty"),
        pytest.param(b"  \n ", r"a\.txt: is empty", id="blank"),
        pytest.param(b"12 -- 13", r"a\.txt: holds no words", id="no-words"),
        pytest.param(b"\x89PNG\x00\x00\x01" * 9, r"a\.txt: is a binary file", id="binary"),
        pytest.param(
            "国资".encode("gbk"), r"a\.txt: not valid UTF-8 at byte 0; name its encoding", id="too-short-to-guess"
        ),
        pytest.param(b"x" * 50_000_000, r"a\.txt: has 50 MB, an article at most 20; split", id="fifty-megabytes"),
    ],
)
def test_bad_files(tmp_path, content, message):
    with pytest.raises(ReadError, match=message):
        cq.read_article(write(tmp_path, "a.txt", content))


def test_missing_file_suggests_the_nearest(tmp_path):
    write(tmp_path, "article.txt", "Plan agreed.")
    with pytest.raises(ReadError, match=r"there is no such file; did you mean 'article\.txt'"):
        cq.read_article(tmp_path / "artcle.txt")


def test_folder_and_pipe_are_refused(tmp_path):
    with pytest.raises(ReadError, match="is a folder, a file is expected"):
        cq.read_article(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadError, match="no regular file"):
        cq.read_article(tmp_path / "pipe.txt")


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        pytest.param({"publishd": "x"}, "unknown metadata field 'publishd'; did you mean 'published'", id="unknown"),
        pytest.param({"published": "3 Feb"}, "published is '3 Feb'; write the day as 2024-01-31", id="date"),
        pytest.param({"reference_year": "24"}, "reference_year is '24'; write a year of four digits", id="year"),
    ],
)
def test_bad_metadata(tmp_path, metadata, message):
    with pytest.raises(ReadError, match=message):
        cq.read_article(write(tmp_path, "a.txt", "Plan agreed."), **metadata)


def test_bad_sidecar_names_line_and_file(tmp_path):
    path = write(tmp_path, "a.txt", "Plan agreed.")
    write(tmp_path, "a.yaml", "title: [open\n")
    with pytest.raises(ReadError, match=r"a\.yaml, line \d"):
        cq.read_article(path)


def test_wrong_encoding_given(tmp_path):
    path = write(tmp_path, "a.txt", "Plan “agreed”.")
    with pytest.raises(ReadError, match="not valid ascii at byte 5"):
        cq.read_article(path, encoding="ascii")
    with pytest.raises(ReadError, match="unknown encoding 'klingon'"):
        cq.read_article(path, encoding="klingon")


# --- days and languages ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published 14 March 2025", "2025-03-14"),
        ("Published: Friday, 14 March 2025", "2025-03-14"),
        ("First published on March 14, 2025", "2025-03-14"),
        ("Posted 14th March 2025 at 09:30 GMT", "2025-03-14"),
        ("Date of publication: 2025-03-14", "2025-03-14"),
        ("DATE: March 14, 2025", "2025-03-14"),
        ("Published 14 March 2025 | By Ana Ruiz", "2025-03-14"),
        ("Last updated 14 March 2025", "2025-03-14"),
        ("The plan was published on 14 March 2025 and sold out.", None),
        ("Published by the ministry", None),
        ("Published 03/04/2025", None),
        ("Update 14 homes by March", None),
        ("Dated promises of 2025", None),
    ],
)
def test_a_line_that_says_when_it_was_published(tmp_path, line, day):
    text = f"Homes plan\nBy Ana Ruiz\n{line}\n\nThe ministry said on Monday that it would build 40 homes by 2027."
    published = cq.read_article(write(tmp_path, "a.txt", text)).published
    assert (published and str(published)) == day


def test_publication_goes_before_an_update_and_metadata_before_both(tmp_path):
    text = "Homes plan\nUpdated 20 March 2025\nPublished 14 March 2025\n\nThe ministry spoke."
    path = write(tmp_path, "a.txt", text)
    assert cq.read_article(path).published == dt.date(2025, 3, 14)
    assert cq.read_article(path, published="2024-01-01").published == dt.date(2024, 1, 1)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le gouvernement veut porter la part des énergies renouvelables à 40 %, a dit la ministre. " * 3, "French"),
        ("El Gobierno destinará 3.000 millones para la vivienda y los municipios podrán pedir más. " * 3, "Spanish"),
        ("Правительство намерено построить новые дороги и школы в регионах страны. " * 4, "another language"),
        ("GDP growth 5.5%, jobs 12 million, grain output 650 million tonnes; deficit 3%; imports stable. " * 3, ""),
        ("The minister said that la dolce vita would be of no use to the budget of the city in 2030. " * 3, ""),
        ("Die Wohnungen", ""),
        (CHINESE, ""),
        (CHINESE + " The State Council said so.", ""),
    ],
)
def test_another_language_is_noticed(text, language):
    from communique.readers.language import foreign_language

    assert foreign_language(text) == language


# --- what communique itself has written ------------------------------------------------------------------------------


def test_own_outputs_are_left_out_with_one_reason_each(tmp_path):
    from communique.readers.walk import article_paths, find_units

    write(tmp_path, "a.txt", "Plan agreed.")
    for folder, names in {
        "out": ("sentences.csv", "statements.csv", "spans.csv", "targets.csv", "notes.txt"),
        "report": ("index.html", "codebook.html", "method.html", "01-who.html"),
        "report/tables": ("sentences.csv", "statements.csv", "spans.csv"),
        "tracked": ("target_histories.csv", "target_links.csv"),
        "mine": ("statements.csv", "index.html"),
    }.items():
        (tmp_path / folder).mkdir()
        for name in names:
            write(tmp_path / folder, name, "Plan agreed.")
    units = find_units(tmp_path)[1]
    assert [u.path for u in units if u.kind != "refused"] == [
        "a.txt",
        "mine/index.html",
        "mine/statements.csv",
        "out/notes.txt",
    ]
    assert {u.path: u.reason.split(" that")[0] for u in units if u.kind == "refused"} == {
        "out": "holds a set of tables",
        "report": "is a report",
        "tracked": "holds a set of tables",
    }
    write(tmp_path / "report", "b.txt", "Plan agreed.")
    assert [p.name for p in article_paths([tmp_path / "report"])] == ["b.txt"]
