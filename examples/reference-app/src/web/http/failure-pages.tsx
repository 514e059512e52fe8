import { isPassing, type ServiceError } from '../memory-service/service-error.js';
import { messagePage } from '../ui/message-page.js';
import type { Page } from '../ui/page.js';
import { type CarriedForm, CarriedFormView } from './carried-form.js';
import type { Visit } from './visit.js';

/** In words: what went wrong at the memory server, and what can be done. */
export function reasonOf({ text }: Pick<Visit, 'text'>, error: ServiceError): string {
  const reason = text.failures.byCode[error.code];
  const retry = error.retryAfter && text.failures.retryIn(error.retryAfter);
  // What the server says of an input names the field, and helps.
  const said = ['invalid_input', 'unprocessable'].includes(error.code) ? error.message : undefined;
  return [reason, said, retry].filter(Boolean).join(' ');
}

/** The memory server could not do what was asked. What was typed waits in the page. */
export function servicePage(visit: Visit, error: ServiceError, form?: CarriedForm): Page {
  if (error.code === 'disconnected') return disconnectedPage(visit, form);
  const { failures, layout } = visit.text;
  const isGone = error.code === 'not_found';
  return messagePage({
    title: isGone ? failures.notFoundTitle : failures.serverTitle,
    status: isGone ? 404 : isPassing(error) ? 503 : 502,
    children: (
      <>
        <p role="alert">{reasonOf(visit, error)}</p>
        {form ? (
          <>
            <p>{failures.nothingLost}</p>
            <CarriedFormView visit={visit} form={form} />
          </>
        ) : (
          <p>
            <a class="btn btn-primary me-2" href={isGone ? '/' : visit.path}>
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
            <p>{failures.nothingLost}</p>
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
  return messagePage({
    title: form ? failures.staleFormTitle : failures.forbiddenTitle,
    status: 403,
    children: (
      <>
        <p role="alert">{form ? failures.staleForm : failures.foreignForm}</p>
        {form ? (
          <CarriedFormView visit={visit} form={form} />
        ) : (
          <a href="/">{failures.backToStart}</a>
        )}
      </>
    ),
  });
}

export function plainPage(visit: Visit, status: 404 | 413 | 500): Page {
  const { failures } = visit.text;
  const [title, message] = {
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
