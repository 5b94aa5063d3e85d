"""What a template leaves behind, and the near misses that are somebody's content."""

import time

import pytest

from aims_gate.facts.placeholder import is_placeholder


@pytest.mark.parametrize(
    "text",
    """TBD
tbd.
  TBD
**TBD**
`TODO`
"TBD"
TBD?
[TBD]
(todo)
To be determined
to be defined.
to_be_confirmed
TODO: ask legal
TBD - after launch
TBD (Q3)
FIXME [owner]
tbd by legal
TBC after the pilot
-
—
?
???
...
…
xxx
XXXX
___
.
yyyy-mm-dd
YYYY-MM-DD
dd/mm/yyyy
yyyy-mm-ddThh:mm
yyyy-mm
hh:mm
<owner>
<name of the person who approves>
< 90d | 180d >
${OWNER}
{{ owner }}
{{owner}}-{{date}}
draft | approved
low|medium|high
Low | Medium | High
mitigate | accept | transfer
new-use | new-model | …
Yes | No
yes/no
Lorem ipsum dolor sit amet.
fill in
Fill in the owner
fill this in later
fill in before merge
Describe the harms here
describe the people affected here.
Insert here
Enter a date here
Your text here
[insert owner]
[Your name]
placeholder
change_me
replace me
coming soon
sample text""".splitlines(),
)
def test_a_placeholder_is_told(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    """none
None
n/a
N/A
no
0
x
*
**/*
insert
update
2026-09-01
2026-13-01
> 0.35
<= 5 %
< 0.5 and > 0.2
<https://example.org/plan>
<risk@example.org>
US | EU
Stripe | Adyen
docs/ai/monitoring.md
low
draft
low or medium
a pipe: reads a | b
The TODO list is reviewed weekly
All todo items are closed before release.
Todo lists and calendars of staff
We replaced every TBD in the plan
the placeholder text in the form is neutral
Fills in the reply for the agent
State law applies here
List prices are never shown here
Describe-then-act prompts are rejected
Enter key sends nothing. Nobody is harmed here
Fill in for absent reviewers: the deputy
x-ray images
xx
dd
A lorem generator made the test set
customers who are vulnerable... see section 4
{region: EU}
[R1, R2]
(see R3)
tbilisi
@alice""".splitlines(),
)
def test_content_is_left_alone(text: str) -> None:
    assert not is_placeholder(text)


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_nothing_is_no_placeholder(text: str) -> None:
    assert not is_placeholder(text)


def test_long_texts_are_content_unless_they_are_the_printers_latin() -> None:
    assert is_placeholder("Lorem ipsum " + "dolor " * 1000)
    assert not is_placeholder("TODO: " + "we do this " * 1000)


@pytest.mark.parametrize("unit", ["<", "a|", "a | ", "describe the ", "{{", "x ", "tbd ", "- "])
def test_no_text_keeps_it_busy(unit: str) -> None:
    begun = time.perf_counter()
    for length in range(900, 1001, 25):
        is_placeholder((unit * 1000)[:length] + "!")
    assert time.perf_counter() - begun < 0.5
