"""Sheets for a person, agreement with intervals, and corrections that survive a new run."""

import csv
import json

import pytest
from theme_tables import make_tables

from communique.agreement import (
    apply_corrections,
    binary_agreement,
    cohen_kappa,
    compare_coding,
    krippendorff_alpha,
    locate,
    masi,
    nominal,
    write_coding_sheet,
)
from communique.errors import CommuniqueError, OutputError
from communique.schema import TABLES, build_frame
from communique.tables import Tables
from communique.themes import Codebook

BOOK = Codebook.from_terms({"tax": {"tax": 3}, "trade": {"export": 3}, "risk": {"risk": 2}})
LINES = ["The tax rose.", "Exports and a tax.", "A calm day.", "=Risk, of a kind", ("Ann", "A tax on exports.")]


@pytest.fixture
def tables():
    return make_tables({"a": LINES}, BOOK)


@pytest.fixture
def sheet(tables, tmp_path):
    """Return a function that fills the exported sheet: sentence number to cells, and writes it again."""

    def fill(changes=None, kind="themes", change_rows=None, of=None, **options):
        path = write_coding_sheet(of or tables, tmp_path / "sheet.csv", kind, BOOK, force=True)
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        for at, cells in (changes or {}).items():
            rows[at - 1].update(cells)
        if change_rows:
            rows = change_rows(rows)
        with path.open("w", encoding=options.get("encoding", "utf-8"), newline="") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(k for row in rows for k in row)), **options.get("csv", {}))
            writer.writeheader()
            writer.writerows(rows)
        return path

    return fill


# -- measures, worked by hand or from the literature ------------------------------------------------------------------


def test_cohen_kappa_of_a_table_worked_by_hand():
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: observed .7, expected .5 * .6 + .5 * .4 = .5
    pairs = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    assert cohen_kappa(pairs) == pytest.approx(0.4)
    found = binary_agreement([(bool(a), bool(b)) for a, b in pairs])
    assert (found["precision"], found["recall"], found["prevalence"]) == (0.8, pytest.approx(2 / 3), 0.6)
    # AC1: mean prevalence .55, chance 2 * .55 * .45 = .495
    assert found["ac1"] == pytest.approx((0.7 - 0.495) / (1 - 0.495))


def test_kappa_is_undefined_where_both_say_one_thing():
    assert cohen_kappa([("a", "a")] * 3) is None
    assert cohen_kappa([]) is None
    assert binary_agreement([])["agreement"] is None


def test_krippendorff_alpha_of_his_own_example():
    # Krippendorff (2011), "Computing Krippendorff's alpha-reliability": four coders, twelve units, gaps; nominal .743
    coders = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    assert krippendorff_alpha(list(zip(*coders, strict=True))) == pytest.approx(0.743, abs=5e-4)


def test_krippendorff_alpha_of_two_coders_by_hand():
    # values a a | a b | b b | b b: n = 8, a 3, b 5; observed 2/8, expected 2 * 3 * 5 / (8 * 7)
    assert krippendorff_alpha([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]) == pytest.approx(
        1 - (2 / 8) / (30 / 56)
    )
    assert krippendorff_alpha([("a", "a")]) is None
    assert krippendorff_alpha([]) is None
    assert krippendorff_alpha([("a", None)]) is None


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [
        pytest.param("ab", "ab", 0, id="same"),
        pytest.param("", "", 0, id="both-empty"),
        pytest.param("a", "", 1, id="one-empty"),
        pytest.param("a", "b", 1, id="apart"),
        pytest.param("a", "ab", 1 - 2 / 3 / 2, id="inside"),
        pytest.param("ab", "bc", 1 - 1 / 3 / 3, id="overlap"),
    ],
)
def test_masi(a, b, distance):
    assert masi(frozenset(a), frozenset(b)) == pytest.approx(distance)
    assert masi(frozenset(b), frozenset(a)) == pytest.approx(distance)
    assert nominal(a, b) == (a != b)


@pytest.mark.parametrize(
    ("text", "words", "start", "expected"),
    [
        pytest.param("A b. A b.", "A b.", 5, (5, 9), id="in-place"),
        pytest.param("New. A b. A b.", "A b.", 9, (10, 14), id="nearest"),
        pytest.param("A\n b.", "A b.", 0, (0, 5), id="white-space"),
        pytest.param("A c.", "A b.", 0, (None, None), id="gone"),
        pytest.param("A.", "", 0, (None, None), id="empty"),
        pytest.param("a(b", "a(b", 3, (0, 3), id="brackets"),
    ],
)
def test_locate(text, words, start, expected):
    assert locate(text, words, start) == expected


