/** Where a form posts, and what it carries unseen: the interaction's id, the anti-forgery token and the like. */
export interface PostForm {
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
}

/** The organization whose door this is. Without a name (authority `common`), the page shows the product alone. */
export interface Branding {
  readonly tenantName?: string;
  /** A path of this server or a `data:image/…` address; anything else is not shown. */
  readonly logoUrl?: string;
  /** One or two plain sentences of the organization's own, such as where its help desk is. */
  readonly note?: string;
}

/** The application that asked, by the name on its service principal. */
export interface AppSummary {
  readonly displayName: string;
}

/** A person as a page shows one. */
export interface Account {
  /** User principal name. */
  readonly username: string;
  readonly displayName?: string;
}

/** A refusal beside a field or above a form. */
export interface PageError {
  /** The public sentence of the refusal, without its code and without the trace tail. */
  readonly message: string;
  /** The AADSTS number, shown small for whoever helps. */
  readonly code?: number;
}

/** What every page has in which a person answers something. */
export interface InteractionView {
  readonly branding: Branding;
  readonly form: PostForm;
  /** The redirect URI at which the interaction may end. It decides what the page's policy lets a form lead to. */
  readonly redirectUri?: string;
  readonly app?: AppSummary;
  /** Leaves without an answer: back to the application with `access_denied`. */
  readonly cancel?: PostForm;
}
