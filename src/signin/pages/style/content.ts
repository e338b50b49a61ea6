/** What only some pages show: permissions, facts, rules. */
export const content = `
.app-card { margin-block-start: 1.25rem; border: 1px solid var(--line); border-radius: var(--round); background: var(--raised); padding: 1rem 1.125rem 0.375rem; }
.app-head { display: flex; gap: 0.875rem; align-items: center; }
.app-head .initials { inline-size: 3rem; block-size: 3rem; border-radius: 0.75rem; font-size: 1.25rem; background: var(--action); color: var(--on-action); border: 0; }
.app-name { font: 600 1.125rem/1.3 var(--text); display: block; }
.publisher { display: flex; flex-wrap: wrap; align-items: center; gap: 0.125rem 0.5rem; font-size: 0.9375rem; color: var(--muted); }
.badge { display: inline-flex; align-items: center; gap: 0.25rem; font: 600 0.8125rem/1.4 var(--text); padding: 0.0625rem 0.5rem 0.0625rem 0.375rem; border-radius: 1rem; background: var(--wash); color: var(--link); white-space: nowrap; }
.badge .icon { inline-size: 1rem; block-size: 1rem; margin: 0; }
.badge .icon-cut { stroke: var(--wash); }
.badge.warn { background: var(--warn-wash); color: var(--warn); }

.facts { display: grid; grid-template-columns: minmax(6rem, auto) 1fr; gap: 0.375rem 1rem; font-size: 0.875rem; line-height: 1.5; }
.facts dt { color: var(--muted); }
.facts dd { min-inline-size: 0; }
.facts .code, .facts .mono { font: 0.8125rem/1.6 var(--mono); white-space: normal; }
.app-card .facts { grid-template-columns: 9rem 1fr; }
.app-card .facts { padding-block: 0.875rem 0.25rem; }
.app-card details .facts { padding-block: 0.25rem 0.75rem; }

.permissions { margin-block-start: 1.75rem; display: grid; gap: 1.25rem; }
.between { margin-block-start: 2.25rem; padding-block-start: 1.75rem; border-block-start: 1px solid var(--line); }
.between > h2 { font: 400 1rem/1.5 var(--text); }
.between > h2 .name { font-weight: 600; }
.api { font: 600 0.8125rem/1.4 var(--text); color: var(--muted); margin-block-end: 0.375rem; }
.permission-list { border-block-start: 1px solid var(--line); }
.permission { border-block-end: 1px solid var(--line); }
.permission summary { color: var(--ink); display: flex; gap: 0.75rem; align-items: flex-start; padding-block: 0.75rem; min-block-size: 2.75rem; }
.permission summary:hover { text-decoration: none; background: linear-gradient(var(--wash), var(--wash)) padding-box; }
.permission-name { flex: 1; min-inline-size: 0; }
.permission-label { display: block; }
.permission .badges { display: flex; flex-wrap: wrap; gap: 0.25rem 0.375rem; margin-block-start: 0.25rem; }
.permission .detail { padding-block-end: 0.875rem; padding-inline-end: 2rem; color: var(--muted); font-size: 0.9375rem; }
.permission .detail .code { display: block; margin-block-start: 0.25rem; white-space: normal; }
.chevron-holder { color: var(--muted); }

.statement { margin-block-start: 1rem; }
.found { list-style: none; margin-block-start: 0.75rem; padding: 0; border-block-start: 1px solid var(--line); }
.found li { border-block-end: 1px solid var(--line); padding-block: 0.25rem 0.75rem; line-height: 1.45; }
.found a { display: block; font-weight: 600; padding-block: 0.625rem 0.125rem; }
.found span { color: var(--muted); font-size: 0.9375rem; }
.found + .fine { margin-block-start: 0.75rem; }
.permissions .statement { margin-block-start: 0.375rem; color: var(--muted); }
.permissions .statement .name { color: var(--ink); font-weight: 500; }
.box { padding: 1rem 1.125rem; border: 1px solid var(--line); border-radius: var(--round); background: var(--raised); }
.fine { color: var(--muted); font-size: 0.875rem; line-height: 1.55; display: grid; gap: 0.5rem; }
.terms { margin-block: 0.75rem; }
.rules { color: var(--muted); font-size: 0.9375rem; padding-inline-start: 1.125rem; list-style: disc; display: grid; gap: 0.125rem; }

.sign { inline-size: 3.5rem; block-size: 3.5rem; border-radius: 1.75rem 1.75rem 0.375rem 0.375rem; display: grid; place-items: center; margin-block-end: 1.25rem; background: var(--wash); color: var(--link); }
.sign .icon { inline-size: 1.625rem; block-size: 1.625rem; margin: 0; }
.sign.bad { background: var(--danger-wash); color: var(--danger); }
.sign.wait { background: var(--warn-wash); color: var(--warn); }
.message { margin-block-start: 1.25rem; white-space: pre-line; }
.message .code { font-weight: 600; font-size: 0.9375rem; }
.trouble { margin-block-start: 2rem; }
.trouble .facts { margin-block-start: 0.75rem; padding: 1rem 1.125rem; background: var(--wash); border-radius: var(--round); }
.stack { margin-block-start: 1.75rem; display: grid; gap: 0.75rem; justify-items: start; }
.offstage { position: absolute; inline-size: 1px; block-size: 1px; border: 0; clip-path: inset(50%); }
.late { animation: appear 1ms 700ms both; }
@keyframes appear { from { visibility: hidden; } to { visibility: visible; } }
@media (max-width: 26rem) { .facts, .app-card .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin-block-end: 0.5rem; } }
@media (forced-colors: active) { .badge, .sign { border: 1px solid; } }
`;
