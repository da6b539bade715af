"""A corpus: the same bytes whatever the engine, the history or the accident; a fault costs one row."""

import errno
import gc
import hashlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from documents import pdf, tarred, zipped

import communique as cq
from communique.cli import main
from communique.corpus import extract_corpus, is_corpus
from communique.corpus.dataset import DatasetLock, read_skipped, table_names
from communique.corpus.plan import Part
from communique.corpus.work import Job, write_part
from communique.errors import CommuniqueError, OutputError, ReadError, SchemaError
from communique.extract import extract_rows
from communique.readers.walk import find_units
from communique.themes import read_codebook

STAND_IN = "stand_in:extract_rows"
ROOT = Path(__file__).parent.parent


def sentence(rng):
    words = "plan school river budget minister harvest port grid road market village water energy price court".split()
    return " ".join(rng.choices(words, k=rng.randint(6, 14))).capitalize() + f" {rng.randint(2, 9999)}."


def text_of(number, n_sentences=12):
    rng = random.Random(number)
    return " ".join(sentence(rng) for _ in range(n_sentences))


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.fixture(autouse=True)
def code_that_stays(monkeypatch):
    """Keep the digest of the code the same in all processes, also while somebody edits it."""
    monkeypatch.setattr("communique.corpus.plan._code_digest", lambda: "the code of the tests")


@pytest.fixture
def folder(tmp_path):
    """Sixty articles in three folders."""
    for number in range(60):
        write(tmp_path, f"corpus/{number % 3}/a{number:02d}.txt", text_of(number))
    return tmp_path / "corpus"


def run(folder, output, **options):
    return extract_corpus(folder, output, **({"part_size": 10, "_extractor": STAND_IN} | options))


def bytes_of(dataset):
    """Return the digest of every file of a dataset."""
    return {
        str(path.relative_to(dataset)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(dataset.rglob("*"))
        if path.is_file()
    }


def times_of(dataset):
    return {str(p.relative_to(dataset)): p.stat().st_mtime_ns for p in dataset.rglob("*.parquet")}


def ids(dataset):
    return cq.read_dataset(dataset, tables=["articles"]).articles["article_id"].tolist()


# --- one corpus, one dataset ------------------------------------------------------------------------------------------


def test_totals_add_up_and_rows_come_back_in_order(folder, tmp_path):
    summary = run(folder, tmp_path / "out")
    assert (summary.n_articles, summary.n_skipped, summary.n_duplicates) == (60, 0, 0)
    assert summary.n_parts > 3
    tables = cq.read_dataset(tmp_path / "out")
    assert tables.articles["article_id"].is_monotonic_increasing
    assert tables.sentences["article_id"].is_monotonic_increasing
    one = tables.of("1-a01")
    assert one.sentences["start"].is_monotonic_increasing
    assert one.articles["text"].item() == (folder / "1/a01.txt").read_text()
    tables.validate()


def test_articles_in_other_languages_are_counted(tmp_path):
    write(
        tmp_path,
        "in/en.txt",
        "The government said on Monday that it wants to build 400 homes by the end of the year 2030.",
    )
    write(
        tmp_path,
        "in/de.txt",
        "Die Regierung will die Zahl der neuen Wohnungen auf 400 erhöhen, sagte der Minister. " * 3,
    )
    summary = extract_corpus(tmp_path / "in", tmp_path / "out")
    assert summary.n_foreign == 1
    assert "1 article is in another language than English or Chinese" in str(summary)
    languages = cq.read_dataset(tmp_path / "out").articles.set_index("article_id")["language"]
    assert languages.to_dict() == {"de": "de", "en": "en"}


def test_dataset_holds_what_extract_gives(folder, tmp_path):
    for path in sorted(folder.rglob("*.txt"))[6:]:
        path.unlink()
    write(folder, "b.html", "<p>The minister said on Monday that the ministry will build 40 schools by 2027.</p>")
    extract_corpus(folder, tmp_path / "out", part_size=3)
    expected = cq.extract(cq.read_corpus(folder)).frames()
    for name, frame in cq.read_dataset(tmp_path / "out").frames().items():
        wanted = expected[name].sort_values("article_id", kind="stable", ignore_index=True)
        pd.testing.assert_frame_equal(frame, wanted)


@pytest.mark.parametrize("jobs", [1, 2])
def test_bytes_are_the_same_on_any_number_of_processes(folder, tmp_path, jobs):
    run(folder, tmp_path / "one", jobs=1)
    run(folder, tmp_path / "other", jobs=jobs)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "other")


