import { allows } from '../connection/connection.js';
import { assetUrl } from '../http/assets.js';
import type { Visit } from '../http/visit.js';
import { Form } from './form.js';
import { Icon } from './icon.js';

/**
 * The head of every page. The navigation is a popover, which is a menu on small screens without any script, and is laid
 * out as part of the head where there is room (`app.css`).
 */
export function Header(props: { readonly visit: Visit; readonly hasNavigation: boolean }) {
  const { visit, hasNavigation } = props;
  const { layout } = visit.text;
  return (
    <header class="app-header border-bottom bg-body-tertiary">
      <div class="container d-flex align-items-center gap-2 py-2">
        <a class="app-brand fw-semibold me-auto me-xl-3" href="/">
          <img src={assetUrl('icon.svg')} alt="" width="28" height="28" class="me-2" />
          {layout.product}
        </a>
        {hasNavigation && (
          <>
            <button class="btn btn-outline-secondary d-xl-none" type="button" popovertarget="menu">
              <Icon name="list" /> {layout.menu}
            </button>
            <div id="menu" class="app-menu" {...{ popover: 'auto' }}>
              <MainNavigation visit={visit} />
              <AccountNavigation visit={visit} />
            </div>
          </>
        )}
      </div>
    </header>
  );
}

function MainNavigation({ visit }: { readonly visit: Visit }) {
  const { text, user, connection } = visit;
  const { layout } = text;
  const mayRead = connection !== undefined && allows(connection, 'memories:read');
  if (!user || !mayRead) return <span class="d-none d-xl-inline me-auto"></span>;
  return (
    <nav class="me-auto" aria-label={layout.mainNavigation}>
      <ul class="nav nav-underline">
        <NavItem visit={visit} href="/memories" label={layout.memories} />
        <NavItem visit={visit} href="/search" label={layout.search} />
        <NavItem visit={visit} href="/personas" label={layout.personas} />
        <NavItem visit={visit} href="/groups" label={layout.groups} />
        <NavItem visit={visit} href="/transfer" label={layout.transfer} />
        <NavItem visit={visit} href="/activity" label={layout.activity} />
      </ul>
    </nav>
  );
}

function AccountNavigation({ visit }: { readonly visit: Visit }) {
  const { layout } = visit.text;
  return (
    <nav aria-label={layout.accountNavigation}>
      <ul class="nav nav-underline align-items-xl-center">
        {visit.user ? (
          <>
            <NavItem visit={visit} href="/connection" label={layout.connection} />
            <NavItem visit={visit} href="/settings" label={layout.settings} />
            <li class="nav-item">
              <Form visit={visit} action="/logout">
                <button class="btn btn-outline-secondary btn-sm my-1" type="submit">
                  {layout.logOut}
                </button>
              </Form>
            </li>
          </>
        ) : (
          <>
            <NavItem visit={visit} href="/login" label={layout.logIn} />
            <NavItem visit={visit} href="/register" label={layout.register} />
          </>
        )}
      </ul>
    </nav>
  );
}

function NavItem(props: { readonly visit: Visit; readonly href: string; readonly label: string }) {
  const { visit, href, label } = props;
  const [here = ''] = visit.path.split('?');
  const isHere = here === href || here.startsWith(`${href}/`);
  return (
    <li class="nav-item">
      <a
        class={`nav-link px-2 ${isHere ? 'active' : ''}`}
        href={href}
        aria-current={here === href ? 'page' : isHere ? 'true' : undefined}
      >
        {label}
      </a>
    </li>
  );
}
