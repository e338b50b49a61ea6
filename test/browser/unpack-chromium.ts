/** Run as a process of its own by chromium.ts: the package unpacks into the temporary folder of the process it runs in. */
import chromium from '@sparticuz/chromium';

process.stdout.write(await chromium.executablePath());