# -- the sheet --------------------------------------------------------------------------------------------------------


def test_the_sheet_offers_the_themes_and_hides_our_coding(tables, tmp_path):
    path = write_coding_sheet(tables, tmp_path / "s.csv", codebook=BOOK)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == (
        [
            "sentence_id",
            "article_id",
            "start",
            "end",
            "text",
            "tax",
            "trade",
            "risk",
            "none",
            "primary",
            "evidence",
            "remark",
        ]
    )
    assert len(rows) == len(LINES)
    assert all(value == "" for row in rows for value in list(row.values())[5:])


def test_no_cell_becomes_a_formula(tables, tmp_path):
    text = write_coding_sheet(tables, tmp_path / "s.csv", codebook=BOOK).read_text(encoding="utf-8-sig")
    assert "'=Risk" in text


def test_a_sheet_is_not_written_over(tables, tmp_path):
    path = write_coding_sheet(tables, tmp_path / "s.csv", codebook=BOOK)
    with pytest.raises(OutputError, match="is there already"):
        write_coding_sheet(tables, path, codebook=BOOK)
    with pytest.raises(CommuniqueError, match="give one of themes, statements, targets"):
        write_coding_sheet(tables, path, "words", BOOK)


# -- comparing themes -------------------------------------------------------------------------------------------------


def test_comparison_counts_only_what_was_coded(tables, sheet):
    path = sheet({1: {"tax": "1"}, 2: {"trade": "x", "evidence": "exports lead"}, 3: {"none": "1"}})
    found = compare_coding(tables, path, codebook=BOOK)
    assert (found.n_units, found.n_uncoded, found.n_articles) == (3, 2, 1)
    table = found.table.set_index("theme")
    assert table.loc["tax", ["n_ours", "n_theirs", "n_both"]].tolist() == [2, 1, 1]
    assert table.loc["tax", "agreement"] == pytest.approx(2 / 3)
    assert table.loc["tax", "kappa"] == pytest.approx((2 / 3 - 4 / 9) / (5 / 9))
    assert table.loc["trade", "kappa"] == 1
    assert table.loc["tax", "precision"] == 0.5
    # ours tax, none (mixed), none; theirs tax, trade, none
    assert sorted(found.confusion.values.tolist()) == [["none", "none", 1], ["none", "trade", 1], ["tax", "tax", 1]]
    rows = found.disagreements[["id", "about", "ours", "theirs", "our_evidence", "their_evidence"]].values.tolist()
    assert rows == [
        ["a:s2", "tax", "yes", "no", "tax", "exports lead"],
        ["a:s2", "primary", "none", "trade", "", "exports lead"],
    ]
    assert "2 disagreements" in str(found)
    assert json.loads(found.to_json())["n_units"] == 3


def test_perfect_agreement(tables, sheet):
    path = sheet({1: {"tax": "1"}, 2: {"tax": "1", "trade": "1"}, 3: {"none": "x"}, 4: {"risk": "1", "primary": "none"},
                  5: {"tax": "1", "trade": "1"}})  # fmt: skip
    found = compare_coding(tables, path, codebook=BOOK)
    assert found.disagreements.empty
    assert found.alpha["primary theme"]["value"] == 1
    assert found.alpha["sets of themes (MASI)"]["value"] == 1
    # leaving the one sentence with a primary theme out leaves nothing to compare: no interval
    assert found.alpha["primary theme"]["low"] is None
    assert found.alpha["sets of themes (MASI)"]["basis"] == "jackknife"


def test_nothing_coded_is_no_agreement(tables, sheet):
    found = compare_coding(tables, sheet(), codebook=BOOK)
    assert found.n_units == 0
    assert found.alpha["primary theme"]["value"] is None
    assert found.notes == ("Nothing was coded, so nothing can be compared.",)
    assert str(found).endswith("nothing can be compared.")


def test_intervals_by_size(sheet):
    few = make_tables({f"a{at}": ["The tax rose.", "Exports fell.", "A calm day."] for at in range(20)}, BOOK)
    changes = {at + 1: {("tax", "trade", "none")[at % 3]: "1"} for at in range(60)}
    changes[1] = {"none": "1"}
    alpha = compare_coding(few, sheet(changes, of=few), codebook=BOOK).alpha["primary theme"]
    assert alpha["basis"] == "bootstrap over articles"
    assert alpha["low"] < alpha["value"] <= alpha["high"] <= 1
    again = compare_coding(few, sheet(changes, of=few), codebook=BOOK).alpha["primary theme"]
    assert again == alpha


