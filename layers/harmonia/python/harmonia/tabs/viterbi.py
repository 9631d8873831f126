"""The cheapest path through columns of choices, by dynamic programming (Viterbi 1967)."""

from collections.abc import Callable, Sequence

Costs = Sequence[float]


def cheapest(columns: Sequence[Costs], steps: Callable[[int], Sequence[Costs]]) -> list[int]:
    """
    The choice in each column whose own costs and steps together are least.

    `steps(index)` gives, for each choice of that column, what it costs to come there from each
    choice of the column before.
    """
    costs = list(columns[0])
    origins: list[list[int]] = []
    for index in range(1, len(columns)):
        rows, origin, reached = steps(index), [], []
        for own, row in zip(columns[index], rows, strict=True):
            ways = list(map(float.__add__, costs, row))
            least = min(ways)
            origin.append(ways.index(least))
            reached.append(least + own)
        origins.append(origin)
        costs = reached
    path = [costs.index(min(costs))]
    for origin in reversed(origins):
        path.append(origin[path[-1]])
    return path[::-1]
