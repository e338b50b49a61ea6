import type { ApplicationPermission } from '../../../remote/index.ts';
import type { Paint } from '../../output/paint.ts';
import { type Cell, layOutTable } from '../../output/table.ts';
import type { Terminal } from '../../output/terminal.ts';

const columns = [
  { title: 'Tier' },
  { title: 'API', mayShrink: true },
  { title: 'Permission', mayShrink: true },
  { title: 'Kind' },
  { title: 'State' },
];

/** Shows what is declared against what is granted, and says what the difference means. */
export function writePermissions(terminal: Terminal, permissions: readonly ApplicationPermission[]): void {
  const { paint, line, columns: width } = terminal;
  line(`${paint.bold('Permissions')}  ${paint.dim('declared by the definition, granted to the instance')}`);
  if (permissions.length === 0) {
    line('  None declared, none granted.');
    return;
  }
  const rows = permissions.map((permission) => toRow(permission, paint));
  const indented = width === undefined ? undefined : width - 2;
  for (const row of layOutTable(columns, rows, { width: indented, title: paint.dim })) line(`  ${row}`);
  line();
  const count = (standing: ApplicationPermission['standing']): number =>
    permissions.filter((permission) => permission.standing === standing).length;
  const [both, declaredOnly, grantedOnly] = [count('granted'), count('declared only'), count('granted only')];
  line(`  ${both} declared and granted, ${declaredOnly} declared only, ${grantedOnly} granted only.`);
  if (declaredOnly > 0) line('  Declared only: no token carries them until somebody consents.');
  if (grantedOnly > 0) line('  Granted only: tokens carry them although the definition does not declare them.');
  line(paint.dim('  Tier 0 reaches control of the tenant, 1 its data, 2 a part of it, 3 oneself.'));
}

function toRow(permission: ApplicationPermission, paint: Paint): Cell[] {
  const { tier, resourceName, value, kind } = permission;
  const danger = tier === 0 ? paint.bad : tier === 1 ? paint.warn : (text: string): string => text;
  return [{ text: String(tier), paint: danger }, resourceName, value, kind, state(permission, paint)];
}

function state({ standing, grantedToUsers }: ApplicationPermission, paint: Paint): Cell {
  const users = grantedToUsers === 1 ? 'for 1 user' : `for ${grantedToUsers} users`;
  const scope = grantedToUsers === undefined ? '' : ` ${users}`;
  switch (standing) {
    case 'granted':
      return { text: `granted${scope}`, paint: paint.good };
    case 'declared only':
      return { text: 'declared only', paint: paint.dim };
    case 'granted only':
      return { text: `granted only${scope}`, paint: paint.warn };
  }
}
