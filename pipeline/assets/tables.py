"""The published tables that hold what documents say, and the rules each of them obeys."""

import dagster as dg
import pandas as pd

from pipeline.assets.reporting import (
    check_result,
    check_spec,
    dagster_name,
    table_metadata,
    table_outs,
)
from pipeline.tables import CONSISTENCY_TABLES, transcribed_tables
from pipeline.transcription import Transcription
from pipeline.validation import names_of_checks, validate
from schemas import TABLES

TRANSCRIBED_TABLES = [name for name in TABLES if name not in CONSISTENCY_TABLES]


@dg.multi_asset(outs=table_outs(TRANSCRIBED_TABLES, "tables"))
def tables(transcription: Transcription):  # noqa: ANN201
    """The tables that hold what was read out of documents."""
    for name, frame in transcribed_tables(transcription).items():
        yield dg.Output(frame, output_name=name, metadata=table_metadata(name, frame))


@dg.multi_asset_check(
    name="tables_hold",
    specs=[
        check_spec(dagster_name(sentence), sentence, name, also_reads=["transcription"])
        for name in TABLES
        for sentence in names_of_checks(name)
    ],
    ins={name: dg.AssetKey(name) for name in ("transcription", *TABLES)},
)
def tables_hold(transcription: Transcription, **frames: pd.DataFrame):  # noqa: ANN201
    """Every rule of every table: types, keys, vocabularies, sums, references."""
    for check in validate(frames, transcription):
        yield check_result(dagster_name(check.name), check.table, check.findings)
