import { type HTMLElement, parse } from 'node-html-parser';

/** A browser without scripts: it keeps cookies, follows redirects within the application, and fills in forms. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  open(path: string, headers?: Readonly<Record<string, string>>): Promise<Page>;
  /** Sends the form of the page that goes to `action` (or begins with it), with what the visitor typed. */
  submit(page: Page, action: string, typed?: Typed): Promise<Page>;
  /** Sends anything at all. */
  send(path: string, init: RequestInit): Promise<Page>;
  /** Creates an account and stays logged in. */
  register(username: string): Promise<void>;
  login(username: string): Promise<Page>;
  /** Connects directly. */
  connect(): Promise<Page>;
}

/** By the name of the field; a list for one that is given several times. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

export interface Page {
  readonly status: number;
  readonly headers: Headers;
  /** Where it came from in the end; of another origin where the application sent the browser away. */
  readonly url: URL;
  readonly html: string;
  readonly document: HTMLElement;
  /** What a person reads, with single spaces. */
  readonly text: string;
}

export const password = 'correct horse battery';

/** A new visitor whom the application does not know. */
export function visitor(origin: string): Visitor {
  const cookies = new Map<string, string>();

  async function go(url: URL, init: RequestInit = {}): Promise<Page> {
    if (url.origin !== origin) return pageOf(url, 0, new Headers(), '');
    const headers = new Headers(init.headers);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookie) headers.set('cookie', cookie);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) keep(line);
    const html = await response.text();
    const location = response.headers.get('location');
    if (location !== null && response.status >= 300) return go(new URL(location, url));
    return pageOf(url, response.status, response.headers, html);
  }

  function keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    if (value === '' || attributes.some((each) => /^max-age=0$/i.test(each))) cookies.delete(name);
    else cookies.set(name, value);
  }

  const self: Visitor = {
    cookies,
    open: (path, headers = {}) => go(new URL(path, origin), { headers }),
    send: (path, init) => go(new URL(path, origin), init),
    submit(page, action, typed = {}) {
      const actionOf = (form: HTMLElement) => form.getAttribute('action') ?? '';
      const forms = page.document.querySelectorAll('form');
      const form =
        forms.find((each) => actionOf(each) === action) ??
        forms.find((each) => actionOf(each).startsWith(action));
      if (!form) throw new Error(`No form to ${action} at ${page.url}: ${page.text.slice(0, 500)}`);
      const fields = filledIn(form, typed);
      const target = new URL(form.getAttribute('action') ?? '', page.url);
      if (form.getAttribute('method')?.toLowerCase() !== 'post') {
        target.search = fields.toString();
        return go(target);
      }
      return go(target, { method: 'POST', body: fields, headers: { origin } });
    },
    async register(username) {
      const page = await self.open('/register');
      const done = await self.submit(page, '/register', {
        username,
        email: `${username}@example.org`,
        name: '',
        password,
      });
      if (done.status !== 200) throw new Error(`${done.status} ${done.text}`);
    },
    async login(username) {
      return self.submit(await self.open('/login'), '/login', { login: username, password });
    },
    async connect() {
      return self.submit(await self.open('/connection'), '/connection/direct');
    },
  };
  return self;
}

/** What a browser would send of a form in which somebody typed. */
function filledIn(form: HTMLElement, typed: Typed): URLSearchParams {
  const fields = new URLSearchParams();
  const isTyped = (name: string) => Object.hasOwn(typed, name);
  for (const each of form.querySelectorAll('input, textarea, select')) {
    const name = each.getAttribute('name');
    if (name === undefined || isTyped(name) || each.hasAttribute('disabled')) continue;
    const type = each.getAttribute('type')?.toLowerCase();
    const isBox = type === 'checkbox' || type === 'radio';
    if (isBox && !each.hasAttribute('checked')) continue;
    if (type === 'submit' || type === 'file') continue;
    if (each.tagName === 'SELECT') {
      const options = each.querySelectorAll('option');
      const chosen = options.filter((option) => option.hasAttribute('selected'));
      const sent =
        each.hasAttribute('multiple') || chosen.length > 0 ? chosen : options.slice(0, 1);
      for (const option of sent) fields.append(name, option.getAttribute('value') ?? option.text);
    } else if (each.tagName === 'TEXTAREA') {
      fields.append(name, each.text.replace(/^\n/, ''));
    } else {
      fields.append(name, each.getAttribute('value') ?? (isBox ? 'on' : ''));
    }
  }
  for (const [name, value] of Object.entries(typed)) {
    for (const each of [value].flat()) fields.append(name, each);
  }
  return fields;
}

function pageOf(url: URL, status: number, headers: Headers, html: string): Page {
  const document = parse(html, { blockTextElements: { script: false, style: false } });
  const text = (document.querySelector('body') ?? document).textContent.replace(/\s+/g, ' ').trim();
  return { status, headers, url, html, document, text };
}
