"""`read`, from files to the record, on the command line and from Python."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import plain
import pytest

import backchannel
from backchannel import reading
from backchannel.engine import ProcessEngine, ProcessOptions, SerialEngine
from backchannel.exports import jsonl
from backchannel.record.fill import Batch, fill
from backchannel.record.store import Record

ARTICLE = (
    "The envoy's letter\n\nThe foreign minister of Norland told reporters on Monday that the "
    'embassy had passed on a letter. "We expect an answer this week," he said.\n\n'
    "A spokeswoman for Sudmark denied that any letter had arrived.\n"
)


@pytest.fixture(scope="module")
def model() -> str:
    try:
        return reading.model_version()
    except backchannel.ModelError as error:
        pytest.skip(f"the package holds no weights: {error}")


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "letter.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    rows = [json.dumps({"id": "row-1", "text": "A ship left the harbour of Norland at dawn."}), "{"]
    (folder / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return folder


def program(*args: str, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from backchannel.cli import main; main()", *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        cwd=cwd,
        input=stdin,
    )


def test_the_command_reads_lists_what_it_skipped_and_says_so(model: str, inputs: Path) -> None:
    done = program("read", "in", cwd=inputs.parent)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("2 articles read, 2 skipped. Found ")
    assert "  in/empty.txt: empty\n" in done.stdout
    assert "  in/rows.jsonl:2: bad JSON" in done.stdout
    assert done.stderr == ""
    again = program("read", "in", "--workers", "1", cwd=inputs.parent)
    assert again.stdout.startswith("0 articles read, 2 known already, 2 skipped.")
    with Record.open(inputs.parent / "backchannel.db") as record:
        assert [a.id for a in record.articles()] == ["letter", "row-1"]
        assert record.info().models == {model: 2}
        speakers = {line.entry.speaker for line in record.entries(kind="statement")}  # type: ignore[union-attr]
        assert any(speaker is not None for speaker in speakers)
    assert program("brief", cwd=inputs.parent).returncode == 0


def test_standard_input_is_read(model: str, inputs: Path) -> None:
    done = program("read", "-", "--record", "r.db", cwd=inputs.parent, stdin=ARTICLE)
    assert (done.returncode, done.stdout.split(".")[0]) == (0, "1 article read")


def test_from_python(model: str, inputs: Path) -> None:
    told: list[tuple[str, str]] = []
    report = backchannel.read(
        [inputs / "letter.txt"],
        inputs.parent / "r.db",
        backchannel.ReadOptions(workers=1),
        lambda name, outcome: told.append((name, outcome)),
    )
    assert (report.new, report.known, report.ok, report.model) == (1, 0, True, model)
    assert told == [("letter", "new")]
    with Record.open(inputs.parent / "r.db", write=True) as record:
        assert backchannel.read(inputs / "letter.txt", record).known == 1


def test_one_process_and_several_make_the_same_record(model: str, tmp_path: Path) -> None:
    texts = [ARTICLE.replace("Monday", day) for day in ("Tuesday", "Friday", "Sunday")]
    articles = [plain.article(f"a{n}", text) for n, text in enumerate(texts)]
    exports = set()
    options = ProcessOptions(workers=2, chunk=1)
    engines = (SerialEngine(reading.load_reader), ProcessEngine(reading.load_reader, options))
    for n, engine in enumerate(engines):
        with Record.open(tmp_path / f"{n}.db", write=True) as record:
            fill(record, Batch(articles), engine, model)
            exports.add("".join(jsonl.write(record.entries())))
    assert len(exports) == 1


INTERRUPTED = """
import plain
import backchannel.reading as reading
from backchannel.cli import main

reading.load_reader, reading.model_version = plain.load, lambda: "plain-1"
main()
"""


@pytest.mark.parametrize("workers", ["1", "2"])
def test_stopping_it_is_one_line_and_keeps_what_was_read(tmp_path: Path, workers: str) -> None:
    rows = (
        json.dumps({"id": a.id, "text": f"{a.text} It was SLOW."}) for a in plain.numbered(1500)
    )
    (tmp_path / "in.jsonl").write_text("\n".join(rows), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, "read", "in.jsonl", "--workers", workers],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(plain.__file__).parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    file = tmp_path / "backchannel.db"
    count = 0
    while count < 5 and process.poll() is None:
        if file.exists() and file.stat().st_size:
            try:
                with Record.open(file) as record:
                    count = record.info().articles
            except backchannel.RecordError:
                count = 0  # its tables are being made at this moment
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err.strip() == "Stopped. What was read is in the record; the same command goes on."
    with Record.open(file) as record:
        assert 5 <= record.info().articles < 400
