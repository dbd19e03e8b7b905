"""A process that makes decisions in a loop until it is killed: `python deciding_loop.py ROOT SEED`.

Each decision is answered by a line on standard output, once it is made: its number, and what is confirmed after it.
"""

import random
import sys
from pathlib import Path

from small_reviews import ID, SOFTWARE

from pipeline.review.contract import Decision, decide, review_of, undo
from pipeline.review.journal import read_journal

VALUES = {"1,200": "1200", "300": "300", "40": "40", "25": "25", "900": "900"}


def main(root: Path, seed: int) -> None:
    chance = random.Random(seed)
    while True:
        review = review_of(root, ID)
        items = [one for one in review.items if not one.automatic]
        item = chance.choice(items)
        if chance.random() < 0.2:
            outcome = undo(root, ID, SOFTWARE)
        elif item.status == "confirmed":
            outcome = decide(root, ID, Decision("reopen", (item.id,)), SOFTWARE)
        elif item.token in VALUES:
            fields = {"value": VALUES[item.token]}
            outcome = decide(root, ID, Decision("confirm", (item.id,), fields), SOFTWARE)
        else:
            outcome = decide(root, ID, Decision("waive", (item.id,), {}), SOFTWARE)
        if outcome.refused:
            continue
        confirmed = [one.id for one in outcome.review.items if one.status == "confirmed"]
        number = read_journal(root, ID).entries[-1].number
        print(number, ",".join(confirmed) or "none", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
