"""The contract of the tables: types, vocabularies, keys, the law of offsets, files."""

import re

import pandas as pd
import pytest
from conftest import ROOT

import communique as cq
from communique.errors import OutputError, SchemaError
from communique.schema import TABLES, build_frame, check_keys, check_offsets, dtype_of, empty_frame, validate_frame
from communique.tables import Tables


@pytest.mark.parametrize("name", TABLES)
def test_empty_tables_have_all_columns_and_types(name):
    frame = validate_frame(name, empty_frame(name))
    assert list(frame.columns) == [column.name for column in TABLES[name].columns]
    assert [frame[c.name].dtype == dtype_of(c) for c in TABLES[name].columns] == [True] * len(TABLES[name].columns)


@pytest.mark.parametrize("name", TABLES)
def test_every_column_says_what_it_means(name):
    for column in TABLES[name].columns:
        assert column.meaning.endswith("."), column.name
        assert bool(column.categories) == (column.kind == "category")


def sentence(**changes):
    row = {
        "sentence_id": "a:s1",
        "article_id": "a",
        "start": 0,
        "end": 4,
        "text": "Plan",
        "paragraph": 0,
        "position": 0.0,
    }
    row |= {"role": "body", "repaired": False, "statement_id": None, "speaker": None}
    return build_frame("sentences", [tuple((row | changes).values())])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {"position": 1.5}, r"sentences\.position: expected a share between 0 and 1, found 1\.5 in a:s1", id="range"
        ),
        pytest.param({"start": -1}, r"sentences\.start: expected an offset of 0 or more, found -1", id="offset"),
        pytest.param({"text": None}, r"sentences\.text: expected a value", id="missing"),
        pytest.param(
            {"role": "footnote"},
            r"sentences\.role: expected one of title, heading, body, boilerplate, found 'footnote'",
            id="vocabulary",
        ),
    ],
)
def test_a_fault_is_told_in_one_sentence(changes, expected):
    with pytest.raises(SchemaError, match=expected):
        validate_frame("sentences", sentence(**changes))


def test_a_good_row_passes():
    assert len(validate_frame("sentences", sentence())) == 1


def test_the_law_of_offsets_is_checked():
    check_offsets("sentences", sentence(), {"a": "Plan agreed"})
    with pytest.raises(SchemaError, match="reads 'Ruin', not 'Plan'"):
        check_offsets("sentences", sentence(), {"a": "Ruin"})


def test_keys_that_lead_nowhere_are_refused():
    frames = Tables.empty().frames() | {"sentences": sentence(statement_id="a:st9")}
    with pytest.raises(SchemaError, match=r"sentences\.statement_id: 'a:st9' leads to no row"):
        check_keys(frames)


def test_strength_has_an_order():
    dtype = empty_frame("commitments")["strength"].dtype
    assert dtype.ordered
    assert list(dtype.categories) == ["encourage", "strive", "plan", "will", "must"]


HOSTILE = "=1+1 will be agreed\n\nThe ministry said: “=HYPERLINK(1) must stop.” It will build 40 schools by 2027."


def test_csv_cells_do_not_become_formulas(tmp_path):
    tables = cq.extract(cq.Article.from_text(HOSTILE, article_id="h", title="=cmd|' /C calc'!A0"))
    tables.to_csv(tmp_path)
    for path in tmp_path.glob("*.csv"):
        for value in pd.read_csv(path, dtype=str, keep_default_na=False).to_numpy().ravel():
            assert not re.match(r"[=+\-@\t\r](?!\d)", value), (path.name, value)


def test_parquet_keeps_words_and_types(tmp_path, tables):
    tables.to_parquet(tmp_path)
    for name, frame in tables.frames().items():
        read = pd.read_parquet(tmp_path / f"{name}.parquet")
        assert list(read.columns) == list(frame.columns)
        assert read["text"].tolist() == frame["text"].tolist()


def test_what_is_there_is_kept_unless_forced(tmp_path):
    (tmp_path / "articles.csv").write_text("mine")
    with pytest.raises(OutputError, match="is there already"):
        Tables.empty().to_csv(tmp_path, force=False)
    assert (tmp_path / "articles.csv").read_text() == "mine"


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    Tables.empty().to_csv(tmp_path)
    before = (tmp_path / "articles.csv").read_bytes()

    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pd.DataFrame, "to_csv", full)
    with pytest.raises(OutputError, match="No space left on device"):
        Tables.empty().to_csv(tmp_path)
    assert (tmp_path / "articles.csv").read_bytes() == before
    assert not list(tmp_path.glob(".*"))


def test_readme_describes_every_table():
    readme = (ROOT / "README.md").read_text()
    assert [name for name in TABLES if f"`{name}`" not in readme] == []
