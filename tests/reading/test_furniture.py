from __future__ import annotations

import time

import pytest

from quotecheck.reading.furniture import find_furniture, kind_of_line

LINES = {
    "byline": [
        "By Ada Winters",
        "BY ADA WINTERS",
        "Written by Ada Winters and Bruno de Keller",
        "By Ada Winters, The Harbour Post",
        "By: Ada Winters | Staff writer",
        "Published 4 July 2016, 8:30 am",
        "Updated: July 4, 2016",
        "Last modified on 2016-07-04",
    ],
    "caption": [
        "FILE - In this July 4, 2016 photo, Mayor Tessa Lund leaves the pier.",
        "Photo: Bruno Keller",
        "Photograph by Bruno Keller",
        "Mayor Tessa Lund leaves the pier. (AP Photo/Bruno Keller)",
        "Mayor Tessa Lund, who said “no”, leaves the pier. (Reuters/Bruno Keller)",
        "The pier. Bruno Keller/Getty Images",
        "Open this photo in gallery:",
    ],
    "copyright": ["© 2016 The Harbour Post", "Copyright The Harbour Post", "This may not be published or broadcast. All rights reserved."],
    "related": [
        "Read more: “I will not go,” says the harbour master",
        "Related:",
        "See also | The goats of the pier",
        "Advertisement",
        "Story continues below advertisement",
        "Sign up for our newsletter",
        "Follow us on Twitter",
        "Click here to read on.",
        "Skip to main content",
        "Share",
        "MOST READ",
    ],
}
TOLD = [
    "“Read more books,” he said.",
    "“Read more: that is my advice,” he said.",
    "Read more, he said, and you will see.",
    "By the time the council met, the harbour master had gone.",
    "By Monday, Mayor Tessa Lund said that she would go.",
    "By Tessa Lund's own account, she said no.",
    "By train and by boat, they came.",
    "Watch out, he said.",
    "Watch what you say, she told him.",
    "Listen, she said.",
    "More than that, she said no.",
    "Share prices fell, Lund said.",
    "Sign up for it, he said: “It costs nothing.”",
    "Comments by the mayor were not welcome.",
    "Published reports say that she lied, Lund said in a statement about the events of the day and of the days before.",
    "Updated figures show “a rise” of 7 percent, she said.",
    "Photos of the goats were shown to the court, she said.",
    "Files were lost, she said.",
    "He said that the photo (a picture of the pier) was his.",
    "She works for Reuters.",
    "Copyrights expire, he said.",
    "“No,” said Getty.",
    "Trending upwards, the price is too high, she said.",
    "",
    "   ",
]


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, lines in LINES.items() for line in lines])
def test_furniture_is_known_by_its_words(kind, line):
    assert str(kind_of_line(line)) == kind
    assert str(kind_of_line(f"  {line} ")) == kind


@pytest.mark.parametrize("line", TOLD)
def test_what_an_article_tells_is_no_furniture(line):
    assert kind_of_line(line) is None


def test_what_is_long_is_no_furniture():
    assert kind_of_line("Read more: " + "goats " * 100) is None


def test_lines_are_counted_from_one():
    text = "Rome\r\n\r\nBy Ada Winters\r\n\r\nHe said no.\r\n© 2016 The Post"
    assert [(found.line, str(found.kind)) for found in find_furniture(text)] == [(3, "byline"), (6, "copyright")]


def test_no_line_takes_long():
    lines = [
        "By " + "Aa " * 130,
        "By " + "A, " * 130,
        "(Photo " * 57,
        "Published " + "1" * 380,
        "Updated " + "Jan " * 98,
        "by" + " a" * 190 + " |",
        "Updated " + "Jan-" * 95 + "“",
        "Copyright " + "A. " * 120 + "“",
    ]
    started = time.process_time()
    for line in lines * 100:
        kind_of_line(line)
    assert time.process_time() - started < 2


REPORTED = [
    "Copyright law must be rewritten from scratch, culture minister Ann Lee said on Monday.",
    "The victims’ names may not be published before the trial, prosecutor Ann Lee said on Monday.",
    "“I will end the age of all rights reserved,” senator Ann Lee told the crowd on Monday.",
    "Updated figures show that 12 people died, health minister Ann Lee said on Monday.",
    "Posted in 2019, the video is a fake, police chief Ann Lee said on Monday.",
    "Published on 3 May, the study proves nothing, minister Ann Lee told reporters.",
    "By Christmas Eve, all troops will be home, general Ann Lee said on Monday.",
    "By Labor Day, prices will fall, minister Bob Roy said.",
    "“We never signed anything,” foreign minister Ann Lee said in a statement distributed via Reuters.",
    "“We cannot go on like this,” senator Ann Lee said on Monday (Photo by Jim Poe)",
    "“No,” Bob Roy said, pointing at the picture (Image 3).",
    "Photos by the police prove the opposite, defence lawyer Ann Lee said on Monday.",
    "Pictures: nobody needs them, painter Bob Roy said.",
    "Join us in this fight, senator Ann Lee told the crowd on Monday.",
    "Subscribe to nothing, Bob Roy told them.",
    "Follow us to the sea, captain Cy Day said.",
    "Listen: “We cannot go on like this,” senator Ann Lee said on Monday.",
    "See: it works, Bob Roy said.",
    "“We cannot go on like this,” senator Ann Lee said on Monday. (AP Photo/Jim Poe)",
]


@pytest.mark.parametrize("line", REPORTED)
def test_a_sentence_that_reports_is_no_furniture_however_it_begins_and_ends(line):
    assert kind_of_line(line) is None


def test_headlines_below_related_stories_and_all_below_counted_comments_are_furniture():
    lines = [
        "Rome",
        "Most read",
        "",
        "‘We sue,’ says Mira Falk",
        "",
        "Odo Brandt said that he would not go.",
        "2 comments",
        "",
        "“No,” he said.",
    ]
    assert [found.line for found in find_furniture("\n".join(lines))] == [2, 4, 7, 9]


@pytest.mark.parametrize("line", ["Image caption, Tessa Lund said “no”", "Media caption, Watch: ‘I cried’", "Image source, PA Media"])
def test_the_words_before_a_caption_tell_it(line):
    assert str(kind_of_line(line)) == "caption"
