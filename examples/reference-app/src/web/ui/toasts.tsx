import type { Toast } from '../http/toast.js';
import type { Visit } from '../http/visit.js';
import { Form } from './form.js';

/**
 * Where visitors are told things. Answers to htmx add to it. `public/app.js` lets toasts be closed, and says by `data-…`
 * what no answer could say.
 */
export function Toasts({ visit }: { readonly visit: Visit }) {
  const { layout } = visit.text;
  return (
    <div
      id="toasts"
      class="app-toasts"
      role="status"
      aria-live="polite"
      data-close={layout.close}
      data-offline={layout.offline}
      data-failed={layout.failed}
      data-session-lost={layout.sessionLost}
    >
      {visit.takeToasts().map((toast) => (
        <ToastAlert visit={visit} toast={toast} />
      ))}
    </div>
  );
}

function ToastAlert({ visit, toast }: { readonly visit: Visit; readonly toast: Toast }) {
  const { kind, message, offer } = toast;
  return (
    <div class={`alert alert-${kind} app-toast`} data-toast={kind}>
      <span class="me-auto text-break">{message}</span>
      {offer && (
        <Form visit={visit} action={offer.action} fields={offer.fields}>
          <button class="btn btn-sm btn-light" type="submit">
            {offer.label}
          </button>
        </Form>
      )}
    </div>
  );
}