def test_bytes_are_the_same_where_workers_are_no_forks(folder, tmp_path):
    run(folder, tmp_path / "one")
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)  # as in a notebook: a fork could inherit a lock of another thread
    thread.start()
    try:
        run(folder, tmp_path / "other", jobs=2)
    finally:
        stop.set()
        thread.join()
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "other")


def test_second_run_does_nothing(folder, tmp_path):
    run(folder, tmp_path / "out")
    before, written = bytes_of(tmp_path / "out"), times_of(tmp_path / "out")
    summary = run(folder, tmp_path / "out", jobs=2)
    assert (summary.n_articles, summary.n_articles_new) == (60, 0)
    assert summary.n_parts_kept == summary.n_parts
    assert (bytes_of(tmp_path / "out"), times_of(tmp_path / "out")) == (before, written)


def changed(before, after):
    """Return the parts of which a file was written, came or went."""
    names = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return {Path(name).stem for name in names}


def change_one(folder):
    write(folder, "1/a04.txt", text_of(400))


def add_one(folder):
    write(folder, "1/new.txt", text_of(500))


def remove_one(folder):
    (folder / "1/a04.txt").unlink()


def describe_one(folder):
    write(folder, "1/a04.yaml", "title: Beside\n")


@pytest.mark.parametrize("change", [change_one, add_one, remove_one, describe_one])
def test_a_change_redoes_only_its_part(folder, tmp_path, change):
    run(folder, tmp_path / "out")
    before = times_of(tmp_path / "out")
    change(folder)
    run(folder, tmp_path / "out")
    # A part that grows too large is parted in two; a part of two that shrinks is joined.
    assert 1 <= len(changed(before, times_of(tmp_path / "out"))) <= 3
    run(folder, tmp_path / "fresh")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")


def test_touched_files_are_not_done_again(folder, tmp_path):
    run(folder, tmp_path / "out")
    before = times_of(tmp_path / "out")
    for path in folder.rglob("*.txt"):
        os.utime(path)
    assert run(folder, tmp_path / "out").n_articles_new == 0
    assert times_of(tmp_path / "out") == before


def test_other_settings_redo_every_part(folder, tmp_path):
    run(folder, tmp_path / "out")
    assert run(folder, tmp_path / "out", encoding="cp1252").n_articles_new == 60


def test_other_code_redoes_every_part(folder, tmp_path, monkeypatch):
    run(folder, tmp_path / "out")
    monkeypatch.setattr("communique.corpus.plan._code_digest", lambda: "other code")
    assert run(folder, tmp_path / "out").n_articles_new == 60


@pytest.mark.parametrize(
    ("name", "make"),
    [
        pytest.param("t.jsonl", lambda rows: "".join(json.dumps(row) + "\n" for row in rows).encode(), id="jsonl"),
        pytest.param("t.csv", lambda rows: pd.DataFrame(rows).to_csv(index=False).encode(), id="csv"),
        pytest.param("t.zip", lambda rows: zipped({f"{r['id']}.txt": r["text"] for r in rows}), id="zip"),
        pytest.param("t.tar.gz", lambda rows: tarred({f"{r['id']}.txt": r["text"] for r in rows}), id="tar.gz"),
    ],
)
def test_large_files_are_cut_into_parts(tmp_path, name, make):
    rows = [{"id": f"r{n}", "text": text_of(n, 60)} for n in range(60)]
    path = write(tmp_path, name, make(rows))
    summary = run(path, tmp_path / "out", jobs=2, part_size=8)
    assert (summary.n_articles, summary.n_skipped, summary.n_parts) == (60, 0, 8)
    assert ids(tmp_path / "out") == sorted(row["id"] for row in rows)
    before = times_of(tmp_path / "out")
    path.write_bytes(make([*rows, {"id": "new", "text": text_of(99, 60)}]))
    assert run(path, tmp_path / "out", part_size=8).n_articles == 61
    assert len(changed(before, times_of(tmp_path / "out"))) == 1
    run(path, tmp_path / "fresh", part_size=8)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")


def test_large_parquet_is_cut_into_parts(tmp_path):
    rows = pd.DataFrame([{"id": n % 50, "text": text_of(n, 60)} for n in range(60)])
    rows.to_parquet(tmp_path / "t.parquet", row_group_size=7)
    summary = run(tmp_path / "t.parquet", tmp_path / "out", part_size=8)
    assert (summary.n_articles, summary.n_skipped) == (60, 0)
    assert summary.n_parts == 8
    names = ids(tmp_path / "out")
    assert len(set(names)) == 60
    assert {"9", "9-000060"} <= set(names)


