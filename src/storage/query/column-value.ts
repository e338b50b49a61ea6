import type { QueryValue } from '../../directory/index.ts';
import { InvariantError } from '../../kernel/index.ts';
import type { Field } from '../fields.ts';
import { fold, plainText } from '../fold.ts';

/** A value as columns hold it. */
export type ColumnValue = string | number | null;

/**
 * A value of a query as the column of a field holds it.
 * @throws InvariantError when the value is not of the field's kind
 */
export function columnValue(field: Field, value: QueryValue): ColumnValue {
  if (value === null) return null;
  switch (field.kind) {
    case 'text':
      if (typeof value === 'string') return fold(value);
      break;
    case 'guid':
      if (typeof value === 'string') return plainText(value).toLowerCase();
      break;
    case 'exact':
      if (typeof value === 'string') return plainText(value);
      break;
    case 'flag':
      if (typeof value === 'boolean') return value ? 1 : 0;
      break;
    case 'moment': {
      const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN;
      if (!Number.isNaN(moment)) return moment;
      break;
    }
  }
  throw new InvariantError(`${field.column} is compared with values of its own kind`);
}
