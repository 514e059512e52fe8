import { describe, expect, it } from 'vitest';
import { textOf } from '../testing/html-form.js';
import { createPages } from './create-pages.js';
import { english, scopeWords } from './english.js';
import type { ConsentView, Pages } from './page.js';
import { palettes } from './style.js';

const { pages, pageResponse } = createPages({});
const hostile = `"><script>alert(1)</script><img src=x onerror='x'>&amp;`;
const consentView: ConsentView = {
  ...{ clientName: 'Notes', isUnverified: false, clientUri: undefined },
  ...{ redirectHost: 'notes.example', scopes: ['memories:read'], visitorName: 'ann' },
  ...{ action: '/consent', fields: { form_token: 't' }, switchUserUrl: '/login?switch=1' },
};

/** Every page with the same text wherever a stranger's can stand. */
function everyPage(shown: Pages, text: string): Record<keyof Pages, string> {
  const form = { action: '/a', fields: { [`f${text}`]: text } };
  const clientUri = 'https://notes.example/';
  return {
    consent: shown.consent({
      ...{ ...consentView, ...form, clientName: text, redirectHost: text, visitorName: text },
      ...{ clientUri, isUnverified: true },
    }),
    login: shown.login({
      ...{ ...form, clientName: text, username: text, error: text, signupUrl: '/signup' },
    }),
    signup: shown.signup({
      ...{ ...form, username: text, email: text, loginUrl: '/login' },
      errors: { username: text, email: text, password: text, form: text },
    }),
    password: shown.password({
      ...{ ...form, visitorName: text },
      errors: { current: text, new: text, form: text },
    }),
    signedIn: shown.signedIn({ visitorName: text, logoutUrl: '/logout', passwordUrl: '/password' }),
    logout: shown.logout({ ...form, visitorName: text }),
    message: shown.message({ title: text, message: text, link: { href: '/', label: text } }),
  };
}

const names = Object.keys(pages) as (keyof Pages)[];

describe.each(names)('the page %s', (name) => {
  it('escapes what strangers wrote', () => {
    const html = everyPage(pages, hostile)[name];
    expect(html).not.toMatch(/<script|<img|onerror='/);
    expect(html).toContain('&lt;script&gt;');
  });

  it('is in English, says what it is in its title, and has one heading of the first rank', () => {
    const html = everyPage(pages, 'text')[name];
    expect(html).toContain('<html lang="en">');
    expect(html).toMatch(/<title>\S.* – Picard<\/title>/);
    expect(html.match(/<h1>/g)).toHaveLength(1);
  });

  it('needs no script and no style of its own elements, and loads nothing', () => {
    const html = everyPage(pages, 'text')[name];
    expect(html).not.toMatch(/<script| style=| on[a-z]+=|https?:\/\/(?!www\.w3\.org)/);
  });

  it('names each field, and what is wrong with it, to a screen reader', () => {
    const html = everyPage(pages, 'text')[name];
    const inputs = [...html.matchAll(/<input (?![^>]*(?:hidden))[^>]*>/g)].map(([input]) => input);
    for (const input of inputs) {
      const id = /\bid="([^"]+)"/.exec(input)?.[1];
      expect(html).toContain(`<label for="${id}">`);
      expect(input).toMatch(/autocomplete="(username|email|current-password|new-password)"/);
      for (const described of /aria-describedby="([^"]*)"/.exec(input)?.[1]?.split(' ') ?? []) {
        expect(html).toContain(`id="${described}"`);
      }
    }
    expect(new Set(html.match(/ id="[^"]+"/g)).size).toBe(html.match(/ id="[^"]+"/g)?.length ?? 0);
    expect(html.match(/ autofocus/g)?.length ?? 0).toBeLessThanOrEqual(1);
  });
});

