"""The report on a change as a page: its three groups, each result once and under its controls, and in a browser."""

import re
from dataclasses import replace
from pathlib import Path

from aims_gate.model.report import Report
from aims_gate.reports import Options
from aims_gate.reports.groups import group
from aims_gate.reports.html import render
from tests.reports.chromium import needs_chromium, run
from tests.reports.sample import REFUSED, SAMPLES, UNTOUCHED, WAITING


def said(report: Report) -> str:
    return render(report, Options())


def test_counts_come_first_and_then_the_groups_in_the_order_of_work() -> None:
    page = said(REFUSED)
    order = [
        "16 rules judged: 3 passed",
        "You can fix now (6)",
        "Waiting for (1)",
        "Follows from these (2)",
        "Passed (3)",
    ]
    places = [page.index(words, page.index("<h1>")) for words in order]
    assert places == sorted(places)


def test_each_result_stands_once_and_under_each_of_its_controls() -> None:
    page = said(REFUSED)
    assert page.count('<article class="entry"') == len(REFUSED.results)
    table = page.partition('<h2 id="controls">')[2]
    assert table.count('<th scope="row">') == sum(len(one.controls) or 1 for one in REFUSED.results)
    assert re.findall(r'scope="row">([^<]*)', table)[:2] == ["4.3", "5.3"]
    assert re.findall(r'scope="row">([^<]*)', table)[-1].startswith("A.")


def test_who_could_sign_is_told_where_no_result_waits() -> None:
    page = said(replace(REFUSED, results=tuple(one for one in REFUSED.results if not one.waiting)))
    assert "Could sign</dt><dd>risk-lead" in page
    assert "Waiting for" in said(WAITING)


def test_a_change_without_results_has_no_filter_and_says_why() -> None:
    page = said(UNTOUCHED)
    assert "<form" not in page
    assert UNTOUCHED.summary in page


def test_pull_requests_that_are_judged_together_are_listed() -> None:
    several = [{"number": 7, "title": "<b>One</b>", "verdict": "fail", "summary": "Refused."}]
    page = said(replace(REFUSED, change={**REFUSED.change, "pull_requests": several}))
    assert "#7</th><td>&lt;b&gt;One&lt;/b&gt;</td>" in page


def test_no_two_places_have_one_name() -> None:
    for report in SAMPLES.values():
        ids = re.findall(r'\bid="([^"]*)"', said(report))
        assert len(ids) == len(set(ids))
        assert {link for link in re.findall(r'href="#([^"]*)"', said(report)) if link not in ids} == set()


@needs_chromium
def test_a_browser_filters_it_without_objection(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(said(SAMPLES["hostile"]), encoding="utf-8")
    assert run(page, "--dump-dom")[1] == ""
    page.write_text(said(REFUSED), encoding="utf-8")
    dom, console = run(page, "--dump-dom", address="?state=fix-now&control=6.1.3#rule-risks-treated")
    shown = [one for one in re.findall(r'<article class="entry"[^>]*>', dom) if "hidden" not in one]
    wanted = [one for one in group(REFUSED.results).fix_now if "6.1.3" in one.controls]
    assert (len(shown), console) == (len(wanted), "")
