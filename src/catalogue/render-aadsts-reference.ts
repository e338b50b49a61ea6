import type { AadstsDelivery, AadstsOwner } from './aadsts/aadsts-row.ts';
import { type AadstsEntry, aadstsEntries } from './aadsts.ts';

const deliveries: Readonly<Record<AadstsDelivery, string>> = { token: 'JSON', page: 'page', redirect: 'redirect' };

const owners: Readonly<Record<AadstsOwner, string>> = {
  application: 'definition',
  servicePrincipal: 'instance',
  user: 'user',
  tenant: 'tenant',
  request: 'request',
  platform: 'platform',
};

const introduction = `# Errors of the token service

<!-- Made from src/catalogue/aadsts/ by "node docs/generate.ts". Change it there. -->

Every AADSTS code that Entrada knows. \`entrada error AADSTS50011\` and the page \`/error\` of a server explain one, and find
codes by words.

- **Error** is the \`error\` of OAuth at the token endpoint, with the \`suberror\` behind it; another one on a redirect follows the
  arrow. Clients may branch on these and on nothing else.
- **Status** is that of the JSON. Pages answer 200, redirects 303.
- **Reaches you as** JSON of the token endpoint and its siblings, as a page that the person sees, or as a redirect to the client.
  With \`prompt=none\` nothing is ever a page.
- **Object** is what has to be changed: the *definition* (application object, app registration), the *instance* (service principal,
  enterprise application), the user, the tenant, the request, or the platform itself.
- An asterisk behind the error: an answer of Entra with it was seen, or is printed in its documentation. All others are judged from
  the family of the code.
`;

const here = `## Raised by Entrada

Each of these is provoked by a test through the real endpoint.
`;

const elsewhere = `
## Raised by Microsoft Entra alone

Entrada never answers these. They are explained for those who meet them at Entra.
`;

/** @returns the reference of error codes as Markdown: first those that this platform raises, then those of Entra alone */
export function renderAadstsReference(): string {
  const raised = aadstsEntries().filter(({ isRaisedHere }) => isRaisedHere);
  const others = aadstsEntries().filter(({ isRaisedHere }) => !isRaisedHere);
  return [introduction, here, ...renderTable(raised), elsewhere, ...renderTable(others), ''].join('\n');
}

function renderTable(entries: readonly AadstsEntry[]): string[] {
  const head = [
    '| Code | Name | Error | Status | Reaches you as | Object | When | What to do |',
    '|---|---|---|---|---|---|---|---|',
  ];
  return [...head, ...entries.map((entry) => `| ${cellsOf(entry).map(escapeCell).join(' | ')} |`)];
}

function cellsOf(entry: AadstsEntry): readonly string[] {
  return [
    String(entry.code),
    entry.name ?? '',
    errorOf(entry),
    String(entry.httpStatus),
    entry.delivery.map((delivery) => deliveries[delivery]).join(', '),
    owners[entry.owner],
    entry.when,
    entry.fix,
  ];
}

function errorOf({ oauthError, otherErrors, redirectError, suberror, evidence }: AadstsEntry): string {
  const errors = [oauthError, ...otherErrors].map((error) => `\`${error}\``).join(', ');
  const finer = suberror === undefined ? '' : ` (\`${suberror}\`)`;
  const onRedirect = redirectError === oauthError ? '' : ` → \`${redirectError}\``;
  return `${errors}${finer}${onRedirect}${evidence === undefined ? '' : ' *'}`;
}

/** A pipe would end the cell, and an asterisk or angle bracket is no emphasis or markup here. */
function escapeCell(text: string): string {
  return text.replace(/[|*<]/g, (special) => `\\${special}`);
}
