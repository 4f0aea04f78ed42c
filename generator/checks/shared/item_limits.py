"""Every threshold of the item checks, each with the reason for it.

Sources: Haladyna, Downing and Rodriguez 2002 (31 rules of item writing, seldom contradicted by experiment);
Rodriguez 2005 (80 years of studies: three options are enough); Downing 2005 (flawed items fail readers who
know the matter); Pham 2018 (how often test-wise readers find the key by its looks alone).
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Range(NamedTuple):
    """From ``least`` to ``most``, both allowed."""

    least: float
    most: float


#: A stem longer than this tests reading, not the rule; two lines on a phone.
STEM = 80
#: A scene may tell more, but must still fit on the screen above its first question.
SCENE = 300
#: An option is compared with the others at one glance: one line of a paper in one column.
OPTION = 40
#: Single: three good options beat four weak ones (Rodriguez 2005); two make a true-false question.
SINGLE_OPTIONS = Range(3, 4)
#: Multiple: with fewer than four, guessing pays; more than five are not read.
MULTIPLE_OPTIONS = Range(4, 5)
#: Pairs or steps: what can be held in mind at once.
PARTS = Range(3, 5)
#: The key is conspicuous when it is the longest and this many times the mean distractor.
KEY_LENGTH_RATIO = 1.5
#: Chance makes the key the longest in 25–33 % of questions; above this, "take the longest" pays.
LONGEST_KEYS = 0.40
#: Of four letters each has 25 % by chance; outside this a favourite letter pays.
KEY_LETTER = Range(0.15, 0.35)
#: More equal letters in a row than this make readers doubt what they know.
KEY_RUN = 3
#: Of true-false questions: outside this, always saying the same pays.
TRUE_SHARE = Range(0.35, 0.65)
#: Shares of fewer questions than this say nothing.
ENOUGH_SINGLE = 20
ENOUGH_TRUE_FALSE = 10
#: A statement that repeats this share of the rule's pairs of characters tests memory of the words.
COPIED = 0.90
#: Two stems that share this part of their pairs of characters are one question asked twice.
SIMILAR_STEMS = 0.85
#: Characters in a row that stem and key share and no distractor has: an echo that points at the key.
ECHO = 3
#: Options are not parallel when the longest is this many times the shortest …
UNPARALLEL_RATIO = 3.0
#: … and longer by at least this: 是 and 不是 are parallel.
UNPARALLEL_GAP = 12
#: Each rule in force is tested at least this often, so that a second form of a test has another question.
QUESTIONS_PER_RULE = 2

#: Words that hardly any true sentence has; test-wise readers cross out whatever holds one.
ABSOLUTE = re.compile("一律|绝不|绝对|总是|从不|从来|永远|任何")
#: Options that speak about the other options.
ALL_OF_ABOVE = re.compile(
    "以上(?:都|皆|均|全|选项|各项|说法|做法)|^(?:都|皆|均)(?:对|不对|正确|不正确|错|是|不是)$|[A-H][和与、][A-H]"
)
_NEGATIVE = "不应|不能|不对|不正确|不妥|不当|不属于|不包括|不符合|不得|不该|不宜|不可|不是|错误|有误|违反"
#: Asks for what is not so: …错误的是哪一项？ 哪种做法不对？
NEGATIVE_QUESTION = re.compile(
    f"(?:{_NEGATIVE})[^，。；]{{0,12}}?(?:的?(?:是|有)[^，。；]{{0,6}}(?:[？：]|哪)|的一?[项种句条]？)"
    f"|哪[^，。；]{{0,8}}(?:{_NEGATIVE})"
)
NEGATIVE_WORD = re.compile(_NEGATIVE)
#: 能不能, 应不应: a question, not a negation.
BALANCED = re.compile(r"(.)不\1")
MARKED = re.compile("【[^】]*[不未非无错][^】]*】")
DOUBLE_NEGATIVE = re.compile(
    "不(?:得|能|可|会|该|应|宜|要)不|并非不|不是不|没有不|无不|不无|非不|未必不|不得无|不能没有"
)
