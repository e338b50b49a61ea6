// What may import what. A room is a folder of src/, entered only through its door; what is not listed here is forbidden.
// test/tidy/imports.test.ts plants one forbidden import of each kind and sees this file catch it.

const foundations = ['kernel', 'catalogue', 'keyring', 'activity'];
const toDirectory = [...foundations, 'directory'];
const toSessions = [...toDirectory, 'sessions'];
const toIssuance = [...toSessions, 'consent', 'access', 'tokens', 'issuance'];
const faces = ['oauth', 'managed-identity', 'signin', 'account', 'graph', 'vault', 'arm'];
const governance = ['posture', 'registrations', 'rotation', 'diagnosis'];
const toHttp = [...toIssuance, ...faces, 'http'];
const toPlatform = [...toHttp, 'remote', ...governance, 'storage', 'platform'];

/**
 * Each room, and the rooms whose door it may open for values as well as for types.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const mayImport = {
  kernel: [],
  catalogue: ['kernel'],
  keyring: ['kernel'],
  activity: ['kernel'],
  directory: foundations,
  sessions: toDirectory,
  consent: toSessions,
  access: toSessions,
  tokens: toSessions,
  issuance: [...toSessions, 'consent', 'access', 'tokens'],
  oauth: toIssuance,
  'managed-identity': toIssuance,
  signin: [...toIssuance, 'oauth'],
  account: toIssuance,
  graph: toIssuance,
  vault: toIssuance,
  arm: toIssuance,
  remote: ['kernel', 'catalogue'],
  posture: ['kernel', 'catalogue', 'remote'],
  registrations: ['kernel', 'catalogue', 'remote'],
  rotation: ['kernel', 'catalogue', 'remote'],
  diagnosis: ['kernel', 'catalogue', 'remote'],
  storage: ['kernel'],
  http: [...toIssuance, ...faces],
  platform: toPlatform,
  cli: ['kernel', 'remote', ...governance, 'platform'],
  testing: toPlatform,
};

/**
 * Rooms of which only the types may be imported, and by whom. Storage implements the ports of the others; governance
 * speaks of directory objects but must work where no directory of ours exists.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const mayImportTypes = {
  storage: [...toIssuance.filter((room) => room !== 'kernel'), ...faces, 'remote', ...governance],
  posture: ['directory'],
  registrations: ['directory'],
  rotation: ['directory'],
  diagnosis: ['directory'],
};

/** The file by which a room is entered: `index.ts`, except for the program, which nothing but the executable enters. */
const doorOf = (room) => (room === 'cli' ? 'src/cli/main.ts' : `src/${room}/index.ts`);

/** A second door: directory's pure rules, for governance alone. */
const pureRules = 'src/directory/rules/index.ts';

const pureFiles = ['^src/.*/(rules|claims|odata|model)/', '^src/.*/plan[.]ts$'];
const exactly = (path) => `^${path.replaceAll('.', '[.]')}$`;
const doors = (rooms) => rooms.map((room) => exactly(doorOf(room)));
const packages = (...names) => names.map((name) => `(^|/)node_modules/${name}/|^${name}(/|$)`);

