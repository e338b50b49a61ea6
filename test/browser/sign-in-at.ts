import type { Page } from 'playwright-core';

/** Who signs in, and what they say to what they are asked. */
export interface SignIn {
  readonly userPrincipalName: string;
  readonly password: string;
  /** Default: no. */
  readonly staySignedIn?: boolean;
  /** Whether a page that asks for consent is expected and accepted. Default: no. */
  readonly acceptConsent?: boolean;
}

/** Signs somebody in on the pages a browser shows, by the ids that scripts for Entra's own pages press. */
export async function signInAt(page: Page, who: SignIn): Promise<void> {
  await page.fill('#i0116', who.userPrincipalName);
  await page.click('#idSIButton9');
  await page.fill('#i0118', who.password);
  await page.click('#idSIButton9');
  await page.waitForSelector('#kmsiTitle');
  await page.click(who.staySignedIn === true ? '#idSIButton9' : '#idBtn_Back');
  if (who.acceptConsent === true) await page.click('#idBtn_Accept');
}
