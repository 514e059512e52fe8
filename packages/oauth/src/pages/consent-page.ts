import { scopes, type UserId } from '@picard-mcp/core';
import { hasScope, parseUrl } from '@picard-mcp/core/operations';
import { english, scopeWords } from './english.js';
import { form, loggedInAs } from './form-parts.js';
import type { Layout } from './layout.js';
import { type Markup, markup, shownName } from './markup.js';
import type { ConsentView, Pages } from './page.js';

const { consent: words } = english;

/** Asks for a user's consent: who asks, for what, and where the answer goes. */
export function consentPage(layout: Layout): Pages['consent'] {
  return (view) => {
    const name = shownName(view.clientName);
    const [before, after] = words.title;
    return layout({
      title: `${before} ${name} ${after}`,
      content: markup`<h1>${before} <bdi>${name}</bdi> ${after}</h1>
<p class="muted">${loggedInAs(view.visitorName)}${switchLink(view)}</p>
${view.isUnverified && markup`<p class="notice">${words.unverified}</p>`}
<h2>${words.asks}</h2>
<ul>${rights(view)}</ul>
${form(
  view,
  markup`<p class="below">${words.leadsTo} <bdi>${shownName(view.redirectHost, 253)}</bdi>${website(view)}</p>
<div class="buttons two">
<button type="submit" class="second" name="decision" value="deny">${words.deny}</button>
<button type="submit" name="decision" value="allow">${words.allow}</button>
</div>`,
)}`,
    });
  };
}

/** A scope includes narrower scopes; they are shown too, so that the user knows what is allowed. */
function rights({ scopes: asked }: ConsentView): readonly Markup[] {
  const principal = { userId: '' as UserId, scopes: asked };
  return scopes
    .filter((scope) => hasScope(principal, scope))
    .map((scope) => {
      const { name, more } = scopeWords[scope];
      return markup`<li>${tick}<strong>${name}</strong><span>${more}</span></li>`;
    });
}

/** Not a link, so that users do not leave the consent page for a page that an unknown application chose. */
function website({ clientUri }: ConsentView): Markup | undefined {
  const host = clientUri === undefined ? undefined : parseUrl(clientUri)?.host;
  return !host
    ? undefined
    : markup`<br><span class="muted">${words.website} <bdi>${shownName(host, 253)}</bdi></span>`;
}

function switchLink({ switchUserUrl }: ConsentView): Markup | undefined {
  return switchUserUrl === undefined
    ? undefined
    : markup`. <a href="${switchUserUrl}">${words.switchUser}</a>`;
}

const tick = markup`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="m5 13 4.5 4.5L19 7.5"/></svg>`;
