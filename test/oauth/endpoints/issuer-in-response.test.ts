import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { updateTenant } from '../../../src/directory/index.ts';
import { answerTo, Person } from '../../interop/person.ts';
import { openStage, type Stage } from '../../interop/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.consent(stage.web.appId, null, stage.api.appId, 'Orders.Read');
});
afterAll(() => stage.stop());

const document = async (path: string) => {
  const { baseUrl, fetch } = stage.platform;
  const response = await fetch(`${baseUrl}/${path}/.well-known/openid-configuration`);
  return (await response.json()) as Readonly<Record<string, unknown>>;
};

describe('the issuer in an answer (RFC 9207)', () => {
  it('is not there unless the tenant wants it: Entra does not send it', async () => {
    expect(answerTo(await stage.arrive(new Person(stage.platform), stage.ada))).not.toHaveProperty('iss');
    const { id } = stage.platform.tenant;
    expect(await document(`${id}/v2.0`)).not.toHaveProperty('authorization_response_iss_parameter_supported');
  });

  it('is that of the metadata, in answers and refusals, and announced there', async () => {
    await updateTenant(stage.commands(), { tokenService: { issuerInResponse: true } });
    const { id, domain } = stage.platform.tenant;
    const { issuer, authorization_response_iss_parameter_supported: announced } = await document(`${id}/v2.0`);
    expect(announced).toBe(true);
    const person = new Person(stage.platform);
    expect(answerTo(await stage.arrive(person, stage.ada))).toMatchObject({ code: expect.any(String), iss: issuer });
    expect(answerTo(await stage.arrive(person, stage.ada, {}, {}, domain)).iss).toBe(issuer);
    const refused = await person.visit(stage.authorizeUrl({ response_type: 'token' }));
    expect(answerTo(refused)).toMatchObject({ error: 'unsupported_response_type', iss: issuer });
    const old = stage.authorizeUrl({ scope: undefined, nonce: undefined, prompt: 'none' });
    old.pathname = old.pathname.replace('/v2.0', '');
    expect(answerTo(await person.visit(old)).iss).toBe((await document(id)).issuer);
  });

  it('never on a shared authority, whose metadata holds a template (clients reference 11)', async () => {
    const refused = await new Person(stage.platform).visit(
      stage.authorizeUrl({ client_id: stage.web.appId, prompt: 'none' }, 'organizations'),
    );
    expect(refused.html + refused.location).not.toContain('iss=');
    expect(await document('organizations/v2.0')).not.toHaveProperty('authorization_response_iss_parameter_supported');
  });
});
