"""What must agree between figures, decided by interval arithmetic in exact rationals.

A printed number is the interval it stands for (`intervals`); a relation computes what its members
admit and holds it against what is stated. There are no tolerances. `arithmetic` computes with
intervals, `kinds` says what each kind of relation computes, `evaluation` judges, and `slack` says how
far a number could move before the judgement turns. What follows about numbers that are not in the
text is said in `bounds`.
"""
