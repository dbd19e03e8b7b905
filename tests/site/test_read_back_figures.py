"""What the page of a figure and the list of figures show is the package's, read back from HTML and CSV."""

from decimal import Decimal
from functools import partial
from urllib.parse import parse_qs, urlsplit

import pytest
from crawling import target
from reading_back import (
    day_in,
    ends_in,
    ends_of,
    facts,
    meaning_in,
    plain,
    said_at,
    sides_in,
    sides_of,
    texts,
    value_of,
    verdict_in,
)

pytestmark = pytest.mark.slow


def test_a_figure_is_read_back(package, page_of):
    for key, figure in package.rows["figures"].items():
        page = page_of(f"figures/{key}")
        meaning = partial(meaning_in, package, "figures", figure)
        measure = package.rows["measures"][figure["measure_id"]]
        assert page.one("span", class_="big").words == plain(
            f"{figure['qualifier']} {figure['verbatim']}"
        )
        per = f" per {figure['per']}" if figure["per"] else ""
        assert page.one("span", class_="of").words == figure["unit"] + per
        for part in (measure["name"], figure["population"], figure["period_printed"]):
            assert plain(part) in page.one("p", class_="lead").words, key
        cautions = texts(page.all("p", class_="caution"))
        assert cautions == ([f"Caution. {plain(figure['caution'])}"] if figure["caution"] else [])

        shown = facts(page.all("dl", class_="facts")[0])
        words = f", with the word “{figure['qualifier']}”" if figure["qualifier"] else ""
        assert shown["As printed"].words == f"“{figure['verbatim']}”{words}"
        read, _, reading = shown["As read"].words.partition("; ")
        if figure["value"]:
            assert value_of(read.removesuffix(figure["unit"]).strip()) == Decimal(figure["value"])
        else:
            assert read == meaning("precision")
        assert reading == (meaning("reading") if figure["reading"] != "as_printed" else "")
        interval, *why = texts([shown["Interval"].without("span"), *shown["Interval"].all("span")])
        assert ends_in(interval, figure["unit"]) == ends_of(figure), key
        assert why.pop(0) == f"{figure['interval_kind']}: {meaning('interval_kind')}"
        if figure["working_lower"] or figure["working_upper"]:
            precision = why.pop(0).removeprefix("printed precision: ").removesuffix(" (no bound)")
            assert ends_in(precision, figure["unit"]) == ends_of(figure, "working_")
        assert why == ([meaning("interval_basis")] if figure["interval_basis"] else [])
        statistic = shown[package.title("figures", "statistic")].words
        denominator = f", of {plain(figure['denominator'])}" if figure["denominator"] else ""
        assert statistic == meaning("statistic") + denominator
        checked = shown[package.title("figures", "checked_by")].words
        assert checked.startswith(meaning("checked_by"))
        assert checked.endswith(meaning("transcribed_by"))
        for column in ("population", "ref_area", "attributed_to"):
            dd = shown.get(package.title("figures", column))
            assert (dd.words if dd else "") == plain(figure[column])
        if figure["period_start"] and figure["period_end"]:
            ends, _, kind = shown["Period"].one("span").words.partition("; ")
            assert kind == meaning("period_type")
            days = [day_in(one) for one in ends.split(" to ")]
            assert [days[0], days[-1]] == [figure["period_start"], figure["period_end"]]


def test_the_place_of_a_figure_is_read_back(package, page_of):
    for key, figure in package.rows["figures"].items():
        page = page_of(f"figures/{key}")
        source = package.rows["sources"][figure["source_id"]]
        place = facts(page.all("dl", class_="facts")[1])
        first, last = (value_of(f"{int(figure[f'{end}_offset']):,}") for end in ("start", "end"))
        page_number = f"page {figure['page']}, " if figure["page"] else ""
        at = f"{page_number}line {figure['line']}, characters {first:,} to {last:,}"
        assert place["Place"].words == at
        assert place[package.title("sources", "text_sha256")].words == source["text_sha256"]
        quotes = page.one("article").all("blockquote")
        assert quotes and all(q.one("mark").text == figure["verbatim"] for q in quotes)
        for quote in quotes:
            assert quote.without("quiet").words in plain(figure["quote"])
        last = page.all("p")[-1]
        assert last.one("code").words == key
        (letter,) = [a["href"] for a in last.all("a") if a["href"].startswith("mailto:")]
        for part in ("subject", "body"):
            assert key in parse_qs(urlsplit(letter).query)[part][0]


