import * as oauth from 'oauth4webapi';
import { explain } from '../memory-service/explain.js';
import { errorFrom, notTheServer } from '../memory-service/read-answer.js';
import { retryAfterOf } from '../memory-service/retry-after.js';
import { ServiceError } from '../memory-service/service-error.js';

/** What a failed request to an OAuth endpoint means. */
export function explainOAuth(thrown: unknown): ServiceError {
  if (thrown instanceof oauth.ResponseBodyError) return explainBody(thrown);
  // A challenge is the answer to a client that is unknown or has another secret (RFC 6749 section 5.2).
  if (thrown instanceof oauth.WWWAuthenticateChallengeError) return unregistered(thrown);
  if (thrown instanceof oauth.OperationProcessingError) return explainAnswer(thrown);
  if (thrown instanceof oauth.UnsupportedOperationError) return notTheServer(thrown);
  return explain(thrown);
}

function explainBody(error: oauth.ResponseBodyError): ServiceError {
  switch (error.error) {
    case 'invalid_grant':
      return new ServiceError('disconnected', 'The memory server ended the connection.', {
        cause: error,
      });
    case 'invalid_client':
    case 'unauthorized_client':
      return unregistered(error);
  }
  const isBusy = error.status === 429;
  const retryAfter = retryAfterOf(error.response);
  return new ServiceError(
    isBusy ? 'unavailable' : 'permission_denied',
    `The memory server refused: ${error.error}.`,
    { cause: error, ...(retryAfter !== undefined && { retryAfter }) },
  );
}

/** An answer that is not what the specification wants: of a server in trouble, or of something else in its place. */
function explainAnswer(error: oauth.OperationProcessingError): ServiceError {
  const { cause } = error;
  if (cause instanceof ServiceError) return cause;
  if (cause instanceof Response && !cause.ok) {
    return errorFrom(undefined, cause.status, retryAfterOf(cause));
  }
  return notTheServer(error);
}

function unregistered(cause: Error): ServiceError {
  return new ServiceError('unregistered', 'The memory server does not know this application.', {
    cause,
  });
}
