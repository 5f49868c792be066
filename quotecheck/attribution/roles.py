"""What an article says a named person is: the title before the name, the office in apposition to it, the predicate noun."""

from __future__ import annotations

from collections.abc import Sequence

from quotecheck.attribution.names import name_words
from quotecheck.attribution.possessives import without_possessive
from quotecheck.attribution.syntax import base, child, children, phrase
from quotecheck.attribution.titles import split_title, vocabulary
from quotecheck.model import Name, Parse, Span, Word

__all__ = ["descriptions_of", "offices_of", "title_before", "top_of"]

_TITLING = frozenset({"PROPN", "NOUN", "ADJ", "ADP"})
_GENERALS = frozenset({"attorney", "secretary", "inspector", "consul", "director", "governor", "surgeon", "solicitor", "comptroller"})
"""Offices that may have *general* behind."""
_LONGEST_TITLE = 6


def top_of(parse: Parse, name: Name) -> Word:
    """The head of a name's words."""
    inside = parse.words[name.first : name.last]
    return next((w for w in inside if w.head is None or not name.first <= w.head < name.last), inside[0])


def title_before(parse: Parse, name: Name) -> str | None:
    """The title or office that stands right before a person's name, or opens it: *[Foreign Minister] Ada Byron*."""
    first = name.first
    sentence = parse.sentences[parse.sentence_of[name.first]]
    while first - 1 >= sentence.first and name.first - first < _LONGEST_TITLE and parse.words[first - 1].upos in _TITLING:
        first -= 1
    text = parse.article.text
    own = set(name_words(name.span.of(text)))
    for index in range(first, name.first + 1):
        if parse.words[index].upos == "ADP" or _of_another(parse.words[index : name.first]):
            continue
        title, bare = split_title(without_possessive(text[parse.words[index].span.start : name.span.end]))
        if title and name_words(bare) and set(name_words(bare)) <= own:
            return title
    return None


def _of_another(words: Sequence[Word]) -> bool:
    """Whether words before a name are no title as a whole: *[a blow to] Secretary Byron*, *[such as] Senator Byron*."""
    adposition = next((k for k, word in enumerate(words) if word.upos == "ADP"), None)
    return adposition is not None and not any(_is_office(word) for word in words[:adposition])


def _is_office(word: Word) -> bool:
    return word.lemma.lower().strip(".") in vocabulary("office") or word.text.lower().strip(".") in vocabulary("office")


def offices_of(parse: Parse, name: Name) -> set[str]:
    """The offices in apposition to a person's name: *Ada Byron, [minister of works],* and *the [minister of works], Ada Byron*."""
    found = set()
    for head in _apposed(parse, name, "appos"):
        before = parse.words[head.index - 1] if head.index else head
        behind = head.lemma.lower() == "general" and before is not head and before.lemma.lower() in _GENERALS  # told with the word before
        if head.lemma.lower() not in vocabulary("office") or head.feats.get("Number") == "Plur" or behind:
            continue
        words = [w for w in phrase(parse, head) if not name.first <= w.index < name.last]
        following = parse.words[head.index + 1] if head.index + 1 < len(parse.words) else head
        if head.lemma.lower() in _GENERALS and following.text.lower() == "general" and words[-1] is head:
            words.append(following)
        end = next((k for k, w in enumerate(words) if w.index > head.index and w.text == ","), len(words))
        words = words[:end]
        while words and words[0].upos in ("ADP", "PUNCT", "DET", "VERB", "ADV"):  # *[according to the] mayor of Brandt*, *[now] a senator*
            words = words[1:]
        if words and words[0].upos not in ("PRON", "SCONJ"):
            span = Span(words[0].span.start, words[-1].span.end)
            found.add(" ".join(span.of(parse.article.text).split()))
    return found


def descriptions_of(parse: Parse, name: Name) -> set[str]:
    """The lemmas by which a person may be meant again: of nouns and adjectives around the name, of a predicate (*X is the spokesman*)."""
    top = top_of(parse, name)
    around = [w for head in [top, *_apposed(parse, name, "appos", "flat", "compound", "nmod:desc")] for w in phrase(parse, head)]
    found = {w.lemma.lower() for w in around if w.upos in ("NOUN", "PROPN", "ADJ") and not name.first <= w.index < name.last}
    predicate = parse.words[top.head] if base(top) == "nsubj" and top.head is not None else None
    if predicate is not None and predicate.upos == "NOUN" and child(parse, predicate, "cop") is not None:
        found |= {predicate.lemma.lower(), *(w.lemma.lower() for w in children(parse, predicate, "amod", "compound"))}
    return found


def _apposed(parse: Parse, name: Name, *relations: str) -> list[Word]:
    """The nouns in apposition to a name, below it, and those it hangs on by one of ``relations``."""
    at = top_of(parse, name)
    heads = [w for w in children(parse, at, "appos") if w.upos in ("NOUN", "PROPN")]
    while at.head is not None and (base(at) in relations or at.deprel in relations):
        at = parse.words[at.head]
        if at.upos not in ("NOUN", "PROPN"):
            break
        heads.append(at)
    return heads
