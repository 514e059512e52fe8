import { parseUrl } from '../http/parse-url.js';
import type { ConnectedVisit } from '../http/visit.js';
import { type Person, personName } from '../people/people.js';
import { Icon } from '../ui/icon.js';
import { Time } from '../ui/time.js';
import type { ActivityEntry } from './activity-entry.js';

interface EntriesProps {
  readonly visit: ConnectedVisit;
  readonly entries: readonly ActivityEntry[];
  /** Who is named in the entries, by id. */
  readonly people: ReadonlyMap<string, Person>;
  /** As whom this application is known to the memory server. */
  readonly ownClientId: string | undefined;
}

/** What was done, one thing in each line. */
export function ActivityEntries(props: EntriesProps) {
  const { visit, entries } = props;
  return (
    <ul class="list-group list-group-flush" aria-label={visit.text.activity.list}>
      {entries.map((entry) => (
        <li class="list-group-item px-0 activity-entry">
          <span class="text-nowrap text-body-secondary">
            <Time visit={visit} at={entry.at} />
          </span>{' '}
          <span class="text-break">
            {visit.text.activity.action(entry.action)}
            <DoneTo {...props} entry={entry} />{' '}
            <span class="d-block small text-body-secondary">
              <Origin {...props} entry={entry} />
            </span>
          </span>{' '}
          <Outcome visit={visit} entry={entry} />
        </li>
      ))}
    </ul>
  );
}

/** What it was done to, where that can still be opened. */
function DoneTo(props: EntriesProps & { readonly entry: ActivityEntry }) {
  const { visit, entry, people } = props;
  const { activity } = visit.text;
  const { memory_id, group_id, user_id } = entry.details;
  const isGone = entry.action.startsWith('delete_') || entry.outcome !== 'success';
  const person = typeof user_id === 'string' ? people.get(user_id) : undefined;
  return (
    <>
      {person && `: ${personName(visit, person)}`}
      {!isGone && typeof memory_id === 'string' && (
        <>
          {': '}
          <a href={`/memories/${memory_id}`}>{activity.theMemory}</a>
        </>
      )}
      {!isGone && typeof group_id === 'string' && (
        <>
          {': '}
          <a href={`/groups/${group_id}`}>{activity.theGroup}</a>
        </>
      )}
    </>
  );
}

function Origin(props: EntriesProps & { readonly entry: ActivityEntry }) {
  const { visit, entry, ownClientId } = props;
  const { activity } = visit.text;
  const { client_id, address } = entry;
  // What this application does comes from its own address, which tells nothing of the visitor.
  if (client_id !== null && client_id === ownClientId) return <>{activity.thisApplication}</>;
  return (
    <>
      {client_id === null
        ? activity.noApplication
        : activity.otherApplication(shortClient(client_id))}
      {address && ` ${activity.from(address)}`}
    </>
  );
}

/** A client that is known by its address is named by the host, any other by the beginning of its id. */
function shortClient(id: string): string {
  return parseUrl(id)?.host ?? `${id.slice(0, 8)}…`;
}

function Outcome(props: { readonly visit: ConnectedVisit; readonly entry: ActivityEntry }) {
  const { outcome, reason } = props.entry;
  const { activity } = props.visit.text;
  if (outcome === 'success') {
    return (
      <span class="small text-body-secondary text-nowrap">
        <Icon name="check-lg" /> {activity.done}
      </span>
    );
  }
  return (
    <span class="small">
      <span class="text-danger-emphasis text-nowrap">
        <Icon name={outcome === 'refused' ? 'slash-circle' : 'exclamation-triangle'} />{' '}
        {outcome === 'refused' ? activity.refused : activity.failed}
      </span>{' '}
      {reason && <span class="d-block text-body-secondary">{activity.reason(reason)}</span>}
    </span>
  );
}
