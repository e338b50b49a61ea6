import type { ExplainedRefusal, FoundRefusals } from '../../../diagnosis/index.ts';
import { type Fact, writeFacts } from '../../output/facts.ts';
import { printable } from '../../output/printable.ts';
import type { Terminal } from '../../output/terminal.ts';
import { wrapText } from '../../output/wrap-text.ts';

const USUAL_COLUMNS = 80;
/** Lines longer than this are tiring to read. */
const WIDEST = 100;
const LABELS = 16;

const deliveries = {
  token: 'JSON of the token endpoint',
  page: 'a page that the person sees',
  redirect: 'a redirect to the client',
} as const;

/** Shows one refusal: what it means, whose it is, what to do, and where to look in the logs. */
export function writeRefusal(terminal: Terminal, refusal: ExplainedRefusal, found: FoundRefusals): void {
  const { paint, line } = terminal;
  const width = Math.min(terminal.columns ?? USUAL_COLUMNS, WIDEST) - LABELS;
  const fact = (label: string, text: string): Fact => [label, ...wrapText(printable(text), width)];
  line(`${paint.bold(`AADSTS${refusal.code}`)}${refusal.name === undefined ? '' : `  ${paint.dim(refusal.name)}`}`);
  const { oauthError, redirectError, suberror, httpStatus } = refusal;
  const onRedirect = redirectError === oauthError ? '' : `; ${redirectError} on a redirect`;
  writeFacts(terminal, [
    fact('Meaning', refusal.meaning),
    fact('Happens when', refusal.when),
    fact('Belongs to', refusal.ownerMeaning),
    fact('What to do', refusal.fix),
    fact(
      'On the wire',
      `${oauthError}${suberror === undefined ? '' : ` (${suberror})`}, HTTP ${httpStatus}${onRedirect}`,
    ),
    fact('Reaches you as', refusal.delivery.map((each) => deliveries[each]).join(', ')),
    fact('Said by', refusal.isRaisedHere ? 'Entrada and Microsoft Entra' : 'Microsoft Entra; never by Entrada'),
    ['Correlation id', found.correlationId],
    ['Request id', found.traceId],
    ['Time', found.timestamp],
  ]);
}
