import { icons } from './artwork.ts';
import { type Html, html } from './html.ts';
import { texts } from './texts.ts';

/** One permission as a consent page shows it. */
export interface ConsentPermission {
  /** The wire value: `Mail.Read`. */
  readonly value: string;
  /** `application`: it works with nobody signed in. */
  readonly kind: 'delegated' | 'application';
  /** Its user or administrator display name, whichever fits the reader. */
  readonly displayName: string;
  /** Its user or administrator description. */
  readonly description: string;
  readonly isHighImpact: boolean;
  readonly needsAdministrator: boolean;
  readonly isGranted?: boolean;
}

/** The permissions of one API. */
export interface ConsentResource {
  /** Display name of the API's service principal. */
  readonly displayName: string;
  readonly permissions: readonly ConsentPermission[];
}

/** What a list is called, and what is said before it. */
export interface PermissionListHead {
  /** Tells several lists of one page apart. */
  readonly id: string;
  readonly title: string | Html;
  readonly statement?: Html | undefined;
}

/** Renders what an application asks for, API by API, each line opening to its description without script. */
export function renderPermissionList(
  resources: readonly ConsentResource[],
  { id, title, statement }: PermissionListHead,
): Html {
  const groups = resources.filter((resource) => resource.permissions.length > 0);
  return html`<section class="permissions" aria-labelledby="${id}">
<div><h2 id="${id}">${title}</h2>
${statement}</div>
${groups.map(
  (resource) => html`<div>
<h3 class="api"><bdi>${resource.displayName}</bdi></h3>
<ul class="permission-list">${resource.permissions.map(renderPermission)}</ul>
</div>`,
)}
</section>`;
}

function renderPermission(permission: ConsentPermission): Html {
  const badges = [
    permission.isHighImpact && html`<span class="badge warn">${icons.high}${texts.consent.highImpact}</span>`,
    permission.kind === 'application' &&
      html`<span class="badge warn">${icons.clock}${texts.consent.withoutUser}</span>`,
    permission.needsAdministrator &&
      html`<span class="badge">${icons.shield}${texts.consent.needsAdministrator}</span>`,
    permission.isGranted === true && html`<span class="badge">${icons.check}${texts.consent.granted}</span>`,
  ].filter((badge) => badge !== false);
  return html`<li class="permission"><details>
<summary><span class="permission-name"><bdi class="permission-label">${permission.displayName}</bdi>${badges.length > 0 && html`<span class="badges">${badges}</span>`}</span><span class="chevron-holder">${icons.chevron}</span></summary>
<div class="detail"><p><bdi>${permission.description}</bdi></p><p class="code">${permission.value}</p></div>
</details></li>`;
}
