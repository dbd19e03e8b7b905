"""What the figures say together: relations that must hold, and the bounds that follow."""

import dagster as dg

from pipeline.assets.reporting import check_result, check_spec, table_metadata, table_outs
from pipeline.bounds import bounds_of
from pipeline.relations import evaluate_relations
from pipeline.tables import CONSISTENCY_TABLES, consistency_tables
from pipeline.transcription import Transcription

HOLD = "every_relation_holds_and_every_emendation_has_its_evidence"


@dg.multi_asset(outs=table_outs(CONSISTENCY_TABLES, "consistency"))
def consistency(transcription: Transcription):  # noqa: ANN201
    """Relations between figures, recomputed with intervals, and what follows about missing numbers."""
    relations, _ = evaluate_relations(transcription)
    bounds = bounds_of(transcription, relations)
    for name, frame in consistency_tables(relations, bounds, transcription.corpus).items():
        yield dg.Output(frame, output_name=name, metadata=table_metadata(name, frame))


@dg.multi_asset_check(
    name="relations_hold",
    specs=[
        check_spec(
            HOLD,
            "The numbers that the documents state agree with each other within the intervals they stand for, "
            "and no token is read otherwise than printed without a relation that proves it.",
            "relations",
            also_reads=["transcription"],
        )
    ],
    ins={"transcription": dg.AssetKey("transcription")},
)
def relations_hold(transcription: Transcription) -> dg.AssetCheckResult:
    """Whether the documents' numbers agree with each other."""
    relations, findings = evaluate_relations(transcription)
    verdicts = {relation.at.entry.id: relation.verdict for relation in relations}
    return check_result(HOLD, "relations", findings, {"verdicts": dg.MetadataValue.json(verdicts)})
