"""Every number, and every word of a verdict, that a page shows is the package's: read back from its HTML and the CSV."""

from decimal import Decimal
from functools import partial
from hashlib import sha256

import pytest
from crawling import target
from reading_back import Package, day_in, ends_in, ends_of, facts, plain, value_of

pytestmark = pytest.mark.slow

ROWS_A_PAGE = 100


@pytest.fixture
def package(each_site):
    return Package(each_site.files)


@pytest.fixture
def page_of(each_site):
    """The content of a page, by its address without `index.html`."""
    return lambda address: each_site.pages[f"{address}/index.html"].one("main")


def unquoted(tag):
    words = tag.words
    assert (words[0], words[-1]) == ("“", "”"), words
    return words[1:-1]


def texts(tags):
    return [tag.words for tag in tags]


def sides_of(element, unit=""):
    """The two sides of a relation, in order."""
    return [ends_in(dd.words, unit) for dd in element.all("dd")[:2]]


def sides_in(relation):
    return [ends_of(relation, "computed_"), ends_of(relation, "stated_")]


def meaning_in(package, table, row, column):
    return package.meaning(table, column, row[column])


def verdict_in(element):
    (word,) = element.all("span", class_="verdict")
    assert {word.words} <= set(word["class"].removeprefix("verdict").replace("v-", "").split())
    return word.words


def test_a_figure_is_read_back(package, page_of):
    for key, figure in package.rows["figures"].items():
        page = page_of(f"figures/{key}")
        meaning = partial(meaning_in, package, "figures", figure)
        source = package.rows["sources"][figure["source_id"]]
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

        shown, place = (facts(dl) for dl in page.all("dl", class_="facts"))
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

        first, last = (value_of(f"{int(figure[f'{end}_offset']):,}") for end in ("start", "end"))
        page_number = f"page {figure['page']}, " if figure["page"] else ""
        at = f"{page_number}line {figure['line']}, characters {first:,} to {last:,}"
        assert place["Place"].words == at
        assert place[package.title("sources", "text_sha256")].words == source["text_sha256"]
        quotes = page.one("article").all("blockquote")
        assert quotes and all(q.one("mark").text == figure["verbatim"] for q in quotes)
        for quote in quotes:
            assert quote.without("quiet").words in plain(figure["quote"])
        assert page.all("p")[-1].one("code").words == key


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
        ids = figure["discrepancy_ids"].split()
        assert len(against) == len(ids)
        for card, name in zip(against, ids, strict=True):
            row = package.rows["discrepancies"][name]
            assert (
                card.one("h3").words.lower()
                == package.meaning("discrepancies", "kind", row["kind"]).lower()
            )
            explanation, said = texts(card.all("p"))
            assert explanation == plain(row["explanation"])
            assert said.count(f"“{plain(row['first_said'])}”") and said.count(
                f"“{plain(row['second_said'])}”"
            )
            assert f"line {row['first_line']})" in said and f"line {row['second_line']})" in said
            if row["gap"]:
                gap = said.rpartition("; ")[2].removesuffix(row["gap_unit"])
                assert value_of(gap.split()[-1]) == Decimal(row["gap"])

        restated = [
            *package.where("restatements", figure_id=key),
            *package.where("restatements", reference_figure_id=key),
        ]
        read_restatements(package, restated, section_of(page, "restatements"))
    assert seen


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


def test_every_cell_of_every_table_is_read_back(package, each_site):
    for name, rows in package.tables.items():
        fields = package.fields[name].values()
        for begin in range(0, max(1, len(rows)), ROWS_A_PAGE):
            number = begin // ROWS_A_PAGE + 1
            path = f"tables/{name}/" + ("" if number == 1 else f"page-{number}/") + "index.html"
            table = each_site.pages[path].one("table", id="rows")
            heads = [
                (th.without("unit").words, [u.words for u in th.all("span", class_="unit")])
                for th in table.one("thead").all("th")
            ]
            assert heads == [
                (plain(f["title"]), [f["unit"]] if "unit" in f else []) for f in fields
            ]
            shown = table.one("tbody").all("tr")
            expected = rows[begin : begin + ROWS_A_PAGE]
            assert len(shown) == len(expected)
            for tr, row in zip(shown, expected, strict=True):
                cells = [tag for tag in tr.parts if not isinstance(tag, str)]
                assert len(cells) == len(row)
                for cell, field in zip(cells, fields, strict=True):
                    read_cell(package, name, row, field, cell)


