"""One question as a QTI 2.1 item.

Written for importers that read little: the stem stands before the interaction and not in its prompt, and the
rules are spelled out, since templates could not say which 解析 is shown. SOLUTION holds the one for all,
FEEDBACK collects those of the options chosen; apart, because some players remember only the last of several.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from generator.core.vocabulary import QuestionType
from generator.outputs.bank.phrases import asked, feedback

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.bank import Question

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
#: How the files of QTI begin.
HEAD = f"""xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="{NAMESPACE} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd\""""
#: The 解析 for everyone who has answered. Canvas takes what begins so for feedback on the whole.
GENERAL = "general_fb"
_RESPONSE = '<variable identifier="RESPONSE"/>'
_OUTCOMES = """<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float" \
normalMinimum="0" normalMaximum="1"><defaultValue><value>0</value></defaultValue></outcomeDeclaration>
<outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float">\
<defaultValue><value>1</value></defaultValue></outcomeDeclaration>
<outcomeDeclaration identifier="SOLUTION" cardinality="single" baseType="identifier"/>
<outcomeDeclaration identifier="FEEDBACK" cardinality="multiple" baseType="identifier"/>
"""
_CORRECT = f"""<responseCondition><responseIf><match>{_RESPONSE}<correct identifier="RESPONSE"/></match>\
<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf>\
<responseElse><setOutcomeValue identifier="SCORE"><baseValue baseType="float">0</baseValue></setOutcomeValue>\
</responseElse></responseCondition>
"""
_MAPPED = f"""<responseCondition><responseIf><isNull>{_RESPONSE}</isNull>\
<setOutcomeValue identifier="SCORE"><baseValue baseType="float">0</baseValue></setOutcomeValue></responseIf>\
<responseElse><setOutcomeValue identifier="SCORE"><mapResponse identifier="RESPONSE"/></setOutcomeValue>\
</responseElse></responseCondition>
"""


def identifier(question: Question) -> str:
    """The question's id as XML may name things: it must not begin with a digit."""
    return f"q-{question.id}"


def interaction(question: Question) -> str:
    """What QTI calls the question's type."""
    if question.pairs:
        return "matchInteraction"
    return "orderInteraction" if question.sequence else "choiceInteraction"


def item(question: Question) -> str:
    """The file of a question."""
    return "".join(_item(question))


def _item(question: Question) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<assessmentItem {HEAD} identifier="{identifier(question)}" title="{question.id}" '
    yield f'label="{question.id}" xml:lang="zh-CN" adaptive="false" timeDependent="false">\n'
    yield _declaration(question)
    yield _OUTCOMES
    lines = "".join(f"<p>{_text(line)}</p>\n" for line in asked(question).splitlines())
    yield f"<itemBody>\n{lines}{_body(question)}</itemBody>\n"
    yield f"<responseProcessing>\n{_MAPPED if _is_mapped(question) else _CORRECT}"
    yield f'<setOutcomeValue identifier="SOLUTION"><baseValue baseType="identifier">{GENERAL}</baseValue>'
    yield "</setOutcomeValue>\n"
    reasons = [(option.id, option.rationale) for option in question.options if option.rationale]
    for id_, _ in reasons:
        yield _when_chosen(question, id_)
    yield "</responseProcessing>\n"
    for id_, reason in reasons:
        yield _modal("FEEDBACK", f"fb-{id_}", reason)
    yield _modal("SOLUTION", GENERAL, feedback(question))
    yield "</assessmentItem>\n"


def _is_mapped(question: Question) -> bool:
    """Whether a part of the answer counts for a part of the mark, as in the other formats."""
    return question.type in {QuestionType.MULTIPLE, QuestionType.MATCH}


def _declaration(question: Question) -> str:
    kind = {
        QuestionType.MULTIPLE: 'cardinality="multiple" baseType="identifier"',
        QuestionType.MATCH: 'cardinality="multiple" baseType="directedPair"',
        QuestionType.ORDER: 'cardinality="ordered" baseType="identifier"',
    }.get(question.type, 'cardinality="single" baseType="identifier"')
    # Of a match, the key is "left=right" elsewhere and "left right" here.
    values = "".join(f"<value>{key.replace('=', ' ')}</value>" for key in question.key)
    found = f'<responseDeclaration identifier="RESPONSE" {kind}><correctResponse>{values}</correctResponse>'
    return f"{found}{_mapping(question)}</responseDeclaration>\n"


def _mapping(question: Question) -> str:
    """Each right choice its share; in multiple choice each wrong one takes a share away."""
    if not _is_mapped(question):
        return ""
    shares = {key.replace("=", " "): 1 / len(question.key) for key in question.key}
    wrong = [option.id for option in question.options if not option.correct]
    shares |= {id_: -1 / len(wrong) for id_ in wrong}
    entries = "".join(f'<mapEntry mapKey="{key}" mappedValue="{share!r}"/>' for key, share in shares.items())
    return f'<mapping lowerBound="0" upperBound="1" defaultValue="0">{entries}</mapping>'


def _body(question: Question) -> str:
    if question.pairs:
        lefts = "".join(_associable(pair.left_id, pair.left) for pair in question.pairs)
        rights = "".join(_associable(one.id, one.text) for one in question.choices)
        most = len(question.pairs)
        return (
            f'<matchInteraction responseIdentifier="RESPONSE" shuffle="true" maxAssociations="{most}">\n'
            f"<simpleMatchSet>{lefts}</simpleMatchSet>\n<simpleMatchSet>{rights}</simpleMatchSet>\n"
            "</matchInteraction>\n"
        )
    given = [(one.id, one.text) for one in question.options or question.choices]
    choices = "".join(
        f'<simpleChoice identifier="{id_}">{_lines(text)}</simpleChoice>\n' for id_, text in given
    )
    if question.sequence:
        return (
            f'<orderInteraction responseIdentifier="RESPONSE" shuffle="true">\n{choices}</orderInteraction>\n'
        )
    shuffle = "false" if question.type is QuestionType.TRUE_FALSE else "true"
    most = 0 if question.type is QuestionType.MULTIPLE else 1  # 0: as many as one likes
    return (
        f'<choiceInteraction responseIdentifier="RESPONSE" shuffle="{shuffle}" maxChoices="{most}">\n'
        f"{choices}</choiceInteraction>\n"
    )


def _associable(id_: str, text: str) -> str:
    choice = f'<simpleAssociableChoice identifier="{id_}" matchMax="1">{_lines(text)}'
    return f"{choice}</simpleAssociableChoice>\n"


def _when_chosen(question: Question, id_: str) -> str:
    value = f'<baseValue baseType="identifier">{id_}</baseValue>'
    chosen = f"<match>{_RESPONSE}{value}</match>"
    if question.type is QuestionType.MULTIPLE:
        chosen = f"<member>{value}{_RESPONSE}</member>"
    return (
        f'<responseCondition><responseIf>{chosen}<setOutcomeValue identifier="FEEDBACK"><multiple>'
        f'<variable identifier="FEEDBACK"/><baseValue baseType="identifier">fb-{id_}</baseValue>'
        "</multiple></setOutcomeValue></responseIf></responseCondition>\n"
    )


def _modal(outcome: str, name: str, text: str) -> str:
    """解析 of an option or of the whole."""
    return (
        f'<modalFeedback outcomeIdentifier="{outcome}" identifier="{name}" showHide="show">'
        f"<p>{_lines(text)}</p></modalFeedback>\n"
    )


def _lines(text: str) -> str:
    return "<br/>".join(_text(line) for line in text.splitlines())


def _text(text: str) -> str:
    return escape(text, quote=False)