def test_a_sheet_saved_by_another_spreadsheet_program_is_read(tables, sheet):
    path = sheet({1: {"tax": "X"}, 4: {"risk": "yes"}}, csv={"delimiter": ";"})
    assert compare_coding(tables, path, codebook=BOOK).n_units == 2
    reordered = sheet({1: {"tax": "1"}}, change_rows=lambda rows: rows[::-1])
    assert compare_coding(tables, reordered, codebook=BOOK).n_units == 1


def drop(column):
    return lambda rows: [{name: cell for name, cell in row.items() if name != column} for row in rows]


@pytest.mark.parametrize(
    ("changes", "change_rows", "message"),
    [
        pytest.param({}, lambda rows: rows[1:], "1 of 5 rows are missing, first 'a:s1'", id="missing-row"),
        pytest.param({}, lambda rows: [*rows, rows[0]], "'a:s1' is there twice", id="row-twice"),
        pytest.param(
            {}, lambda rows: [row | {"taxx": ""} for row in rows], "'taxx'; did you mean 'tax'?", id="column-near"
        ),
        pytest.param(
            {}, lambda rows: [row | {"zzz": ""} for row in rows], "put its content under 'remark'", id="column"
        ),
        pytest.param({}, drop("tax"), "the column 'tax' is missing", id="column-missing"),
        pytest.param({1: {"primary": "taxx"}}, None, "unknown theme 'taxx'; did you mean 'tax'?", id="unknown-theme"),
        pytest.param({1: {"text": "The tax fell."}}, None, "is not in the article; it was edited", id="edited"),
        pytest.param({1: {"article_id": "b"}}, None, "the article 'b' is not in these tables", id="article"),
        pytest.param({1: {"tax": "maybe"}}, None, "mark it with 1 or x", id="mark"),
        pytest.param({1: {"tax": "1", "none": "1"}}, None, "has both themes and 'none'", id="both"),
    ],
)
def test_a_faulty_sheet_is_told_in_one_sentence(tables, sheet, changes, change_rows, message):
    path = sheet(changes, change_rows=change_rows)
    with pytest.raises(CommuniqueError) as error:
        compare_coding(tables, path, codebook=BOOK)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "it is empty", id="empty"),
        pytest.param("sentence_id,é\n".encode("latin-1"), "not valid UTF-8", id="latin-1"),
        pytest.param(b"PK\x03\x04\x00", "binary data", id="spreadsheet-file"),
        pytest.param(b"tax,tax\n1,1\n", "the column 'tax' is there twice", id="column-twice"),
        pytest.param(b"sentence_id,text\n1,2,3\n", "3 cells where the header has 2", id="too-many-cells"),
    ],
)
def test_a_file_that_is_no_sheet_is_told(tables, tmp_path, content, message):
    path = tmp_path / "sheet.csv"
    path.write_bytes(content)
    with pytest.raises(CommuniqueError, match=message):
        compare_coding(tables, path, codebook=BOOK)
    with pytest.raises(CommuniqueError, match="cannot be read"):
        compare_coding(tables, tmp_path / "none.csv", codebook=BOOK)


# -- statements and targets -------------------------------------------------------------------------------------------


def with_targets(tables):
    text = tables.articles["text"][0]
    rows = [
        {"target_id": f"a:g{at}", "article_id": "a", "start": start, "end": end, "text": text[start:end]}
        | {"comparator": "gt", "value": 70.0, "unit": "percent", "quantity_kind": "share", "status": status}
        | {"is_target": status == "target", "rule": "test"}
        for at, (start, end, status) in enumerate([(0, 7, "target"), (8, 12, "forecast")], start=1)
    ]
    frame = build_frame("targets", [tuple(row.get(c.name) for c in TABLES["targets"].columns) for row in rows])
    return Tables(**{**tables.frames(), "targets": frame})


def test_statements_are_compared_by_property(tables, sheet):
    path = sheet({1: {"speaker": "ann", "mode": "Indirect"}}, kind="statements")
    found = compare_coding(tables, path, "statements", BOOK)
    assert found.n_units == 1
    assert found.disagreements[["about", "ours", "theirs"]].values.tolist() == [["mode", "direct", "indirect"]]
    assert found.table.set_index("column").loc["speaker", "agreement"] == 1


