/**
 * Testing: the door for test suites (`entrada/testing`).
 *
 * Owns: a platform inside the process of a test: the real one, with a database in memory, a clock the test moves, and ways to fill
 * its directory quickly.
 * Does not own: anything the platform does; nothing here behaves otherwise than in production, but for cheaper passwords.
 * Hands over to: `platform`, which puts everything together.
 */
export { ManualClock, systemClock } from '../kernel/index.ts';
export { type StartPlatformOptions, startPlatform, type TestFederation } from './start-platform.ts';
export type { Fetch } from './test-fetch.ts';
export type { TestApp, TestPlatform, TestTenant, TestUser } from './test-platform.ts';
