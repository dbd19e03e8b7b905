"""The documents and everything hand-owned about them."""

from pathlib import Path

import dagster as dg

from pipeline.assets.reporting import check_result, check_spec
from pipeline.sources.corpus import Corpus, read_corpus

SOUND = "files_are_well_formed_and_hashes_match"


@dg.asset(group_name="documents", kinds={"yaml"})
def documents(root: dg.ResourceParam[Path]) -> dg.MaterializeResult[Corpus]:
    """Every document under `sources/`: its text or excerpts, and what people entered about it."""
    corpus = read_corpus(root)
    hashes = {source.id: source.about.entry.text_sha256 for source in corpus.sources}
    return dg.MaterializeResult(
        value=corpus,
        metadata={
            "dagster/row_count": len(corpus.sources),
            "sha256_of_texts": dg.MetadataValue.json(hashes),
        },
    )


@dg.multi_asset_check(
    name="documents_hold",
    specs=[
        check_spec(
            SOUND,
            "Every file has its form, every text its pinned sha256, every id is unique and every name known.",
            "documents",
        )
    ],
    ins={"documents": dg.AssetKey("documents")},
)
def documents_hold(documents: Corpus) -> dg.AssetCheckResult:
    """Whether the hand-owned files can be read."""
    return check_result(SOUND, "documents", documents.findings)
