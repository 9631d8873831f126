"""Numbers as people write them: 90, 2.5, ninety, two and a half, a hundred and twenty."""

import re

ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_ONE = "|".join(sorted(ONES, key=len, reverse=True))
_TEN = "|".join(TENS)
_SMALL = rf"(?:(?:{_TEN})(?:[ -](?:{_ONE}))?|{_ONE})"
SPELLED = rf"(?:(?:(?:an?|{_ONE})[ -])?hundred(?:[ -](?:and[ -])?{_SMALL})?|{_SMALL})"
NUMBER = rf"(?:-?\d+(?:[.,]\d+)?|\b{SPELLED}\b)"


def number(text: str) -> float:
    """
    The value of what `NUMBER` matched.

    >>> number("a hundred and twenty")
    120.0
    """
    if re.match(r"-?\d", text):
        return float(text.replace(",", "."))
    total = 0
    for word in re.split("[ -]+", text.lower()):
        if word == "hundred":
            total = 100 * (total or 1)
        else:
            total += ONES.get(word, 0) + TENS.get(word, 0)
    return float(total)
