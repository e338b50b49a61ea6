import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DirectoryFault } from '../src/directory/index.ts';
import { type ObjectId, parseAppId, parseTenantId, systemClock } from '../src/kernel/index.ts';
import { openStorage } from '../src/storage/index.ts';
import { sampleApplication } from './harness/sample-applications.ts';

// Fills the database of a server that is not running with copies of one application and its instance, straight through the
// stores: over HTTP a hundred thousand would take longer than everything else here.

const BATCH = 2_000;

const { values } = parseArgs({
  options: {
    'data-dir': { type: 'string', default: '' },
    tenant: { type: 'string', default: '' },
    template: { type: 'string', default: '' },
    count: { type: 'string', default: '0' },
  },
});
const tenantId = parseTenantId(values.tenant);
const appId = parseAppId(values.template);
if (tenantId === undefined || appId === undefined) throw new Error('Give --tenant and --template, both GUIDs.');

const storage = await openStorage({
  url: `sqlite:${join(values['data-dir'], 'entrada.db')}`,
  clock: systemClock,
  DirectoryFault,
});
const definition = await storage.stores.applications.findByAppId(appId);
const instance = await storage.stores.servicePrincipals.findByAppId(tenantId, appId);
if (definition === undefined || instance === undefined) throw new Error(`There is no application ${appId} to copy.`);

const count = Number(values.count);
for (let from = 0; from < count; from += BATCH) {
  await storage.unitOfWork.run(async ({ applications, servicePrincipals }) => {
    for (let number = from; number < Math.min(from + BATCH, count); number += 1) {
      const sample = sampleApplication(number);
      const copyId = parseAppId(sample.appId) ?? appId;
      const own = { appId: copyId, displayName: sample.displayName };
      await applications.insert({ ...definition, ...own, id: sample.id as ObjectId });
      await servicePrincipals.insert({
        ...instance,
        ...own,
        id: sample.instanceId as ObjectId,
        servicePrincipalNames: [copyId],
      });
    }
  });
}
await storage.close();
