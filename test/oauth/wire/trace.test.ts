import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../src/oauth/fault.ts';
import { describe as describeFault, traceOf } from '../../../src/oauth/wire/trace.ts';

const trace = traceOf({ requestId: 'request-1', correlationId: 'correlation-1' }, Date.UTC(2026, 0, 2, 3, 4, 5));
const descriptionOf = (reason: string): string => describeFault(refusal(90023, { reason }), trace);

describe('error_description (RFC 6749 §4.1.2.1, §5.2)', () => {
  it('has code, message and the tail that support asks for', () => {
    expect(descriptionOf("Unsupported 'prompt' value")).toBe(
      "AADSTS90023: Invalid STS request: Unsupported 'prompt' value. Trace ID: request-1 Correlation ID: correlation-1 Timestamp: 2026-01-02 03:04:05Z",
    );
  });

  it.each([
    ['a "quoted" name', "a 'quoted' name"],
    ['CONTOSO\\ada', 'CONTOSO/ada'],
    ['Büro Müller & Söhne', 'Buro Muller & Sohne'],
    ['日本', '??'],
    ['two\r\nlines\tand a tab', 'two lines and a tab'],
  ])('writes %j as %j', (reason, written) => {
    expect(descriptionOf(reason)).toContain(`: ${written}. Trace ID`);
  });

  it('has no character that the grammar forbids, whatever a request holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (reason) => {
        expect(descriptionOf(reason)).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
      }),
    );
  });
});
