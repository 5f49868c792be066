"""Whom a bare name means, by what speaks for each of those who bear it."""

from quotecheck.model import Entity, EntityType
from quotecheck.people import merge


def person(*names, offices=(), gender=None, rivals=()):
    return Entity(name=names[0], type=EntityType.PERSON, aliases=tuple(sorted(names)), offices=offices, gender=gender, rivals=rivals)


def joined(*entities):
    """For the last entity: whom it is joined with, why, and whom it may be."""
    found = merge(entities)
    last = len(entities) - 1
    (number,) = [number for number, group in enumerate(found.groups) if last in group]
    names = {entities[index].name for index in found.groups[number]} - {entities[last].name}
    doubts = [doubt for doubt in found.doubts if number in {doubt.one, doubt.other}]
    others = {entities[found.groups[side][0]].name for doubt in doubts for side in (doubt.one, doubt.other)} - {entities[last].name}
    return names, found.reasons[last] if names else {doubt.reason for doubt in doubts}, others


BARACK, MICHELLE = person("Barack Obama", offices=("President",)), person("Michelle Obama", offices=("First Lady",))


def test_an_office_tells():
    names, reason, _ = joined(BARACK, MICHELLE, person("Obama", offices=("President",)))
    assert (names, reason) == ({"Barack Obama"}, "a surname with an office that this person holds")
    assert joined(BARACK, MICHELLE, person("Obama", offices=("former President",)))[0] == {"Barack Obama"}


def test_a_title_that_tells_the_gender():
    names, reason, _ = joined(person("Bill Clinton"), person("Hillary Clinton"), person("Clinton", gender="f"))
    assert (names, reason) == ({"Hillary Clinton"}, "a surname with a title that tells the gender")


def test_frequency_tells_where_it_is_overwhelming():
    often = [BARACK] * 30
    names, reason, _ = joined(*often, MICHELLE, person("Obama"))
    assert (names, reason) == ({"Barack Obama"}, "a surname that by far most often means this person")
    assert joined(*often[:3], MICHELLE, person("Obama"))[0] == set()


def test_frequency_does_not_tell_between_those_whom_the_article_names_both():
    torn = person("Obama", rivals=("Barack Obama", "Michelle Obama"))
    assert joined(*[BARACK] * 30, MICHELLE, torn)[0] == set()
    assert joined(*[BARACK] * 30, torn)[0] == set()  # she never speaks, but may be meant
    assert joined(BARACK, MICHELLE, person("Obama", offices=("President",), rivals=torn.rivals))[0] == {"Barack Obama"}


def test_in_doubt_nobody_is_chosen_and_all_are_offered():
    names, reasons, others = joined(BARACK, MICHELLE, person("Obama"))
    assert names == set()
    assert reasons == {"may be meant, as may 1 more"}
    assert others == {"Barack Obama", "Michelle Obama"}


def test_a_common_surname_with_another_office_is_somebody_else():
    names, reasons, _ = joined(person("Boris Johnson", offices=("Prime Minister",)), person("Johnson", offices=("Sheriff",)))
    assert (names, reasons) == (set(), {"may be meant, but holds no such office"})
    rare = person("Myles Caggins", offices=("spokesman",)), person("Caggins", offices=("Colonel",))
    assert joined(*rare)[0] == {"Myles Caggins"}


def test_a_common_full_name_in_another_walk_of_life_is_somebody_else():
    striker, director = person("James Miller", offices=("striker",)), person("James Miller", offices=("hospital director",))
    found = merge([striker, director])
    assert len(found.groups) == 2
    assert [doubt.reason for doubt in found.doubts] == ["the same name, but a common one, and of another gender or walk of life"]
    assert len(merge([striker, striker, person("James Miller")]).groups) == 1
    assert len(merge([person("Angela Merkel", offices=("Chancellor",)), person("Angela Merkel", offices=("physicist",))]).groups) == 1


def test_genders_that_titles_tell_keep_full_names_apart():
    assert len(merge([person("Pat Quill", gender="m"), person("Pat Quill", gender="f")]).groups) == 2
    assert len(merge([person("Pat Quill", gender="m"), person("Pat Quill")]).groups) == 1


def test_spellings_of_one_foreign_name_are_one():
    names, reason, _ = joined(person("Volodymyr Zelensky"), person("Volodymyr Zelenskyy"))
    assert (names, reason) == ({"Volodymyr Zelensky"}, "another spelling of the name")


def test_a_likely_slip_is_offered_only():
    names, reasons, others = joined(person("Donald Trump"), person("Donand Trump"))
    assert (names, reasons, others) == (set(), {"nearly the same name"}, {"Donald Trump"})


def test_surnames_of_nobody_known_are_one_if_rare():
    assert len(merge([person("Gentiloni"), person("Gentiloni")]).groups) == 1
    assert len(merge([person("Smith"), person("Smith")]).groups) == 2
    assert len(merge([person("Smith", offices=("Mayor of Rome",)), person("Smith", offices=("Mayor of Rome",))]).groups) == 1


def test_within_one_article_a_surname_is_whose_full_name_it_gives():
    smith = person("John Smith", offices=("Prime Minister",)), person("Smith", offices=("Sheriff",))
    assert len(merge(smith, one_article=True).groups) == 1
    assert len(merge(smith).groups) == 2


def test_every_entity_has_a_reason():
    found = merge([BARACK, MICHELLE, person("@potus"), Entity(name="police", type=EntityType.UNNAMED)])
    assert all(found.reasons)