def test_targets_added_by_the_person_are_those_we_missed(tables, sheet):
    tables = with_targets(tables)
    added = {"article_id": "a", "text": "A calm day.", "start": "33"}
    path = sheet({1: {"value": "70%"}, 2: {"exists": "no"}}, "targets", lambda rows: [*rows, added], of=tables)
    found = compare_coding(tables, path, "targets", BOOK)
    exists = found.table.set_index("column").loc["exists"]
    assert exists[["n_ours", "n_theirs", "n_both"]].tolist() == [2, 2, 1]
    assert (exists["precision"], exists["recall"]) == (0.5, 0.5)
    assert found.table.set_index("column").loc["value", "agreement"] == 1


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"comparator": "gtt"}, "comparator of a:g1 is 'gtt'; did you mean 'gt'?"),
        ({"value": "many"}, "write a number, as 70 or 1.5"),
        ({"exists": "perhaps"}, "mark it with 1 or x"),
    ],
)
def test_values_outside_the_vocabulary_are_refused(tables, sheet, cells, message):
    tables = with_targets(tables)
    with pytest.raises(CommuniqueError) as error:
        compare_coding(tables, sheet({1: cells}, "targets", of=tables), "targets", BOOK)
    assert message in str(error.value)


# -- corrections ------------------------------------------------------------------------------------------------------


def test_corrected_themes_are_the_person_s(tables, sheet):
    path = sheet({2: {"trade": "1"}, 3: {"risk": "1"}})
    corrected = apply_corrections(tables, path, BOOK)
    corrected.validate()
    rows = corrected.themes[["sentence_id", "theme", "is_primary", "method"]].values.tolist()
    assert rows == [
        ["a:s1", "tax", True, "codebook"],
        ["a:s2", "trade", True, "codebook"],
        ["a:s3", "risk", True, "coded"],
        ["a:s4", "risk", False, "codebook"],
        ["a:s5", "tax", False, "codebook"],
        ["a:s5", "trade", False, "codebook"],
    ]
    assert set(corrected.theme_evidence[corrected.theme_evidence["sentence_id"] == "a:s2"]["theme"]) == {"trade"}
    assert (tables.themes["sentence_id"] == "a:s2").sum() == 2


def test_corrections_need_no_codebook_and_no_other_rows(tables, sheet):
    path = sheet({2: {"trade": "1"}}, change_rows=lambda rows: [rows[1]])
    corrected = apply_corrections(tables, path)
    assert corrected.themes[corrected.themes["sentence_id"] == "a:s2"]["theme"].tolist() == ["trade"]


def test_corrections_survive_a_new_run_with_other_offsets_and_identifiers(sheet):
    path = sheet({2: {"trade": "1"}})
    later = make_tables({"a": ["A new first line.", *LINES]}, BOOK)
    corrected = apply_corrections(later, path, BOOK)
    assert corrected.themes[corrected.themes["sentence_id"] == "a:s3"]["theme"].tolist() == ["trade"]


def test_corrections_to_words_that_are_gone_are_refused(sheet):
    path = sheet({2: {"trade": "1"}})
    with pytest.raises(CommuniqueError, match=r"the text of a:s2 .* is not in the article"):
        apply_corrections(make_tables({"a": ["Another text."]}, BOOK), path, BOOK)


def test_an_empty_sheet_corrects_nothing(tables, sheet):
    assert apply_corrections(tables, sheet(), BOOK) is tables


def test_corrected_targets(tables, sheet):
    tables = with_targets(tables)
    path = sheet(
        {1: {"value": "80", "status": "achieved", "deadline": "2030-12-31"}, 2: {"exists": "no"}}, "targets", of=tables
    )
    corrected = apply_corrections(tables, path)
    (row,) = corrected.targets.itertuples()
    assert (row.value, row.status, str(row.deadline.date()), row.is_target) == (80, "achieved", "2030-12-31", False)
    assert row.note == "Corrected by a person."
    assert len(tables.targets) == 2
    corrected.validate()


def test_a_statement_that_is_none_goes_with_what_hangs_on_it(tables, sheet):
    corrected = apply_corrections(tables, sheet({1: {"exists": "no"}}, "statements"))
    assert len(corrected.statements) == len(tables.statements) - 1
    assert corrected.spans.empty
    assert corrected.sentences["statement_id"].isna().sum() == 1
    corrected.validate()


@pytest.mark.parametrize(
    ("cells", "message"),
    [({"status": "none"}, "status of a:g1 cannot be 'none'"), ({"deadline": "soon"}, "write the day as 2030-12-31")],
)
def test_corrections_that_a_table_cannot_hold_are_refused(tables, sheet, cells, message):
    tables = with_targets(tables)
    with pytest.raises(CommuniqueError, match=message):
        apply_corrections(tables, sheet({1: cells}, "targets", of=tables))


def test_a_file_that_is_no_sheet_corrects_nothing(tables, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(CommuniqueError, match="it is no coding sheet"):
        apply_corrections(tables, path)
