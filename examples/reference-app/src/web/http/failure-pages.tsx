import {
  isPassing,
  type ServiceError,
  type ServiceErrorCode,
} from '../memory-service/service-error.js';
import { messagePage } from '../ui/message-page.js';
import type { Page } from '../ui/page.js';
import { type CarriedForm, CarriedFormView, holdsInput } from './carried-form.js';
import type { Visit } from './visit.js';

const statuses: Readonly<Partial<Record<ServiceErrorCode, number>>> = {
  disconnected: 403,
  insufficient_scope: 403,
  permission_denied: 403,
  not_found: 404,
  conflict: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  invalid_input: 422,
  unprocessable: 422,
};

/** The HTTP status of an answer that could not be given because of the memory server. */
export function statusOf({ code }: ServiceError): number {
  return statuses[code] ?? 503;
}

/** In words: what went wrong at the memory server, and what can be done. */
export function reasonOf({ text }: Pick<Visit, 'text'>, error: ServiceError): string {
  const reason = text.failures.byCode[error.code];
  const retry = error.retryAfter && text.failures.retryIn(error.retryAfter);
  // What the server says of an input names the field, and helps.
  const said = ['invalid_input', 'unprocessable'].includes(error.code) ? error.said : undefined;
  return [reason, said, retry].filter(Boolean).join(' ');
}

/**
 * The memory server could not do what was asked. What was typed waits in the page.
 *
 * @param back where the request came from, for requests that cannot simply be made again.
 */
export function servicePage(
  visit: Visit,
  error: ServiceError,
  form?: CarriedForm,
  back = visit.path,
): Page {
  if (error.code === 'disconnected') return disconnectedPage(visit, form);
  const { failures, layout } = visit.text;
  const isGone = error.code === 'not_found';
  const title = isGone
    ? failures.notFoundTitle
    : isPassing(error)
      ? failures.serverTitle
      : failures.refusedTitle;
  return messagePage({
    title,
    status: statusOf(error),
    children: (
      <>
        <p role="alert">{reasonOf(visit, error)}</p>
        {form ? (
          <>
            {holdsInput(form) && <p>{failures.nothingLost}</p>}
            <CarriedFormView visit={visit} form={form} />
          </>
        ) : (
          <p>
            <a class="btn btn-primary" href={isGone ? '/' : back}>
              {isGone ? failures.backToStart : layout.tryAgain}
            </a>
          </p>
        )}
      </>
    ),
  });
}

/** There is no connection, or no longer. */
export function disconnectedPage(visit: Visit, form?: CarriedForm): Page {
  const { failures } = visit.text;
  return messagePage({
    title: failures.connectAgain,
    status: 403,
    children: (
      <>
        <p role="alert">{failures.byCode.disconnected}</p>
        <p>
          <a class="btn btn-primary" href="/connection" target={form ? '_blank' : undefined}>
            {failures.connectAgain}
          </a>
        </p>
        {form && (
          <>
            {holdsInput(form) && <p>{failures.nothingLost}</p>}
            <CarriedFormView visit={visit} form={form} />
          </>
        )}
      </>
    ),
  });
}

/** The token of a form was not good any more. */
export function staleFormPage(visit: Visit, form: CarriedForm | undefined): Page {
  const { failures } = visit.text;
  if (form === undefined) {
    return messagePage({
      title: failures.forbiddenTitle,
      status: 403,
      children: (
        <>
          <p role="alert">{failures.foreignForm}</p>
          <a href="/">{failures.backToStart}</a>
        </>
      ),
    });
  }
  return messagePage({
    title: failures.staleFormTitle,
    status: 403,
    children: (
      <>
        <p role="alert">{holdsInput(form) ? failures.staleForm : failures.staleButton}</p>
        {visit.user && <p>{failures.inNameOf(visit.user.username)}</p>}
        <CarriedFormView visit={visit} form={form} />
      </>
    ),
  });
}

export function plainPage(visit: Visit, status: 400 | 404 | 413 | 500): Page {
  const { failures } = visit.text;
  const [title, message] = {
    400: [failures.malformedTitle, failures.malformed] as const,
    404: [failures.notFoundTitle, failures.notFound] as const,
    413: [failures.tooLargeTitle, failures.tooLarge] as const,
    500: [failures.unexpectedTitle, failures.unexpected] as const,
  }[status];
  return messagePage({
    title,
    status,
    children: (
      <>
        <p role="alert">{message}</p>
        <a href="/">{failures.backToStart}</a>
      </>
    ),
  });
}

/**
 * The application's own database does not answer: nothing is known of the visitor.
 *
 * @param token with which the form came: it holds when the database is back.
 */
export function unavailablePage(visit: Visit, form?: CarriedForm, token?: string): Page {
  const { failures, layout } = visit.text;
  const page = messagePage({
    title: failures.applicationTitle,
    status: 503,
    children: (
      <>
        <p role="alert">{failures.application}</p>
        {form ? (
          <>
            {holdsInput(form) && <p>{failures.nothingLost}</p>}
            <CarriedFormView visit={visit} form={form} token={token ?? ''} />
          </>
        ) : (
          <a class="btn btn-primary" href={visit.path}>
            {layout.tryAgain}
          </a>
        )}
      </>
    ),
  });
  return { ...page, isBare: true };
}
