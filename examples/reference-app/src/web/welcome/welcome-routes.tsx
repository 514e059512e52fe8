import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.js';
import { sendPage } from '../http/send-page.js';
import { visitOf } from '../http/visit.js';

export function welcomeRoutes(_context: Context): RequestHandler {
  const router = Router();
  router.get('/', (_request, response) => {
    const { text } = visitOf(response);
    sendPage(response, {
      title: text.welcome.title,
      body: (
        <>
          <h1>{text.welcome.title}</h1>
          <p class="lead">{text.welcome.lead}</p>
        </>
      ),
    });
  });
  return router;
}
