import { refuseValue } from './refuse-value.ts';
import { requireText } from './text-length.ts';

const LONGEST = 64;

/**
 * The mail alias of a user or group: up to 64 ASCII characters that need no quoting in an address.
 * @throws DirectoryFault `MissingValue`, `InvalidValue`
 * @spec Graph resources user, group: `mailNickname`
 */
export function requireMailNickname(nickname: string | null | undefined): void {
  requireText(nickname, LONGEST, 'mailNickname');
  if (!/^[\x21-\x7e]+$/.test(nickname ?? '') || /[@()\\[\]";:<>,]/.test(nickname ?? '')) {
    refuseValue('mailNickname', 'It contains a character that a mail alias cannot have.');
  }
}
