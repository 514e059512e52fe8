import { PicardError } from '@picard-mcp/core';
import {
  loginPage,
  logoutPage,
  messagePage,
  passwordPage,
  signedInPage,
  signupPage,
} from './account-pages.js';
import { consentPage } from './consent-page.js';
import { createLayout } from './layout.js';
import type { PageResponse, Pages, Theme } from './page.js';
import { pageResponse } from './page-response.js';

/**
 * The built-in pages in a theme, and what sends them.
 *
 * @throws PicardError `invalid_input` for a logo from another host, and for a style that is no plain text.
 */
export function createPages(theme: Theme): {
  readonly pages: Pages;
  readonly pageResponse: PageResponse;
} {
  checkTheme(theme);
  const layout = createLayout(theme);
  return {
    pages: {
      consent: consentPage(layout),
      login: loginPage(layout),
      signup: signupPage(layout),
      password: passwordPage(layout),
      signedIn: signedInPage(layout),
      logout: logoutPage(layout),
      message: messagePage(layout),
    },
    pageResponse,
  };
}

function checkTheme({ logoUrl, css }: Theme): void {
  if (logoUrl !== undefined && !/^(?:data:image\/|\/(?![/\\]))/.test(logoUrl)) {
    throw wrong('logoUrl', 'must be a data: URL of an image, or a path of this origin');
  }
  // Nothing may end the style element early; a browser would also read other text than was hashed.
  if (css !== undefined && /[<\0]/.test(css)) {
    throw wrong('css', 'must hold neither "<" nor NUL characters');
  }
}

function wrong(name: string, message: string): PicardError {
  const field = `theme.${name}`;
  return new PicardError('invalid_input', `${field}: ${message}`, { details: { field } });
}
