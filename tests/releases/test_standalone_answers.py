"""The verifier computes answers and shares again: a wrong cell of either is named."""

import csv
import io

import pytest

from pipeline.releases.standalone.answers import Given, answer_faults, share_faults

FIGURES = """
figure_id,value,lower,lower_closed,upper,upper_closed,interval_kind,working_lower,working_upper,statistic,qualifier,discrepancy_ids,caution,period_start,period_end,period_printed
a/part,10,9.5,true,10.5,true,rounded,,,count,,a/one,Read otherwise.,2018-10-01,2019-09-30,FY 2019
a/whole,40,40,true,40,true,exact,,,count,,,,2018-10-01,2019-09-30,FY 2019
"""
CELLS = """
source_id,table_name,row_key,column_name,value,lower,lower_closed,upper,upper_closed,interval_kind,working_lower,working_upper,unit
a,t,Fire,n,3,3,true,3,true,exact,,,fires
a,t,"Flood, sea",n,1,1,true,1,true,exact,,,fires
"""
BOUNDS = """
bound_id,quantity_id,lower,upper,comparability,rests_on
a/asked-one,a/asked,5,20,,a/whole
a/asked-other,a/asked,7,30,b/together,a/part
a/unknown,a/unknown,100,200,,a/whole shared/fact
"""
COLUMNS = "answer_id,kind,formula,value,lower,lower_closed,upper,upper_closed,caution,rests_on,cells,discrepancy_ids"
READ = "a/part: Read otherwise."
ANSWERS = f"""
{COLUMNS}
s/share,share,a/part in percent of a/whole,,23.75,true,26.25,true,{READ},a/part a/whole,,a/one
s/quotient,quotient,a/part divided by a/whole,,0.2375,true,0.2625,true,{READ},a/part a/whole,,a/one
s/difference,difference,a/whole less a/part,,29.5,true,30.5,true,{READ},a/whole a/part,,a/one
s/sum,sum,a/whole + a/part,,49.5,true,50.5,true,{READ},a/whole a/part,,a/one
s/cells,share,"a, t, row Flood, sea, n in percent of a, t, all rows, n",25,25,true,25,true,,,cells,
s/choice,only_candidate,"the one of a/part, a/whole, a/unknown that the bounds of a/asked admit",,9.5,true,10.5,true,{READ},a/part a/whole,,a/one
"""
SHARES = """
source_id,table_name,row_key,column_name,printed_order,value,unit,share,share_lower,share_upper,total_figure_id,period_start,period_end,period_printed
a,t,Fire,n,1,3,fires,7.5,7.5,7.5,a/whole,2018-10-01,2019-09-30,FY 2019
a,t,"Flood, sea",n,2,1,fires,2.5,2.5,2.5,a/whole,2018-10-01,2019-09-30,FY 2019
"""
TABLES = {
    "figures": FIGURES,
    "cells": CELLS,
    "bounds": BOUNDS,
    "answers": ANSWERS,
    "cell_shares": SHARES,
}


def found(table=None, old="", new=""):
    """What the verifier finds in tables of which one has other words than usual."""
    texts = dict(TABLES)
    if table is not None:
        assert texts[table].count(old) == 1
        texts[table] = texts[table].replace(old, new)
    rows = {name: list(csv.DictReader(io.StringIO(of.lstrip()))) for name, of in texts.items()}
    given = Given(rows["figures"], rows["cells"], rows["bounds"])
    faults = (*answer_faults(rows["answers"], given), *share_faults(rows["cell_shares"], given))
    return [f"{place}: {fault}" for place, fault in faults]


def test_what_follows_has_no_finding():
    assert found() == []


WRONG = {
    "an end": ("answers", ",23.75,", ",23.74,", "s/share: `lower` is 23.74"),
    "an end rounded inward": ("answers", ",0.2625,", ",0.262499,", "s/quotient: `upper`"),
    "an end that is open": ("answers", ",29.5,true,", ",29.5,false,", "s/difference: `lower_closed`"),
    "no end": ("answers", ",49.5,true,", ",,,", "s/sum: `lower` is empty"),
    "a number of several": ("answers", "a/part in percent of a/whole,,", "a/part in percent of a/whole,25,", "several follow"),
    "no number of one": ("answers", ",25,25,true,25,", ",,25,true,25,", "s/cells: `value` is empty"),
    "another formula": ("answers", "a/whole less a/part,", "a/part less a/whole,", "s/difference: `lower`"),
    "a formula of another kind": ("answers", "s/sum,sum,", "s/sum,share,", "its formula is no share"),
    "a figure that is not there": ("answers", "a/whole + a/part,", "a/whole + a/parts,", "s/sum: cannot be computed"),
    "a row that is not there": ("answers", "row Flood, sea", "row Flood, lake", "s/cells: cannot be computed"),
    "a figure left out": ("answers", "s/sum,sum,a/whole + a/part,,49.5,true,50.5,true,a/part: Read otherwise.,a/whole a/part", "s/sum,sum,a/whole + a/part,,49.5,true,50.5,true,a/part: Read otherwise.,a/whole", "s/sum: rests on a/whole"),
    "a discrepancy left out": ("answers", "29.5,true,30.5,true,a/part: Read otherwise.,a/whole a/part,,a/one", "29.5,true,30.5,true,a/part: Read otherwise.,a/whole a/part,,", "s/difference: `discrepancy_ids`"),
    "a caution left out": ("answers", "29.5,true,30.5,true,a/part: Read otherwise.,", "29.5,true,30.5,true,,", "s/difference: its caution is without that of a/part"),
    "a wider bound": ("bounds", "a/asked,5,20,", "a/asked,5,40,", "s/choice: cannot be computed: the bounds admit 2"),
    "another value of a cell": ("cell_shares", "n,1,3,fires,7.5", "n,1,4,fires,7.5", "`value` is '4'"),
    "another share": ("cell_shares", "fires,7.5,7.5,7.5", "fires,7.6,7.5,7.5", "`share` is 7.6"),
    "another end of a share": ("cell_shares", "fires,2.5,2.5,2.5", "fires,2.5,2.5,2.6", "`share_upper`"),
    "another year": ("cell_shares", "2.5,2.5,2.5,a/whole,2018-10-01,2019-09-30,FY 2019", "2.5,2.5,2.5,a/whole,2018-10-01,2019-09-30,FY 2018", "`period_printed` is 'FY 2018'"),
    "a cell that is not there": ("cell_shares", "a,t,Fire,n,1", "a,t,Smoke,n,1", "its cell or its total is missing"),
    "a place twice": ("cell_shares", "n,2,1,fires", "n,1,1,fires", "two rows have one place"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_cell_is_named(case):
    table, old, new, words = WRONG[case]
    problems = found(table, old, new)
    assert any(words in problem for problem in problems), problems
