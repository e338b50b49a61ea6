import { containsUserName } from '../directory/index.ts';

/**
 * A password that its user may have: one in which a short name happens to appear is drawn again.
 * @param draw makes a password, another one each time
 */
export function drawPassword(draw: () => string, userPrincipalName: string): string {
  let password = draw();
  while (containsUserName(password, userPrincipalName)) password = draw();
  return password;
}
