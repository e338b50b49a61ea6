import { createHash } from 'node:crypto';
import type { FederatedCredentialStore, FederatedIdentityCredential } from '../../directory/index.ts';
import type { ObjectId, TenantId } from '../../kernel/index.ts';
import { fold } from '../fold.ts';
import type { FederatedCredentialsTable } from '../schema.ts';
import type { StoreContext } from './context.ts';

/** A row as the credential is made of it. */
export type StoredFederatedCredential = Pick<FederatedCredentialsTable, 'tenant_id' | 'application_id' | 'id' | 'doc'>;
type Document = Omit<FederatedIdentityCredential, 'tenantId' | 'applicationId' | 'id'>;

/** Federated identity credentials. Those of a deleted application are not there. */
export class FederatedCredentials implements FederatedCredentialStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async list(tenantId: TenantId, applicationId: ObjectId): Promise<readonly FederatedIdentityCredential[]> {
    const rows = await this.#context.database
      .selectFrom('federated_credentials as f')
      .innerJoin('applications as o', (join) =>
        join.onRef('o.tenant_id', '=', 'f.tenant_id').onRef('o.id', '=', 'f.application_id'),
      )
      .select(['f.tenant_id', 'f.application_id', 'f.id', 'f.doc'])
      .where('f.tenant_id', '=', tenantId)
      .where('f.application_id', '=', applicationId)
      .where('o.deleted_at', 'is', null)
      .orderBy('f.name')
      .execute();
    return rows.map(decodeFederatedCredential);
  }

  async insert(credential: FederatedIdentityCredential): Promise<void> {
    const { tenantId, applicationId, id, ...doc } = credential;
    await this.#context.database
      .insertInto('federated_credentials')
      .values({
        tenant_id: tenantId,
        application_id: applicationId,
        id,
        name: fold(credential.name),
        identity: identityOf(credential),
        doc: JSON.stringify(doc satisfies Document),
      })
      .execute();
  }

  async update(credential: FederatedIdentityCredential): Promise<void> {
    const { tenantId, applicationId, id, ...doc } = credential;
    const { database, refusals } = this.#context;
    const { numUpdatedRows } = await database
      .updateTable('federated_credentials')
      .set({ identity: identityOf(credential), doc: JSON.stringify(doc satisfies Document) })
      .where('tenant_id', '=', tenantId)
      .where('application_id', '=', applicationId)
      .where('id', '=', id)
      .where('name', '=', fold(credential.name))
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) throw refusals.notFound('federated identity credential');
  }

  async remove(tenantId: TenantId, applicationId: ObjectId, id: string): Promise<void> {
    const { database, refusals } = this.#context;
    const { numDeletedRows } = await database
      .deleteFrom('federated_credentials')
      .where('tenant_id', '=', tenantId)
      .where('application_id', '=', applicationId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (numDeletedRows !== 1n) throw refusals.notFound('federated identity credential');
  }
}

export function decodeFederatedCredential(row: StoredFederatedCredential): FederatedIdentityCredential {
  return {
    tenantId: row.tenant_id as TenantId,
    applicationId: row.application_id as ObjectId,
    id: row.id,
    ...(JSON.parse(row.doc) as Document),
  };
}

/** What a token is matched by, letter by letter: the issuer, and the subject or the expression. */
function identityOf({ issuer, subject, claimsMatchingExpression }: FederatedIdentityCredential): string {
  const matched = JSON.stringify([issuer, subject, claimsMatchingExpression?.value ?? null]);
  return createHash('sha256').update(matched).digest('base64url');
}
