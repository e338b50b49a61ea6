import { type ConsentApp, renderApiCard } from './consent-app-card.ts';
import { type Html, html } from './html.ts';
import { type ConsentResource, renderPermissionList } from './permission-list.ts';
import { texts } from './texts.ts';

/** An API that the application works through, with what it needs for itself. */
export interface ApiBetween {
  readonly app: ConsentApp;
  readonly resources: readonly ConsentResource[];
}

/**
 * Renders the APIs that are asked for together with an application, each with its own card and its own list: nobody should have to guess
 * for which of the two a permission is.
 * @param client display name of the application that asks
 * @param statementOf in whose name one of them would act
 */
export function renderApisBetween(
  client: string,
  between: readonly ApiBetween[],
  statementOf?: (one: ApiBetween) => Html,
): Html {
  return html`${between.map(
    (one, index) => html`<section class="between">
<h2>${texts.consent.through(client, one.app.displayName)}</h2>
${renderApiCard(one.app)}
${renderPermissionList(one.resources, {
  id: `permissionsTitle${index + 2}`,
  title: texts.consent.permissionsOf(one.app.displayName),
  statement: statementOf?.(one),
})}
</section>`,
  )}`;
}
