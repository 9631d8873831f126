"""
English letters to sounds, for words that no dictionary lists.

Each rule reads some letters between a left and a right context (patterns) and says their phonemes;
the first rule that fits wins, special cases before usual ones. Stress is laid where English words
mostly have it: before -tion, -ic and -ity, else on the first of two syllables and on the third from
the end of more.
"""

import re
from functools import cache

from harmonia.lyrics.phonemes import Phonemes, is_vowel

V, C = "[aeiouy]", "[bcdfghjklmnpqrstvwxz]"
RULES = r"""
^| |$|
|augh|t|AO
|aigh||EY
|air||EH R
|ai||EY
|all|$|AO L
|alk|$|AO K
|alm||AA M
|au||AO
|aw||AO
|ay||EY
|ar|e$|EH R
|arr|[aeiouy]|EH R
|ar|[^aeiouy]|AA R
|ar|$|AA R
w|a|[nst]|AA
|a|ng|AE
|age|$|IH JH
.C+|a|ble|EY
|a|bl|AE
|a|tion|EY
|a|[bcdfgklmnpstvz]e($|s$|d$|r$|ly$|ful)|EY
|a|[bcdfgkmnpstvz]ing$|EY
|a|ste$|EY
^.*C|a|$|AH
|a||AE
|bb||B
m|b|$|
|b||B
|ch|[rl]|K
s|ch|ool|K
|ch||CH
|ck||K
|cc|[eiy]|K S
|cc||K
|ci|[ao]|SH
s|c|[eiy]|
|c|[eiy]|S
|c||K
|dge||JH
|dg||JH
|dd||D
|d||D
|ear|th|ER
|ear|n|ER
|ear||IH R
|eau||OW
|ea|th$|EH
|ea|d$|EH
|ea|sure|EH
|ea||IY
|eer||IH R
|ee||IY
|eigh||EY
|ei|[nl]|IY
|ei||IY
|er|$|ER
|er|[^aeiou]|ER
|er|e$|IH R
|ere||EH R
|e|r[aeiouy]|EH
|eu||UW
|ew||UW
|ey|$|IY
|ey||EY
^C*|e|$|IY
[td]|ed|$|IH D
[pkfscx]|ed|$|T
sh|ed|$|T
ch|ed|$|T
|ed|$|D
[sxzcg]|es|$|IH Z
sh|es|$|IH Z
ch|es|$|IH Z
[ptkf]|es|$|S
C|es|$|Z
l|e|ss|AH
|e|ly$|
|e|ful|
|e|ment|
.|e|$|
^..C|e|s$|
^C|e|C[aeiou]|IY
|e||EH
|ff||F
|f||F
|gh|t|
[aiou]|gh||
|gh||G
|gn|$|N
^|gn||N
|gg||G
|ng|$|NG
|g|e$|JH
^|g|[ei]|G
|g|[eiy]|JH
|gue|$|G
|gu|[aei]|G
|g||G
^|hon|[eo]|AA N
r|h||
|h|[aeiouy]|HH
|h||
|igh||AY
|ie|$|AY
|ied|$|IY D
|ies|$|IY Z
|ie|[^rtw]|IY
|ier|$|IY ER
|ious||IY AH S
|ion|$|Y AH N
|ir|[^aeiouy]|ER
|ir|$|ER
|ire||AY R
|i|nd$|AY
|i|ld$|AY
|i|gn$|AY
|i|[bcdfgklmnpstvz]e($|s$|d$|r$|ly$)|AY
|i|[bcdfgklmnpstvz]ing$|AY
|ia||IY AH
|io||IY OW
|i|o|IY
|i|$|IY
^C*|i|[bcdfgklmnpstvz][aou]|AY
|ing|$|IH NG
|i||IH
|j||JH
^|kn||N
|k||K
C|le|$|AH L
C|les|$|AH L Z
C|led|$|AH L D
|ll||L
|l||L
|mm||M
|m||M
|nk||NG K
|nn||N
|n||N
|oar||AO R
|oa||OW
|oe|$|OW
|oi||OY
|oo|k|UH
|oo|d$|UH
|oor||AO R
|oo||UW
|ough|t|AO
|ough|$|OW
|oul|d|UH
|our|$|AO R
|ous|$|AH S
|ou|nd|AW
|ou||AW
|ower|$|AW ER
|ow|$|OW
|ow|[n]$|OW
|ow||AW
|oy||OY
|ore||AO R
w|or|[^e]|ER
|or|$|ER
|or||AO R
|o|ld|OW
|o|st$|OW
|o|ll$|OW
|o|[bcdfgklmnpstvz]e($|s$|d$|r$|ly$)|OW
|o|[bcdfgklmnpstvz]ing$|OW
|o|ne$|OW
|o|$|OW
^C*|o|C[aeiou]|OW
|o|n$|AH
|o||AA
|ph||F
|pp||P
^|ps||S
|p||P
|que|$|K
|qu||K W
|q||K
|rr||R
|rh||R
|r||R
|sch||SH
|ssion||SH AH N
|sion|$|ZH AH N
|sh||SH
|ss||S
|sure|$|ZH ER
|sc|[eiy]|S
[aeiou]|s|e$|Z
[aeiou]|s|$|Z
[bdglmnrvw]|s|$|Z
|s|m$|Z
|s||S
|tch||CH
|tion||SH AH N
|tious||SH AH S
|tial||SH AH L
|ture|$|CH ER
|th||TH
|tt||T
|t||T
|ure|$|Y ER
|ur|[^aeiouy]|ER
|ur|$|ER
|ue|$|UW
|ui||UW
g|u|[aeio]|
q|u||W
|u|[bcdfgklmnpstvz]e($|s$|d$)|UW
^C*|u|C[aeiou]|UW
|u|$|UW
|u||AH
|v||V
^|wr||R
|wh||W
|w|[aeiouy]|W
|w||
^|x||Z
|x||K S
^|y|[aeiou]|Y
^C+|y|$|AY
|y|[bcdfgklmnpstvz]e$|AY
|y|$|IY
C|y|C|IH
|y||IY
|zz||Z
|z||Z
"""
LAST = re.compile("(?:tion|sion|ic|ity|ical|ial|ian|ious)s?$")  # stressed just before it
PREFIXES = re.compile("^(?:a|be|re|de|un|en|ex|in|im|con|com|pre|pro|dis|mis)(?=[^aeiou])")


