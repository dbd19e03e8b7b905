"""Every number and every word of a verdict is the package's: relations, bounds, discrepancies, answers, and their lists."""

from collections import Counter
from decimal import Decimal

import pytest
from crawling import target
from reading_back import (
    day_in,
    ends_in,
    ends_of,
    facts,
    plain,
    sides_in,
    sides_of,
    texts,
    unquoted,
    value_of,
    verdict_in,
)

pytestmark = pytest.mark.slow


def test_a_relation_is_read_back(package, page_of):
    for key, relation in package.rows["relations"].items():
        page = page_of(f"consistency/relations/{key}")
        members = package.where("relation_members", relation_id=key)
        assert page.one("h1").words == plain(relation["formula"])
        meaning = package.meaning("relations", "verdict", relation["verdict"])
        assert page.one("p", class_="lead").words == f"{relation['verdict']} {meaning}."
        assert verdict_in(page.one("p", class_="lead")) == relation["verdict"]
        units = {
            package.rows["figures"][m["figure_id"]]["unit"]
            for m in members
            if m["figure_id"] and m["role"] in ("stated", "multiple")
        }
        if page.all("dl", class_="sides"):
            dl = page.one("dl", class_="sides")
            for dd, expected in zip(dl.all("dd"), sides_in(relation), strict=True):
                words = dd.without("ends").words
                assert words in units | {"", "no limit"}
                assert ends_in("".join(texts(dd.all("span", class_="ends")))) == expected, key
        else:
            assert not any((*sides_in(relation)[0][:2], *sides_in(relation)[1][:2]))
        for column, words in (
            ("truncation_reconciles", "Had the stated number been cut off"),
            ("rounding_up_reconciles", "Had the stated number been rounded up"),
            ("cut_off", "Here the stated number is taken as cut off"),
        ):
            assert (words in page.words) == (relation[column] == "true"), (key, column)
        explained = texts(page.all("p", class_="contradiction"))
        if relation["discrepancy_id"]:
            row = package.rows["discrepancies"][relation["discrepancy_id"]]
            assert explained[0].startswith(plain(row["explanation"]))
        assert len(explained) == bool(relation["discrepancy_id"])
        shown = page.one("ol", class_="members").all("li")
        assert len(shown) == len(members)
        for li, member in zip(shown, members, strict=True):
            read_member(package, member, li)
        assert page.all("p", class_="id")[-1].one("code").words == key


def read_member(package, member, li):
    role = li.one("p", class_="role").words
    assert role == package.meaning("relation_members", "role", member["role"])
    printed, ends, unit = "", set(), ""
    quote = None
    if member["figure_id"]:
        figure = package.rows["figures"][member["figure_id"]]
        printed, unit, quote = figure["verbatim"], figure["unit"], figure["quote"]
        own = ends_of(figure)
        ends = {own if any(own[:2]) else ends_of(figure, "working_")}
        assert li.one("p", class_="from").all("a")[0].words == member["figure_id"]
        place = li.one("p", class_="from").all("a")[1].words
        assert place.endswith(f"line {figure['line']}")
        assert not figure["page"] or f"page {figure['page']}, " in place
    elif member["table_name"] and member["row_key"]:
        (cell,) = package.where(
            "cells",
            source_id=member["cell_source_id"],
            table_name=member["table_name"],
            row_key=member["row_key"],
            column_name=member["column_name"],
        )
        printed = cell["text"] or (cell["value"] and f"{Decimal(cell['value']):,}")
        ends = {ends_of(cell)}
        unit = package.fields[member["table_name"]][member["column_name"]].get("unit", "")
    elif member["given"]:
        printed = f"{Decimal(member['given']):,}"
        assert plain(member["given_as"]) in li.one("p", class_="from").words
    assert [unquoted(q) for q in li.all("blockquote")] == ([plain(quote)] if quote else [])
    assert texts(li.all("span", class_="printed")) == ([printed] if printed else [])
    beside = texts(li.one("p", class_="value").all("span", class_="quiet"))
    beside = [words for words in beside if words not in (unit, "cells", "not stated")]
    if printed and beside:
        (words,) = beside
        assert {ends_in(words)} == ends, member["member_id"]
    elif printed and any(any(one[:2]) for one in ends):
        assert {ends_in(printed)} == ends, member["member_id"]


