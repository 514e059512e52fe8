import { assetUrl } from '../http/assets.js';
import type { Visit } from '../http/visit.js';
import { Header } from './header.js';
import type { Page } from './page.js';
import { Toasts } from './toasts.js';

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
      <body class="d-flex flex-column" hx-select-oob="#toasts:beforeend">
        <a class="skip-link" href="#content">
          {text.layout.skipToContent}
        </a>
        <Header visit={visit} hasNavigation={!page.isBare} />
        <main id="content" class="container flex-grow-1 py-4" tabindex={-1}>
          <Toasts visit={visit} />
          {page.body}
        </main>
        <Footer visit={visit} />
        <dialog
          id="dialog"
          class="card shadow-lg"
          aria-labelledby="dialog-title"
          data-close={text.layout.close}
        ></dialog>
      </body>
    </html>,
  )}`;
}

function Footer({ visit }: { readonly visit: Visit }) {
  const { layout } = visit.text;
  return (
    <footer class="border-top mt-5">
      <div class="container py-4 small text-body-secondary d-flex flex-wrap gap-3 justify-content-between">
        <span>{layout.about}</span>
        <a class="text-body-secondary" href={`${visit.serverUrl}/docs`} rel="noreferrer">
          {layout.serverDocs}
        </a>
      </div>
    </footer>
  );
}
