"""Whatever a parser makes of whatever text: attributing never fails, and what it gives lies in the text."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from parses import article

from quotecheck.attribution import attribute
from quotecheck.model import EntityType, Name, Parse, Sentence, Span, Word

FORMS = [
    *("said", "saying", "added", "told", "according", "to", "claim", "that", "whether", "who", "he", "She", "they", "it", "the", "Ilse"),
    *("Brandt", "NRC", "minister", "company", "and", "for", "by", "as", "Monday", "interview", "not", "be", "was", "not named"),
    *(".", ",", ":", "“", "”", '"', "(", ")", "–", "'s", "(@ilse)", "https://example.org"),
]
TAGS = ["VERB", "NOUN", "PROPN", "PRON", "AUX", "ADP", "PUNCT", "CCONJ", "SCONJ", "ADJ", "ADV", "DET"]
XPOS = ["VBD", "VBG", "VBN", "VB", "NN", "NNP", "MD", "IN", ""]
RELATIONS = [
    *("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "conj", "cc", "mark", "case"),
    *("aux", "aux:pass", "cop", "flat", "appos", "compound", "nmod", "nmod:poss", "parataxis", "punct", "det", "amod", "fixed"),
]
FEATS = [{}, {"VerbForm": "Fin", "Tense": "Past"}, {"VerbForm": "Part"}, {"Number": "Plur"}]
TOKENS = st.tuples(
    st.sampled_from(FORMS), st.sampled_from(TAGS), st.sampled_from(XPOS), st.sampled_from(RELATIONS), st.sampled_from(FEATS), st.integers(0)
)
ARTICLES = st.lists(st.lists(st.lists(TOKENS, min_size=1, max_size=12), min_size=1, max_size=3), max_size=3)


@st.composite
def parses(draw):
    """An article of paragraphs of sentences, its words hung into trees at random."""
    text, words, sentences, blocks = "", [], [], []
    for block, lines in enumerate(draw(ARTICLES)):
        opened = len(text)
        for tokens in lines:
            first = len(words)
            order = draw(st.permutations(range(len(tokens))))
            for k, (form, upos, xpos, deprel, feats, above) in enumerate(tokens):
                rank = order.index(k)
                head = None if rank == 0 else first + order[above % rank]
                span = Span(len(text), len(text) + len(form))
                relation = "root" if head is None else deprel
                words.append(
                    Word(index=first + k, span=span, text=form, lemma=form, upos=upos, xpos=xpos, feats=feats, head=head, deprel=relation)
                )
                text += form + " "
            sentences.append(Sentence(span=Span(words[first].span.start, words[-1].span.end), first=first, last=len(words), block=block))
        blocks.append(Span(opened, len(text) - 1))
        text += "\n"
    names = []
    for sentence in sentences:
        low = draw(st.integers(sentence.first, sentence.last - 1))
        high = draw(st.integers(low + 1, sentence.last))
        type_ = draw(st.sampled_from(EntityType))
        names.append(Name(span=Span(words[low].span.start, words[high - 1].span.end), first=low, last=high, type=type_))
    return Parse(article=article(text), blocks=tuple(blocks), sentences=tuple(sentences), words=tuple(words), names=tuple(names))


@settings(max_examples=300, deadline=None)
@given(parses())
def test_attributing_never_fails_and_gives_spans_of_the_text(parse):
    attributions, diagnostics = attribute(parse)
    whole = Span(0, len(parse.article.text))
    for attribution in attributions:
        assert attribution.content
        assert list(attribution.content) == sorted(attribution.content)
        assert not any(a.overlaps(b) for a, b in pairwise(attribution.content))
        mention = attribution.speaker.spans if attribution.speaker else ()
        placed = [span for span in (attribution.when, attribution.where) if span]
        for span in (*attribution.content, *attribution.cue, *mention, *placed):
            assert len(span) > 0
            assert whole.contains(span)
        assert 0.0 <= attribution.confidence <= 1.0
        assert attribution.entity is None or attribution.entity.name.strip()
    assert [a.content for a in attributions] == sorted(a.content for a in attributions)
    assert all(whole.contains(diagnostic.span) for diagnostic in diagnostics)


@settings(max_examples=50, deadline=None)
@given(parses())
def test_attributing_twice_is_the_same(parse):
    assert attribute(parse) == attribute(parse)
