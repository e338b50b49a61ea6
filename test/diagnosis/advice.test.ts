import { describe, expect, it } from 'vitest';
import { adviseOn } from '../../src/diagnosis/index.ts';
import { GraphRefusal, RemoteFault, TokenRefusal } from '../../src/remote/index.ts';

const graph = (status: number, graphCode: string, detailCodes: readonly string[] = [], retryAfterSeconds?: number) =>
  new GraphRefusal('says no', {
    status,
    graphCode,
    detailCodes,
    retryAfterSeconds,
    requestId: undefined,
    clientRequestId: undefined,
    call: 'GET /',
  });

const token = (...aadstsCodes: number[]) =>
  new TokenRefusal({
    status: 400,
    error: 'invalid_request',
    description: '',
    aadstsCodes,
    traceId: undefined,
    correlationId: undefined,
  });

describe('what to do about a refusal', () => {
  it.each([
    [graph(403, 'Authorization_RequestDenied'), /lacks a permission/],
    [graph(401, 'InvalidAuthenticationToken'), /get one for https:\/\/graph/],
    [graph(404, 'Request_ResourceNotFound'), /object id/],
    [graph(400, 'Request_BadRequest', ['NoBackingApplicationObject']), /application id/],
    [graph(400, 'Request_BadRequest'), /value that the message names/],
    [graph(429, 'TooManyRequests', [], 7), /in 7 seconds/],
    [graph(503, 'serviceNotAvailable'), /Try again later/],
    [graph(500, 'InternalServerError'), /request id/],
    [graph(418, 'toString'), /Correct the request/],
    [new RemoteFault('Unreachable', 'x'), /npm start/],
    [new RemoteFault('CertificateUntrusted', 'x'), /NODE_EXTRA_CA_CERTS/],
  ])('%#: %s', (fault, expected) => {
    expect(adviseOn(fault)?.fix).toMatch(expected);
  });

  it('of the token service comes from the catalogue, with the object to change', () => {
    expect(adviseOn(token(7000215))).toMatchObject({ owner: 'application', fix: expect.stringContaining('secret') });
  });

  it('is not made up for a code that nobody knows', () => {
    expect(adviseOn(token(1))).toBeUndefined();
    expect(adviseOn(token())).toBeUndefined();
  });
});
