import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { RsaKeyPair } from '../keyring/index.ts';

// Drawing RSA keys takes longer than all the rest of a start. These are known to everybody who reads this file, and sign
// nothing but tokens of platforms that live in the memory of a test.
const first =
  'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDBcDbEYVHGzT9qQ9uvfS/+Uoaz/4KVrRWH9Z5jt9zecGEzoWESmhUH8a3w59Tq' +
  'cS0Nj3eWs2JoIZf4JGYHFu2rNoUvgzVkHBSsoZvBmlihk8EXX46HOweBKn1aUbr9gSpCeEDgyEDCFEzT/5h+lk3C1XPCKEZFeGra+ZFcCwrYJcS/' +
  'xQJAXAzUQ5cPVJHT2sVNulzy7PnRYYn2VR9pZ0zoreFc8CrYGEX4bm04QRVnB6cIVQxTYwxIl5XaeBwd4NpCNEXvYqVJwkyq4wUCcQ6qe264k2if' +
  'wDMWQbGGp4MhNtBABhJYcEU8TwFNtmLoKWwUqe9FGvgk9Elr8MZGz9vDAgMBAAECggEAMkrJgm9HAqf0V92CrXKf2sB8EypYOjABDBM49fYkr5SK' +
  'QRExGtQCqckVDzBHNBjuvLrTPdQvvqEVUMet2yQD8OLA5+R2Kiv+2A9AXqqRZpjyt+/5L4GSZuu0IZpkQmqloRiAzbBi3dLHUsr+S9MqLoCukwlD' +
  'k+ZF6d6/Ay4/yIg8tli92rMmoOUCrsP8sch60U7apDggUUMtis1NRSILLH8ctIuSFmaREOJ84HiRFfH6E8gxP+qIhCkTqhoOX14VyAzcde0J7gOF' +
  'P8J9G8pq9m0xcJytr0/mMZ9ht5aG5Of3PW8UZJUIfATp/e7mbGhqQBrRsbV7Wo/E0hJHKj0JgQKBgQD7bOJiAhUqG/M/09X9sWweHrj2S5JVZ/T6' +
  'ZZUkc6FR/8cojdiWkf5FOHl0iIt32bj/I4d8tWK1ixa9vMZwaM4D507/CzCBFuZqtLv+K0TTeig+6alFXgt+ckQ5pyTlCsCOh48nkvC2DD8x+h8N' +
  't82UDkXd5bWMHCzQS1Pqws5uAwKBgQDE9TtL8zM6lOv/2qcEbhPG19bOxXs8rYWjru+qoiDIX+9XxZPZ5apZlQJNNslov6r+xKltTMhtPH7J2u4T' +
  'mCjrv2n23/dtqr8baRPjPl3+3kok43N8ZXR/u2OwWZ/gswC4D7ifBhTiqYrvLjJ4CnCRTCm3Xmq9XEhgWskZxNFPQQKBgEu3BpWtOuJreF2IVbEI' +
  'dR688cZ6C59cpxGg9cD8cWBYPomf7dGqNYBy+WB2nkmBb4ymDm8n0IoLUNXiu3+ukBvs1IVJwVmeo9UOiG6KaTemWehYRXl2UM/LaXBTPXEcQ9Co' +
  'UhwAzCyGk6FhSWjAKVCk27VvL7T55yTzClpwP+oxAoGAA0LAGZDML1MZ2SGIlFUyNJ+MKd4xHR8OUFhsFVobytVzw/M8cGYR/OuvnxGiIf7SWOdu' +
  'mqWjx9MxkivytxZUzxpbKcApe4JRKaYCs0dsDPUnKxcs6UlQtXCnxNqm//RWtbVk7BUQsXP3HeCY603Y8T7eje+dOsdVV2sJW0jb4kECgYEA+vwU' +
  'iEr87d6sDTRGJ4xjrnkcW6v5Ft1jcFhDppJyDCTxGKEaPJunTTxIZBK6/C05ypD99LF1VJG3Y7K25NgdDu6PSHWW9k2bq3lh1NlbiDR7YaHaGtpf' +
  '0yivk8OjdKGS4qIezsbhxHov0lF4dd77HlWOxJ9pkQL8hxJIAtgrk1k=';
