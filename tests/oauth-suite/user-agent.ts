/** A browser without a screen: it keeps cookies, follows redirects within one server, and fills in forms. */
export interface UserAgent {
  /** Opens an address; answers the page, or the address outside the server that it was sent to. */
  open(url: string | URL): Promise<Page>;
  /** Sends the form of a page with what the person typed, and the button that they pressed. */
  submit(page: Page, values: Readonly<Record<string, string>>): Promise<Page>;
  /** Opens an authorization URL, logs in if that is asked, and decides; answers where the client is sent to. */
  authorize(
    url: string | URL,
    person: { readonly username: string; readonly password: string },
    decision?: 'allow' | 'deny',
  ): Promise<URL>;
  readonly cookies: ReadonlyMap<string, string>;
}

export interface Page {
  readonly status: number;
  readonly headers: Headers;
  /** Of the server, or of wherever the browser was sent. */
  readonly url: URL;
  /** Whether the browser left the server. */
  readonly isElsewhere: boolean;
  readonly text: string;
}

/** A new browser that knows nobody. `origin` is the server's. */
export function userAgent(origin: string): UserAgent {
  const cookies = new Map<string, string>();

  async function go(url: URL, init: RequestInit = {}): Promise<Page> {
    if (url.origin !== origin) {
      return { status: 0, headers: new Headers(), url, isElsewhere: true, text: '' };
    }
    const headers = new Headers(init.headers);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookie) headers.set('cookie', cookie);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) keep(line);
    const location = response.headers.get('location');
    const text = await response.text();
    if (location !== null && response.status >= 300) return go(new URL(location, url));
    return { status: response.status, headers: response.headers, url, isElsewhere: false, text };
  }

  function keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    const isGone = attributes.some((attribute) => /^max-age=0$/i.test(attribute)) || value === '';
    if (isGone) cookies.delete(name);
    else cookies.set(name, value);
  }

  const agent: UserAgent = {
    cookies,
    open: (url) => go(new URL(url)),
    submit(page, values) {
      const form = formOf(page);
      const body = new URLSearchParams({ ...form.fields, ...values });
      return go(new URL(form.action, page.url), {
        method: 'POST',
        body,
        headers: { origin },
      });
    },
    async authorize(url, person, decision = 'allow') {
      let page = await agent.open(url);
      if (page.text.includes('type="password"')) page = await agent.submit(page, { ...person });
      if (!page.isElsewhere) page = await agent.submit(page, { decision });
      if (!page.isElsewhere) throw new Error(`Still at ${page.url}: ${page.status} ${page.text}`);
      return page.url;
    },
  };
  return agent;
}

/** The first form of a page: where it goes, and its hidden fields. */
export function formOf({ text }: Pick<Page, 'text'>): {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
} {
  const [, attributes = '', content = ''] = /<form([^>]*)>(.*?)<\/form>/s.exec(text) ?? [];
  const fields = [...content.matchAll(/<input([^>]*)>/g)].flatMap(([, input = '']) =>
    attribute(input, 'type') === 'hidden'
      ? [[attribute(input, 'name') ?? '', attribute(input, 'value') ?? '']]
      : [],
  );
  return { action: attribute(attributes, 'action') ?? '', fields: Object.fromEntries(fields) };
}

function attribute(text: string, name: string): string | undefined {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1];
  return value
    ?.replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