def test_a_bound_is_read_back(package, page_of):
    for key, bound in package.rows["bounds"].items():
        page = page_of(f"consistency/bounds/{key}")
        assert page.one("h1").words.startswith(plain(bound["population"]))
        days = page.one("h1").words.removeprefix(plain(bound["population"])).removeprefix(", ")
        if bound["period_start"] and bound["period_end"]:
            shown = [day_in(one) for one in days.split(" to ")]
            assert [shown[0], shown[-1]] == [bound["period_start"], bound["period_end"]]
        assert ends_in(page.one("p", class_="large").words, bound["unit"]) == ends_of(bound), key
        assert package.meaning("bounds", "availability", bound["availability"]) in page.words
        quotes = [unquoted(quote) for quote in page.all("blockquote")]
        assert quotes == ([plain(bound["mentioned"])] if bound["mentioned"] else [])
        path = f"consistency/bounds/{key}/index.html"
        linked = {
            p.removeprefix("figures/").removesuffix("/index.html")
            for p in (target(path, a["href"])[0] or "" for a in page.all("a"))
            if p.startswith("figures/")
        }
        assert linked >= {
            one for one in bound["rests_on"].split() if one in package.rows["figures"]
        }
        for li in page.all("li"):
            for link in li.all("a"):
                read_listed(package, path, link, li)


def read_listed(package, path, link, li):
    """What a list says of a relation or a bound beside the link to it."""
    there = target(path, link["href"])[0] or ""
    folder, _, name = there.removesuffix("/index.html").removeprefix("consistency/").partition("/")
    if folder == "relations" and name in package.rows["relations"]:
        relation = package.rows["relations"][name]
        assert link.words == plain(relation["formula"])
        for word in li.all("span", class_="verdict"):
            assert word.words == relation["verdict"]
    if folder == "bounds" and name in package.rows["bounds"]:
        bound = package.rows["bounds"][name]
        if shown := li.all("span", class_="ends"):
            assert ends_in(shown[0].words) == ends_of(bound), (path, name)


def against(row):
    """Numbers contradict each other, as a relation proves; all else does not agree."""
    return "is contradicted by" if row["relation_id"] else "does not agree with"


def disagreement(row):
    return plain(f"“{row['first_said']}” {against(row)} “{row['second_said']}”")


def test_a_discrepancy_is_read_back(package, page_of):
    for key, row in package.rows["discrepancies"].items():
        path = f"consistency/discrepancies/{key}/index.html"
        page = page_of(f"consistency/discrepancies/{key}")
        assert page.one("h1").words == disagreement(row)
        assert page.one("p", class_="versus").words == against(row)
        assert page.one("p", class_="lead").words == plain(row["explanation"])
        sections = page.one("div", class_="pair").all("section")
        for side, section in zip(("first", "second"), sections, strict=True):
            quote = section.one("blockquote")
            assert unquoted(quote) == plain(row[f"{side}_quote"])
            assert all(mark.text == row[f"{side}_said"] for mark in quote.all("mark"))
            page_number = row[f"{side}_page"]
            place = f", page {page_number}" if page_number else ""
            assert section.one("h2").words.endswith(f"{place}, line {row[f'{side}_line']}")
            figures = texts(section.all("p"))
            named = row[f"{side}_figure_id"]
            assert figures == ([f"Figure {named}"] if named else [])
        shown = facts(page.one("dl", class_="facts"))
        origin = package.title("discrepancies", "defect_origin")
        for column, title in (("kind", "Kind"), ("defect_origin", origin)):
            assert shown[title].words == package.meaning("discrepancies", column, row[column])
        if row["gap"]:
            gap = shown[package.title("discrepancies", "gap")].without("quiet").words
            assert value_of(gap.removesuffix(".").removesuffix(row["gap_unit"]).strip()) == Decimal(
                row["gap"]
            )
        if row["relation_id"]:
            relation = package.rows["relations"][row["relation_id"]]
            assert sides_of(page.one("dl", class_="sides")) == sides_in(relation)
            proof = next(p for p in page.all("p") if p.all("span", class_="verdict"))
            assert proof.words == f"{plain(relation['formula'])} {relation['verdict']}"
        for li in page.all("li"):
            for link in li.all("a"):
                read_listed(package, path, link, li)
                there = target(path, link["href"])[0]
                if link.words in package.rows["figures"]:
                    figure = package.rows["figures"][link.words]
                    assert there == f"figures/{link.words}/index.html"
                    assert li.words == plain(f"{link.words}: {figure['verbatim']} {figure['unit']}")


def test_every_answer_is_read_back(package, each_site):
    if not package.rows.get("answers"):
        return
    for path, items in (("answers/index.html", None), ("index.html", "question")):
        main = each_site.pages[path].one("main")
        shown = 0
        for key, row in package.rows["answers"].items():
            found = [li for li in main.all("li") if li.get("id") == key]
            if items and not found:
                continue
            (li,) = found
            shown += 1
            large = next(tag for tag in li.tags if tag.has_class("large")).words
            if row["value"]:
                assert value_of(large.removesuffix(row["unit"]).strip()) == Decimal(row["value"])
            else:
                assert ends_in(large, row["unit"]) == ends_of(row), key
            assert plain(row["question"]) in li.words
            if items is None:
                assert plain(row["formula"]) in li.words
                assert plain(row["assumptions"]) in li.words
                cautions = texts(li.all("p", class_="caution"))
                assert cautions == ([f"Caution. {plain(row['caution'])}"] if row["caution"] else [])
        assert shown


