import lineage
import pytest
from shared import Shared

SHARED = Shared.beside_checkout()


def test_rewrites_are_told_from_independent_reports() -> None:
    assert lineage.rewrites("test")["rewrites F1"] >= 85
    assert lineage.rewrites("fit")["rewrites F1"] >= 85


@pytest.mark.skipif(not SHARED.there, reason="needs ../shared")
def test_the_seeds_are_told_right() -> None:
    assert lineage.seeds(SHARED) == {"seed pairs": 100.0}


def test_all_pairs_of_one_text_are_found_by_comparing_every_pair() -> None:
    text = "The envoys of Tarvia crossed the strait at noon and came back with a letter at dusk."
    rows = [{"id": i, "text": text + more} for i, more in (("a", ""), ("b", " So."), ("c", ""))]
    rows.append({"id": "d", "text": "Nobody in Portsea knew when the ferry would be freed again."})
    told = lineage.Told.of(rows)
    assert lineage.one_text(told) == {("a", "b"), ("a", "c"), ("b", "c")}
    assert told.kind("c", "a") == "same"
    assert told.kind("a", "d") is None