def read_cell(package, table, row, field, cell):
    """What a cell of a page says is in its row, and where that is empty, what is known of it."""
    text = row[field["name"]]
    words = cell.without("sup", "missing", "here").words
    where = (table, field["name"], text, words)
    reasons = texts(cell.all("a", class_="missing"))
    if text:
        assert reasons == [], where
    if field["type"] in ("integer", "number") and text:
        is_year_or_place = words == text
        assert is_year_or_place or value_of(words) == Decimal(text), where
        assert not is_year_or_place or field["type"] == "integer" or "," not in words, where
    elif field["type"] == "boolean" and text:
        assert words == {"true": "yes", "false": "no"}[text], where
    elif text:
        assert words == plain(text), where
    elif words.startswith("part of "):
        assert words == f"part of {row['part_of']}", where
    elif words:
        bounds = package.where("bounds", quantity_id=row["quantity_id"])
        if row.get("bound_id"):
            bounds = [one for one in bounds if one["bound_id"] == row["bound_id"]]
        shown = [ends_in(one) for one in words.split(" or ")]
        assert sorted(shown) == sorted(ends_of(one) for one in bounds), where
    for reason in reasons:
        within = " ".join(row[k] for k in package.keys[table] if k != "source_id")
        (known,) = package.where(
            "cells",
            source_id=row["source_id"],
            table_name=table,
            row_key=within,
            column_name=field["name"],
        )
        assert reason == known["availability"].replace("_", " "), where


def test_printed_totals_below_a_table_are_read_back(package, each_site):
    for name in package.tables:
        (last, *_) = sorted(
            (p for p in each_site.pages if p.startswith(f"tables/{name}/")), key=len, reverse=True
        )
        for foot in each_site.pages[last].all("tfoot"):
            for link in foot.all("a"):
                path = target(last, link["href"])[0]
                key = path.removeprefix("figures/").removesuffix("/index.html")
                assert link.words == package.rows["figures"][key]["verbatim"]


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


def test_a_discrepancy_is_read_back(package, page_of):
    for key, row in package.rows["discrepancies"].items():
        path = f"consistency/discrepancies/{key}/index.html"
        page = page_of(f"consistency/discrepancies/{key}")
        assert page.one("h1").words == plain(f"“{row['first_said']}” and “{row['second_said']}”")
        assert page.one("p", class_="lead").words == plain(row["explanation"])
        sections = page.one("div", class_="pair").all("section")
        for side, section in zip(("first", "second"), sections, strict=True):
            quote = section.one("blockquote")
            assert unquoted(quote) == plain(row[f"{side}_quote"])
            assert all(mark.text == row[f"{side}_said"] for mark in quote.all("mark"))
            assert section.all("p")[0].words.endswith(f"line {row[f'{side}_line']}")
            figures = texts(section.all("p")[1:])
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
        if path.startswith(f"{folder}/") and (len(steps) == 3 or steps[2].startswith("page-")):
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
                assert link.words == plain(f"“{row['first_said']}” and “{row['second_said']}”")
                assert li.all("p")[0].words == plain(row["explanation"])
        assert sorted(found) == sorted(package.rows[kind]), kind


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
                assert li.all("p")[1].words.startswith(plain(row["explanation"]))


