"""How a page looks: on a screen wide or narrow, light or dark, and on paper. Knows no report."""

STYLE = """
:root { --ink: #1b1f24; --faint: #4d5661; --paper: #ffffff; --raised: #f5f7f9; --line: #cfd6de; --link: #0b57b8;
  --gap: #a8201a; --unsure: #7a4b00; --good: #1a6330; --word: #0f5c75; --off: #56606b; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ebee; --faint: #aab4bf; --paper: #14181c; --raised: #1d2329; --line: #3a444e; --link: #86b9ff;
    --gap: #ff9a91; --unsure: #f0c060; --good: #7fd69a; --word: #7fcde6; --off: #aab4bf; }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, "Segoe UI", "Helvetica Neue", "Liberation Sans", Arial, sans-serif; }
main, nav { max-width: 66rem; margin: 0 auto; padding: 0 1.25rem; }
main { padding-bottom: 4rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .4rem .8rem; z-index: 1; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: 0; padding: .8rem 0;
  border-bottom: 1px solid var(--line); font-size: .92rem; }
h1, h2, h3, h4, h5 { line-height: 1.25; margin: 0; text-wrap: balance; }
h1 { font-size: 1.7rem; margin-top: 1.6rem; }
h2 { font-size: 1.3rem; margin-top: 2.8rem; }
h3 { font-size: 1.08rem; margin-top: 2rem; }
h4, h5 { font-size: 1rem; }
p { margin: .5rem 0; max-width: 46rem; }
.lead { font-size: 1.12rem; }
.faint, caption, dt { color: var(--faint); }
.faint { font-size: .92rem; }
code, pre { font: .88em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
code { overflow-wrap: anywhere; }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: .3rem; padding: .6rem .8rem;
  margin: .5rem 0; overflow-x: auto; tab-size: 4; }
pre code { font-size: 1em; overflow-wrap: normal; }
.badge { display: inline-block; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .6rem;
  font-size: .8rem; font-weight: 600; line-height: 1.5; white-space: nowrap; }
.is-gap, .is-fail { color: var(--gap); fill: var(--gap); }
.is-unknown, .is-undecided, .is-waiting, .is-warning { color: var(--unsure); fill: var(--unsure); }
.is-evidence, .is-pass { color: var(--good); fill: var(--good); }
.is-attested { color: var(--word); fill: var(--word); }
.is-not-applicable, .is-rest, .is-waived, .is-overridden, .is-follows { color: var(--off); fill: var(--off); }
.bar { display: block; width: 100%; height: .8rem; margin: .5rem 0; border-radius: .4rem; background: var(--line); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 1rem; margin: 1rem 0; }
.card, .questions > li, .entry { border: 1px solid var(--line); border-radius: .5rem; padding: .9rem 1.1rem; }
.card h3 { margin-top: 0; }
.figure { font-size: 1.7rem; font-weight: 650; line-height: 1.2; margin: .3rem 0 0; font-variant-numeric: tabular-nums; }
.legend { display: flex; flex-wrap: wrap; gap: .4rem; list-style: none; padding: 0; margin: .6rem 0 0; }
.questions { list-style: none; padding: 0; margin: 1rem 0; display: grid; gap: .8rem;
  grid-template-columns: repeat(auto-fit, minmax(min(19rem, 100%), 1fr)); }
.questions h3 { margin: 0 0 .2rem; }
.questions p { margin: .25rem 0; }
.entry { margin: .8rem 0; background: var(--paper); }
.entry:target { border-color: var(--link); box-shadow: 0 0 0 2px var(--link); }
.entry > h3, .entry > h4 { margin-top: 0; font-size: 1rem; }
.entry .badge { margin-left: .3rem; }
.entry > h3 a, .entry > h4 a { color: inherit; text-decoration: none; }
.entry > h3 a:hover, .entry > h4 a:hover { text-decoration: underline; }
h1 .badge { font-size: 1.1rem; vertical-align: .15em; }
.entry > p { margin: .3rem 0 0; }
.entry h5 { margin-top: 1.1rem; }
details { margin: .5rem 0 0; }
summary { cursor: pointer; color: var(--link); font-size: .92rem; width: fit-content; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1rem; margin: .7rem 0 0; }
dd { margin: 0; overflow-wrap: anywhere; }
.law > li { margin-top: .35rem; max-width: 46rem; }
.gaps { padding-left: 1.1rem; margin: .5rem 0 0; }
.gaps > li { margin-top: .7rem; }
.gaps p { margin: .15rem 0; }
.wide { overflow-x: auto; margin: .6rem 0 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; padding-bottom: .3rem; font-size: .88rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .7rem .35rem 0; border-bottom: 1px solid var(--line); }
td { font-variant-numeric: tabular-nums; }
thead th { color: var(--faint); font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 400; min-width: 11rem; overflow-wrap: anywhere; }
td code, tbody th code { display: inline-block; min-width: 12rem; }
.when { white-space: nowrap; }
#filters { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: end;
  background: var(--raised); border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; margin: 1rem 0; }
#filters input, #filters select { height: 2.1rem; }
#filters label { display: grid; font-size: .84rem; color: var(--faint); flex: 1 1 8rem; }
#filters output { flex-basis: 100%; font-size: .9rem; }
.buttons { display: flex; gap: .4rem; }
select, input, button { font: inherit; font-size: .92rem; color: var(--ink); background: var(--paper);
  border: 1px solid var(--faint); border-radius: .3rem; padding: .3rem .5rem; min-width: 0; width: 100%; }
button { width: auto; cursor: pointer; white-space: nowrap; }
[hidden] { display: none !important; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  body { font-size: 15px; }
  main, nav { padding: 0 .9rem; }
  #filters label { flex-basis: 40%; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .35rem; }
  .wide table { min-width: 34rem; }
}
@media print {
  :root { --ink: #000; --faint: #333; --paper: #fff; --raised: #fff; --line: #999; --link: #000;
    --gap: #a8201a; --unsure: #7a4b00; --good: #1a6330; --word: #0f5c75; --off: #56606b; }
  html { font-size: 9pt; }
  body { font-size: 9pt; }
  tbody th { min-width: 6rem; }
  td code, tbody th code { min-width: 0; }
  nav, #filters, .skip, summary { display: none; }
  main { max-width: none; padding: 0; }
  h2, h3, h4, h5, caption { break-after: avoid; }
  tr, .card, .questions > li, .gaps > li { break-inside: avoid; }
  .wide { overflow: visible; }
  .wide table { min-width: 0; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  @page { margin: 16mm; }
}
"""
"""The page's only style sheet. Contrast of every text colour on its ground is at least 4.5 to 1."""
