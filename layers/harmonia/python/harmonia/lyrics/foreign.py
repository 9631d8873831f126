"""
Other languages, letter by letter, into the nearest sounds of ARPABET.

An approximation, and meant as one: a singer with English sounds who has learned the spelling. Each
rule reads some letters before a right context (a pattern); the first that fits wins. Stress follows
a written accent, else the language's habit.
"""

import re
from functools import cache

from harmonia.lyrics.phonemes import Phonemes, is_vowel

SPANISH = """
ch||CH;ll||Y;rr||R;ñ||N Y;qu|[eiéí]|K;gu|[eiéí]|G;gü||G W;g|[eiéí]|HH;c|[eiéí]|S;z||S;j||HH;h||
;v||B;x||K S;y|$|IY;y||Y;á||AA';é||EH';í||IY';ó||OW';ú||UW';ai||AY;ay||AY;ei||EY;ey||EY;oi||OY
;oy||OY;au||AW;ia||Y AA;ie||Y EH;io||Y OW;iu||Y UW;ua||W AA;ue||W EH;ui||W IY;uo||W OW;iá||Y AA'
;ié||Y EH';ió||Y OW';ué||W EH';uá||W AA';a||AA;e||EH;i||IY;o||OW;u||UW;ü||UW
"""
ITALIAN = """
gli|[aeou]|L Y;gli||L Y IY;gn||N Y;gh||G;gi|[aou]|JH;g|[eiì]|JH;chi|[aou]|K Y;ch||K;ci|[aou]|CH
;c|[eiè]|CH;cc|[ei]|CH;sci|[aou]|SH;sc|[ei]|SH;qu||K W;zz||T S;z||T S;h||;j||Y;à||AA';è||EH'
;é||EY';ì||IY';ò||OW';ù||UW';ai||AY;ei||EY;oi||OY;au||AW;ia||Y AA;ie||Y EH;io||Y OW;iu||Y UW
;ua||W AA;ue||W EH;uo||W OW;a||AA;e||EH;i||IY;o||OW;u||UW
"""
PORTUGUESE = """
ção|$|S AW';ções|$|S OY' N S;ão||AW';ões||OY' N S;ãe||AY';lh||L Y;nh||N Y;ch||SH;ç||S;qu|[eiéê]|K
;qu||K W;gu|[eiéê]|G;g|[eiéê]|ZH;c|[eiéê]|S;ss||S;rr||HH;x||SH;j||ZH;z|$|S;h||;t|i|CH;d|i|JH
;te|$|CH IY;de|$|JH IY;ã||AA';á||AA';à||AA;â||AA';é||EH';ê||EY';í||IY';ó||AO';ô||OW';õ||OW';ú||UW'
;ou||OW;ei||EY;ai||AY;oi||OY;au||AW;eu||EH W;ia||Y AA;io||Y UW;em|$|EY N;am|$|AA W N;o|s?$|UW
;e|s?$|IY;l|$|W;l|[bcdfgmnpqstvz]|W;a||AA;e||EH;i||IY;o||OW;u||UW
"""
GERMAN = """
tsch||CH;sch||SH;chs||K S;ch|[aeiouäöü]|SH;ck||K;st|^|SH T;sp|^|SH P;ss||S;ß||S;ph||F;pf||P F
;qu||K V;tz||T S;tion|$|T S Y OW N;z||T S;x||K S;v||F;w||V;j||Y;th||T;s|[aeiouäöüy]|Z;eu||OY
;äu||OY;ei||AY;ai||AY;ie||IY;ee||EY;aa||AA;oo||OW;au||AW;ah||AA;eh||EY;ih||IY;oh||OW;uh||UW
;äh||EH;öh||ER;üh||UW;er|$|ER;en|$|AH N;el|$|AH L;e|$|AH;ä||EH;ö||ER;ü||UW;ng||NG;nk||NG K
;d|$|T;b|$|P;g|$|K;h|[aeiouäöü]|HH;h||;y||UW;a||AA;e||EH;i||IH;o||AO;u||UH
"""
FRENCH = """
ans|[aeiouéèê]|AO N S;ens|[aeiouéèê]|AO N S;ons|[aeiouéèê]|OW N S;rs|[aeiouéèê]|R S;
eaux||OW;eau||OW;aux||OW;au||OW;oeu||ER;œu||ER;eu||ER;oin||W AE N;oi||W AA;oy||W AY;où||UW;oû||UW
;ou||UW;aient|$|EH;ais|$|EH;ait|$|EH;aî||EH;ain|[^aeiouyéèê]|AE N;ain|$|AE N;ein||AE N;ai||EH
;ei||EH;ill|[aeiouéè]|IY Y;eil||EY;ail||AY;ien|$|Y AE N;ion||Y OW N;in|[^aeiouyénm]|AE N;in|$|AE N
;im|[bp]|AE N;an|[^aeiouyénm]|AO N;an|$|AO N;am|[bp]|AO N;ent|$|;en|[^aeiouyénm]|AO N;en|$|AO N
;em|[bp]|AO N;on|[^aeiouyénm]|OW N;on|$|OW N;om|[bp]|OW N;un|[^aeiouyénm]|AH N;un|$|AH N;ch||SH
;gn||N Y;ph||F;th||T;qu||K;gu|[eiéè]|G;ge|[aou]|ZH;g|[eiéèê]|ZH;j||ZH;ç||S;c|[eiéèê]|S;ss||S
;er|$|EY;ez|$|EY;et|$|EH;es|$|;é||EY;è||EH;ê||EH;ë||EH;à||AA;â||AA;î||IY;ï||IY;ô||OW;û||UW;ù||UW
;s|[aeiouyéèê]|Z;x|$|;[dtpszx]|$|;h||;y|[aeiouéè]|Y;y||IY;e|$|;a||AA;e||AH;i||IY;o||AO;u||UW
"""
GREEK = """
ου||UW;ού||UW';αι||EH;αί||EH';ει||IY;εί||IY';οι||IY;οί||IY';αυ||AA V;αύ||AA' V;ευ||EH V;εύ||EH' V
;μπ||B;ντ||D;γκ||G;γγ||NG G;τσ||T S;τζ||D Z;ά||AA';έ||EH';ή||IY';ί||IY';ό||OW';ύ||IY';ώ||OW';α||AA
;β||V;γ|[ειηυίέ]|Y;γ||G;δ||DH;ε||EH;ζ||Z;η||IY;θ||TH;ι||IY;κ||K;λ||L;μ||M;ν||N;ξ||K S;ο||OW;π||P
;ρ||R;σ||S;ς||S;τ||T;υ||IY;φ||F;χ||HH;ψ||P S;ω||OW;ϊ||IY;ϋ||IY
"""
CYRILLIC = """
щ||SH;ш||SH;ч||CH;ц||T S;ж||ZH;х||HH;ю||Y UW;я||Y AA;ё||Y OW';є||Y EH;ї||Y IY;й||Y;ый|$|IY;ы||IH
;ий|$|IY;ь||;ъ||;а||AA;б||B;в||V;г||G;ґ||G;д||D;е||EH;з||Z;и||IY;і||IY;к||K;л||L;м||M;н||N;о||OW
;п||P;р||R;с||S;т||T;у||UW;ф||F;э||EH
"""
LATIN = "abcdefghijklmnopqrstuvwxyz"
PLAIN = {  # what is left to letters that a language has no rule for
    "b": "B", "c": "K", "d": "D", "f": "F", "g": "G", "h": "HH", "j": "Y", "k": "K", "l": "L",
    "m": "M", "n": "N", "p": "P", "q": "K", "r": "R", "s": "S", "t": "T", "v": "V", "w": "V",
    "x": "K S", "z": "Z", "y": "IY", "a": "AA", "e": "EH", "i": "IY", "o": "OW", "u": "UW",
}  # fmt: skip
LANGUAGES = {
    "es": SPANISH, "it": ITALIAN, "pt": PORTUGUESE, "de": GERMAN, "fr": FRENCH, "el": GREEK,
    "ru": CYRILLIC, "uk": CYRILLIC,
}  # fmt: skip
FOLDED = str.maketrans(
    "áàâäãåéèêëíìîïóòôöõøúùûüýñçšžčćđłńśźżąęıřňťďěůőűğş",
    "aaaaaaeeeeiiiioooooouuuuynçszccdlnszzaeirntdeuougs",
)
Rules = tuple[tuple[str, re.Pattern[str], bool, Phonemes], ...]


