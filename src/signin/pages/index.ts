/**
 * The pages a person sees while signing in.
 *
 * Owns: what each page says and looks like, its fields, and the headers it is sent with. Pure: a typed view in, a finished
 * page (status, headers, HTML) out.
 * Does not own: which page comes next, what a posted form means, sessions, cookies, or the wording of refusals.
 * Hands over to: whoever answers the request, which sends the page as it stands.
 */
export { type AccountPickerView, renderAccountPickerPage } from './account-picker-page.ts';
export type { KnownAccount } from './account-tiles.ts';
export { type AdminApprovalView, renderAdminApprovalPage } from './admin-approval-page.ts';
export { type ChangePasswordField, type ChangePasswordView, renderChangePasswordPage } from './change-password-page.ts';
export type { ConsentApp, Publisher } from './consent-app-card.ts';
export { type ConsentView, renderConsentPage } from './consent-page.ts';
export { type ErrorCodeView, renderErrorCodePage } from './error-code-page.ts';
export { type ErrorView, renderErrorPage } from './error-page.ts';
export { fieldNames, fieldValues } from './field-names.ts';
export { type FormPostView, renderFormPostPage } from './form-post-page.ts';
export { type FrontChannelLogoutView, renderFrontChannelLogoutPage } from './front-channel-logout-page.ts';
export { renderNativeClientPage } from './native-client-page.ts';
export type { Page } from './page.ts';
export { type PasswordView, renderPasswordPage } from './password-page.ts';
export type { ConsentPermission, ConsentResource } from './permission-list.ts';
export { renderSignOutPage, type SignOutView } from './sign-out-page.ts';
export { renderSignedOutPage, type SignedOutView } from './signed-out-page.ts';
export { renderStaySignedInPage, type StaySignedInView } from './stay-signed-in-page.ts';
export { renderUsernamePage, type UsernameView } from './username-page.ts';
export type { Account, AppSummary, Branding, InteractionView, PageError, PostForm } from './views.ts';
