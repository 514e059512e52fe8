import type { Child } from 'hono/jsx';
import { allows } from '../connection/connection.js';
import { assetUrl } from '../http/assets.js';
import type { Toast } from '../http/toast.js';
import type { Visit } from '../http/visit.js';
import { Form } from './form.js';
import type { Page } from './page.js';

/** htmx without what the policy forbids: no code in attributes, no style in the page. */
const htmxConfiguration = JSON.stringify({
  allowEval: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  responseHandling: [
    { code: '204', swap: false },
    { code: '[23]..', swap: true },
    // A form with its errors beside the fields.
    { code: '422', swap: true },
    { code: '[45]..', swap: false, error: true },
  ],
});

/** The whole document around a page. */
export function documentOf(visit: Visit, page: Page): string {
  const { text, theme } = visit;
  return `<!doctype html>${String(
    <html lang="en" data-bs-theme={theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={theme === 'auto' ? 'light dark' : theme} />
        <meta name="htmx-config" content={htmxConfiguration} />
        <title>{`${page.title} · ${text.layout.product}`}</title>
        <link rel="icon" href={assetUrl('icon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assetUrl('bootstrap.css')} />
        <link rel="stylesheet" href={assetUrl('app.css')} />
        <script src={assetUrl('htmx.js')} defer></script>
        <script src={assetUrl('bootstrap.js')} defer></script>
        <script src={assetUrl('app.js')} type="module"></script>
        {page.scripts?.map((name) => (
          <script src={assetUrl(name)} type="module"></script>
        ))}
      </head>
      <body hx-select-oob="#toasts">
        <a class="visually-hidden-focusable skip-link" href="#content">
          {text.layout.skipToContent}
        </a>
        <Header visit={visit} />
        <main id="content" class="container py-4" tabindex={-1}>
          <Toasts visit={visit} />
          {page.body}
        </main>
        <dialog id="dialog" class="card shadow" aria-labelledby="dialog-title"></dialog>
      </body>
    </html>,
  )}`;
}

function Header({ visit }: { readonly visit: Visit }) {
  const { text, user, connection } = visit;
  const mayRead = connection !== undefined && allows(connection, 'memories:read');
  return (
    <header class="app-header border-bottom bg-body-tertiary">
      <div class="container d-flex flex-wrap align-items-center gap-2 py-2">
        <a class="navbar-brand fw-semibold me-2" href="/">
          <img src={assetUrl('icon.svg')} alt="" width="24" height="24" class="me-2" />
          {text.layout.product}
        </a>
        {user && mayRead && (
          <nav class="order-3 order-lg-0 app-nav" aria-label={text.layout.mainNavigation}>
            <ul class="nav nav-underline flex-nowrap">
              <NavItem visit={visit} href="/memories" label={text.layout.memories} />
              <NavItem visit={visit} href="/search" label={text.layout.search} />
              <NavItem visit={visit} href="/personas" label={text.layout.personas} />
              <NavItem visit={visit} href="/groups" label={text.layout.groups} />
              <NavItem visit={visit} href="/transfer" label={text.layout.transfer} />
              <NavItem visit={visit} href="/activity" label={text.layout.activity} />
            </ul>
          </nav>
        )}
        <nav class="ms-auto" aria-label={text.layout.accountNavigation}>
          <ul class="nav nav-underline align-items-center">
            {user ? (
              <>
                <NavItem visit={visit} href="/connection" label={text.layout.connection} />
                <NavItem visit={visit} href="/settings" label={text.layout.settings} />
                <li class="nav-item">
                  <Form visit={visit} action="/logout">
                    <button class="btn btn-outline-secondary btn-sm ms-2" type="submit">
                      {text.layout.logOut}
                    </button>
                  </Form>
                </li>
              </>
            ) : (
              <>
                <NavItem visit={visit} href="/login" label={text.layout.logIn} />
                <NavItem visit={visit} href="/register" label={text.layout.register} />
              </>
            )}
          </ul>
        </nav>
      </div>
    </header>
  );
}

function NavItem(props: { readonly visit: Visit; readonly href: string; readonly label: string }) {
  const { visit, href, label } = props;
  const here = new URL(visit.path, 'http://localhost').pathname;
  const isHere = here === href || here.startsWith(`${href}/`);
  return (
    <li class="nav-item">
      <a
        class={`nav-link px-2 ${isHere ? 'active' : ''}`}
        href={href}
        aria-current={isHere ? 'page' : undefined}
      >
        {label}
      </a>
    </li>
  );
}

function Toasts({ visit }: { readonly visit: Visit }) {
  return (
    <div id="toasts" role="status" aria-live="polite" data-close={visit.text.layout.close}>
      {visit.takeToasts().map((toast) => (
        <ToastAlert visit={visit} toast={toast} />
      ))}
    </div>
  );
}

function ToastAlert({ visit, toast }: { readonly visit: Visit; readonly toast: Toast }): Child {
  const { kind, message, offer } = toast;
  return (
    <div class={`alert alert-${kind} d-flex flex-wrap align-items-center gap-2 py-2`} data-toast>
      <span class="me-auto">{message}</span>
      {offer && (
        <Form visit={visit} action={offer.action} fields={offer.fields}>
          <button class="btn btn-sm btn-outline-dark" type="submit">
            {offer.label}
          </button>
        </Form>
      )}
    </div>
  );
}
