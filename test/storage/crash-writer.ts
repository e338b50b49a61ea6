import { DirectoryFault } from '../../src/directory/index.ts';
import { systemClock } from '../../src/kernel/index.ts';
import { openStorage } from '../../src/storage/index.ts';
import { tenant, user } from './conformance/samples.ts';
import { audit, code, signIn } from './conformance/traces.ts';

// Writes without end and says, line by line, what it was told is kept. `crash.test.ts` kills it.

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const storage = await openStorage({
  url: process.argv[2] ?? '',
  clock: systemClock,
  DirectoryFault,
  exclusive: true,
});
const made = tenant();
await storage.unitOfWork.run(({ tenants }) => tenants.insert(made));
say(made.id);

async function changes(): Promise<never> {
  for (;;) {
    const one = user(made.id);
    await storage.unitOfWork.run(async (stores) => {
      await stores.users.insert(one);
      await stores.audit.append(audit(made.id, { id: one.id }));
    });
    say(`user ${one.id}`);
  }
}

async function codes(): Promise<never> {
  for (;;) {
    const one = code(made.id);
    await storage.unitOfWork.run((stores) => stores.codes.insert(one));
    await storage.unitOfWork.run((stores) => stores.codes.consume(one.codeHash, 1));
    say(`code ${one.codeHash}`);
  }
}

async function records(): Promise<never> {
  for (;;) {
    const one = signIn(made.id);
    await storage.signInLog.append(one);
    say(`sign-in ${one.id}`);
  }
}

await Promise.all([changes(), codes(), records(), records(), records()]);