const roomRules = Object.entries(mayImport).flatMap(([room, values]) => {
  const types = mayImportTypes[room] ?? [];
  const rules = governance.includes(room) ? [exactly(pureRules)] : [];
  const inside = `^src/${room}/`;
  return [
    {
      name: `room-${room}`,
      comment: `${room} may open the doors of: ${[...values, ...types].join(', ') || 'no other room'}.`,
      severity: 'error',
      from: { path: inside },
      to: { path: '^src/', pathNot: [inside, ...doors([...values, ...types]), ...rules] },
    },
    ...(types.length === 0
      ? []
      : [
          {
            name: `room-${room}-types-only`,
            comment: `Of ${types.join(', ')} ${room} may import types, never values.`,
            severity: 'error',
            from: { path: inside },
            to: { path: doors(types), dependencyTypesNot: ['type-only'] },
          },
        ]),
  ];
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...roomRules,
    {
      name: 'room-unknown',
      comment: 'Every file of src/ lives in a room that this file knows.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${Object.keys(mayImport).join('|')})/` },
      to: {},
    },
    {
      name: 'no-cycle',
      comment: 'A cycle, of types too, is one room pretending to be two.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      comment: 'An import that resolves to nothing hides from every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-undeclared-package',
      comment: 'A package used must be declared, not found by luck beside another.',
      severity: 'error',
      // The guard's tests and the examples use the tools of the whole project.
      from: { pathNot: '^(guard/test|examples)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-development-package-in-product',
      comment: 'What ships needs only what is installed with it.',
      severity: 'error',
      from: { path: '^(src|guard/src|bin)/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: ['node_modules/@types/'] },
    },
    {
      name: 'no-vague-name',
      comment: 'utils, helpers, common, shared, misc, lib and core say nothing of what is inside.',
      severity: 'error',
      from: {},
      to: {
        path: '(^|/)(utils?|helpers?|common|shared|misc|lib|core)(/|[.][cm]?[jt]sx?$)',
        pathNot: ['node_modules/'],
        dependencyTypesNot: ['core'],
      },
    },
    {
      name: 'web-framework-only-in-http',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/http/' },
      to: { path: packages('fastify', '@fastify/[^/]+') },
    },
    {
      name: 'sql-only-in-storage',
      severity: 'error',
      from: { path: '^(src|guard/src|bin)/', pathNot: '^src/storage/' },
      to: { path: [...packages('kysely', 'pg', 'pg-[^/]+', '@types/pg'), '^(node:)?sqlite$'] },
    },
    {
      name: 'command-line-framework-only-in-cli',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: packages('@stricli/[^/]+') },
    },
    {
      name: 'logger-only-in-platform-and-http',
      comment: 'Elsewhere a logger arrives as an argument, if at all.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(platform|http)/' },
      to: { path: packages('pino', 'pino-[^/]+') },
    },
    {
      name: 'kernel-needs-no-package',
      severity: 'error',
      from: { path: '^src/kernel/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional'] },
    },
    {
      name: 'pure-without-machine',
      comment:
        'Rules, claims, OData, models and plans are pure: they touch neither the machine nor a port nor a logger.',
      severity: 'error',
      from: { path: pureFiles },
      // Digests are functions like others; test/tidy/purity.test.ts lets these in by name, and nothing else of the module.
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'pure-without-ports',
      comment: 'Rules, claims, OData, models and plans get facts, not the means to look them up.',
      severity: 'error',
      from: { path: pureFiles },
      to: { path: ['^src/.*/(store|ports?|logger)[.]ts$', '^src/.*/commands/', ...packages('pino', 'pino-[^/]+')] },
    },
    {
      name: 'guard-stands-alone',
      comment: 'It is published alone: nothing of the server, and no package but jose.',
      severity: 'error',
      from: { path: '^guard/src/' },
      to: { pathNot: ['^guard/src/', ...packages('jose')], dependencyTypesNot: ['core'], couldNotResolve: false },
    },
    {
      name: 'guard-runs-anywhere',
      comment: 'Fetch-style handlers run where there is no Node: its modules lend the guard types at most.',
      severity: 'error',
      from: { path: '^guard/src/' },
      to: { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'src-stands-alone',
      comment: 'The server knows neither its guard nor its portal, its tests, benchmarks, examples or executable.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: ['^(guard|portal|test|bench|examples|bin)/', ...packages('@entrada/[^/]+')] },
    },
    {
      name: 'executable-enters-the-program',
      severity: 'error',
      from: { path: '^bin/' },
      to: { path: '^(src|guard|portal|test|bench|examples)/', pathNot: exactly(doorOf('cli')) },
    },
    {
      name: 'examples-use-public-doors',
      comment: 'An example shows what a user can do: the testing door and the guard, by their package names.',
      severity: 'error',
      from: { path: '^examples/' },
      to: {
        path: '^(src|guard|portal|test|bench|bin)/',
        pathNot: [exactly(doorOf('testing')), '^guard/src/index[.]ts$'],
      },
    },
  ],
  options: {
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules/' },
    exclude: { path: '^(dist|coverage|[.]entrada)/' },
    combinedDependencies: false,
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json', '.d.ts'],
    },
    moduleSystems: ['es6', 'cjs'],
  },
};
