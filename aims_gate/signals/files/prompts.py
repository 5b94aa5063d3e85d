"""Files that hold a prompt: by a name that prompt formats use, or in a folder of prompts and written like one."""

import re
from collections.abc import Iterator

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Hit
from aims_gate.signals import TEMPLATES
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.code.languages import is_for_developers
from aims_gate.signals.files.whole import name_of, row_of_name, suffix_of, whole_file

_TEXTS = (*TEMPLATES, "md", "txt", "yaml", "yml", "json", "xml", "")
_FILLED_IN = (*TEMPLATES, "txt")
_NAMED = ("prompt", "prompty", "modelfile")
_WRITTEN_IN = rf"\.(?:json|ya?ml|md|txt|xml|{'|'.join(TEMPLATES)})$"
_FOLDER = late_regex(
    r"(?:^|/)(?:[\w-]+[-_])?prompts?(?:[-_]templates?)?(?:/|" + _WRITTEN_IN + r")|"
    r"(?-i:[a-z0-9]Prompts?(?:Partials|Templates?)?)(?:/|" + _WRITTEN_IN + r")",
    re.IGNORECASE,
)
_NAME = late_regex(
    r"(?:^|/)(?:system[-_](?:prompt|message)[^/]*|promptfooconfig[^/]*|modelfile)$|\.prompt\.\w+$", re.IGNORECASE
)
# What a model is to be, in a folder of whatever name: patterns/summarize/system.md
_OF_A_ROLE = late_regex(r"(?:^|/)(?:system|persona)\.(?:md|txt)$", re.IGNORECASE)
_TO_A_MODEL = late_regex(rb"\byou(?: are|'re) (?:an?|the) |\byour (?:task|role|job|goal) is\b", re.IGNORECASE)
_AMONG_AI = late_regex(r"(?:^|[/_-])(?:ai|llms?|gen-?ai|agents?|assistants?|chat-?bots?)[/_-]", re.IGNORECASE)
_PROSE_ABOUT_THEM = ("readme.md", "changelog.md", "license.md", "index.md", "contributing.md")
_MODELFILE = late_regex(rb"^FROM[ \t]+\S", re.MULTILINE)

# How one speaks to a model and to nobody else; two of the weak, or one of the strong.
_STRONG = late_regex(
    rb"\byou(?: are|'re) (?:a|an|the|my|our|acting|helping|tasked|responsible|now)\b(?! about)|"
    rb"\byour (?:task|role|job|goal) is\b|"
    # A first sentence that says what is done: You draft a reply to …; Classify the …
    rb"\A\s*you (?!can|may|might|must|should|need|want|have|will|would|could|do\b|did|see|get)[a-z]{3,14} "
    rb"(?:an?|the|each|this|these|customers?|users?)\b|"
    rb"\A\s*(?:summari[sz]e|classify|translate|extract|rewrite|draft|answer|rate|score|analy[sz]e|decide) "
    rb"(?:an?|the|this|each|these|whether|if)\b|"
    rb"\byou will (?:be given|receive|act|respond)\b|\bact as (?:a|an)\b|\brespond (?:only|in|with|using)\b|"
    rb"\brole[\"']?\s{0,4}[:=]\s{0,4}[\"']?(?:system|assistant)\b|<\|?(?:system|im_start|assistant)\b|^(?:system|assistant):|"
    rb"\{\{-?[ \t]*define \"(?:[\w-]+\.)?(?:system|assistant)\"|"
    rb"\bdu bist (?:ein|der|die)\b|\bsie sind ein\b|\btu es un\b|\bvous \xc3\xaates un\b|\beres un\b|"
    rb"\bvoc\xc3\xaa \xc3\xa9 um|\bsei un\b|\xe3\x81\x82\xe3\x81\xaa\xe3\x81\x9f\xe3\x81\xaf|\xe4\xbd\xa0\xe6\x98\xaf|"
    rb"\xeb\x8b\xb9\xec\x8b\xa0\xec\x9d\x80|\xd0\xa2\xd1\x8b \xe2\x80\x94|\xd0\x92\xd1\x8b \xe2\x80\x94",
    re.IGNORECASE | re.MULTILINE,
)


def _signs(*patterns: bytes) -> "tuple[re.Pattern[bytes], ...]":
    return tuple(late_regex(pattern, re.IGNORECASE) for pattern in patterns)


