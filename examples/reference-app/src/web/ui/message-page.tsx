import type { Child } from 'hono/jsx';
import type { Page } from './page.js';

/** A page that says one thing, and what can be done next. */
export function messagePage(message: {
  readonly title: string;
  readonly status: number;
  readonly children: Child;
}): Page {
  const { title, status, children } = message;
  return {
    title,
    status,
    body: (
      <div class="message-page mx-auto">
        <h1 class="h3 mb-3">{title}</h1>
        {children}
      </div>
    ),
  };
}