def entries(each_site, folder):
    """Path and entry of each list in parts."""
    for path, page in each_site.pages.items():
        steps = path.split("/")
        if path.startswith(f"{folder}/") and (len(steps) == 3 or steps[2].startswith("page.")):
            for li in page.one("main").all("ol", class_="entries")[0].all("li"):
                yield path, li


def test_lists_of_relations_bounds_and_discrepancies_are_read_back(package, each_site):
    listed = {"relations": [], "bounds": [], "discrepancies": []}
    for kind, found in listed.items():
        for path, li in entries(each_site, f"consistency/{kind}"):
            link = li.one("h2").one("a")
            there = target(path, link["href"])[0]
            key = there.removeprefix(f"consistency/{kind}/").removesuffix("/index.html")
            found.append(key)
            row = package.rows[kind][key]
            ends = [ends_in(span.words) for span in li.all("span", class_="ends")]
            if kind == "relations":
                assert link.words == plain(row["formula"])
                assert verdict_in(li) == row["verdict"]
                assert ends == [one for one in sides_in(row) if one != ends_in("")], key
            elif kind == "bounds":
                assert link.words.startswith(plain(row["population"]))
                assert ends == [one for one in [ends_of(row)] if one != ends_in("")]
            else:
                assert link.words == disagreement(row)
                explanation, words = texts(li.all("p"))
                assert explanation == plain(row["explanation"])
                meaning = package.meaning("discrepancies", "kind", row["kind"])
                proof = "; proved by a relation" if row["relation_id"] else ""
                assert words.lower() == f"{meaning}{proof}".lower()
        assert sorted(found) == sorted(package.rows[kind]), kind


def counted_as(package, row, side):
    """A side of a discrepancy in words; a number of a figure with the figure's unit."""
    said, figure = row[f"{side}_said"], package.rows["figures"].get(row[f"{side}_figure_id"])
    unit = f" {figure['unit']}" if figure and said == figure["verbatim"] else ""
    return plain(f"“{said}”{unit}")


def test_contradictions_on_the_front_page_and_in_consistency_are_read_back(package, each_site):
    wrong = {k: r for k, r in package.rows["relations"].items() if r["verdict"] == "inconsistent"}
    for path in ("index.html", "consistency/index.html"):
        shown = [
            li for o in each_site.pages[path].all("ol", class_="entries") for li in o.all("li")
        ]
        assert bool(shown) == bool(wrong)
        for li in shown:
            link = li.one("h3").one("a")
            there = target(path, link["href"])[0]
            key = there.removeprefix("consistency/relations/").removesuffix("/index.html")
            assert link.words == plain(wrong[key]["formula"])
            ends = [ends_in(span.words) for span in li.all("span", class_="ends")]
            assert ends == [one for one in sides_in(wrong[key]) if one != ends_in("")]
            if wrong[key]["discrepancy_id"]:
                row = package.rows["discrepancies"][wrong[key]["discrepancy_id"]]
                sides = li.one("div", class_="against").all("div")
                said = [one.without("from").words for one in sides]
                assert said == [counted_as(package, row, side) for side in ("first", "second")]
                assert li.one("p", class_="versus").words == "is contradicted by"
                for side, place in zip(
                    ("first", "second"), li.all("p", class_="from"), strict=True
                ):
                    assert place.words.endswith(f"line {row[f'{side}_line']}")
                assert any(p.words.startswith(plain(row["explanation"])) for p in li.all("p"))


def test_other_disagreements_in_the_overview_are_read_back(package, each_site):
    path = "consistency/index.html"
    tables = each_site.pages[path].all("table", class_="stacked")
    unproved = package.where("discrepancies", relation_id="")
    assert bool(tables) == bool(unproved)
    for tr in tables[0].one("tbody").all("tr") if tables else ():
        there = target(path, tr.one("a")["href"])[0]
        key = there.removeprefix("consistency/discrepancies/").removesuffix("/index.html")
        row = package.rows["discrepancies"][key]
        assert row in unproved
        said = [plain(f"“{row[f'{side}_said']}”") for side in ("first", "second")]
        assert texts(tr.all("td")) == [*said, plain(row["explanation"])]


def test_counts_of_verdicts_and_kinds_are_read_back(package, each_site):
    for table, column in (("relations", "verdict"), ("discrepancies", "kind")):
        counts = Counter(row[column] for row in package.tables[table])
        shown = {}
        for one in each_site.pages["consistency/index.html"].all("table", class_="counts"):
            for tr in one.one("tbody").all("tr"):
                name, meaning, count = texts([tr.one("th"), *tr.all("td")])
                if meaning == package.meaning(table, column, name) != name:
                    shown[name] = int(count)
        assert {name: n for name, n in shown.items() if n} == counts
