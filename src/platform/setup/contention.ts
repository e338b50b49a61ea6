import { DirectoryFault } from '../../directory/index.ts';
import { StorageFault } from '../../storage/index.ts';

/** Whether another server makes the same thing at this moment, or just did: the next look will find it. */
export const isContention = (error: unknown): boolean =>
  (error instanceof DirectoryFault && error.code === 'Conflict') ||
  (error instanceof StorageFault && error.code === 'Busy');
