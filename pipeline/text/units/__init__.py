"""What the words and signs beside a number say that it is: unit, sign, change, statistic, scale."""
