/** The style sheet of a standalone HTML figure: light paper always, as it is for print and for slides. */
export const HTML_STYLE = `
:root { color-scheme: light; font: 15px/1.5 Helvetica, Arial, "Liberation Sans", sans-serif; color: #1b1916; background: #fff; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1.5rem; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
h1 { margin: 0; font-size: 1.45rem; line-height: 1.25; overflow-wrap: anywhere; }
p { margin: 0; }
caption { text-align: start; }
th { font-weight: 600; text-align: start; }
.sentence { margin: .35rem 0 1.1rem; color: #5a5751; overflow-wrap: anywhere; }
.own { margin-bottom: .8rem; overflow-wrap: anywhere; }
.note, footer, .legend { font-size: .8rem; color: #5a5751; }
.classes { border-collapse: collapse; margin-bottom: 1.1rem; font-variant-numeric: tabular-nums; }
.classes caption { font-size: .75rem; font-weight: 600; letter-spacing: .06em; text-transform: uppercase; color: #5a5751; }
.classes :is(th, td) { padding: .15rem 1rem .15rem 0; }
.classes thead { font-size: .75rem; color: #5a5751; }
.classes td:not(.bar, .marks) { text-align: end; }
.classes thead th:not(:first-child) { text-align: end; }
.classes .bar { width: 11rem; }
.bar span { display: block; height: 7px; min-width: 2px; border-radius: 4px; background: #5a5751; }
.target .bar span { background: #1b1916; }
.classes tbody th { font-weight: 400; }
.target th, .marks { font-weight: 600 !important; }
.legend { display: flex; align-items: center; gap: .6rem; margin-bottom: .3rem; line-height: 1.25; }
.legend span:not(.scale) { flex: none; max-width: 36%; }
.scale { flex: 0 1 10rem; min-width: 4rem; height: 11px; border: 1px solid #ddd9d1; border-radius: 3px; }
.words, .words tbody { display: block; }
.words { margin: 1.1rem 0; }
.words caption { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .7rem; margin-bottom: .35rem; font-size: .8rem; color: #5a5751; }
.words caption strong { font-size: 1rem; color: #1b1916; }
.summary { margin-inline-start: auto; }
.words tr { display: flex; flex-wrap: wrap; gap: .3rem; }
.words td { display: flex; flex-direction: column; align-items: center; min-width: 2.2rem; max-width: 100%; box-sizing: border-box; padding: .15rem .5rem .25rem; border-radius: 4px; box-shadow: inset 0 0 0 1px #1b191624; break-inside: avoid; }
.word { font-size: 1.1rem; overflow-wrap: anywhere; white-space: pre-wrap; unicode-bidi: isolate; }
.unknown { text-decoration: underline dotted; text-underline-offset: .2em; }
.unknown sup { font-size: .65em; font-weight: 700; }
.value { min-height: 1.25em; font-size: .72rem; line-height: 1.25; font-variant-numeric: tabular-nums; white-space: nowrap; }
.scroll { overflow-x: auto; margin: 1.1rem 0; }
.grid { border-spacing: 3px; font-variant-numeric: tabular-nums; }
.grid .word { display: inline-block; max-width: 12rem; font-size: 1rem; overflow-wrap: break-word; }
.grid thead th { min-width: 2rem; padding: 0 .3rem; font-weight: 400; text-align: center; vertical-align: bottom; }
.grid tbody th { position: sticky; inset-inline-start: 0; padding-inline-end: .7rem; background: #fff; white-space: nowrap; }
.grid th > span:not(.unknown) { display: block; font-size: .72rem; font-weight: 400; color: #5a5751; }
.grid tbody td { padding: .45rem .4rem; border-radius: 3px; box-shadow: inset 0 0 0 1px #1b191624; font-size: .8rem; text-align: center; white-space: nowrap; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 32rem) { .classes { font-size: .9rem; } .classes .bar { display: none; } .classes :is(th, td) { padding-right: .5rem; } }
footer { margin-top: 1rem; padding-top: .6rem; border-top: 1px solid #ddd9d1; overflow-wrap: anywhere; }
`;
