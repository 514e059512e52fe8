import type { Response } from 'express';
import { documentOf } from '../ui/layout.js';
import type { Page } from '../ui/page.js';
import { visitOf } from './visit.js';

/** Answers a page. */
export function sendPage(response: Response, page: Page): void {
  const html = documentOf(visitOf(response), page);
  response
    .status(page.status ?? 200)
    .type('html')
    .send(html);
}