def test_rows_are_flushed_in_bounded_pieces(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("communique.corpus.dataset.FLUSH_ARTICLES", 7)
    run(folder, tmp_path / "out", part_size=100)
    (path,) = (tmp_path / "out/articles").iterdir()
    assert pq.ParquetFile(path).num_row_groups == 9


def test_no_stage_keeps_the_articles_of_a_corpus():
    book = read_codebook(None)
    kept = []
    for number in range(60):
        article = cq.Article.from_text(f"Ann Lee, head of the agency, said it will build {number} schools by 2030.")
        extract_rows(article, codebook=book)
        kept.append(weakref.ref(article))
    del article
    gc.collect()
    assert sum(reference() is not None for reference in kept) <= 20


# --- duplicates -------------------------------------------------------------------------------------------------------


def with_changes(text, n_changes, seed=1):
    words = text.split()
    for place in random.Random(seed).sample(range(len(words)), n_changes):
        words[place] = f"changed{place}"
    return " ".join(words)


def test_duplicates_are_marked_and_kept(tmp_path):
    long = text_of(1, 60)
    write(tmp_path, "in/a.txt", long)
    write(tmp_path, "in/b.txt", long.replace(". ", ".\n\n").upper())
    write(tmp_path, "in/c.txt", with_changes(long, 10))
    write(tmp_path, "in/d.txt", with_changes(long, 200))
    write(tmp_path, "in/e.txt", text_of(2, 60))
    write(tmp_path, "in/early.txt", with_changes(long, 5, seed=2))
    write(tmp_path, "in/early.yaml", "published: 2020-01-01\n")
    summary = run(tmp_path / "in", tmp_path / "out")
    assert (summary.n_articles, summary.n_duplicates) == (6, 3)
    marks = cq.read_dataset(tmp_path / "out").articles.set_index("article_id")[["duplicate_of", "similarity"]]
    assert marks["duplicate_of"].dropna().to_dict() == {"a": "early", "b": "early", "c": "early"}
    assert marks["similarity"].dropna().between(0.7, 1).all()


def test_exact_duplicates_have_similarity_one_and_chinese_is_compared(tmp_path):
    chinese = "国务院召开会议强调要深入实施改革提升行动今年底前完成百分之七十以上的主体任务并且加强监督"
    for name in ("a", "b"):
        write(tmp_path, f"in/{name}.txt", chinese)
    write(tmp_path, "in/c.txt", chinese + "。到此结束")
    run(tmp_path / "in", tmp_path / "out")
    articles = cq.read_dataset(tmp_path / "out").articles
    assert articles["duplicate_of"].fillna("").tolist() == ["", "a", "a"]
    assert articles["similarity"][1] == 1


def test_marks_go_when_the_original_goes(folder, tmp_path):
    write(folder, "0/copy.txt", text_of(1))
    run(folder, tmp_path / "out")
    (folder / "0/copy.txt").unlink()
    assert run(folder, tmp_path / "out").n_duplicates == 0
    run(folder, tmp_path / "fresh")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")


def test_search_in_slices_finds_the_same(tmp_path, monkeypatch):
    for number in range(40):
        write(tmp_path, f"in/{number:02d}.txt", with_changes(text_of(number % 10, 40), number // 10))
    assert run(tmp_path / "in", tmp_path / "one").n_duplicates == 30
    monkeypatch.setattr("communique.corpus.duplicates.MAX_KEYS", 7)
    run(tmp_path / "in", tmp_path / "two")
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


@pytest.mark.parametrize("n_changes", [3, 10, 25])
def test_similarity_is_the_share_of_common_sequences(n_changes):
    from communique.corpus.duplicates import _BANDS, shingle_hashes, signature, word_hashes

    errors = []
    for seed in range(20):
        text = text_of(seed, 60)
        pair = [cq.Article.from_text(t) for t in (text, with_changes(text, n_changes, seed))]
        one, other = (set(shingle_hashes(word_hashes(a.folded)).tolist()) for a in pair)
        bins = [signature(article)[_BANDS:].view("<u2") for article in pair]
        errors.append(float((bins[0] == bins[1]).mean()) - len(one & other) / len(one | other))
    assert abs(sum(errors) / len(errors)) < 0.03
    assert max(map(abs, errors)) < 0.15


# --- bad input --------------------------------------------------------------------------------------------------------


@pytest.fixture
def bad_folder(tmp_path):
    """Everything that can stand in a folder; three articles among it."""
    folder = tmp_path / "bad"
    write(folder, "good.txt", text_of(1))
    write(folder, "deep/er/good.txt", text_of(2))
    os.mkfifo(folder / "pipe.txt")
    (folder / "broken.txt").symlink_to(folder / "nowhere.txt")
    (folder / "deep/loop").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    write(folder, "empty.txt", "")
    write(folder, "binary.txt", b"\x00\x01\x02" * 99)
    write(folder, "picture.png", b"\x89PNG")
    (tmp_path / "elsewhere").mkdir()
    write(tmp_path / "elsewhere", "linked.txt", text_of(3))
    (folder / "elsewhere").symlink_to(tmp_path / "elsewhere")
    (folder / "elsewhere-again").symlink_to(tmp_path / "elsewhere")
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text(text_of(4))
    with open(folder / "huge.txt", "wb") as file:
        file.truncate(200_000_000)
    write(folder, "bomb.zip", zipped({"a.txt": b"0" * 120_000_000}))
    write(folder, "out.zip", zipped({"../../escaped.txt": "x", "in.txt": text_of(5)}))
    write(folder, "scan.pdf", pdf([[]]))
    write(folder, "damaged.pdf", b"%PDF-1.4")
    write(folder, "page.html", f"<script>steal()</script><p onclick='steal()'>{text_of(6)}</p>")
    write(folder, ".hidden.txt", "hidden")
    write(folder, "README.md", "About.")
    return folder


BAD = {
    "pipe.txt": "no regular file",
    "broken.txt": "broken link",
    "self.txt": "cannot be read|broken link",
    "deep/loop": "link to a folder that is read already",
    "elsewhere-again": "link to a folder that is read already",
    "empty.txt": "is empty",
    "binary.txt": "binary file",
    "picture.png": r"no format that is read \(\.png\)",
    "huge.txt": "has 200 MB, an article at most 20",
    "bomb.zip": "zip bomb",
    "out.zip/../../escaped.txt": "path traversal",
    "scan.pdf": "is a scan",
    "damaged.pdf": "no readable PDF",
}


def test_each_fault_is_one_row_and_nothing_else_suffers(bad_folder, tmp_path):
    summary = run(bad_folder, tmp_path / "out", jobs=2)
    skipped = read_skipped(tmp_path / "out").set_index("source")["reason"].to_dict()
    assert skipped.keys() == BAD.keys()
    for source, reason in BAD.items():
        assert re.search(reason, skipped[source]), (source, skipped[source])
    assert ids(tmp_path / "out") == ["caf-xe9", "deep-er-good", "elsewhere-linked", "good", "out..in", "page"]
    assert (summary.n_articles, summary.n_skipped) == (6, len(BAD))
    assert f"{6 + len(BAD)} found: 6 articles" in str(summary)
    assert not list(tmp_path.rglob("escaped.txt"))
    text = cq.read_dataset(tmp_path / "out").of("page").articles["text"].item()
    assert "steal" not in text
    assert cq.read_dataset(tmp_path / "out").of("caf-xe9").articles["source"].item() == r"caf\xe9.txt"


@contextmanager
def as_nobody():
    """Give up the rights of root, who may read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder():
    """A folder that anybody may enter; those of pytest are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


def test_unreadable_files_and_folders_are_rows(open_folder):
    folder, out = open_folder / "in", open_folder / "out"
    write(folder, "good.txt", text_of(1))
    write(folder, "locked.txt", text_of(2)).chmod(0)
    write(folder, "locked/inside.txt", text_of(3))
    (folder / "locked").chmod(0)
    write(folder, "large.jsonl", json.dumps({"text": text_of(4)}) * 300).chmod(0)
    out.mkdir()
    out.chmod(0o777)
    # What is imported late has to be there before the rights to read it are gone; workers are forks.
    write(open_folder, "warm/a.txt", text_of(1))
    root, units = find_units(open_folder / "warm")
    write_part(Job(root, open_folder / "warm-out", Part("all", tuple(units)), "", extractor=STAND_IN))
    run(open_folder / "warm", open_folder / "warm-out-too")
    with as_nobody():
        summary = run(folder, out)
        skipped = skipped_reasons(out)
        with pytest.raises(ReadError, match=r"cannot be read \(Permission denied\)"):
            run(folder / "locked/inside.txt", out)
    assert (summary.n_articles, summary.n_skipped) == (1, 3)
    assert all("Permission denied" in reason for reason in skipped.values())
    assert skipped.keys() == {"locked", "locked.txt", "large.jsonl"}
    (folder / "locked").chmod(0o755)


def test_a_dataset_inside_the_corpus_is_not_read(folder):
    run(folder, folder / "dataset")
    assert run(folder, folder / "dataset").n_articles == 60


def test_rows_that_do_not_fit_cost_their_article(folder, tmp_path):
    write(folder, "0/a.yaml", "title: none\n")
    write(folder, "0/bad.jsonl", '{"text": "Fine words.", "title": "half a sign \\ud83d"}\n{"text": "More words."}\n')
    run(folder, tmp_path / "out")
    assert read_skipped(tmp_path / "out")["source"].tolist() in ([], ["0/bad.jsonl, record 1"])
    assert len(ids(tmp_path / "out")) + len(read_skipped(tmp_path / "out")) == 62


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        pytest.param(lambda p: p / "none", ReadError, "there is no such file or folder", id="missing"),
        pytest.param(lambda p: (p / "empty").mkdir() or p / "empty", ReadError, "holds no article", id="empty"),
    ],
)
def test_nothing_to_read(tmp_path, make, error, message):
    with pytest.raises(error, match=message):
        run(make(tmp_path), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_output_of_others_is_left_alone(folder, tmp_path):
    write(tmp_path, "out/mine.txt", "mine")
    with pytest.raises(OutputError, match="holds other files"):
        run(folder, tmp_path / "out")
    with pytest.raises(OutputError, match="cannot be written"):
        run(folder, "/dev/null/out")
    with pytest.raises(OutputError, match=r"holds other files|is the folder of the articles"):
        run(folder, folder)
    write(tmp_path, "other/a.txt", text_of(1))
    run(folder, tmp_path / "dataset")
    with pytest.raises(OutputError, match=r"holds the articles of 'corpus'; give another --output, or --force"):
        run(tmp_path / "other", tmp_path / "dataset")
    assert run(tmp_path / "other", tmp_path / "dataset", force=True).n_articles == 1
    assert ids(tmp_path / "dataset") == ["a"]


# --- accidents --------------------------------------------------------------------------------------------------------


def skipped_reasons(dataset):
    return read_skipped(dataset).set_index("source")["reason"].to_dict()


def test_articles_that_fail_hang_or_end_the_worker_cost_one_row(folder, tmp_path):
    write(folder, "0/raises.txt", "RAISE-HERE now.")
    write(folder, "1/hangs.txt", "HANG-HERE now.")
    write(folder, "2/crashes.txt", "CRASH-HERE now.")
    write(folder, "0/crashes-too.txt", "CRASH-HERE now.")
    summary = run(folder, tmp_path / "out", jobs=2, time_limit=1)
    assert (summary.n_articles, summary.n_skipped) == (60, 4)
    reasons = skipped_reasons(tmp_path / "out")
    assert "failed with ValueError: asked to fail" in reasons["0/raises.txt"]
    assert "took longer than 1 s; raise --time-limit" in reasons["1/hangs.txt"]
    assert "ended its process (SIGKILL" in reasons["2/crashes.txt"]
    assert read_skipped(tmp_path / "out").set_index("source")["article_id"]["2/crashes.txt"] == "2-crashes"
    # The hang is tried again where it is given more time; nothing else is.
    again = run(folder, tmp_path / "out", time_limit=1)
    assert again.n_articles_new == 0
    (folder / "1/hangs.txt").write_text("It hangs no more.")
    assert run(folder, tmp_path / "out", time_limit=1).n_articles == 61


@pytest.mark.slow
def test_an_article_deaf_to_alarms_costs_one_row(folder, tmp_path):
    write(folder, "0/spins.txt", "SPIN-HERE now.")
    summary = run(folder, tmp_path / "out", jobs=2, time_limit=0.5)
    assert (summary.n_articles, summary.n_skipped) == (60, 1)
    assert "heard no alarm" in skipped_reasons(tmp_path / "out")["0/spins.txt"]


def test_a_worker_killed_from_outside_loses_nothing(folder, tmp_path):
    run(folder, tmp_path / "fresh")
    flag = tmp_path / "flag"
    flag.touch()
    text = (folder / "0/a00.txt").read_text()
    write(folder, "0/a00.txt", f"KILL-ONCE:{flag} {text}")
    run(folder, tmp_path / "out", jobs=2)
    assert not flag.exists()
    write(folder, "0/a00.txt", text)
    run(folder, tmp_path / "out")
    assert skipped_reasons(tmp_path / "out") == {}
    parts = {name: digest for name, digest in bytes_of(tmp_path / "out").items() if name.endswith("parquet")}
    assert parts == {name: digest for name, digest in bytes_of(tmp_path / "fresh").items() if name.endswith("parquet")}


def start(folder, output, *options):
    """Start a run in a process of its own; a context manager that closes its pipes."""
    code = (
        "from communique.corpus import extract_corpus, plan\nplan._code_digest = lambda: 'the code of the tests'\n"
        f"s = extract_corpus({str(folder)!r}, {str(output)!r}, part_size=10, _extractor={STAND_IN!r}, jobs=2); print(s)"
    )
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
    return subprocess.Popen(
        [sys.executable, "-c", code, *options],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def n_done(output):
    return len(list((output / "_parts").glob("*.json")))


def wait_for(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.01)


def test_killed_again_and_again_it_ends_with_the_same_bytes(folder, tmp_path):
    for path in sorted(folder.rglob("*.txt")):
        path.write_text(f"SLOW-HERE {path.read_text()}")
    write(folder, "1/copy.txt", (folder / "0/a00.txt").read_text())
    run(folder, tmp_path / "fresh", jobs=2)
    out, kept = tmp_path / "out", 0
    for n_parts in (1, 3, 5):
        with start(folder, out) as process:
            wait_for(lambda n=n_parts: n_done(out) >= n)
            process.send_signal(signal.SIGKILL)
        assert n_done(out) >= kept
        kept = n_done(out)
    summary = run(folder, out)
    assert summary.n_parts_kept >= kept - 2
    assert bytes_of(out) == bytes_of(tmp_path / "fresh")


@pytest.mark.parametrize("step", ["articles", "targets", "manifest", "mark"])
def test_stopped_between_two_moves_it_is_still_whole(folder, tmp_path, monkeypatch, step):
    run(folder, tmp_path / "fresh")
    change_one(folder)
    run(folder, tmp_path / "out")
    write(folder, "1/a04.txt", text_of(4))
    moved = os.replace

    def stop(source, target):
        name = {"manifest": "manifest.json", "mark": "mark.json"}.get(step, f"{step}.parquet")
        if Path(source).name == name:
            raise OSError(errno.EIO, "Input/output error")
        moved(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", stop)
        with pytest.raises(OutputError):
            run(folder, tmp_path / "out")
    run(folder, tmp_path / "out")
    files = bytes_of(tmp_path / "fresh")
    assert {n: d for n, d in bytes_of(tmp_path / "out").items() if "_parts" not in n} == {
        n: d for n, d in files.items() if "_parts" not in n
    }


def test_full_disk_stops_the_run_and_keeps_what_is_done(folder, tmp_path, monkeypatch):
    run(folder, tmp_path / "fresh")
    written = pq.ParquetWriter.write_table
    room = tmp_path / "room"
    room.write_text("x" * 9)

    def write_table(self, *args, **kwargs):
        left = room.stat().st_size
        if left == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        os.truncate(room, left - 1)
        return written(self, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(pq.ParquetWriter, "write_table", write_table)
        with pytest.raises(OutputError, match=r"No space left on device.*make room and give the same command again"):
            run(folder, tmp_path / "out", jobs=2)
    assert n_done(tmp_path / "out") >= 1
    assert not (tmp_path / "out/_work").exists()
    summary = run(folder, tmp_path / "out")
    assert summary.n_parts_kept >= 1
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")


def test_no_room_for_the_working_copy_of_an_archive_stops_the_run(tmp_path, monkeypatch):
    files = {f"{n}.txt": text_of(n, 60) for n in range(60)}
    path = write(tmp_path, "t.tar.gz", tarred(files))

    def full(*args):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("communique.readers.archive._unpack", full)
        with pytest.raises(OutputError, match=r"No space left on device.*make room"):
            run(path, tmp_path / "out")
    assert run(path, tmp_path / "out").n_articles == 60


def test_second_run_into_one_dataset_is_refused(folder, tmp_path):
    for path in sorted(folder.rglob("*.txt")):
        path.write_text(f"SLOW-HERE {path.read_text()}")
    with start(folder, tmp_path / "out") as process:
        wait_for(lambda: n_done(tmp_path / "out") >= 1)
        with pytest.raises(
            OutputError, match=rf"another run writes here \(process {process.pid} on .*wait for its end"
        ):
            run(folder, tmp_path / "out")
        assert "60 found: 60 articles" in process.communicate(timeout=30)[0]
    assert run(folder, tmp_path / "out").n_articles_new == 0


def test_lock_of_a_dead_run_is_taken_over(folder, tmp_path):
    write(tmp_path, "out/_lock", "process 999999 on nowhere\n")
    write(tmp_path, "out/_communique.json", "{}")
    assert run(folder, tmp_path / "out").n_articles == 60
    with (
        DatasetLock(tmp_path / "out"),
        pytest.raises(OutputError, match="another run writes here"),
        DatasetLock(tmp_path / "out"),
    ):
        pass
    assert not (tmp_path / "out/_lock").exists()


def test_interrupt_leaves_a_dataset_to_go_on_with(folder, tmp_path):
    for path in sorted(folder.rglob("*.txt")):
        path.write_text(f"SLOW-HERE {path.read_text()}")
    run(folder, tmp_path / "fresh")
    with start(folder, tmp_path / "out") as process:
        wait_for(lambda: n_done(tmp_path / "out") >= 1)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) != 0
    assert 1 <= n_done(tmp_path / "out") < n_done(tmp_path / "fresh")
    run(folder, tmp_path / "out")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")


# --- a cluster --------------------------------------------------------------------------------------------------------


@contextmanager
def cluster(tmp_path):
    """Start a scheduler and two workers as processes of their own; give its address and the scheduler's process."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])}
    env |= {"DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    options = {"env": env, "cwd": tmp_path, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    file = tmp_path / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    processes = [subprocess.Popen([*command, "--no-dashboard", "--scheduler-file", str(file)], **options)]
    try:
        wait_for(file.exists)
        address = json.loads(file.read_text())["address"]
        command = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nworkers", "2", "--nthreads", "1"]
        processes.append(subprocess.Popen([*command, "--no-dashboard", "--local-directory", str(tmp_path)], **options))
        yield address, processes[0]
    finally:
        for process in reversed(processes):
            process.terminate()
        for process in processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.mark.slow
def test_dask_gives_the_same_bytes_and_a_lost_scheduler_loses_nothing(folder, tmp_path):
    pytest.importorskip("distributed")
    run(folder, tmp_path / "fresh")
    with cluster(tmp_path) as (address, scheduler):
        summary = run(folder, tmp_path / "out", scheduler=address)
        assert summary.n_articles == 60
        assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")
        for path in sorted(folder.rglob("*.txt")):
            path.write_text(f"SLOW-HERE {path.read_text()}")
        write(folder, "1/crashes.txt", "CRASH-HERE now.")
        assert run(folder, tmp_path / "slow", scheduler=address).n_skipped == 1
        run(folder, tmp_path / "slow-pool")
        assert bytes_of(tmp_path / "slow") == bytes_of(tmp_path / "slow-pool")

        code = (
            "from communique.corpus import extract_corpus, plan\nfrom communique.errors import CommuniqueError\n"
            "plan._code_digest = lambda: 'the code of the tests'\ntry:\n"
            f" extract_corpus({str(folder)!r}, {str(tmp_path / 'lost')!r}, part_size=10, scheduler={address!r}, "
            f"_extractor={STAND_IN!r})\nexcept CommuniqueError as error: print(error)"
        )
        env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])}
        process = subprocess.Popen([sys.executable, "-c", code], env=env, stdout=subprocess.PIPE, text=True)
        wait_for(lambda: n_done(tmp_path / "lost") >= 1)
        scheduler.kill()
        said = process.communicate(timeout=60)[0]
    assert "is gone; finished parts are kept" in said
    run(folder, tmp_path / "lost")
    assert bytes_of(tmp_path / "lost") == bytes_of(tmp_path / "slow-pool")


def test_a_scheduler_that_is_not_there(folder, tmp_path, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr("communique.corpus.engines.SCHEDULER_WAIT", 0.5)
    with pytest.raises(CommuniqueError, match=r"the scheduler at tcp://127\.0\.0\.1:1 cannot be reached"):
        run(folder, tmp_path / "out", scheduler="tcp://127.0.0.1:1")


# --- reading back -----------------------------------------------------------------------------------------------------


@pytest.fixture
def dated(tmp_path):
    for number in range(6):
        write(tmp_path, f"in/a{number}.txt", text_of(number))
        if number:
            write(tmp_path, f"in/a{number}.yaml", f"published: 202{number}-06-01\n")
    run(tmp_path / "in", tmp_path / "out", part_size=2)
    return tmp_path / "out"


def test_read_dataset_by_table_column_article_and_day(dated):
    tables = cq.read_dataset(
        dated, tables=["sentences"], columns={"sentences": ["text", "role"]}, articles=["a1", "a3"]
    )
    assert list(tables.sentences) == ["text", "role"]
    assert (len(tables.sentences), len(tables.articles)) == (24, 0)
    assert str(tables.sentences["role"].dtype) == "category"
    assert cq.read_dataset(dated, published=("2022-06-01", "2024-05-31")).articles["article_id"].tolist() == [
        "a2",
        "a3",
    ]
    assert cq.read_dataset(dated, published=(None, "2021-06-01")).sentences["article_id"].unique().tolist() == ["a1"]
    assert len(cq.read_dataset(dated, published=(None, None)).articles) == 5


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param({"tables": ["target"]}, "there is no table 'target'; did you mean 'targets'", id="table"),
        pytest.param(
            {"columns": {"targets": ["valeu"]}}, "column of targets 'valeu'; did you mean 'value'", id="column"
        ),
        pytest.param({"published": ("soon", None)}, "'soon' is no day; write it as 2024-01-31", id="day"),
    ],
)
def test_read_dataset_names_what_is_wrong(dated, options, message):
    with pytest.raises(SchemaError, match=message):
        cq.read_dataset(dated, **options)


def test_another_version_of_the_tables_is_refused(dated, folder):
    mark = json.loads((dated / "_communique.json").read_text())
    (dated / "_communique.json").write_text(json.dumps(mark | {"schema_version": 0}))
    with pytest.raises(SchemaError, match=r"written under version 0 of the tables, .* reads version \d+; extract"):
        cq.read_dataset(dated)
    with pytest.raises(OutputError, match="written under version 0"):
        run(dated.parent / "in", dated)
    with pytest.raises(OutputError, match="is no dataset"):
        cq.read_dataset(folder)


def test_read_dataset_reads_what_to_parquet_wrote(dated, tmp_path):
    tables = cq.read_dataset(dated)
    tables.to_parquet(tmp_path / "flat")
    pd.testing.assert_frame_equal(cq.read_dataset(tmp_path / "flat").sentences, tables.sentences)


def test_duckdb_and_polars_read_the_files(dated):
    duckdb = pytest.importorskip("duckdb")
    polars = pytest.importorskip("polars")
    query = f"""
        select article_id, count(*) as n from '{dated}/sentences/*.parquet' join '{dated}/articles/*.parquet'
        using (article_id) where published >= '2023-01-01' group by article_id order by article_id
    """
    assert duckdb.sql(query).fetchall() == [("a3", 12), ("a4", 12), ("a5", 12)]
    # The examples of the documentation.
    where = "duplicate_of is null and published >= '2023-01-01'"
    tables = f"'{dated}/sentences/*.parquet' join '{dated}/articles/*.parquet' using (article_id)"
    counted = duckdb.sql(f"select publisher, count(*) as n from {tables} where {where} group by publisher").fetchall()
    assert counted == [(None, 36)]
    targets = polars.scan_parquet(f"{dated}/targets/*.parquet").filter(polars.col("is_target"))
    articles = polars.scan_parquet(f"{dated}/articles/*.parquet").select("article_id", "publisher", "published")
    assert len(targets.join(articles, on="article_id").group_by("publisher").len().collect()) == 0
    frame = polars.scan_parquet(f"{dated}/sentences/*.parquet").filter(polars.col("role") == "body").collect()
    assert len(frame) == 72
    for name in table_names():
        assert len(polars.read_parquet(f"{dated}/{name}/*.parquet")) == sum(
            pq.read_metadata(path).num_rows for path in (dated / name).iterdir()
        )


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"), [("in", True), ("t.jsonl", True), ("t.zip", True), ("a.txt", False), ("none.zip", False)]
)
def test_is_corpus(tmp_path, name, expected):
    (tmp_path / "in").mkdir()
    for file in ("t.jsonl", "t.zip", "a.txt"):
        write(tmp_path, file, "x")
    assert is_corpus(tmp_path / name) is expected


def test_command_extracts_a_folder(folder, tmp_path):
    for path in sorted(folder.rglob("*.txt"))[4:]:
        path.unlink()
    words = ["extract", str(folder), "--output", str(tmp_path / "out"), "--jobs", "2", "--part-size", "2"]
    result = CliRunner().invoke(main, words)
    assert (result.exit_code, "4 found: 4 articles" in result.output) == (0, True)
    write(folder, "bad.xyz", "x")
    result = CliRunner().invoke(main, words)
    assert (result.exit_code, "5 found: 4 articles" in result.output) == (1, True)
    assert "articles/s]" not in result.output
    result = CliRunner().invoke(main, [*words, "--lexicon", str(tmp_path / "none")])
    assert (result.exit_code, "is no folder" in result.output) == (2, True)


def test_progress_is_for_terminals(folder, tmp_path, monkeypatch, capsys):
    run(folder, tmp_path / "one")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    run(folder, tmp_path / "two")
    assert re.search(r"/60 \[\d\d:\d\d<\d\d:\d\d, +[\d.?]+ ?articles/s", capsys.readouterr().err)