def test_what_a_figure_takes_part_in_is_read_back(package, page_of):
    seen = 0
    for key, figure in package.rows["figures"].items():
        page = page_of(f"figures/{key}")
        members = package.where("relation_members", figure_id=key)
        names = dict.fromkeys(one["relation_id"] for one in members)
        cards = page.all("div", class_="card")
        proofs = [card for card in cards if card.all("dl", class_="sides")]
        shown = {
            target(f"figures/{key}/index.html", c.one("h3").one("a")["href"])[0] for c in proofs
        }
        assert shown == {f"consistency/relations/{name}/index.html" for name in names}, key
        for card in proofs:
            path = target(f"figures/{key}/index.html", card.one("h3").one("a")["href"])[0]
            name = path.removeprefix("consistency/relations/").removesuffix("/index.html")
            relation = package.rows["relations"][name]
            assert card.one("h3").words == plain(relation["formula"])
            assert verdict_in(card) == relation["verdict"]
            meaning = package.meaning("relations", "verdict", relation["verdict"])
            assert card.one("p").words == f"{relation['verdict']} {meaning}"
            assert sides_of(card.one("dl")) == sides_in(relation), name
            roles = dict.fromkeys(m["role"] for m in members if m["relation_id"] == name)
            meanings = [package.meaning("relation_members", "role", role) for role in roles]
            assert facts(card.one("dl"))["This figure is"].words == "; ".join(meanings)
            seen += 1

        against = [card for card in cards if card.has_class("contradicted")]
        read_against(package, figure, against)
        restated = [
            *package.where("restatements", figure_id=key),
            *package.where("restatements", reference_figure_id=key),
        ]
        read_restatements(package, restated, section_of(page, "restatements"))
    assert seen


def read_against(package, figure, cards):
    """What disagrees with a figure: each discrepancy with both places, in the order of the figure's row."""
    for card, name in zip(cards, figure["discrepancy_ids"].split(), strict=True):
        row = package.rows["discrepancies"][name]
        kind = package.meaning("discrepancies", "kind", row["kind"])
        assert card.one("h3").words.lower() == kind.lower()
        explanation, said = texts(card.all("p"))
        assert explanation == plain(row["explanation"])
        statements, _, gap = said.partition("; ")
        assert statements == " and ".join(said_at(row, side) for side in ("first", "second"))
        assert bool(gap) == bool(row["gap"])
        if gap:
            title, _, number = gap.removesuffix(row["gap_unit"]).strip().rpartition(" ")
            assert title == package.title("discrepancies", "gap").lower()
            assert value_of(number) == Decimal(row["gap"])


def section_of(page, heading):
    """The section below a heading; null where there is none."""
    found = [one for one in page.all("section") if one.all("h2", id=heading)]
    return found[0] if found else None


def read_restatements(package, rows, section):
    assert (section is None) == (not rows)
    unread = section.all("li") if section else []
    for row in rows:
        (li,) = [one for one in unread if is_restatement(package, row, one)][:1] or [None]
        assert li is not None, row["restatement_id"]
        unread.remove(li)
    assert unread == []


def is_restatement(package, row, li):
    """Whether an entry has the statement of a row, and how far the two agree."""
    columns = ("value_agreement", "qualifier_agreement", "attribution")
    agreement = " ".join(
        f"{package.title('restatements', c)}: {package.meaning('restatements', c, row[c])}."
        for c in columns
    )
    shown = texts(li.all("span", class_="quiet"))
    expected = [plain(agreement)] if row["value_agreement"] else []
    return li.words.startswith(plain(row["statement"])) and shown == expected


def test_every_list_of_figures_is_read_back(package, each_site):
    """Of all, and by what they are of: documents, measures, years and so on."""
    listed = set()
    for path, page in each_site.pages.items():
        for table in page.all("table", class_="figures"):
            for tr in (tr for tr in table.one("tbody").all("tr") if tr.get("id")):
                printed, measure, period, place, caution = tr.all("td")
                there = target(path, printed.one("a")["href"])[0]
                key = there.removeprefix("figures/").removesuffix("/index.html")
                figure = package.rows["figures"][key]
                readable = package.rows["figures_readable"][key]
                listed.add((path.split("/")[0], key))
                assert printed.one("a").words == plain(readable["printed"])
                assert printed.without("a").words in ("", figure["unit"])
                name = package.rows["measures"][figure["measure_id"]]["name"]
                population = plain(figure["population"])
                of_both = [plain(name), population]
                named = [measure.without("population").words, *texts(measure.all("span"))]
                assert [w for w in named if w] in ([w for w in of_both if w], [population], [])
                assert named[0] or path.startswith("by/"), path
                assert period.words == plain(figure["period_printed"])
                page_number = f"page {figure['page']}, " if figure["page"] else ""
                assert place.words.endswith(f"{page_number}line {figure['line']}")
                assert caution.words == plain(figure["caution"])
    assert listed == {(at, key) for at in ("figures", "by") for key in package.rows["figures"]}
