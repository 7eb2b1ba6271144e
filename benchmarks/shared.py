"""The corpora beside the checkout: where they lie, and what they hold."""

from __future__ import annotations

import gzip
import json
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from floors import fingerprint

ROOT = Path(__file__).resolve().parent.parent
TRAINING = ROOT / "training"


@dataclass(frozen=True, slots=True)
class Shared:
    """The folder with ``data/`` and ``record/``, beside the checkout unless told otherwise."""

    folder: Path

    @classmethod
    def beside_checkout(cls) -> Shared:
        """The usual place. It need not be there."""
        return cls(ROOT.parent / "shared")

    @property
    def there(self) -> bool:
        """Whether the folder is there."""
        return (self.folder / "record" / "score.py").is_file()

    def path(self, name: str) -> Path:
        """A file in it, by its relative name."""
        return self.folder / name

    def fingerprint(self, *names: str) -> str:
        """SHA-256 over the named files."""
        return fingerprint((name, self.path(name).read_bytes()) for name in names)


def unpack(archive: Path, into: Path) -> None:
    """Unpack a tar archive, refusing members that would leave ``into``.

    Raises:
        tarfile.TarError: the archive is damaged or hostile.
    """
    with tarfile.open(archive) as tar:
        for member in tar:
            inside = (into / member.name).resolve().is_relative_to(into.resolve())
            if not inside or not (member.isfile() or member.isdir()):
                raise tarfile.TarError(f"{archive}: {member.name} is not unpacked")
        # Python before 3.11.4 has no filters of its own.
        tar.extractall(into, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))


def lines(path: Path) -> Iterator[dict[str, object]]:
    """The objects of a JSON Lines file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="\n") as handle:
        for line in handle:
            if line.strip():
                yield json.loads(line)


def use_training() -> None:
    """Let modules of ``training/`` be imported: it holds the reader of CoNLL-U and of GUM's names.

    They are one definition for training and for measuring.
    """
    if str(TRAINING) not in sys.path:
        sys.path.append(str(TRAINING))
