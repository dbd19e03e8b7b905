"""Facts that must stand in two places are the same in both."""

import re
from importlib.metadata import version as installed_version
from typing import get_args

import yaml

from pipeline.consistency import relations as evaluation
from pipeline.consistency import restatements
from pipeline.orchestration.stages import STAGES, assets_of
from pipeline.package.sqlite import OWN_TABLES, VIEWS
from pipeline.sources import discrepancy_entries, relation_entries, release_entries
from pipeline.sources.entries import Actor, Availability, DefectOrigin, Disposition
from pipeline.text.intervals import Basis, IntervalKind
from pipeline.text.units.units import Statistic
from schemas import vocabularies
from schemas.catalog import CORE, TAKEN, Catalog, core_tables
from schemas.column import columns_of
from schemas.core.completeness import Completeness
from schemas.declared import table_name_of
from schemas.rules import RuleKind


def test_the_terms_of_the_sources_are_those_of_the_published_vocabularies():
    for written, published in (
        (Statistic, vocabularies.STATISTIC),
        (Basis, vocabularies.INTERVAL_BASIS),
        (IntervalKind, vocabularies.INTERVAL_KIND),
        (Actor, vocabularies.ACTOR),
        (DefectOrigin, vocabularies.DEFECT_ORIGIN),
        (release_entries.ChangeKind, vocabularies.CHANGE_KIND),
        (discrepancy_entries.DiscrepancyKind, vocabularies.DISCREPANCY_KIND),
        (evaluation.Verdict, vocabularies.VERDICT),
        (restatements.ValueAgreement, vocabularies.VALUE_AGREEMENT),
        (restatements.QualifierAgreement, vocabularies.QUALIFIER_AGREEMENT),
        (restatements.WordsAgreement, vocabularies.COUNTED_AGREEMENT),
        (restatements.PeriodAgreement, vocabularies.PERIOD_AGREEMENT),
        (restatements.Attribution, vocabularies.ATTRIBUTION),
    ):
        assert set(get_args(written)) == set(published)
    assert set(get_args(Availability)) == set(vocabularies.AVAILABILITY) - {"in_text"}
    (disposition,) = [c for c in columns_of(Completeness) if c.name == "disposition"]
    assert set(get_args(Disposition)) <= set(disposition.vocabulary)
    kinds = relation_entries.ROLES_OF_KIND
    assert set(kinds) == set(get_args(relation_entries.RelationKind))
    of_rules_only = {"consecutive", "present_where", "unique"}
    assert set(kinds) | of_rules_only == set(vocabularies.RELATION_KIND)
    assert of_rules_only < set(get_args(RuleKind))
    roles = {role for alternatives in kinds.values() for named in alternatives for role in named}
    assert roles | {"rows", "least", "step"} == set(vocabularies.ROLE)


def test_a_declared_table_cannot_take_the_name_of_another_part_of_a_release():
    views = {view.name for view in VIEWS}
    assets = {name for stage in STAGES for name in assets_of(stage, Catalog()) if name not in CORE}
    assert {*CORE, *OWN_TABLES, *views, *assets} == TAKEN


def test_every_core_table_is_in_one_class_and_named_as_its_model():
    origins = ("gathered", "report", "consistency", "history")
    assert sorted(name for origin in origins for name in core_tables(origin)) == sorted(CORE)
    assert {name: table_name_of(model) for name, (model, _) in CORE.items()} == {n: n for n in CORE}


def test_the_version_is_the_same_everywhere(repository):
    release = yaml.safe_load((repository / "release.yaml").read_text())
    citation = yaml.safe_load((repository / "CITATION.cff").read_text())
    assert release["version"] == citation["version"] == installed_version("oversight-figures")
    assert release["created"].startswith(citation["date-released"])
    assert release["title"] == citation["title"]
    assert release["keywords"] == citation["keywords"]


def test_the_readme_says_who_has_checked_the_figures(repository, corpus):
    checked = {source.checked_by for source in corpus.sources if source.figures}
    readme = " ".join((repository / "README.md").read_text().split())
    assert checked == {"none"}
    assert "No person has checked them against the > official PDF" in readme


def test_nothing_that_is_committed_names_a_package_index(repository):
    locks = sorted(repository.glob("requirements*.lock"))
    assert locks
    for lock in locks:
        assert not re.search(r"https?://", lock.read_text()), lock.name


def test_a_package_has_the_same_version_in_every_lock(repository):
    pinned = {
        purpose: set(re.findall(r"^([a-z0-9.-]+)(?:\[.*\])?==(\S+)", lock.read_text(), re.M))
        for lock in repository.glob("requirements*.lock")
        for purpose in [lock.stem.removeprefix("requirements").removeprefix("-")]
    }
    assert pinned["verify"] < pinned[""] < pinned["site"] < pinned["dev"]
    shared = {name for name, _ in pinned["install"]} & {name for name, _ in pinned["dev"]}
    assert {(name, version) for name, version in pinned["install"] if name in shared} < pinned[
        "dev"
    ]