_WEAK = _signs(
    rb"\{\{?[ \t]*\$?[a-z_][\w. ]{0,40}\}\}?",
    rb"\b(?:answer|summari[sz]e|classify|extract|translate|rewrite|decide|evaluate|assess) (?:the|this|whether|if|each)\b",
    rb"\b(?:do not|don't|never|always|only) (?:use|answer|mention|invent|make up|reveal|include|reply|say|guess)\b",
    rb"\b(?:use|using) only (?:the|what)\b|\bnothing but the\b",
    rb"\b(?:return|output|reply|format)[^.\n]{0,40}\bjson\b",
    rb"\bthe (?:user|customer|following)(?:'s)? (?:question|message|text|input|request|document|conversation|context)\b",
    rb"\b(?:assistant|chatbot|language model|step by step|few-shot|hallucinat\w{1,5})\b",
)
# In what is filled in before somebody reads it, other words are enough: who else would be told them there?
_WEAK_OF_TEMPLATES = _signs(
    rb"\{\{?[-%~]?[ \t]*(?:if )?[$.]?[a-z_][\w. ]{0,40}[-%~]?\}\}?|\{%-?[ \t]*(?:if|for) |<%=",
    rb"\b(?:answer|summari[sz]e|classify|extract|translate|rewrite|decide|evaluate|assess) (?:the|this|whether|if|each)\b",
    rb"\b(?:do not|don't|never|always|only) (?:(?-i:[a-z]){3,14}|make up)\b",
    rb"\b(?:use|using) only (?:the|what)\b|\bnothing but the\b",
    rb"\b(?:return|output|reply|format)[^.\n]{0,40}\b(?:json|markdown)\b|\b(?:answer|reply|respond) (?:in|with|as)\b",
    rb"\bthe (?:user|customer|following)(?:'s)? [a-z]{3,20}\b",
    rb"\b(?:assistant|chatbot|language model|step by step|few-shot|hallucinat\w{1,5}|(?-i:AI))\b",
    # What is filled in, set off from what is said of it: <document>{{ text }}</document>
    rb"<[a-z_-]{3,30}>\s{0,8}[{$]|```\s{0,8}\{\{?",
)
_PAGE = late_regex(rb"<(?:html|body|div|p|span|form|table|h[1-6]|ul|button)[ >]", re.IGNORECASE)
_LOOKED_AT = 65_536  # bytes


class PromptFiles:
    """Detects files that hold prompts."""

    def reads(self, path: str) -> bool:
        """Whether the name or the folder speaks of prompts, and not of those for a developer's own assistant."""
        suffix = suffix_of(path)
        if suffix not in _NAMED and (
            suffix not in _TEXTS or not (_NAME.search(path) or _FOLDER.search(path) or _OF_A_ROLE.search(path))
        ):
            return False
        return not is_for_developers(path) and name_of(path).lower() not in _PROSE_ABOUT_THEM

    def hits(self, path: str, content: bytes, catalogue: Catalogue) -> Iterator[Hit]:
        """The file as a whole."""
        if not content.strip() or b"\x00" in content[:1024]:
            return
        named = row_of_name(catalogue, "prompt", name_of(path))
        words = b" ".join(content.split())  # laid out anew it says the same
        if named:
            if not named.pattern.lower().endswith("modelfile") or _MODELFILE.search(content[:_LOOKED_AT]):
                yield whole_file(
                    named, path, words, None if suffix_of(path) != "prompt" or _is_prompt(content) else "likely"
                )
        elif row := catalogue.of("prompt", "file").get("prompts/*"):
            is_sure = _is_surely_one(content, path)
            if _FOLDER.search(path) and _is_prompt(content, path):
                yield whole_file(row, path, words, "certain" if is_sure else None)
            elif is_sure and _TO_A_MODEL.search(content[:_LOOKED_AT]):
                yield whole_file(row, path, words, "certain")


def _is_prompt(content: bytes, path: str = "") -> bool:
    return _STRONG.search(content[:_LOOKED_AT]) is not None or _weight(content, path) >= 2


def _is_surely_one(content: bytes, path: str) -> bool:
    weight = _weight(content, path)
    return weight >= 3 or (weight > 0 and _STRONG.search(content[:_LOOKED_AT]) is not None)


def _weight(content: bytes, path: str) -> int:
    """How many weak signs there are; that it lies in a folder of AI is one."""
    text = content[:_LOOKED_AT]
    is_filled_in = suffix_of(path) in _FILLED_IN and not _PAGE.search(text)
    weak = _WEAK_OF_TEMPLATES if is_filled_in else _WEAK
    return sum(1 for sign in weak if sign.search(text)) + (is_filled_in and _AMONG_AI.search(path) is not None)
