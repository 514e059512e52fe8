import type { Scope } from '@picard-mcp/core';

/** HTML that is safe to send: every text in it was escaped. */
export type Html = string;

/** What the consent page shows. */
export interface ConsentView {
  readonly clientName: string;
  /** Whether the name is unverified: chosen by the client itself. */
  readonly isUnverified: boolean;
  readonly clientUri: string | undefined;
  /** Host that the answer goes to; the scheme where that is an application's own. */
  readonly redirectHost: string;
  readonly scopes: readonly Scope[];
  readonly visitorName: string;
  /** Path that the form is posted to. */
  readonly action: string;
  /** Hidden fields of the form; the buttons are `decision` = `allow` and `deny`. */
  readonly fields: Readonly<Record<string, string>>;
  /** Where another user can log in; absent when the embedding application logs users in. */
  readonly switchUserUrl: string | undefined;
}

export interface LoginView {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Name of the client that waits for the login, if one does. */
  readonly clientName: string | undefined;
  /** What was typed before. Never a password. */
  readonly username: string;
  readonly error: string | undefined;
  /** Absent when accounts cannot be made here. */
  readonly signupUrl: string | undefined;
}

export interface SignupView {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly username: string;
  readonly email: string;
  /** By the name of the field that they are about. */
  readonly errors: Readonly<Partial<Record<'username' | 'email' | 'password' | 'form', string>>>;
  readonly loginUrl: string;
}

export interface PasswordView {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly visitorName: string;
  readonly errors: Readonly<Partial<Record<'current' | 'new' | 'form', string>>>;
}

export interface SignedInView {
  readonly visitorName: string;
  readonly logoutUrl: string;
  readonly passwordUrl: string;
}

export interface LogoutView {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly visitorName: string;
}

export interface MessageView {
  readonly title: string;
  readonly message: string;
  /** Where the visitor may go on. */
  readonly link: { readonly href: string; readonly label: string } | undefined;
}

/** The pages of the authorization server. An embedding application may replace each of them. */
export interface Pages {
  readonly consent: (view: ConsentView) => Html;
  readonly login: (view: LoginView) => Html;
  readonly signup: (view: SignupView) => Html;
  readonly password: (view: PasswordView) => Html;
  readonly signedIn: (view: SignedInView) => Html;
  readonly logout: (view: LogoutView) => Html;
  /** Errors, and what has been done. */
  readonly message: (view: MessageView) => Html;
}

/** How the built-in pages look. */
export interface Theme {
  /** Default `Picard`. */
  readonly productName?: string;
  /** A `data:` URL, or a path of this origin. */
  readonly logoUrl?: string;
  /** Appended to the pages' own style. Sets custom properties such as `--accent`. */
  readonly css?: string;
}

export interface PageOptions {
  readonly status?: number;
  readonly cookies?: readonly string[];
  /** Redirect URI that a form of the page may lead to; browsers check it against the policy. */
  readonly redirectUri?: string;
}

/** Turns a page into an answer with the headers that all pages have. */
export type PageResponse = (html: Html, options?: PageOptions) => Response;
