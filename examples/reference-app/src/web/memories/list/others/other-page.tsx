import type { ConnectedVisit } from '../../../http/visit.js';
import { PeopleField, type Person, personName } from '../../../people/people.js';
import type { Page } from '../../../ui/page.js';
import { listPath, wholeList } from '../list-query.js';
import { ListTabs } from '../list-tabs.js';

interface OtherModel {
  readonly known: readonly Person[];
  readonly typed?: string | undefined;
  readonly error?: string | undefined;
}

/** Asks whose memories the visitor wants to read. */
export function otherPage(visit: ConnectedVisit, { known, typed, error }: OtherModel): Page {
  const { others } = visit.text.memories;
  return {
    title: others.title,
    status: error === undefined ? 200 : 422,
    body: (
      <>
        <h1 class="h3 mb-3">{others.title}</h1>
        <ListTabs visit={visit} here="others" />
        <p>{others.lead}</p>
        <form method="get" action="/memories/others" class="narrow">
          <PeopleField
            visit={visit}
            name="who"
            label={others.who}
            hint={others.whoHint}
            chosen={[]}
            typed={typed}
            error={error}
          />
          <button class="btn btn-primary" type="submit">
            {others.open}
          </button>
        </form>
        {known.length > 0 && (
          <section class="mt-4" aria-labelledby="known-people">
            <h2 class="h5" id="known-people">
              {others.known}
            </h2>
            <ul class="list-inline">
              {known.map((person) => (
                <li class="list-inline-item mb-2">
                  <a class="btn btn-outline-secondary" href={listPath(wholeList(person.id))}>
                    {personName(visit, person)}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
      </>
    ),
  };
}
