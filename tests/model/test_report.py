from aims_gate.model.report import report_on_nothing, sign_off_key


def test_what_was_not_judged_is_never_a_pass() -> None:
    report = report_on_nothing("no rule can be loaded", 2)
    assert (report.verdict, report.exit_code, report.blocking) == ("undecided", 2, True)
    assert (report.counts.rules, report.results) == (0, ())
    assert report.summary == "Nothing was judged: no rule can be loaded"


def test_a_system_of_several_pull_requests_has_a_sign_off_in_each() -> None:
    assert (sign_off_key("bot"), sign_off_key("bot", 5)) == ("bot", "#5 bot")
