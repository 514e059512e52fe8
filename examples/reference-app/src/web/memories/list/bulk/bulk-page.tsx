import type { ConnectedVisit } from '../../../http/visit.js';
import { Form } from '../../../ui/form.js';
import type { Page } from '../../../ui/page.js';
import { Glimpses } from '../glimpses.js';
import { removePage } from '../remove/remove-page.js';
import type { Asked } from './asked.js';
import { CategoryQuestion, ExpiryQuestion, TagQuestion } from './questions.js';
import { readSharing, SharingQuestion, stillChosen } from './sharing-question.js';

/** Asks what is needed to change several memories, and names them. */
export async function bulkPage(visit: ConnectedVisit, asked: Asked): Promise<Page> {
  const { bulk } = visit.text.memories;
  const { action, back, memories, note, problem, sure } = asked;
  const ids = memories.length > 0 ? memories.map(({ id }) => id) : asked.ids;
  const count = asked.count ?? ids.length;
  const fields = { action, place: back, ...(asked.fields ?? { id: ids.join(',') }) };
  if (action === 'delete') {
    const form = { ...fields, step: 'do' };
    return removePage(visit, {
      action: '/memories/bulk',
      fields: form,
      back,
      problem,
      note,
      memories,
      count,
    });
  }
  if (sure) {
    const { permission } = bulk;
    const isPublic = sure.permission === 'public';
    return pageOf(
      visit,
      asked,
      isPublic ? permission.publicTitle(count) : permission.sureTitle(count),
      {
        fields: { ...fields, step: 'sure', permission: sure.permission },
        submit: isPublic ? permission.publicSubmit(count) : permission.submit,
        isGrave: isPublic,
        question: (
          <>
            {isPublic && <p>{permission.publicText}</p>}
            {sure.permission === 'shared' && <Readers {...sure.sharedWith} />}
          </>
        ),
      },
    );
  }
  const sharing =
    action === 'permission' ? await readSharing(visit, problem === undefined) : undefined;
  const chosen = sharing ? await stillChosen(visit, asked) : [];
  return pageOf(visit, asked, bulk.titles[action](count), {
    fields: { ...fields, step: 'do' },
    submit: bulk[action].submit,
    question: sharing ? (
      <SharingQuestion visit={visit} asked={asked} groups={sharing} chosen={chosen} />
    ) : (
      <Question visit={visit} asked={asked} />
    ),
  });
}

interface Asking {
  readonly fields: Readonly<Record<string, string>>;
  readonly submit: string;
  readonly isGrave?: boolean;
  readonly question: ReturnType<typeof Question>;
}

function pageOf(visit: ConnectedVisit, asked: Asked, title: string, asking: Asking): Page {
  const { bulk } = visit.text.memories;
  const { back, memories, ids, note, problem, errors } = asked;
  return {
    title,
    status: problem === undefined ? (errors ? 422 : 200) : 503,
    body: (
      <div class="message-page mx-auto">
        <h1 class="h4 mb-3">{title}</h1>
        {problem !== undefined && (
          <p class="alert alert-danger" role="alert">
            {problem}
          </p>
        )}
        {note !== undefined && <p class="alert alert-info">{note}</p>}
        <h2 class="h6">{bulk.chosen}</h2>
        <Glimpses
          visit={visit}
          memories={memories}
          count={asked.count ?? (memories.length || ids.length)}
        />
        <Form visit={visit} action="/memories/bulk" fields={asking.fields}>
          {asking.question}
          <div class="d-flex flex-wrap gap-2 mt-3">
            <button class={`btn ${asking.isGrave ? 'btn-danger' : 'btn-primary'}`} type="submit">
              {asking.submit}
            </button>
            <a class="btn btn-outline-secondary" href={back}>
              {bulk.back}
            </a>
          </div>
        </Form>
      </div>
    ),
  };
}

function Question({ visit, asked }: { readonly visit: ConnectedVisit; readonly asked: Asked }) {
  if (asked.action === 'tags') return <TagQuestion visit={visit} asked={asked} />;
  if (asked.action === 'category') return <CategoryQuestion visit={visit} asked={asked} />;
  return <ExpiryQuestion visit={visit} asked={asked} />;
}

/** Those with whom the memories are to be shared, for the confirmed form. */
function Readers(props: {
  readonly user_ids: readonly string[];
  readonly group_ids: readonly string[];
}) {
  return (
    <>
      {props.user_ids.map((id) => (
        <input type="hidden" name="people" value={id} />
      ))}
      {props.group_ids.map((id) => (
        <input type="hidden" name="groups" value={id} />
      ))}
    </>
  );
}
