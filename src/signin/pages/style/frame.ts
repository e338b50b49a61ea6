/** The frame of every page: the threshold (art and names) and the room beside it, one above the other where it is narrow. */
export const frame = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; min-block-size: 100vh; min-block-size: 100dvh; display: grid; grid-template-rows: auto 1fr;
  background: var(--paper); color: var(--ink); font: 400 1rem/1.55 var(--text); overflow-wrap: anywhere;
}
h1, h2, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
p { text-wrap: pretty; }
svg { flex: none; display: block; }
.name { overflow-wrap: anywhere; }

.threshold {
  position: relative; overflow: hidden; isolation: isolate; background: var(--wall); color: var(--on-wall);
  padding: 1rem max(1.25rem, 5vw); display: flex; align-items: center; gap: 0.75rem; min-block-size: 4.5rem;
}
.threshold .mark { inline-size: 2.25rem; block-size: 2.25rem; }
.threshold .mark-wall { fill: var(--arch-4); }
.threshold .mark-light { fill: var(--glow); }
.threshold .mark-leaf { fill: var(--wall); }
.threshold .logo { max-block-size: 2.25rem; max-inline-size: 9rem; }
.house { min-inline-size: 0; padding-inline-end: 7rem; }
.product { display: block; font: 600 1.0625rem/1.2 var(--display); letter-spacing: 0.01em; }
.welcome { font-size: 0.875rem; line-height: 1.35; color: var(--on-wall-muted); max-inline-size: 40ch; }
.art { position: absolute; z-index: -1; inset-inline-end: 0; inset-block-start: -0.75rem; inline-size: 8.5rem; block-size: 9.25rem; }
.art-1 { fill: var(--arch-1); } .art-2 { fill: var(--arch-2); } .art-3 { fill: var(--arch-3); } .art-4 { fill: var(--arch-4); }
.art-5 { fill: url(#artLight); } .art-floor { fill: var(--floor); } .art-step { fill: var(--arch-3); } .art-spill { fill: url(#artSpill); }
.art-leaf { fill: var(--leaf); stroke: var(--leaf); stroke-width: 1; } .art-knob { fill: var(--glow); }
.stop-high { stop-color: var(--glow-high); } .stop-low { stop-color: var(--glow); }
.stop-near { stop-color: var(--glow); stop-opacity: 0.85; } .stop-far { stop-color: var(--glow); stop-opacity: 0.12; }

.room { display: flex; flex-direction: column; padding: 2rem max(1.25rem, 5vw) 1.5rem; min-inline-size: 0; }
main { inline-size: 100%; max-inline-size: 26rem; margin-inline: auto; }
main.wide { max-inline-size: 34rem; }
.note {
  inline-size: 100%; max-inline-size: 26rem; margin: 2.5rem auto 0; padding-block-start: 1rem; border-block-start: 1px solid var(--line);
  color: var(--muted); font-size: 0.875rem; line-height: 1.5;
}
.wide + .note { max-inline-size: 34rem; }

h1 { font: 600 clamp(1.625rem, 1.3rem + 1.4vw, 2.125rem)/1.18 var(--display); letter-spacing: -0.012em; text-wrap: balance; }
h2 { font: 600 1.0625rem/1.35 var(--text); }
.lead { margin-block-start: 0.5rem; color: var(--muted); }
.lead .name { color: var(--ink); font-weight: 600; }
.lead + .hint { margin-block-start: 0.5rem; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 3px; border-radius: 0.25rem; }
.unseen {
  position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; padding: 0; border: 0; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
}

@media (max-width: 22.5rem) { .art { display: none; } .house { padding-inline-end: 0; } }
@media (min-width: 60rem) {
  .house { padding-inline-end: 0; }
  body { grid-template-rows: none; grid-template-columns: minmax(20rem, 2fr) 3fr; }
  .threshold {
    position: sticky; inset-block-start: 0; block-size: 100vh; align-items: flex-start; padding: 3rem; gap: 1rem; min-block-size: 0;
  }
  .threshold .mark { inline-size: 2.75rem; block-size: 2.75rem; }
  .product { font-size: 1.25rem; line-height: 2.75rem; }
  .welcome { margin-block-start: 1.25rem; font: 500 clamp(1.5rem, 2.3vw, 2.125rem)/1.22 var(--display); color: var(--on-wall); max-inline-size: 14ch; text-wrap: balance; }
  .art { overflow: visible; inset: auto 0 0 0; inline-size: 100%; block-size: 70%; }
  .room { padding: 4rem 3rem 2rem; justify-content: center; }
  .room > main { margin-block: auto; }
}
@media (min-width: 60rem) and (max-height: 40rem) { .art { block-size: 62%; } .room { padding-block-start: 2.5rem; } }
@media (prefers-reduced-motion: no-preference) {
  .button, .tile, .link-button, input, textarea, .icon { transition: background-color 120ms, border-color 120ms, transform 120ms; }
}
@media (forced-colors: active) {
  .threshold { border-block-end: 1px solid; } .art { display: none; }
}
@media print { .threshold { color: inherit; background: none; } .art { display: none; } }
`;
