// What every page does when scripts run. Everything works without, with whole pages.

import { openConfirmations } from './dialog.js';
import { forgetDraftsAtLogout } from './editor-drafts.js';
import { guardForms } from './forms.js';
import { keepToasts } from './toasts.js';

export { showToast } from './toasts.js';

rememberTimeZone();
keepToasts();
guardForms();
openConfirmations();
forgetDraftsAtLogout();

/** The application writes times in the zone that the browser is in, unless the settings say another. */
function rememberTimeZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const secure = window.location.protocol === 'https:' ? '; secure' : '';
  if (!zone || document.cookie.split('; ').includes(`picard-app-zone=${zone}`)) return;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser.
  document.cookie = `picard-app-zone=${zone}; path=/; max-age=31536000; samesite=lax${secure}`;
}
