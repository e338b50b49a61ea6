import { describe, expect, it } from 'vitest';
import { translatePostgresError } from '../../../src/storage/postgres/errors.ts';
import { ConstraintViolation, SerializationFailure } from '../../../src/storage/violations.ts';

const failure = (code: string, more: object = {}): Error =>
  Object.assign(new Error('native message'), { code, ...more });

describe('an error of PostgreSQL', () => {
  it.each([
    ['28P01', 'AccessDenied'],
    ['3D000', 'CannotOpen'],
    ['25006', 'ReadOnly'],
    ['53100', 'DiskFull'],
    ['53300', 'Busy'],
    ['55P03', 'Busy'],
    ['57014', 'Busy'],
    ['57P01', 'Unreachable'],
    ['ECONNREFUSED', 'Unreachable'],
    ['ENOTFOUND', 'Unreachable'],
  ])('%s means %s, and its message names the server', (native, code) => {
    const fault = translatePostgresError(failure(native), 'db.example:5432/entrada');
    expect(fault).toMatchObject({ name: 'StorageFault', code, detail: 'native message' });
    expect(fault.message).toContain('db.example:5432/entrada');
  });

  it.each(['40001', '40P01'])('%s asks for another attempt', (code) => {
    expect(translatePostgresError(failure(code), 's')).toBeInstanceOf(SerializationFailure);
  });

  it.each([
    ['23505', 'unique'],
    ['23503', 'foreignKey'],
  ])('%s is a violation of a %s constraint, by its name', (code, kind) => {
    const violation = translatePostgresError(failure(code, { constraint: 'users_upn' }), 's');
    expect(violation).toBeInstanceOf(ConstraintViolation);
    expect(violation).toMatchObject({ kind, constraint: 'users_upn' });
  });

  it.each(['Connection terminated unexpectedly', 'timeout exceeded when trying to connect'])(
    'without a code (%s) is still understood',
    (message) => {
      expect(translatePostgresError(new Error(message), 's')).toMatchObject({ code: 'Unreachable' });
    },
  );

  it('that nobody expects stays as it is', () => {
    const native = failure('42601');
    expect(translatePostgresError(native, 's')).toBe(native);
    expect(translatePostgresError('odd', 's')).toMatchObject({ cause: 'odd' });
  });
});
