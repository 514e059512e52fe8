import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.js';
import { type CarriedForm, CarriedFormView, openCarried } from '../http/carried-form.js';
import { requireAccount } from '../http/guards.js';
import { sendPage } from '../http/send-page.js';
import { saveSession } from '../http/sessions.js';
import { tell } from '../http/toast.js';
import { accountOf } from '../http/visit.js';
import { Form } from '../ui/form.js';
import { messagePage } from '../ui/message-page.js';
import type { Page } from '../ui/page.js';

/** After a login: the form that was sent when the session was over, to be looked at and sent again. */
export function waitingFormRoutes(context: Context): RequestHandler {
  const router = Router();

  // Whatever is sent next, this form or another: it waits no more.
  router.use((request, _response, next) => {
    if (request.method === 'POST') delete request.session.waitingForm;
    next();
  });

  router.get('/continue', requireAccount(context), async (request, response) => {
    const { waitingForm } = request.session;
    const form = waitingForm === undefined ? undefined : await openCarried(context, waitingForm);
    if (form === undefined) return response.redirect(303, '/');
    sendPage(response, waitingPage(accountOf(response), form));
  });

  router.post('/continue/discard', requireAccount(context), async (request, response) => {
    const { failures } = accountOf(response).text;
    tell(request, { kind: 'info', message: failures.discarded });
    await saveSession(request);
    response.redirect(303, '/');
  });

  return router;
}

/** It names who is logged in: it need not be whoever typed it. */
function waitingPage(visit: ReturnType<typeof accountOf>, form: CarriedForm): Page {
  const { failures } = visit.text;
  return messagePage({
    title: failures.waitingTitle,
    status: 200,
    children: (
      <>
        <p>{failures.waiting}</p>
        <p>{failures.inNameOf(visit.user.username)}</p>
        <CarriedFormView visit={visit} form={form} />
        <Form visit={visit} action="/continue/discard" class="mt-2">
          <button class="btn btn-link px-0" type="submit">
            {failures.discard}
          </button>
        </Form>
      </>
    ),
  });
}
