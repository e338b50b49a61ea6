/**
 * The pages a person sees while signing in.
 *
 * Owns: what each page says and looks like, its fields, and the headers it is sent with. Pure: a typed view in, a finished
 * page (status, headers, HTML) out.
 * Does not own: which page comes next, what a posted form means, sessions, cookies, or the wording of refusals.
 * Hands over to: whoever answers the request, which sends the page as it stands.
 */
export { renderAcceptInvitationPage } from './accept-invitation-page.ts';
export { renderAccountPickerPage } from './account-picker-page.ts';
export { renderAdminApprovalPage } from './admin-approval-page.ts';
export type { ApiBetween } from './api-between.ts';
export { type ChangePasswordField, renderChangePasswordPage } from './change-password-page.ts';
export { renderConfirmDevicePage } from './confirm-device-page.ts';
export type { ConsentApp } from './consent-app-card.ts';
export { type ConsentView, renderConsentPage } from './consent-page.ts';
export { renderDeviceCodePage } from './device-code-page.ts';
export { renderDeviceDonePage } from './device-done-page.ts';
export { type ErrorCodeView, renderErrorCodePage } from './error-code-page.ts';
export { renderErrorPage } from './error-page.ts';
export { fieldNames, fieldValues } from './field-names.ts';
export { renderFormPostPage } from './form-post-page.ts';
export { renderFrontChannelLogoutPage } from './front-channel-logout-page.ts';
export { renderNativeClientPage } from './native-client-page.ts';
export { renderHomePage, renderNoticePage } from './notice-page.ts';
export type { Page } from './page.ts';
export { renderPasswordPage } from './password-page.ts';
export type { ConsentPermission, ConsentResource } from './permission-list.ts';
export { renderSignOutPage } from './sign-out-page.ts';
export { renderSignedOutPage } from './signed-out-page.ts';
export { renderStaySignedInPage } from './stay-signed-in-page.ts';
export { texts } from './texts.ts';
export { renderUsernamePage } from './username-page.ts';
export type { Account, Branding, InteractionView, PageError, PostForm } from './views.ts';