@cache
def _rules() -> dict[str, list[tuple[re.Pattern[str], str, re.Pattern[str], Phonemes]]]:
    """The rules by the letter they begin with."""
    table: dict[str, list[tuple[re.Pattern[str], str, re.Pattern[str], Phonemes]]] = {}
    for row in RULES.strip().splitlines()[1:]:
        left, rest = row.split("|", 1)
        letters, rest = rest.split("|", 1)
        right, sounds = rest.rsplit("|", 1)
        before = re.compile(f"(?:{left.replace('C', C)})$")
        after = re.compile(right.replace("C", C))
        table.setdefault(letters[0], []).append((before, letters, after, tuple(sounds.split())))
    return table


@cache
def read(word: str) -> Phonemes:
    """
    A word's phonemes by rule; never without a vowel.

    >>> read("blorping")
    ('B', 'L', 'AO1', 'R', 'P', 'IH0', 'NG')
    """
    letters = re.sub("[^a-z]", "", word)
    sounds: list[str] = []
    place = 0
    while place < len(letters):
        size, found = _at(letters, place)
        sounds += found
        place += size
    sounds = [one for at, one in enumerate(sounds) if at == 0 or one != sounds[at - 1]]
    if not any(map(is_vowel, sounds)):
        sounds = [*sounds, "AH"] if sounds else ["AH"]
    return _stressed(tuple(sounds), letters)


def _at(letters: str, place: int) -> tuple[int, Phonemes]:
    """How many letters the first fitting rule reads there, and what they sound."""
    for before, group, after, sounds in _rules().get(letters[place], ()):
        if not letters.startswith(group, place) or not before.search(letters[:place]):
            continue
        if after.match(letters[place + len(group) :]):
            return len(group), sounds
    return 1, ()


def _stressed(sounds: Phonemes, letters: str) -> Phonemes:
    """The phonemes with a digit on each vowel; vowels away from the stress grow weak."""
    vowels = [index for index, one in enumerate(sounds) if is_vowel(one)]
    count = len(vowels)
    if count == 1:
        main = 0
    elif LAST.search(letters) and count > 1:
        back = 3 if letters.endswith(("ity", "ical", "ities")) else 2
        main = max(0, count - back)
    elif count == 2:
        main = 1 if PREFIXES.match(letters) else 0
    else:
        main = count - 3
    marked = list(sounds)
    for order, index in enumerate(vowels):
        weak = "AH" if sounds[index] == "AE" and order != main else sounds[index]
        marked[index] = f"{sounds[index]}1" if order == main else f"{weak}0"
    return tuple(marked)