@cache
def _rules(language: str) -> Rules:
    """The language's rules: letters, what must follow, whether only at the start, the sounds."""
    found = []
    for entry in LANGUAGES[language].replace("\n", "").split(";"):
        letters, right, sounds = entry.split("|")
        first = right == "^"
        pattern = re.compile("" if first else right)
        found.append((letters, pattern, first, tuple(sounds.split())))
    return tuple(found)


@cache
def read(word: str, language: str) -> Phonemes:
    """
    A word of that language in the nearest English sounds.

    >>> read("corazón", "es")
    ('K', 'OW0', 'R', 'AA0', 'S', 'OW1', 'N')
    """
    letters = re.sub(r"[^\w]|_|\d", "", word.lower())
    sounds: list[str] = []
    place = 0
    while place < len(letters):
        size, found = _at(letters, place, language)
        if found and sounds and found[0] == sounds[-1] and not is_vowel(found[0].rstrip("'")):
            found = found[1:]  # doubled letters sound once
        sounds += found
        place += size
    if not any(is_vowel(one.rstrip("'")) for one in sounds):
        sounds.append("AH")
    return _stressed(sounds, letters, language)


def _at(letters: str, place: int, language: str) -> tuple[int, Phonemes]:
    for group, after, first, sounds in _rules(language):
        end = place + 1 if group.startswith("[") else place + len(group)
        fits = (
            letters[place] in group if group.startswith("[") else letters.startswith(group, place)
        )
        if fits and not (first and place) and after.match(letters[end:]):
            return end - place, sounds
    plain = letters[place].translate(FOLDED)
    return 1, tuple(PLAIN.get(plain, "S" if plain == "ç" else "").split())


def _stressed(sounds: list[str], letters: str, language: str) -> Phonemes:
    """The sounds with one stress: where an accent is written, or where the language lays it."""
    vowels = [index for index, one in enumerate(sounds) if is_vowel(one.rstrip("'"))]
    accented = [index for index in vowels if sounds[index].endswith("'")]
    if accented:
        main = accented[0]
    elif language == "fr" or len(vowels) == 1:
        main = vowels[-1]
    elif language == "de":
        prefixed = len(vowels) > 1 and re.match("(?:ge|be|ver|er|ent|zer)[^aeiou]", letters)
        main = vowels[1] if prefixed else vowels[0]
    elif language in ("es", "pt") and letters[-1] not in ("aeons" if language == "es" else "aeoms"):
        main = vowels[-1]
    else:
        main = vowels[-2]
    return tuple(
        f"{one.rstrip(chr(39))}{1 if index == main else 0}" if index in vowels else one
        for index, one in enumerate(sounds)
    )
