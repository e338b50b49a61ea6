import { buildRouteMap } from '@stricli/core';
import { tokenGetCommand } from './get.ts';
import { tokenInspectCommand } from './inspect.ts';

/** `entrada token …` */
export const tokenRoutes = buildRouteMap({
  routes: { get: tokenGetCommand, inspect: tokenInspectCommand },
  docs: { brief: 'Get tokens and understand them' },
});