describe('the consent page', () => {
  it('names the client, who is logged in, where the answer goes, and what is asked for in words', () => {
    const text = textOf(pages.consent(consentView));
    expect(text).toContain(english.consent.title.join(' Notes '));
    expect(text).toContain(`${english.loggedInAs} ann`);
    expect(text).toContain(`${english.consent.leadsTo} notes.example`);
    expect(text).toContain(scopeWords['memories:read'].name);
    expect(text).not.toContain('memories:read');
  });

  it('shows what a scope contains too, since it is allowed with it', () => {
    const textWith = (scopes: ConsentView['scopes']) =>
      textOf(pages.consent({ ...consentView, scopes }));
    expect(textWith(['memories:read'])).not.toContain(scopeWords['memories:write'].name);
    expect(textWith(['memories:write'])).toContain(scopeWords['memories:read'].name);
    expect(textWith(['memories:write'])).not.toContain(scopeWords['memories:admin'].name);
    expect(textWith(['memories:admin'])).toMatch(
      new RegExp(
        Object.values(scopeWords)
          .map(({ name }) => name)
          .join('.*'),
      ),
    );
  });

  it('says when nobody but the client itself vouches for its name', () => {
    const warning = english.consent.unverified;
    expect(textOf(pages.consent(consentView))).not.toContain(warning);
    expect(textOf(pages.consent({ ...consentView, isUnverified: true }))).toContain(warning);
  });

  it('offers both answers as buttons of one form, and neither is chosen by default', () => {
    const html = pages.consent(consentView);
    const buttons = [...html.matchAll(/<button type="submit"[^>]*name="decision" value="(\w+)"/g)];
    expect(buttons.map(([, value]) => value).sort()).toEqual(['allow', 'deny']);
    expect(html).not.toContain('autofocus');
    expect(html.match(/<form /g)).toHaveLength(1);
  });

  it('gives a name no way to turn the text around it or to fill the page', () => {
    const clientName = `Notes\u202e\u2066\n\0${'x'.repeat(5_000)}`;
    const html = pages.consent({ ...consentView, clientName });
    expect(html).not.toMatch(/[\u202e\u2066\0]/);
    expect(html).not.toContain('x'.repeat(100));
  });

  it('makes no link of the address that a client gives as its own', () => {
    const html = pages.consent({ ...consentView, clientUri: 'https://notes.example/about' });
    expect(html).not.toContain('href="https:');
    expect(textOf(html)).toContain(`${english.consent.website} notes.example`);
    const odd = pages.consent({ ...consentView, clientUri: 'javascript:alert(1)' });
    expect(odd).not.toContain('javascript');
  });
});

describe('a form that is shown again', () => {
  it('says so in the title of the window, and keeps what was typed but no password', () => {
    const html = everyPage(pages, 'typed').signup;
    expect(html).toContain(`<title>${english.errorTitle(english.signup.title)} – Picard</title>`);
    expect(html).toContain('value="typed"');
    const passwords = html.match(/<input[^>]*type="password"[^>]*>/g) ?? [];
    expect(passwords).toHaveLength(1);
    expect(passwords.join()).not.toContain('value=');
  });

  it('puts the cursor where something is wrong', () => {
    const html = pages.signup({
      ...{ action: '/a', fields: {}, username: 'ann', email: 'x', loginUrl: '/login' },
      errors: { email: 'Email address must look like name@example.com.' },
    });
    expect(html).toMatch(/<input id="email"[^>]*aria-invalid="true" autofocus/);
  });
});

describe('a theme', () => {
  const logoUrl = 'data:image/png;base64,AAAA';

  it('gives every page another name, logo and colours, which the policy allows', () => {
    const css = ':root{--accent:#060}\r\nh1::after{content:"→"}';
    const themed = createPages({ productName: 'Acme <&> Co', logoUrl, css });
    for (const html of Object.values(everyPage(themed.pages, 'text'))) {
      expect(html).toContain('– Acme &lt;&amp;&gt; Co</title>');
      expect(html).toContain(`<img src="${logoUrl}" alt="">`);
      expect(html).toContain(':root{--accent:#060}\nh1::after{content:"→"}</style>');
      const policy = themed.pageResponse(html).headers.get('content-security-policy');
      expect(policy).toMatch(/style-src 'sha256-/);
    }
    expect(pageResponse).toBeTypeOf('function');
  });

  it.each([
    { css: '</style><script>' },
    { css: 'a{}\0' },
    { logoUrl: 'https://elsewhere.example/logo.png' },
    { logoUrl: '//elsewhere.example/logo.png' },
    { logoUrl: '/\\elsewhere.example/logo.png' },
    { logoUrl: 'javascript:alert(1)' },
  ])('that would break out of the pages is refused: %j', (theme) => {
    expect(() => createPages(theme)).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        message: expect.stringMatching(/^theme\./),
      }),
    );
  });
});

describe.each(['light', 'dark'] as const)('the colours in the %s', (mode) => {
  const colours = palettes[mode];
  const least = (ratio: number, ...pairs: [keyof typeof colours, keyof typeof colours][]) => {
    for (const [front, back] of pairs) {
      const contrast = contrastOf(colours[front], colours[back]);
      expect([front, back, contrast >= ratio]).toEqual([front, back, true]);
    }
  };

  it('give every text a contrast of 4.5 at least (WCAG 2.2, 1.4.3)', () => {
    least(
      4.5,
      ['text', 'surface'],
      ['text', 'background'],
      ['muted', 'surface'],
      ['accent', 'surface'],
      ['accent-text', 'accent'],
      ['error', 'surface'],
      ['error', 'error-surface'],
      ['notice', 'notice-surface'],
    );
  });

  it('give every field and the mark of the focus a contrast of 3 at least (WCAG 2.2, 1.4.11)', () => {
    least(3, ['border', 'surface'], ['accent', 'surface'], ['error', 'surface']);
  });
});

/** WCAG 2.2: relative luminance and contrast ratio. */
function contrastOf(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminanceOf(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const linear = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return (linear[0] ?? 0) * 0.2126 + (linear[1] ?? 0) * 0.7152 + (linear[2] ?? 0) * 0.0722;
}
