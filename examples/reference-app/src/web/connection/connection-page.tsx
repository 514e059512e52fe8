import { reasonOf, statusOf } from '../http/failure-pages.js';
import type { Visit } from '../http/visit.js';
import type { ServiceError } from '../memory-service/service-error.js';
import type { Page } from '../ui/page.js';
import type { Access } from './access.js';
import { ConnectionFacts } from './connection-facts.js';
import { WaysToConnect } from './ways-to-connect.js';

export interface ConnectionModel {
  /** What was just tried, and why it did not work. */
  readonly failed?: {
    readonly error: ServiceError;
    readonly access: Access;
    readonly way: 'direct' | 'code';
  };
}

/** How the visitor is connected, or how to connect. */
export function connectionPage(visit: Visit, { failed }: ConnectionModel = {}): Page {
  const { connection: text } = visit.text;
  const title = visit.connection ? text.connectedTitle : text.title;
  return {
    title,
    status: failed ? statusOf(failed.error) : 200,
    body: (
      <div class="connection mx-auto">
        <h1 class="h3 mb-3">{title}</h1>
        {failed && (
          <p class="alert alert-danger" role="alert">
            {reasonFor(visit, failed)}
          </p>
        )}
        {visit.connection ? (
          <>
            <p class="lead">{text.connectedLead}</p>
            <ConnectionFacts visit={visit} connection={visit.connection} />
            <section aria-labelledby="anew">
              <h2 class="h5 mt-5" id="anew">
                {text.anew}
              </h2>
              <p>{text.anewLead}</p>
              <p class="text-body-secondary">{text.otherAccount}</p>
              <WaysToConnect visit={visit} access={failed?.access ?? 'write'} level={3} />
            </section>
          </>
        ) : (
          <>
            <p class="lead">{text.lead(hostOf(visit))}</p>
            <WaysToConnect visit={visit} access={failed?.access ?? 'write'} level={2} />
            <ul class="text-body-secondary mt-4">
              {text.means.map((each) => (
                <li>{each}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    ),
  };
}

function reasonFor(visit: Visit, failed: NonNullable<ConnectionModel['failed']>): string {
  const { error, way } = failed;
  const isRefused = way === 'direct' && error.code === 'permission_denied';
  return isRefused ? visit.text.connection.directRefused : reasonOf(visit, error);
}

function hostOf({ serverUrl }: Visit): string {
  return new URL(serverUrl).host;
}
