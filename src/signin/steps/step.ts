import type { HttpRequest } from '../../kernel/index.ts';
import {
  isForConsumers,
  type OpenInteraction,
  type Parameters,
  type PersonRequest,
  type Progress,
  type Step,
} from '../../oauth/index.ts';
import type { Browser } from '../browser.ts';
import type { SignInDependencies } from '../dependencies.ts';
import type { Branding, InteractionView, Page, PostForm } from '../pages/index.ts';

/** Everything a step's page is made from. */
export interface StepContext<Kind extends Step['kind'] = Step['kind']> {
  readonly dependencies: SignInDependencies;
  readonly http: HttpRequest;
  readonly interaction: OpenInteraction;
  readonly request: PersonRequest;
  readonly step: Extract<Step, { kind: Kind }>;
  readonly browser: Browser;
}

/** What the person's answer leads to. */
export type StepAnswer =
  /** Go on: with what they did, and with what became of their browser's session. */
  | { readonly kind: 'go'; readonly progress: Progress; readonly browser?: Browser }
  /** Ask again. */
  | { readonly kind: 'ask'; readonly page: Page }
  /** They do not want to. */
  | { readonly kind: 'cancel' };

/** One kind of question: its page, and how an answer is taken. */
export interface StepHandler<Kind extends Step['kind']> {
  render(context: StepContext<Kind>): Page;
  answer(context: StepContext<Kind>, form: Parameters): Promise<StepAnswer>;
}

/** Name of the form field that holds the interaction's handle. */
export const HANDLE_FIELD = 'ctx';
/** Name of the form field that says which of a page's forms was sent. */
export const INTENT_FIELD = 'intent';
/** Name of the form field that says which question was asked: a button pressed twice must not answer the next one. */
export const STEP_FIELD = 'step';

/** A form of an interaction. @param intent what sending it means: `answer`, `back`, `cancel` or `switch` */
export function formOf({ interaction, step }: Pick<StepContext, 'interaction' | 'step'>, intent: string): PostForm {
  const { handle, segment } = interaction;
  return {
    action: `/${encodeURIComponent(segment)}/login`,
    hidden: { [HANDLE_FIELD]: handle, [STEP_FIELD]: step.kind, [INTENT_FIELD]: intent },
  };
}

/** What all pages of an interaction have in common. */
export function viewOf(context: Pick<StepContext, 'interaction' | 'request' | 'step'>): InteractionView & {
  readonly cancel: PostForm;
} {
  const { request } = context;
  return {
    branding: brandingOf(request),
    form: formOf(context, 'answer'),
    cancel: formOf(context, 'cancel'),
    ...(request.target === null ? {} : { redirectUri: request.target.redirectUri }),
    app: { displayName: request.definition.displayName },
  };
}

function brandingOf({ authority }: PersonRequest): Branding {
  return authority.kind === 'tenant' && !isForConsumers(authority) ? { tenantName: authority.tenant.displayName } : {};
}
