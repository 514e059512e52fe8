import { raw } from 'hono/html';
import { english } from './english.js';
import { type Markup, markup } from './markup.js';
import type { Html, Theme } from './page.js';
import { builtInStyle } from './style.js';

export interface PageParts {
  /** Of the window: it says the state, errors included. */
  readonly title: string;
  readonly content: Markup;
}

/** Makes a whole document of a page's parts. */
export type Layout = (parts: PageParts) => Html;

/** The frame of all pages. Nothing in it is loaded from another place, and nothing is a script. */
export function createLayout(theme: Theme): Layout {
  const { productName = 'Picard', logoUrl, css = '' } = theme;
  // Line ends as the browser's parser makes them: the policy names the style by its hash.
  const style = raw(`${builtInStyle}${css}`.replaceAll(/\r\n?/g, '\n'));
  const logo = logoUrl === undefined ? mark : markup`<img src="${logoUrl}" alt="">`;
  return ({ title, content }) =>
    markup`<!doctype html>
<html lang="${english.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – ${productName}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header>${logo}<span>${productName}</span></header>
<main>
${content}
</main>
</body>
</html>
`.toString();
}

const mark = markup`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 1.5 21 6.7v10.6l-9 5.2-9-5.2V6.7l9-5.2Zm0 5.4a5.1 5.1 0 1 0 0 10.2 5.1 5.1 0 0 0 0-10.2Zm0 2.6a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z"/></svg>`;
