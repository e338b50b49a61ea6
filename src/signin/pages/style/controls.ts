/** Forms and what stands in them. Every target is at least 44 px high (WCAG 2.2 §2.5.8 asks for 24). */
export const controls = `
form { margin: 0; }
.form { margin-block-start: 1.75rem; display: grid; gap: 1.25rem; }
.field { display: grid; gap: 0.4375rem; }
label, .label { font-weight: 600; font-size: 0.9375rem; }
input[type=text], input[type=password], textarea {
  font: inherit; color: inherit; background: var(--raised); inline-size: 100%; min-block-size: 3.125rem; padding: 0.6875rem 0.9375rem;
  border: 1px solid var(--edge); border-radius: var(--round);
}
textarea { min-block-size: 6.5rem; resize: vertical; }
input[type=text]:hover, input[type=password]:hover, textarea:hover { border-color: var(--ink); }
input[type=text]:focus-visible, input[type=password]:focus-visible, textarea:focus-visible {
  outline-offset: 1px; border-color: var(--focus); border-radius: var(--round);
}
input[aria-invalid=true], textarea[aria-invalid=true] { border-color: var(--danger); outline-color: var(--danger); }
.hint { color: var(--muted); font-size: 0.875rem; }
.field-error, .alert { color: var(--danger); font-size: 0.9375rem; line-height: 1.45; display: flex; gap: 0.5rem; }
.alert { margin-block-start: 1.25rem; padding: 0.875rem 1rem; background: var(--danger-wash); border-radius: var(--round); }
.code { font: 0.8125rem/1.5 var(--mono); white-space: nowrap; }
.icon { inline-size: 1.25rem; block-size: 1.25rem; margin-block-start: 0.0625rem; }
.icon-cut { stroke: var(--paper); }

.button {
  font: 600 1rem/1.3 var(--text); min-block-size: 3.125rem; inline-size: 100%; padding: 0.75rem 1.25rem; border-radius: var(--round);
  border: 1px solid transparent; cursor: pointer; text-align: center; text-decoration: none; display: inline-flex; align-items: center;
  justify-content: center; gap: 0.5rem; overflow-wrap: anywhere;
}
.button:focus-visible { border-radius: var(--round); }
.primary { background: var(--action); color: var(--on-action); }
.primary:hover { background: var(--action-hover); }
.secondary { background: transparent; color: var(--ink); border-color: var(--edge); }
.secondary:hover { background: var(--wash); border-color: var(--ink); }
.button:active { transform: translateY(1px); }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0.75rem; }
.link-button {
  font: inherit; font-size: 0.9375rem; color: var(--link); background: none; border: 0; padding: 0.625rem 0; min-block-size: 2.75rem;
  cursor: pointer; text-align: start; text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.2em;
  overflow-wrap: anywhere;
}
.link-button:hover { text-decoration-thickness: 2px; }
.ways { margin-block-start: 0.875rem; display: grid; justify-items: start; font-size: 0.9375rem; }
.ways a, .ways summary { display: inline-block; padding-block: 0.625rem; text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
.ways details[open] { padding-block-end: 0.5rem; }

.check { display: grid; grid-template-columns: auto 1fr; gap: 0.25rem 0.75rem; align-items: start; }
.check input { accent-color: var(--action); inline-size: 1.25rem; block-size: 1.25rem; margin: 0.125rem 0 0; cursor: pointer; }
.check label { cursor: pointer; font-weight: 500; }
.check .hint { grid-column: 2; }

summary { cursor: pointer; list-style: none; color: var(--link); padding-block: 0.625rem; }
summary::-webkit-details-marker { display: none; }
summary:hover { text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 0.2em; }
.more { display: inline-flex; align-items: center; gap: 0.25rem; }
.more .icon { margin: 0; }
summary:focus-visible { outline-offset: 0; }
details[open] > summary .chevron-holder { transform: rotate(180deg); }

.who { display: flex; align-items: center; gap: 0.75rem; min-inline-size: 0; }
.who-text { min-inline-size: 0; flex: 1; line-height: 1.35; }
.who-name { display: block; font-weight: 600; }
.who-user { display: block; color: var(--muted); font-size: 0.9375rem; }
.initials {
  flex: none; inline-size: 2.5rem; block-size: 2.5rem; border-radius: 1.25rem 1.25rem 0.25rem 0.25rem; background: var(--wash); color: var(--link);
  display: grid; place-items: center; font: 600 0.9375rem/1 var(--display); border: 1px solid var(--line);
}
.account-bar {
  margin-block-end: 1.75rem; padding: 0.625rem 0.875rem; border: 1px solid var(--line); border-radius: var(--round); background: var(--raised);
  display: flex; flex-wrap: wrap; align-items: center; gap: 0 1rem;
}
.account-bar .who { flex: 1 1 13rem; }

.tiles { margin-block-start: 1.75rem; display: grid; gap: 0.625rem; }
.tile {
  font: inherit; color: inherit; text-align: start; inline-size: 100%; min-block-size: 4.25rem; padding: 0.75rem 1rem; cursor: pointer;
  background: var(--raised); border: 1px solid var(--line); border-radius: var(--round); display: flex; align-items: center; gap: 0.75rem;
}
.tile:hover { border-color: var(--action); background: var(--wash); }
.tile:focus-visible { border-radius: var(--round); }
.tile > .icon { color: var(--muted); }
.tile .state { display: block; font-size: 0.8125rem; color: var(--muted); }
.tile .state.on { color: var(--link); font-weight: 600; }
.tile .initials .icon { margin: 0; }
[dir=rtl] .flip { transform: scaleX(-1); }

@media (forced-colors: active) {
  .primary { border-color: ButtonText; } .alert { border: 1px solid; } .initials { border-color: CanvasText; }
}
`;
