import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.js';
import { requireAccount } from '../http/guards.js';
import { sendPage } from '../http/send-page.js';
import { accountOf } from '../http/visit.js';
import { Form } from '../ui/form.js';

export function connectionRoutes(context: Context): RequestHandler {
  const router = Router();
  const { connector } = context;

  router.get('/connection', requireAccount(context), (_request, response) => {
    const visit = accountOf(response);
    sendPage(response, {
      title: visit.text.connection.title,
      body: (
        <>
          <h1 class="h3">{visit.text.connection.title}</h1>
          <Form visit={visit} action="/connection/direct">
            <button class="btn btn-primary" type="submit">
              {visit.text.connection.title}
            </button>
          </Form>
        </>
      ),
    });
  });

  router.post('/connection/direct', requireAccount(context), async (_request, response) => {
    await connector.connectDirectly(accountOf(response).user);
    response.redirect(303, '/');
  });

  return router;
}