def test_the_list_of_figures_is_read_back(package, each_site):
    listed = []
    for path, page in each_site.pages.items():
        for table in page.all("table", class_="figures"):
            for tr in table.one("tbody").all("tr"):
                if not tr.get("id"):
                    continue
                printed, measure, period, place, caution = tr.all("td")
                there = target(path, printed.one("a")["href"])[0]
                key = there.removeprefix("figures/").removesuffix("/index.html")
                figure, readable = (
                    package.rows["figures"][key],
                    package.rows["figures_readable"][key],
                )
                listed.append(key)
                assert printed.words == plain(readable["printed"])
                assert figure["verbatim"] in printed.words
                name = package.rows["measures"][figure["measure_id"]]["name"]
                assert plain(measure.without("population").words) == plain(name)
                assert "".join(texts(measure.all("span"))) == plain(figure["population"])
                assert period.words == plain(figure["period_printed"])
                page_number = f"page {figure['page']}, " if figure["page"] else ""
                assert place.words == f"{page_number}line {figure['line']}"
                assert caution.words == plain(figure["caution"])
    assert sorted(listed) == sorted(package.rows["figures"])


def texts_of_document(main):
    """The text of each passage of a document, as its page has it: without tags, with the line ends."""
    return [passage.text for passage in main.all("div", class_="passage")]


def views(each_site):
    """Each page that has the text of a document or its quotations: reading views and documents in one file."""
    for path, page in each_site.pages.items():
        if path.startswith("documents/") and page.all("div", class_="passage"):
            yield path, page


def source_of(path):
    return path.removeprefix("documents/").rpartition("/")[0]


def test_the_text_of_a_document_held_has_the_hash_in_the_package(package, each_site):
    held = [key for key, row in package.rows["sources"].items() if row["text_held"] == "true"]
    seen = []
    for path, page in views(each_site):
        source = package.rows["sources"][source_of(path)]
        if source["text_held"] == "true":
            (text,) = texts_of_document(page)
            assert sha256(text.encode()).hexdigest() == source["text_sha256"], path
            seen.append(source["source_id"])
    assert sorted(seen) == sorted([*held, *held]), (
        "each is there with details beside, and in one file"
    )


def test_what_was_read_is_marked_where_it_was_read_and_leads_to_its_page(package, each_site):
    for path, page in views(each_site):
        name = source_of(path)
        is_alone = not path.endswith("/index.html")
        marks, ids, text = marks_in(page)
        whole = package.rows["sources"][name]["text_held"] == "true"
        for row in package.where("provenance", source_id=name):
            start = ids[f"at-{row['start_offset']}"]
            assert not whole or start == int(row["start_offset"])
            assert text[start:].startswith(row["exact"]), (path, row)
            if row["table_name"] == "figures" and row["column_name"] == "verbatim":
                link = next(mark for first, mark in marks if first == start)
                there, fragment = target(path, link["href"])
                read_here = {
                    other["row_key"]
                    for other in package.where("provenance", source_id=name)
                    if other["start_offset"] == row["start_offset"]
                    and other["table_name"] == "figures"
                }
                if is_alone:
                    note = page.one("div", id=fragment)
                    assert note.all("code")[-1].words in read_here
                else:
                    key = there.removeprefix("figures/").removesuffix("/index.html")
                    assert key in read_here


def marks_in(page):
    """The marks with the offset of each in the text of its page, the offset of each identifier, and the text."""
    marks, ids, parts, length = [], {}, [], 0

    def walk(tag):
        nonlocal length
        if tag.get("id"):
            ids.setdefault(tag["id"], length)
        if tag.has_class("mark") and tag.name == "a":
            marks.append((length, tag))
        for part in tag.parts:
            if isinstance(part, str):
                parts.append(part)
                length += len(part)
            else:
                walk(part)

    for passage in page.all("div", class_="passage"):
        walk(passage)
    return marks, ids, "".join(parts)


