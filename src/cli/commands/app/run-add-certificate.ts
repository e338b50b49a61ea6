import { systemClock } from '../../../kernel/index.ts';
import { addCertificate, findApplication } from '../../../remote/index.ts';
import type { CliContext } from '../../cli-context.ts';
import { withGraph } from '../../connect-tenant.ts';
import { writeFacts } from '../../output/facts.ts';
import { printable } from '../../output/printable.ts';
import { withProgress } from '../../output/progress.ts';
import { daysUntil, sayDays } from '../../output/remaining-time.ts';
import type { RemoteFlagValues } from '../../remote-flags.ts';
import { readCertificateFile } from './certificate-file.ts';

/** Flags of `entrada app add-certificate`. */
export interface AppAddCertificateFlags extends RemoteFlagValues {
  readonly file: string;
  readonly json: boolean;
}

/** Registers a certificate. */
export async function runAppAddCertificate(
  this: CliContext,
  { file, json, ...remote }: AppAddCertificateFlags,
  nameOrId: string,
): Promise<void> {
  const certificate = await readCertificateFile(file);
  const { found, added } = await withGraph(this, remote, ({ graph }) =>
    withProgress(this.notes, 'Reading the application', async (say) => {
      const application = await findApplication(graph, nameOrId);
      say('Registering the certificate');
      return { found: application, added: await addCertificate(graph, application, certificate.raw) };
    }),
  );
  const thumbprint = certificate.fingerprint.replaceAll(':', '');
  const thumbprintSha256 = certificate.fingerprint256.replaceAll(':', '');
  const endDateTime = added?.endDateTime ?? certificate.validToDate.toISOString();
  if (json) {
    const keyId = added?.keyId ?? null;
    const shown = { appId: found.appId, keyId, thumbprint, thumbprintSha256, endDateTime };
    this.terminal.line(JSON.stringify(shown, null, 2));
    return;
  }
  const { paint, line } = this.terminal;
  line(`Registered a certificate of ${paint.bold(printable(found.definition?.displayName ?? found.appId))}`);
  writeFacts(this.terminal, [
    ['Application id', found.appId],
    ['Key id', added?.keyId ?? undefined],
    ['SHA-256', paint.accent(thumbprintSha256)],
    ['SHA-1', thumbprint],
    ['Ends', sayDays(daysUntil(endDateTime, systemClock.now()))],
  ]);
}
