import { buildRouteMap } from '@stricli/core';
import { keysListCommand } from './list.ts';
import { keysRewrapCommand } from './rewrap.ts';
import { keysRotateCommand } from './rotate.ts';

/** `entrada keys …` */
export const keysRoutes = buildRouteMap({
  routes: { list: keysListCommand, rotate: keysRotateCommand, rewrap: keysRewrapCommand },
  docs: { brief: "Look at the platform's own keys and replace them" },
});
