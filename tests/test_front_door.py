"""The front door: what is exported, that it is all there, and that opening it is quick."""

from __future__ import annotations

import subprocess
import sys

import backchannel

EXPORTED = """
KINDS Account Article ArticleError BackchannelError Correction Dispute Entry Event ExplainOptions
Filter Forecast Info InputOptions Line Lineage MarkedArticle Mend MergeLineages MergeParties
MergeThreads Message ModelError Origins Party Place Position Published ReadOptions ReadReport
Reading Record RecordError Reject Relation Response Series Signal Skipped Span SplitLineages
SplitParties SplitThreads Statement Tally Thread account explain load read to_pandas to_polars
""".split()


def test_what_is_exported() -> None:
    assert backchannel.__all__ == EXPORTED
    assert sorted(backchannel._HOMES) == sorted(EXPORTED)


def test_every_name_is_there_and_documented() -> None:
    for name in EXPORTED:
        value = getattr(backchannel, name)
        if callable(value):
            assert value.__doc__, name
        assert name in dir(backchannel)


def test_a_name_that_is_not_there() -> None:
    assert not hasattr(backchannel, "frobnicate")


def test_importing_loads_nothing_heavy() -> None:
    code = (
        "import sys, backchannel; backchannel.__all__; "
        "heavy = {'spacy', 'onnxruntime', 'sqlalchemy', 'numpy', 'polars', 'pandas', 'rich'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
