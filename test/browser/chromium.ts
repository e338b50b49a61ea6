import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

/** How the browser is started. */
export interface BrowserOptions {
  /** Accepts any server certificate, for servers that run on a certificate authority of their own. */
  readonly ignoreHttpsErrors?: boolean;
  /** Further command-line switches. */
  readonly args?: readonly string[];
}

const UNPACKER = fileURLToPath(new URL('./unpack-chromium.ts', import.meta.url));
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));

/**
 * Starts a real Chromium. `CHROMIUM_PATH` names one to use; otherwise it is the one that npm brought (Linux on x64), and on
 * other systems the Chrome that is installed. Start one for each test file, and close it at the end.
 *
 * The package's own `args` are not used: they switch the same-origin policy off, which is half of what is tested here, and
 * run everything in one process, which ends when the first context is closed.
 */
export async function launchBrowser(options: BrowserOptions = {}): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', ...(options.args ?? [])];
  if (options.ignoreHttpsErrors === true) args.push('--ignore-certificate-errors');
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') return chromium.launch({ executablePath: named, args });
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ channel: 'chrome', args });
  const folder = await unpackChromium();
  return chromium.launch({ executablePath: join(folder, 'chromium'), args, env: environmentFor(folder) });
}

/** The package carries NSS and expat, all that Chromium needs beyond what Node itself needs, and a font. */
function environmentFor(folder: string): Record<string, string> {
  const environment: Record<string, string> = { FONTCONFIG_FILE: join(folder, 'entrada-fonts.conf') };
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) environment[name] ??= value;
  environment.LD_LIBRARY_PATH = [process.env.LD_LIBRARY_PATH, join(folder, 'al2023', 'lib')].filter(Boolean).join(':');
  return environment;
}

/** Unpacks once a version; test files that do so at the same moment do not see each other's half. */
async function unpackChromium(): Promise<string> {
  const folder = join(CACHE, `chromium-${await packagedVersion()}`);
  if (existsSync(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  const draft = await mkdtemp(`${folder}.`);
  await promisify(execFile)(process.execPath, [UNPACKER], {
    // The second makes the package unpack its system libraries too.
    env: { ...process.env, TMPDIR: draft, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' },
  });
  await writeFile(join(draft, 'entrada-fonts.conf'), fontConfiguration(folder));
  try {
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function packagedVersion(): Promise<string> {
  const manifest = new URL('../package.json', import.meta.resolve('@sparticuz/chromium'));
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  return version;
}

/** The font of the package and no other, so that pages measure alike on every machine. Without any font Chromium aborts. */
function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>
`;
}
