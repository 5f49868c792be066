"""What the network learns of attribution, from annotated articles to its first steps."""

import random

import pytest
import torch
from attribution.cases import parse_of
from parsing.networks import configuration, tokenizer
from test_augment import TREE
from test_joint import NAMES

from quotecheck.parsing.network import Configuration, Network
from quotecheck.parsing.pieces import Pieces
from quotecheck.parsing.reporting import ROLES
from training.figures import report_figures
from training.joint import label_sets
from training.reporting import ReportTrainer
from training.reports import Attributed, attributed, windows


def record(parse, *, content, cue, speaker):
    """A gold record of one attribution with these words of the article."""
    text = parse.article.text

    def at(words):
        return [[text.index(words), text.index(words) + len(words)]] if words else None

    return {"quotes": [{"content": at(content), "cue": at(cue), "speaker": at(speaker)}]}


def test_the_words_of_an_attribution_have_their_roles():
    parse = parse_of("quoted", "several sentences in one pair of marks")
    article = attributed(record(parse, content="The valve was open. Nobody", cue="said", speaker="engineer Maud Osei"), parse)
    (window,) = windows(article)
    ((cue, roles),) = window.roles
    assert window.words[cue] == "said"
    told = {role: [word for word, k in zip(window.words, roles, strict=True) if ROLES[k] == role] for role in ROLES}
    assert told["content"] == ["The", "valve", "was", "open", ".", "Nobody"]
    assert told["speaker"] == ["engineer", "Maud", "Osei"]


@pytest.mark.parametrize(
    ("cue", "head"), [("said Sunday on state television", "said"), ("Sunday", "Sunday"), ("on state television", "television")]
)
def test_the_head_of_a_cue(cue, head):
    parse = parse_of("quoted", "a quotation and a participle")
    article = attributed(record(parse, content="ready", cue=cue, speaker=None), parse)
    assert [article.words[index] for index in article.roles] == [head]


def test_without_a_cue_there_is_nothing_to_learn():
    parse = parse_of("quoted", "before the cue")
    assert attributed(record(parse, content="rebuild", cue=None, speaker=None), parse).roles == {}


def test_every_word_is_read_once_whatever_the_windows():
    article = Attributed(words=tuple("abcdefgh"), paragraphs=(((0, 3), (3, 5)), ((5, 8),)), roles={1: {0: 1}, 6: {7: 2}})
    for chance in (None, *map(random.Random, range(9))):
        found = list(windows(article, chance))
        assert "".join(word for window in found for word in window.words) == "abcdefgh"
        assert sorted(window.words[cue] for window in found for cue, _ in window.roles) == ["b", "g"]


ARTICLE = Attributed(
    words=("Blinken", "said", "rain", "fell", "on", "Rome", "."), paragraphs=(((0, 7),),), roles={1: {0: 2, 2: 1, 3: 1, 4: 1, 5: 1}}
)


def test_it_learns_what_reports_beside_the_trees(tmp_path):
    torch.set_num_threads(1)
    torch.manual_seed(0)
    tokenizer().save(str(tmp_path / "tokenizer.json"))
    sizes = configuration().as_dict() | {"labels": label_sets([TREE] * 3, NAMES), "roles": 8}
    pieces = Pieces(tmp_path / "tokenizer.json")
    quiet = Attributed(words=("rain", "fell", "."), paragraphs=(((0, 3),),), roles={})
    trainer = ReportTrainer(
        Network(Configuration(**sizes), dropout=0.1), pieces, [[TREE]], NAMES, articles=[ARTICLE, quiet], folder=tmp_path, steps=700
    )
    trainer.run()
    assert report_figures(trainer.averaged(), pieces, [ARTICLE, quiet]) == {"cues P": 1, "cues R": 1, "roles": 1}
