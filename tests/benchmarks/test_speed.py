import os

import psutil
import pytest
import speed


def test_texts_are_different_articles():
    batch = speed.texts(30)
    assert len(batch) == len(set(batch)) == 30
    assert all(len(text.split()) > 50 for text in batch)


def test_spacy_reads_all_of_them_and_is_timed():
    run = speed.measure("spacy blank", 12, 1)
    assert run.articles == 12
    assert run.words == sum(len(text.split()) for text in speed.texts(12))
    assert run.reading > 0
    assert run.speed > 1000
    assert run.peak > 20_000_000


def test_memory_of_a_process_that_is_gone_counts_nothing():
    process = psutil.Process(os.getpid())
    assert speed.resident(process) > 1_000_000


def test_a_contestant_that_fails_is_an_error():
    with pytest.raises(RuntimeError, match="failed"):
        speed.measure("nobody", 1, 1)
