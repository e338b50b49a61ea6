/** Certificates without their keys, in DER as lines of base64: made once, valid for a hundred years from November 2026. */
const modern = [
  'MIIBnDCCAUOgAwIBAgIUIKgtXn5CU6xmOAhe20aAhgrhI1AwCgYIKoZIzj0EAwIwIzEQMA4GA1UECgwHQ29udG9zbzEPMA0GA1UE',
  'AwwGZGFlbW9uMCAXDTI2MTEyMTAzMjcxMloYDzIxMjYxMDI4MDMyNzEyWjAjMRAwDgYDVQQKDAdDb250b3NvMQ8wDQYDVQQDDAZk',
  'YWVtb24wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQZ1cCZSiOlAHI59dbm9PgiSDsgdG6fFWdC82ih8W3Zs/S1FL4zLINFNG+A',
  'mN3Lqp83h/bMcJ7mPfTUmhEgnD18o1MwUTAdBgNVHQ4EFgQUjM5U+F5XwgqA9y1i+5HTL3psyZcwHwYDVR0jBBgwFoAUjM5U+F5X',
  'wgqA9y1i+5HTL3psyZcwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiBV1mrMsIBmNG/1xCwEwmFJ75FAO6IpkpWO',
  '+w76EFstXAIga1srZON9HWrhlxybeQOonZHw5OBwk2Ay/dYU7xkLguE=',
];

/** As the az command line makes them: X.509 version 1, signed with SHA-1. */
const ancient = [
  'MIIBnjCCAQcCFGndcSUEWjl6TuXC+wa4gJ5NZzOpMA0GCSqGSIb3DQEBBQUAMA0xCzAJBgNVBAMMAmF6MCAXDTI2MTEyMTAzMjcx',
  'MloYDzIxMjYxMDI4MDMyNzEyWjANMQswCQYDVQQDDAJhejCBnzANBgkqhkiG9w0BAQEFAAOBjQAwgYkCgYEAylkmJlTjZx9QB8Lq',
  '5HtQyddTuQA1cO3akX6tMrcpEbW4xEHQpDezAh55XsMoPquVqUBzF5byYNgdKMZyusEnPiVwF7GEG90DPgPi+ENPgltwAp21OfCO',
  'Mq53TQSiBb4HICQBfByiKnMUDBSiuc8pD4A6m/JyJdNp84Q9kpqOzu0CAwEAATANBgkqhkiG9w0BAQUFAAOBgQB6OFu89n5xU57H',
  '+lOuGqfBTmGOUO1xW4TSKJS6ylbhH6dLI0LoJwHQo7hDAWwK/BdG7LO+Bwmhi6x15R93i206Fp8XGgaZ+4qDP892HoVeb2uHHery',
  'qub4RAgp3775VvOw2Sz875KfpkLqeYfu9FWL5EVlxwAe74li7cwCvSzfzg==',
];

export interface SampleCertificate {
  /** DER, base64 on one line. */
  readonly der: string;
  /** The same with line breaks. */
  readonly lines: string;
  /** Base64 of the PEM text, as Terraform sends it. */
  readonly pem: string;
  readonly thumbprint: string;
  readonly subject: string;
}

const sample = (lines: readonly string[], thumbprint: string, subject: string): SampleCertificate => {
  const text = `-----BEGIN CERTIFICATE-----\n${lines.join('').replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
  return {
    der: lines.join(''),
    lines: `${lines.join('\r\n')}\n`,
    pem: Buffer.from(text).toString('base64'),
    thumbprint,
    subject,
  };
};

export const modernCertificate = sample(modern, '4C2F0B697E23C913C73CFF9071209D84097D10D5', 'CN=daemon, O=Contoso');
export const ancientCertificate = sample(ancient, 'F6850533B0C908AB00E20D671CE94D6B61766F17', 'CN=az');
