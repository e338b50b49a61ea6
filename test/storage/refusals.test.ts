import { describe, expect, it } from 'vitest';
import { DirectoryFault } from '../../src/directory/index.ts';
import { createRefusals } from '../../src/storage/refusals.ts';
import { ConstraintViolation } from '../../src/storage/violations.ts';

describe('a constraint that refuses', () => {
  const { translate } = createRefusals(DirectoryFault);

  it('is a refusal of the directory when a caller can run into it', () => {
    const violation = new ConstraintViolation('unique', 'users.tenant_id, users.user_principal_name', undefined);
    expect(translate(violation)).toMatchObject({ name: 'DirectoryFault', code: 'DuplicateValue', cause: violation });
  });

  it('is a bug when the values are random', () => {
    expect(translate(new ConstraintViolation('unique', 'sessions_pkey', undefined))).toMatchObject({
      name: 'InvariantError',
      message: 'rows are unique by sessions_pkey',
    });
  });

  it('leaves every other error as it is', () => {
    const error = new Error('other');
    expect(translate(error)).toBe(error);
    expect(translate('odd')).toMatchObject({ message: 'odd' });
  });
});
