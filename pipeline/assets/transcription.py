"""What was read out of the documents."""

import dagster as dg

from pipeline.assets.reporting import check_result, check_spec
from pipeline.attestation import attest, fulltexts_at_hand
from pipeline.sources.corpus import Corpus
from pipeline.transcription import Transcription, transcribe

READ = "every_quotation_is_found_and_every_value_agrees_with_its_token"
ATTESTED = "texts_that_are_not_committed_are_accounted_for"


@dg.asset(group_name="transcription", kinds={"python"})
def transcription(documents: Corpus) -> dg.MaterializeResult[Transcription]:
    """Every figure and table cell, each with the characters it was read from."""
    read = transcribe(documents)
    return dg.MaterializeResult(
        value=read,
        metadata={
            "figures": len(read.figures),
            "table_rows": sum(len(rows) for rows in read.rows.values()),
            "citations": len(read.citations),
        },
    )


@dg.multi_asset_check(
    name="transcription_holds",
    specs=[
        check_spec(
            READ,
            "Every quotation stands in its document once, and every value is what its token reads as, or an "
            "emendation says why not.",
            "transcription",
        ),
        check_spec(
            ATTESTED,
            "Excerpts keep to the limits on quoting, and the ledger of numerals agrees with the figures; with "
            "the full texts at hand, all of it is proved against them.",
            "transcription",
        ),
    ],
    ins={"transcription": dg.AssetKey("transcription")},
)
def transcription_holds(transcription: Transcription):  # noqa: ANN201
    """Whether what was entered is what the documents say."""
    yield check_result(READ, "transcription", transcription.findings)
    yield check_result(ATTESTED, "transcription", attest(transcription, fulltexts_at_hand()))
