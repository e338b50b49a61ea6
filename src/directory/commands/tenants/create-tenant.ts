import { newGuid, type TenantId } from '../../../kernel/index.ts';
import { renderSeconds } from '../../date-time.ts';
import { DirectoryFault } from '../../fault.ts';
import { requireDomainName } from '../../rules/domain-name.ts';
import { requireText } from '../../rules/text-length.ts';
import type { AuthorizationSettings, Domain, Tenant, TokenServiceSettings } from '../../types/tenant.ts';
import { activities } from '../audit/activities.ts';
import { plain } from '../audit/modified-properties.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';

const LONGEST_NAME = 256;

/** What ordinary members may do in a new tenant. @spec Graph authorizationPolicy: defaults */
const defaultAuthorization: AuthorizationSettings = {
  allowedToCreateApps: true,
  userConsentPolicies: ['microsoft-user-default-legacy'],
};

/** A tenant to be. */
export interface CreateTenantInput {
  readonly displayName: string;
  /** Its first domain, in any case: verified, initial and default from the start. */
  readonly initialDomain: string;
  readonly countryLetterCode?: string | null | undefined;
  readonly preferredLanguage?: string | null | undefined;
  readonly technicalNotificationMails?: readonly string[] | undefined;
  readonly authorization?: Partial<AuthorizationSettings> | undefined;
  readonly tokenService?: Partial<TokenServiceSettings> | undefined;
  /** For a directory that is seeded with fixed ids. */
  readonly id?: TenantId | undefined;
}

/** A command that makes the tenant it works in. */
export type TenantlessContext = Omit<CommandContext, 'tenantId'>;

/**
 * Creates a tenant with its first domain and nothing else: no user, no application, no service principal.
 * @throws DirectoryFault `MissingValue`, `InvalidValue`; `Conflict` for an id or domain that is taken
 * @spec Graph resources organization, domain
 */
export async function createTenant(context: TenantlessContext, input: CreateTenantInput): Promise<Tenant> {
  requireText(input.displayName, LONGEST_NAME, 'displayName');
  const name = input.initialDomain.toLowerCase();
  requireDomainName(name);
  const tenant = newTenant(context, input);
  const domain: Domain = {
    tenantId: tenant.id,
    id: name,
    isDefault: true,
    isInitial: true,
    isVerified: true,
    authenticationType: 'Managed',
    createdDateTime: tenant.createdDateTime,
  };
  return context.unitOfWork.run(async (stores) => {
    if (await stores.tenants.get(tenant.id)) {
      throw new DirectoryFault('Conflict', `A tenant with the id '${tenant.id}' exists already.`, { target: 'id' });
    }
    if (await stores.tenants.findByDomain(name)) {
      throw new DirectoryFault('Conflict', `The domain '${name}' belongs to another tenant.`, {
        target: 'initialDomain',
      });
    }
    await stores.tenants.insert(tenant);
    await stores.tenants.insertDomain(domain);
    await writeAudit(stores, { ...context, tenantId: tenant.id }, activities.createTenant, [
      {
        id: tenant.id,
        displayName: tenant.displayName,
        type: 'Directory',
        modifiedProperties: [plain('DisplayName', null, tenant.displayName), plain('InitialDomain', null, name)],
      },
    ]);
    return tenant;
  });
}

function newTenant(context: TenantlessContext, input: CreateTenantInput): Tenant {
  return {
    id: input.id ?? newGuid<TenantId>(context.entropy),
    displayName: input.displayName,
    createdDateTime: renderSeconds(context.clock.now()),
    countryLetterCode: input.countryLetterCode ?? null,
    preferredLanguage: input.preferredLanguage ?? null,
    technicalNotificationMails: input.technicalNotificationMails ?? [],
    authorization: { ...defaultAuthorization, ...input.authorization },
    tokenService: input.tokenService ?? {},
    extra: {},
  };
}
