import type {
  ClaimOrigin,
  DecodedToken,
  ExplainedClaim,
  ExplainedToken,
  Lifetime,
  SignatureVerdict,
  TokenNames,
} from '../../../diagnosis/index.ts';
import { systemClock } from '../../../kernel/index.ts';
import { writeFacts } from '../../output/facts.ts';
import type { Paint } from '../../output/paint.ts';
import { printable } from '../../output/printable.ts';
import type { Terminal } from '../../output/terminal.ts';
import { wrapText } from '../../output/wrap-text.ts';

/** What was found out about a token. */
export interface Inspection {
  readonly token: DecodedToken;
  readonly explained: ExplainedToken;
  readonly signature: SignatureVerdict;
  readonly names: TokenNames;
}

const USUAL_COLUMNS = 80;
/** Lines longer than this are tiring to read. */
const WIDEST = 100;
const INDENT = '    ';
const timeClaims = new Set(['iat', 'nbf', 'exp', 'auth_time', 'xms_tcdt']);

/** Shows a token: verdict first, then warnings, then claim by claim. */
export function writeInspection(terminal: Terminal, { token, explained, signature, names }: Inspection): void {
  const { paint, line } = terminal;
  const width = Math.min(terminal.columns ?? USUAL_COLUMNS, WIDEST);
  const { use, version, subject } = explained.kind;
  const what = use === 'id' ? 'ID token' : `Access token of ${subject === 'user' ? 'a user' : 'an application'}`;
  line(paint.bold(`${what}, version ${version}`));
  writeFacts(terminal, [
    ['Signature', ...wrapText(saySignature(signature), width - 16).map((text) => paintOf(signature, paint)(text))],
    ['Time', sayLifetime(explained.lifetime, paint)],
    ['Header', ...wrapText(sayHeader(token), width - 16)],
  ]);
  for (const warning of explained.warnings) {
    line();
    const [first = '', ...rest] = wrapText(warning, width - 4);
    line(`${paint.warn('!')}   ${first}`);
    for (const text of rest) line(`${INDENT}${text}`);
  }
  line();
  for (const claim of explained.claims) writeClaim(terminal, claim, names, width);
  if (names.gaps.length > 0)
    line(paint.dim(`Names that are missing were not looked up: ${printable(names.gaps.join('; '))}.`));
}

function sayHeader({ header }: DecodedToken): string {
  const members = Object.entries(header).map(([name, value]) => `${name} ${String(value)}`);
  return printable(members.join(', '));
}

function writeClaim({ paint, line }: Terminal, claim: ExplainedClaim, names: TokenNames, width: number): void {
  const [first = '', ...others] = valuesOf(claim, names, paint);
  line(`${paint.accent(printable(claim.claim))}  ${first}`);
  for (const other of others) line(`${' '.repeat(claim.claim.length)}  ${other}`);
  for (const text of wrapText(claim.meaning, width - INDENT.length)) line(`${INDENT}${text}`);
  for (const text of saySettings(claim.origins).flatMap((one) => wrapText(one, width - INDENT.length))) {
    line(`${INDENT}${paint.dim(text)}`);
  }
}

/** Which settings decide what it says, and which that it is there at all. */
function saySettings(origins: readonly ClaimOrigin[]): string[] {
  const list = (decides: ClaimOrigin['decides']): string =>
    origins
      .filter((origin) => origin.decides === decides)
      .map(({ owner, property }) => `${owner}: ${property}`)
      .join('; ');
  const [value, presence] = [list('value'), list('presence')];
  return [...(value === '' ? [] : [`set by ${value}`]), ...(presence === '' ? [] : [`there because of ${presence}`])];
}

function valuesOf({ claim, value }: ExplainedClaim, { names }: TokenNames, paint: Paint): string[] {
  const named = (text: string): string => {
    const name = names.get(text.toLowerCase());
    return name === undefined ? printable(text) : `${printable(text)}  ${paint.bold(printable(name))}`;
  };
  if (timeClaims.has(claim) && typeof value === 'number') return [`${value}  ${paint.dim(sayMoment(value * 1000))}`];
  if (typeof value === 'string') return [named(value)];
  if (Array.isArray(value)) return value.map((one) => named(String(one)));
  return [printable(JSON.stringify(value))];
}

function saySignature(verdict: SignatureVerdict): string {
  switch (verdict.status) {
    case 'verified':
      return `verified with the keys of ${verdict.issuer}`;
    case 'forged':
      return `WRONG: ${verdict.reason}`;
    case 'unchecked':
      return `not verified: ${verdict.reason}`;
  }
}

function paintOf({ status }: SignatureVerdict, paint: Paint): (text: string) => string {
  if (status === 'verified') return paint.good;
  return status === 'forged' ? paint.bad : paint.warn;
}

function sayLifetime(lifetime: Lifetime, paint: Paint): string {
  switch (lifetime.state) {
    case 'current':
      return paint.good(`good for ${saySpan(lifetime.expiresAt - systemClock.now())}`);
    case 'expired':
      return paint.bad(`expired ${saySpan(systemClock.now() - lifetime.expiresAt)} ago`);
    case 'early':
      return paint.warn(`not good before ${sayMoment(lifetime.notBefore)}`);
    case 'unlimited':
      return paint.warn('without end');
  }
}

const sayMoment = (milliseconds: number): string =>
  Math.abs(milliseconds) > 8.64e15 ? 'no moment' : new Date(milliseconds).toISOString().replace('.000Z', 'Z');

function saySpan(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 120) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
