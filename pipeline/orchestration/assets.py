"""The stages of the pipeline as Dagster runs them: six sentences about data.

`sources → documents → transcription → tables → consistency → history → publication`. Each stage calls the
plain functions that do the work and reports what they return; no logic belongs here.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import dagster as dg
import pandas as pd

from pipeline.consistency.consistency import consistency_of
from pipeline.orchestration.relation_asset_checks import (
    other_findings,
    relation_check_results,
    relation_check_specs,
)
from pipeline.orchestration.reporting import (
    Event,
    check_result,
    check_spec,
    stage,
    table_check_results,
    table_check_specs,
    table_out,
    table_output,
)
from pipeline.package.consistency_tables import consistency_tables
from pipeline.package.package_checks import profile_findings
from pipeline.package.package_files import completed, package_files, write_package
from pipeline.package.paths import CHECKSUMS, PACKAGE
from pipeline.package.transcribed_tables import transcribed_tables
from pipeline.package.validation import validate
from pipeline.releases.gate import republication_findings
from pipeline.releases.history import history_of
from pipeline.releases.packages import package_of
from pipeline.sources.corpus import Corpus
from pipeline.sources.folders import read_corpus, relation_ids
from pipeline.text.documents import sha256_of
from pipeline.transcription.completeness import completeness_of
from pipeline.transcription.ledgers import attest, fulltexts_at_hand
from pipeline.transcription.transcribe import Transcription, transcribe
from schemas import CONSISTENCY_TABLES, HISTORY_TABLES, TABLES, TRANSCRIBED_TABLES

COMPARED_TABLES = [name for name in TABLES if name not in HISTORY_TABLES]
REFERRED_TO = ["sources", "measures", "figures"]
"""Tables that those of the stage `consistency` refer to."""

SOUND = "files_are_well_formed_and_hashes_match"
READ = "every_quotation_is_found_and_every_value_agrees_with_its_token"
ACCOUNTED = "every_numeral_is_accounted_for"
ATTESTED = "texts_that_are_not_committed_are_accounted_for"
REGISTERED = "what_is_registered_between_figures_is_sound"
GATE = "the_version_is_what_the_differences_ask_for"
IMMUTABLE = "a_released_version_keeps_its_bytes"
PROFILE = "the_descriptor_satisfies_the_data_package_v2_profile"


@stage(
    "read_documents",
    outs={
        "documents": dg.AssetOut(
            group_name="documents",
            description="Every document under `sources/`: its text or excerpts, and what people entered about it.",
            kinds={"yaml"},
            is_required=False,
        )
    },
    checks=[
        check_spec(
            SOUND,
            "Every file has its form, every text its pinned sha256; every id is unique, every name known.",
            "documents",
        )
    ],
)
def documents(context: dg.AssetExecutionContext) -> Iterator[Event]:
    """Read the hand-owned files."""
    corpus = read_corpus(context.resources.root)
    hashes = {source.id: source.about.entry.text_sha256 for source in corpus.sources}
    yield dg.Output(
        corpus,
        output_name="documents",
        metadata={"dagster/row_count": len(corpus.sources), "sha256_of_texts": hashes},
    )
    yield check_result(SOUND, "documents", corpus.findings)


@stage(
    "transcribe",
    ins=["documents"],
    outs={
        "transcription": dg.AssetOut(
            group_name="transcription",
            description="Every figure and table cell, each with the characters it was read from.",
            kinds={"python"},
            is_required=False,
        )
    },
    checks=[
        check_spec(
            READ,
            "Every quotation stands in its document once, and every value is what its token reads as, or an "
            "emendation says why not.",
            "transcription",
        ),
        check_spec(
            ACCOUNTED,
            "Every numeral of every document is read by one figure or cell, or waived with a reason.",
            "transcription",
        ),
        check_spec(
            ATTESTED,
            "Excerpts keep to the limits on quoting, and the ledger of numerals agrees with the figures; with "
            "the full texts at hand, all of it is proved against them.",
            "transcription",
        ),
    ],
)
def transcription(_: dg.AssetExecutionContext, documents: Corpus) -> Iterator[Event]:
    """Hold every entry against the characters of its document."""
    read = transcribe(documents)
    yield dg.Output(
        read,
        output_name="transcription",
        metadata={
            "figures": len(read.figures),
            "table_rows": sum(len(rows) for rows in read.rows.values()),
            "citations": len(read.citations),
        },
    )
    yield check_result(READ, "transcription", read.findings)
    yield check_result(ACCOUNTED, "transcription", completeness_of(read).findings)
    yield check_result(ATTESTED, "transcription", attest(read, fulltexts_at_hand()))


@stage(
    "make_tables",
    ins=["transcription"],
    outs={name: table_out(name, "tables") for name in TRANSCRIBED_TABLES},
    checks=table_check_specs(TRANSCRIBED_TABLES),
)
def tables(_: dg.AssetExecutionContext, transcription: Transcription) -> Iterator[Event]:
    """Put what was read into the published tables, and hold each table against its model."""
    frames = transcribed_tables(transcription, completeness_of(transcription))
    for name, frame in frames.items():
        yield table_output(name, frame)
    yield from table_check_results(
        validate(frames, frames, transcription.places, transcription.totals)
    )


def consistency(relations: Sequence[str]) -> dg.AssetsDefinition:
    """The stage that holds the figures against each other; `relations` are the ids of its checks."""

    @stage(
        "relate",
        ins=["transcription", *REFERRED_TO],
        outs={name: table_out(name, "consistency") for name in CONSISTENCY_TABLES},
        checks=[
            *table_check_specs(CONSISTENCY_TABLES),
            *relation_check_specs(relations),
            check_spec(
                REGISTERED,
                "Every discrepancy is proved and every relation that fails is registered as one; emendations have "
                "their evidence, bounds do not contradict each other, restatements have the report's own words.",
                "relations",
            ),
        ],
    )
    def relate(
        context: dg.AssetExecutionContext, transcription: Transcription, **referred_to: pd.DataFrame
    ) -> Iterator[Event]:
        """Hold the figures against each other, and say what follows about those that are missing."""
        found = consistency_of(transcription)
        frames = consistency_tables(found, transcription)
        for name, frame in frames.items():
            yield table_output(name, frame)
        yield from table_check_results(validate(frames, {**referred_to, **frames}, {}, ()))
        yield from relation_check_results(relations, found, context.resources.root)
        yield check_result(REGISTERED, "relations", other_findings(relations, found))

    return relate


@stage(
    "compare_versions",
    ins=["documents", *COMPARED_TABLES],
    outs={
        **{name: table_out(name, "history") for name in HISTORY_TABLES},
        "changelog": dg.AssetOut(
            group_name="history",
            description="What changed since the release before, for people, with the maintainer's reasons.",
            kinds={"markdown"},
            is_required=False,
        ),
    },
    checks=[
        *table_check_specs(HISTORY_TABLES),
        check_spec(
            GATE,
            "The declared version is what the differences from the release before ask for, and each corrected "
            "value has its reason.",
            "changelog",
        ),
    ],
)
def history(
    _: dg.AssetExecutionContext, documents: Corpus, **frames: pd.DataFrame
) -> Iterator[Event]:
    """Hold the package against the release before it."""
    found = history_of(documents, frames)
    (name,) = HISTORY_TABLES
    changes = {name: found.changes}
    yield table_output(name, found.changes)
    yield dg.Output(
        found.changelog,
        output_name="changelog",
        metadata={
            "differences": len(found.differences),
            "compared_with": found.predecessor or "no release below this version is in the store",
            "text": dg.MetadataValue.md(found.changelog),
        },
    )
    yield from table_check_results(validate(changes, changes, {}, ()))
    yield check_result(GATE, "changelog", found.findings)


@stage(
    "publish",
    ins=["documents", *TABLES, "changelog"],
    outs={
        "datapackage": dg.AssetOut(
            group_name="publication",
            description="`datapackage/`: every table as CSV and Parquet, with descriptor, dictionary and checksums.",
            kinds={"frictionless"},
            is_required=False,
        )
    },
    checks=[
        check_spec(
            PROFILE,
            "`datapackage.json` satisfies the official Data Package v2 profile.",
            "datapackage",
        ),
        check_spec(
            IMMUTABLE,
            "A version that is released already has the very bytes of its release.",
            "datapackage",
        ),
    ],
)
def datapackage(
    context: dg.AssetExecutionContext, documents: Corpus, changelog: str, **frames: pd.DataFrame
) -> Iterator[Event]:
    """Write the data package, complete or not at all."""
    assert documents.release is not None, (
        "the check of `documents` stops a build without release.yaml"
    )
    root = context.resources.root
    files = completed(package_files(documents.release.entry, frames), changelog)
    findings = profile_findings(files)
    other = list(republication_findings(root, documents.release, package_of(PACKAGE, files)))
    wanted = "datapackage" in context.op_execution_context.selected_output_names
    if wanted and not findings and not other:
        write_package(root, files)
        yield dg.Output(
            PACKAGE,
            output_name="datapackage",
            metadata={
                "version": documents.release.entry.version,
                "files": len(files),
                "sha256_of_checksums": sha256_of(files[CHECKSUMS]),
            },
        )
    yield check_result(PROFILE, "datapackage", findings)
    yield check_result(IMMUTABLE, "datapackage", other)


def stages(root: Path) -> list[dg.AssetsDefinition]:
    """All stages; each relation under `root` has a check of its own."""
    return [documents, transcription, tables, consistency(relation_ids(root)), history, datapackage]
