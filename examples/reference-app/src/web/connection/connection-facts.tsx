import type { Child } from 'hono/jsx';
import type { Visit } from '../http/visit.js';
import { Icon } from '../ui/icon.js';
import { Time } from '../ui/time.js';
import { allows, type Connection } from './connection.js';

/** What a connection is and allows, and how to end it. */
export function ConnectionFacts(props: { readonly visit: Visit; readonly connection: Connection }) {
  const { visit, connection } = props;
  const { connection: text } = visit.text;
  const rights = [
    { label: text.mayRead, isAllowed: allows(connection, 'memories:read') },
    { label: text.mayWrite, isAllowed: allows(connection, 'memories:write') },
  ];
  const allowed = rights.filter(({ isAllowed }) => isAllowed);
  const others = rights.filter(({ isAllowed }) => !isAllowed);
  return (
    <div class="card">
      <div class="card-body">
        <dl class="connection-facts mb-4">
          <dt>{text.server}</dt>
          <dd class="text-break">{visit.serverUrl}</dd>
          <dt>{text.how}</dt>
          <dd>{text.by[connection.method]}</dd>
          <dt>{text.since}</dt>
          <dd>
            <Time visit={visit} at={connection.connectedAt} />
          </dd>
          <dt>{text.allowed}</dt>
          <dd>
            <Rights icon="check-lg" labels={allowed.map(({ label }) => label)}>
              {text.mayNothing}
            </Rights>
          </dd>
          {others.length > 0 && (
            <>
              <dt>{text.notAllowed}</dt>
              <dd>
                <Rights icon="x-lg" labels={others.map(({ label }) => label)} />
              </dd>
            </>
          )}
        </dl>
        <a class="btn btn-outline-danger" href="/connection/end" data-dialog>
          <Icon name="plug" /> {text.end}
        </a>
      </div>
    </div>
  );
}

function Rights(props: {
  readonly icon: string;
  readonly labels: readonly string[];
  /** What stands in the place of an empty list. */
  readonly children?: Child;
}) {
  const { icon, labels, children } = props;
  if (labels.length === 0) return <>{children}</>;
  return (
    <ul class="list-unstyled mb-0">
      {labels.map((label) => (
        <li>
          <Icon name={icon} /> {label}
        </li>
      ))}
    </ul>
  );
}
