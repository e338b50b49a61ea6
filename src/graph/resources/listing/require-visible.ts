import type { DirectoryQuery, Predicate } from '../../../directory/index.ts';
import { denied } from '../../permissions/reach.ts';

/**
 * Holds a query to the properties that its caller may see: by asking long enough, a filter or an order would tell the others.
 * @param visible undefined for all of them
 * @throws GraphFault `Denied`
 */
export function requireVisible(
  visible: ReadonlySet<string> | undefined,
  predicate: Predicate | undefined,
  orderBy: DirectoryQuery['orderBy'] = [],
): void {
  if (visible === undefined) return;
  const asked = [...(predicate === undefined ? [] : propertiesIn(predicate)), ...orderBy.map(({ field }) => field)];
  const hidden = asked.find((name) => !visible.has(name.split('/')[0] ?? name));
  if (hidden !== undefined) throw denied(`the permission does not show ${hidden}`);
}

function propertiesIn(predicate: Predicate): readonly string[] {
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return predicate.operands.flatMap(propertiesIn);
    case 'not':
      return propertiesIn(predicate.operand);
    case 'any':
    case 'count':
      return [predicate.collection];
    default:
      return [predicate.field];
  }
}
