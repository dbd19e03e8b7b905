"""Which relations bear on a quantity: those that numbers known only as intervals join to it.

Through a number that is known exactly, nothing follows from one relation for another.
"""

from collections.abc import Mapping, Sequence

from pipeline.consistency.relations import Relation


def joined_relations(relations: Sequence[Relation]) -> Mapping[str, list[Relation]]:
    """For each number that could be several: the relations that touch it, directly or through others.

    Numbers that are joined have the same list, in the order of `relations`.
    """
    touching: dict[str, list[int]] = {}
    loose_in = [_loose_members(relation) for relation in relations]
    for index, loose in enumerate(loose_in):
        for name in loose:
            touching.setdefault(name, []).append(index)
    joined: dict[str, list[Relation]] = {}
    for name in touching:
        if name not in joined:
            reached, indices = _reached_from(name, touching, loose_in)
            together = [relations[index] for index in sorted(indices)]
            joined |= dict.fromkeys(reached, together)
    return joined


def _reached_from(
    name: str, touching: Mapping[str, list[int]], loose_in: Sequence[set[str]]
) -> tuple[set[str], set[int]]:
    """The numbers that are joined to one, and the indices of the relations that join them."""
    reached, indices, pending = {name}, set[int](), [name]
    while pending:
        for index in touching[pending.pop()]:
            if index not in indices:
                indices.add(index)
                pending += loose_in[index] - reached
                reached |= loose_in[index]
    return reached, indices


def _loose_members(relation: Relation) -> set[str]:
    """The members that could be several numbers."""
    return {
        m.id for m in relation.members if m.is_approximate or m.interval.lower != m.interval.upper
    }
