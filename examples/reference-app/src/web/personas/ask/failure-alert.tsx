import { reasonOf } from '../../http/failure-pages.js';
import type { Visit } from '../../http/visit.js';
import type { Outcome } from './ask-persona.js';

/** Why there is no answer, or not all of it. */
export function FailureAlert(props: {
  readonly visit: Visit;
  readonly outcome: Extract<Outcome, { readonly error: unknown }>;
}) {
  const { visit, outcome } = props;
  const { questions } = visit.text;
  const { error, partial, isTooLong } = outcome;
  if (isTooLong) return <p class="alert alert-warning">{questions.tooLong}</p>;
  return (
    <div class="alert alert-danger" role="alert">
      {partial === '' ? questions.noAnswer : questions.broken}{' '}
      {error.code === 'not_found' ? questions.nothingToRead : reasonOf(visit, error)}
      {error.code === 'disconnected' && (
        <>
          {' '}
          <a class="alert-link" href="/connection" target="_blank" rel="noopener">
            {questions.connectAgain}
          </a>
        </>
      )}
    </div>
  );
}