const second =
  'MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQCl+3A/wrslBA7wsV+IGwNbYn455d/JjupmAFd0s6XdQvaBtVfTxzKc5cNeLuFw' +
  '7irkVDa6VYXnvt6X9ZuCLC7q1ktiA0kaKmXlu5m0c3dJL96jXR8r0i2i8gQ9h1pmuqFINTD0EvxFYGaSU6PP4T1YgxFGD+LujpHc4J1FJMV4THcn' +
  'rxLbTscZpEYrcsV4G1Ii6DN16lqttE3uRsygDlOwHCBpkCJjGeZlJimOigaMyVc/BlZ4P0dyERACAuolRFjHzyoanaOLyGvV5xzEXliw8I2sfstz' +
  'XAj+p+aLZRtAKcQy9URuOzZ8a1kWpxhWvuk7oYYJH+JK6a1IIaLxCT1nAgMBAAECggEAOkYRvcD/dVp8aFLNyHo7bn0g9fDX5erwLomWKtnbtNgK' +
  'tbVWNXstMNqWAd4RtlVX57wNTtQx5BAmFFHdnBEpE7fS1YFzy+Twy3xW1Xzod2CAGPjbtcXf0eKITJXVzlVdxH0wR7DWswDKYjtNOvHIWOgDS4bO' +
  'VJTnbxXJAXqMfdRB2e3+LostkkSvkbn2OJVpDx40E6sW+e8QEbte+0Of2XIakNoKqnf7L4b3+xJiaqTklJR+GpMNg+sIYPzDSiqCxwtaZe7jTIXs' +
  'QIzODiJcNy6CPngrpb66j2H0j7f2pvvBEh/AVOj6ZEAncWPeNlHeNrACHLLTeoYF9azidZQGOQKBgQDZdqcFQTW8GzSXT9OD4gf+AfkEhKqqglzP' +
  'iI78Z/tzgNF+uctsdoMKzH9F/t+buL4qQTyHWu6AVveNmSPMmA5zjptMD1JSSTB/nXCo38ieOWaTkrcWec/AHRPeXRI2UFukNrAMq86TB6xaHUrq' +
  '1amYL5WjQvopfOAlSo7DdO7TMwKBgQDDZU8gE46nzMcXYgIUIU+2vo34/lHwWvu0Gu9KixFLZ+9XivqTzlGzsUiIujgJJvDN75zlhY3WMXIi78Be' +
  '+UfGkJ5n4ceVAJR3C+nKQRUePVdtKrhzp45DAV7wXReOBTfmZe/PFs0WTtsPM3IlIqTqPGMEMzS07ddTMIK6QHNs/QKBgQCDaOsHBt/k2v/NzARC' +
  'Nu2jdie3rj+/p+VT1+6n4mIV6ystjDK8SWVouijS8HDJljr8J83e8XkcfvE7VOZINT7OX8fCj6Osa+PtygMRWaHO01sEJG2VHGkJa8jc35sozSiD' +
  'tDRwg8XiHYnuLrNd8113xJGFRe0L8xU0E7jvrhK/9wKBgQCzJZSZTTUTJg43oxVSzYPfgfB7JPmNTG3QII3ao4yUvVNUyUia8aQ5A0cEjO/JfFl2' +
  'BsWsLnnvs1/5JiYTLaygIoIJrpklROXaDCMq2+b31bftkCiTaUFmr8AS0tdA0AoDhNyM21Pnqx7vXfS+lXfshrcl56jgZdxxGl4RU/xAJQKBgBh1' +
  'sFz2NJy8TcE7JO4cEaVWWN3chs49+ocUhFnDZCuxlXF5/YEcKDJdFBqD+EFc9IYMldgU2wl8BU0cLGHEOarl6GjxPKmrY9TUgu52XRhIf3++LgDW' +
  'DJTW8azAzEnCoT6C64tUc0/m0LNspHMTxHDY/jGsQYVbvKapdPFJZhoD';

/** @returns a function that hands out key pairs made beforehand, one after the other and then from the start */
export function testKeyPairs(): () => RsaKeyPair {
  let handedOut = 0;
  return () => {
    const der = Buffer.from(handedOut % 2 === 0 ? first : second, 'base64');
    handedOut += 1;
    const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    return { privateKey, publicKey: createPublicKey(privateKey) };
  };
}