def test_the_details_beside_a_text_are_read_back(package, each_site):
    for path, page in views(each_site):
        read = {
            (r["table_name"], r["row_key"])
            for r in package.where("provenance", source_id=source_of(path))
        }
        figures, discrepancies, others = set(), set(), 0
        for note in page.all("div", class_="note"):
            head, there = note.one("p", class_="head"), target(path, note.all("a")[0]["href"])
            paragraphs = note.all("p")[1:]
            key = there[0].removeprefix("figures/").removesuffix("/index.html")
            if there[0] == path:  # in one file, heads lead back to the marks
                key = next((code.words for code in note.all("code")), "")
            if key in package.rows["figures"]:
                figures.add(key)
                read_note_of_figure(package, package.rows["figures"][key], head, paragraphs)
                continue
            found = [
                k
                for k, row in package.rows["discrepancies"].items()
                if is_note_of_discrepancy(row, head, paragraphs)
            ]
            if found:
                name = (
                    there[0].removeprefix("consistency/discrepancies/").removesuffix("/index.html")
                )
                assert there[0] == path or name in found
                discrepancies.update(found)
                continue
            others += 1
            titles = {plain(r["title"]): name for name, r in package.resources.items()}
            read_note_of_row(package, titles[head.words], paragraphs[0])
        assert figures == {key for table, key in read if table == "figures"}, path
        assert discrepancies == {key for table, key in read if table == "discrepancies"}, path
        rest = {cell for cell in read if cell[0] not in ("figures", "discrepancies")}
        assert others == len(rest), path


def read_note_of_figure(package, figure, head, paragraphs):
    assert head.words == plain(f"{figure['qualifier']} {figure['verbatim']} {figure['unit']}")
    measure = package.rows["measures"][figure["measure_id"]]["name"]
    period = f", {figure['period_printed']}" if figure["period_printed"] else ""
    assert paragraphs[0].words == plain(f"{measure}{period}")
    kind, _, ends = paragraphs[1].words.partition(": ")
    assert kind == figure["interval_kind"]
    assert ends_in(ends) == (ends_of(figure) if ends else ends_in(""))
    assert ends or figure["interval_kind"] == "exact" or not any(ends_of(figure)[:2])
    warnings = [p.words for p in paragraphs if p.has_class("warning")]
    assert warnings == ([plain(figure["caution"])] if figure["caution"] else [])
    relations = {
        m["relation_id"] for m in package.where("relation_members", figure_id=figure["figure_id"])
    }
    proofs = {
        plain(
            f"{package.rows['relations'][r]['formula']}: {package.rows['relations'][r]['verdict']}"
        )
        for r in relations
    }
    shown = {p.words for p in paragraphs[2:] if not p.has_class("warning") and not p.all("code")}
    assert shown in (set(), proofs)


def is_note_of_discrepancy(row, head, paragraphs):
    places = [
        f"“{plain(row[f'{side}_said'])}” ("
        + (f"page {row[f'{side}_page']}, " if row[f"{side}_page"] else "")
        + f"line {row[f'{side}_line']})"
        for side in ("first", "second")
    ]
    return (
        head.words.endswith(f": {row['kind']}")
        and paragraphs[0].words == plain(row["explanation"])
        and paragraphs[1].words == ", ".join(places)
    )


def read_note_of_row(package, table, paragraph):
    """The cells that a note names are those of one row of its table."""
    fields = package.fields[table]

    def says(row):
        parts = []
        for name, field in fields.items():
            text = row[name]
            if f"{plain(field['title'])}: " in paragraph.words and text:
                shown = (
                    f"{Decimal(text):,}" if "unit" in field else package.meaning(table, name, text)
                )
                parts.append(plain(f"{field['title']}: {shown}"))
        return parts

    assert any(
        set(paragraph.words.split("; ")) <= set(says(row))
        or paragraph.words == "; ".join(says(row))
        for row in package.tables[table]
    ), (table, paragraph.words)


def test_every_column_and_term_of_the_dictionary_is_read_back(package, page_of):
    for table, fields in package.fields.items():
        shown = page_of(f"dictionary/{table}").one("dl", class_="columns")
        names = [dt for dt in shown.parts if not isinstance(dt, str) and dt.name == "dt"]
        means = [dd for dd in shown.parts if not isinstance(dd, str) and dd.name == "dd"]
        assert texts(names) == [f"{name} {plain(f['title'])}" for name, f in fields.items()]
        for dd, field in zip(means, fields.values(), strict=True):
            assert dd.words.startswith(plain(field["description"]))
            kind = dd.one("span", class_="quiet").words
            unit = f", {field['unit']}" if "unit" in field else ""
            assert kind.startswith(f"{field['type']}{unit}")
            assert texts(dd.all("li")) == [
                plain(f"{term['value']}: {term['label']}") for term in field.get("categories", ())
            ]
