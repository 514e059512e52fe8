import type { Request, Response } from 'express';

/** A short message that comes with the next page, or into the present one. */
export interface Toast {
  readonly kind: 'success' | 'info' | 'warning' | 'danger';
  readonly message: string;
  /** A form with one button, such as Undo: posts `fields` to `action`. */
  readonly offer?: {
    readonly label: string;
    readonly action: string;
    readonly fields?: Readonly<Record<string, string>>;
  };
}

/** Tells the visitor with the next page. */
export function tell(request: Request, toast: Toast): void {
  request.session.toasts = [...(request.session.toasts ?? []), toast].slice(-5);
}

/**
 * Tells the visitor in the page that sent the request by htmx; `public/app.js` shows it. For offers use `tell` and a
 * page, because they need a form.
 */
export function tellInPlace(response: Response, toast: Pick<Toast, 'kind' | 'message'>): void {
  // Header values are ASCII: anything else is escaped as JSON can.
  const json = JSON.stringify({ toast }).replace(
    /[^\x20-\x7e]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  response.setHeader('HX-Trigger', json);
}
