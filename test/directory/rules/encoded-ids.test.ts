import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appRoleAssignmentId,
  directoryRoleAssignmentId,
  guidBytes,
  mergeScopes,
  parseScopeText,
  permissionGrantId,
  renderScopeText,
} from '../../../src/directory/rules/index.ts';
import type { ObjectId } from '../../../src/kernel/index.ts';
import { refusal } from '../samples.ts';

const client = '11111111-2222-3333-4444-555555555555' as ObjectId;
const resource = '66666666-7777-8888-9999-aaaaaaaaaaaa' as ObjectId;
const person = 'bbbbbbbb-cccc-dddd-eeee-ffffffffffff' as ObjectId;

describe('ids made of other ids (Graph oAuth2PermissionGrant, appRoleAssignment)', () => {
  it('a grant to everybody', () => {
    expect(permissionGrantId(client, resource, null)).toBe('ERERESIiMzNERFVVVVVVVWZmZmZ3d4iImZmqqqqqqqo');
  });

  it('a grant to one person', () => {
    expect(permissionGrantId(client, resource, person)).toBe(
      'ERERESIiMzNERFVVVVVVVWZmZmZ3d4iImZmqqqqqqqq7u7u7zMzd3e7u________',
    );
  });

  it('an assignment begins with its principal and has 43 characters', () => {
    const id = appRoleAssignmentId(person, resource);
    expect(id).toHaveLength(43);
    expect(Buffer.from(id, 'base64url').subarray(0, 16)).toEqual(Buffer.from(guidBytes(person)));
  });

  it('a directory role assignment says that it spans the tenant', () => {
    expect(directoryRoleAssignmentId('62e90394-69f5-4237-9190-012177145e10', person)).toMatch(/^[\w-]{43}-1$/);
  });

  it('do not depend on the case of what they are made of', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (a, b) => {
        const id = permissionGrantId(a as ObjectId, b as ObjectId, null);
        expect(permissionGrantId(a.toUpperCase() as ObjectId, b.toUpperCase() as ObjectId, null)).toBe(id);
      }),
    );
  });

  it('differ when what they are made of differs', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.uuid(), (a, b, c) => {
        fc.pre(b !== c);
        const ids = [b, c].map((id) => permissionGrantId(a as ObjectId, id as ObjectId, null));
        expect(ids[0]).not.toBe(ids[1]);
      }),
    );
  });
});

describe('the scope text of a grant (Graph oAuth2PermissionGrant: scope)', () => {
  const value = fc.stringMatching(/^[A-Za-z][A-Za-z.]{0,12}$/);

  it('has single blanks and each value once', () => {
    expect(renderScopeText(parseScopeText('  User.Read   openid\tUser.Read '))).toBe('User.Read openid');
  });

  it('may be empty', () => {
    expect(renderScopeText(parseScopeText(''))).toBe('');
  });

  it('merges: what was there stays in place, what is new follows, nothing is lost', () => {
    fc.assert(
      fc.property(fc.uniqueArray(value), fc.array(value), (there, added) => {
        const merged = parseScopeText(mergeScopes(there.join(' '), added));
        expect(merged.slice(0, there.length)).toEqual(there);
        expect(new Set(merged)).toEqual(new Set([...there, ...added]));
        expect(mergeScopes(merged.join(' '), added)).toBe(merged.join(' '));
      }),
    );
  });

  it('has at most 3,850 characters', () => {
    expect(refusal(() => renderScopeText(['x'.repeat(3850)]))).toBeUndefined();
    expect(refusal(() => mergeScopes('x'.repeat(3841), ['User.Read']))).toEqual({
      code: 'InvalidValue',
      target: 'scope',
    });
  });
});
