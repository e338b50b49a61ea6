import { buildRouteMap } from '@stricli/core';
import { appAddCertificateCommand } from './add-certificate.ts';
import { appAddFederatedCommand } from './add-federated.ts';
import { appCreateCommand } from './create.ts';
import { appListCommand } from './list.ts';
import { appShowCommand } from './show.ts';

/** `entrada app …` */
export const appRoutes = buildRouteMap({
  routes: {
    addCertificate: appAddCertificateCommand,
    addFederated: appAddFederatedCommand,
    create: appCreateCommand,
    list: appListCommand,
    show: appShowCommand,
  },
  docs: { brief: 'Register applications and look at them' },
});
