import { allows } from '../connection/connection.js';
import type { ConnectedVisit } from '../http/visit.js';
import type { Persona } from '../memory-service/tools.js';
import { Icon } from '../ui/icon.js';
import type { Page } from '../ui/page.js';
import { PersonField } from './ask/person-field.js';
import { usesOf } from './persona-words.js';

export interface PersonasModel {
  /** The visitor's own, the default one first. */
  readonly personas: readonly Persona[];
  /** Whether others may ask those of them that are not private. */
  readonly answersOthers: boolean;
}

export function personasPage(visit: ConnectedVisit, model: PersonasModel): Page {
  const { personas: text } = visit.text;
  const { personas, answersOthers } = model;
  const mayWrite = allows(visit.connection, 'memories:write');
  return {
    title: text.title,
    body: (
      <>
        <div class="d-flex flex-wrap align-items-start gap-2 mb-3">
          <div class="me-auto">
            <h1 class="h3 mb-1">{text.title}</h1>
            <p class="text-body-secondary mb-0">{text.lead}</p>
          </div>
          {mayWrite && (
            <a class="btn btn-primary" href="/personas/new">
              <Icon name="plus-lg" /> {text.create}
            </a>
          )}
        </div>
        {!mayWrite && <p class="alert alert-info">{text.readOnly}</p>}
        {!answersOthers && (
          <p class="alert alert-info">
            {text.switchedOff} <a href="/settings">{text.switchOn}</a>
          </p>
        )}
        <h2 class="h5 mt-4">{text.own}</h2>
        <ul class="list-unstyled row row-cols-1 row-cols-md-2 g-3">
          {personas.map((persona) => (
            <li class="col">
              <PersonaCard visit={visit} persona={persona} mayWrite={mayWrite} />
            </li>
          ))}
        </ul>
        <h2 class="h5 mt-4">{text.others}</h2>
        <p class="text-body-secondary">{text.othersLead}</p>
        <form method="get" action="/personas/ask">
          <PersonField visit={visit} label={text.username}>
            <button class="btn btn-outline-primary" type="submit">
              {text.showTheirs}
            </button>
          </PersonField>
        </form>
      </>
    ),
  };
}

function PersonaCard(props: {
  readonly visit: ConnectedVisit;
  readonly persona: Persona;
  readonly mayWrite: boolean;
}) {
  const { visit, persona, mayWrite } = props;
  const { personas: text } = visit.text;
  const { id, name, description, is_default: isDefault, permission = 'public' } = persona;
  return (
    <article class="card h-100">
      <div class="card-body d-flex flex-column">
        <h3 class="h6 d-flex flex-wrap align-items-center gap-2 text-break">
          {name}
          {isDefault && name !== text.isDefault && (
            <span class="badge text-bg-secondary" title={text.defaultHint}>
              {text.isDefault}
            </span>
          )}
        </h3>
        {description && <p class="text-break">{description}</p>}
        <ul class="list-unstyled small text-body-secondary mb-3">
          <li class="text-break">
            <Icon name="journal-text" /> {text.uses} {usesOf(visit, persona).join(', ')}
          </li>
          <li>
            <Icon name={permission === 'private' ? 'lock' : 'globe'} />{' '}
            {text.visibility[permission]}
          </li>
        </ul>
        <div class="mt-auto d-flex flex-wrap gap-2">
          <a
            class="btn btn-sm btn-primary"
            href={`/personas/ask?persona=${id}`}
            aria-label={text.askNamed(name)}
          >
            {text.ask}
          </a>
          {mayWrite && (
            <a
              class="btn btn-sm btn-outline-secondary"
              href={`/personas/${id}`}
              aria-label={text.editNamed(name)}
            >
              {text.edit}
            </a>
          )}
          {mayWrite && !isDefault && (
            <a
              class="btn btn-sm btn-outline-danger"
              href={`/personas/${id}/delete`}
              data-dialog=""
              aria-label={text.removeNamed(name)}
            >
              {text.remove}
            </a>
          )}
        </div>
      </div>
    </article>
  );
}
