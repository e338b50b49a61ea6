import { decodeToken, explainToken, knownNames } from '../../../diagnosis/index.ts';
import { systemClock } from '../../../kernel/index.ts';
import type { TokenAnswer } from '../../../remote/index.ts';
import type { CliContext } from '../../cli-context.ts';
import { requireCredentials, type TenantConnection, withTenant } from '../../connect-tenant.ts';
import { printable } from '../../output/printable.ts';
import { withProgress } from '../../output/progress.ts';
import type { Terminal } from '../../output/terminal.ts';
import type { RemoteFlagValues } from '../../remote-flags.ts';
import { signPersonIn } from './sign-person-in.ts';

/** Flags of `entrada token get`. */
export interface TokenGetFlags extends RemoteFlagValues {
  readonly scope?: string;
  readonly user: boolean;
  readonly json: boolean;
}

/** Gets a token and writes it, alone, to the standard output. */
export async function runTokenGet(this: CliContext, { scope, user, json, ...remote }: TokenGetFlags): Promise<void> {
  const ask = (connection: TenantConnection): Promise<TokenAnswer> => {
    const { tenant, tokens, settings } = connection;
    const wanted = scope ?? `${tenant.graphResource}/.default`;
    if (user) return signPersonIn(this.notes, connection, { scope: wanted, clientId: remote.clientId });
    const credentials = requireCredentials(settings);
    return withProgress(this.notes, 'Asking for a token', () => tokens.requestForApplication(credentials, wanted));
  };
  const answer = await withTenant(this, remote, ask, user ? 'organizations' : undefined);
  this.terminal.line(json ? JSON.stringify(answer.body.reveal(), null, 2) : answer.accessToken.reveal());
  tell(this.notes, answer);
}

/** Says what the token is, where it does not disturb whoever reads the token. */
function tell({ line, paint }: Terminal, answer: TokenAnswer): void {
  const minutes = Math.round(answer.expiresInSeconds / 60);
  // Three parts make a token that can be read; some APIs have tokens that only they can.
  if (answer.accessToken.reveal().split('.').length !== 3) {
    line(paint.dim(`An opaque token, good for ${minutes} minutes.`));
    return;
  }
  const token = decodeToken(answer.accessToken.reveal());
  const { claims } = token;
  const { kind } = explainToken(token, systemClock);
  const audience = String(claims.aud);
  const name = knownNames(claims).get(audience.toLowerCase());
  const rights = claims.scp ?? (Array.isArray(claims.roles) ? claims.roles.join(' ') : undefined);
  line(
    paint.dim(
      printable(
        `A token for ${name === undefined ? audience : `${name} (${audience})`}, version ${kind.version}, good for ${minutes} minutes.`,
      ),
    ),
  );
  const whose = kind.subject === 'application' ? 'Application permissions' : 'Delegated permissions';
  line(paint.dim(printable(`${whose}: ${rights === undefined ? 'none' : String(rights)}`)));
}
