"""Adding is killed, for real, and loses nothing that it acknowledged."""

import random
import struct
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks.killing import Known, complete
from benchmarks.kills import Trial
from benchmarks.wal import commits, copied_back
from quotecheck.reading import read

ARTICLES = [
    "“The bridge stays closed until spring,” the harbour master Ines Roth said on Monday.\n",
    "Ferry fares will rise by a tenth, according to the transport ministry.\n\n“Nobody asked us,” said Paul Okafor, who runs a bakery.\n",
    "Mayor Lena Brandt announced that the library would open on Sundays. “At last,” a reader said.\n",
    "The union denied that it had called a strike.\n",
    "“We found no lead in the water,” said Dr. Amir Haddad of the city laboratory. He added that tests would go on.\n",
    "A storm took the roof off the old market hall, and nobody was hurt.\n",
    "Police believe that the painting was stolen at night. “The alarm was off,” Inspector Maria Silva told reporters.\n",
    "The club's president, Tom Lindqvist, promised “a quieter season”.\n",
    "Farmers say the frost has cost them half of the harvest.\n\n“It was the worst April in years,” Greta Novak said.\n",
    "The court ruled that the contract was void, the company said in a statement.\n",
    "Asked about the delay, Minister Jan de Wit said: “Ask me again in June.”\n",
    "Residents complained that the new lamps were too bright. “I sleep with a scarf over my eyes,” said Olga Petrov.\n",
]
KILLS = 10  # in each of two trials at a time


@pytest.mark.model
def test_nothing_acknowledged_is_lost_whenever_adding_is_killed(extractor, tmp_path, monkeypatch):
    news = tmp_path / "news"
    news.mkdir()
    for number, text in enumerate(ARTICLES):
        (news / f"{number:02}.txt").write_text(text)
    articles = list(read(str(news)))
    known = Known(extractor)
    expected = complete(tmp_path / "reference.db", articles, known)
    assert len(expected["articles"]) == len(ARTICLES) <= len(expected["quotes"])

    def trial(seed):
        folder = tmp_path / str(seed)
        folder.mkdir()
        killing = Trial(folder, articles, known, expected, random.Random(seed))
        for number in range(2 * KILLS):
            # Loading takes most of the time, and twice as much in two processes.
            several = ["--jobs", "2"] if number % 5 == seed % 5 else []
            killing.kill([news, *several], while_loading=0.3, cut=True)
            if killing.counts["kills"] == KILLS:
                break
        if killing.db.exists():
            killing.finish()
        return killing.counts

    with ThreadPoolExecutor(2) as pool:
        counts = sum(pool.map(trial, (1, 2)), Counter())
    assert counts["kills"] == 2 * KILLS
    assert counts["acknowledged"] > KILLS
    assert counts["cuts"] > KILLS / 2
    assert counts["reruns"] >= 2
    judged = {"kills", "acknowledged", "cuts", "cuts behind", "reruns", "cut: reruns"}
    assert {name: count for name, count in counts.items() if name not in judged and count} == {}


def log(*frames, size=8):
    """A write-ahead log: a header, and frames of a salt and of the size after the commit, or 0."""
    header = struct.pack(">IIII8sII", 0x377F0682, 3007000, size, 0, b"saltSALT", 0, 0)
    return header + b"".join(struct.pack(">II8sII", 1, after, salt, 0, 0) + bytes(size) for salt, after in frames)


def test_where_commits_end():
    new, old = b"saltSALT", b"tlasTLAS"
    assert commits(log((new, 0), (new, 3), (new, 4), (new, 0), (old, 9))) == [96, 128]
    assert commits(log((new, 0), (new, 3))[:-1]) == []
    assert commits(b"") == []


def test_what_may_have_been_copied_back(tmp_path):
    index = tmp_path / "quotes.db-shm"
    assert copied_back(log(), index) == 0
    index.write_bytes(bytes(128) + struct.pack("=I", 2) + bytes(100))
    assert copied_back(log(), index) == 96
