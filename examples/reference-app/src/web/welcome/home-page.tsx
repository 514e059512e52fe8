import { randomUUID } from 'node:crypto';
import { allows } from '../connection/connection.js';
import type { ConnectedVisit } from '../http/visit.js';
import { MemoryCard } from '../memories/memory-card.js';
import type { Memory } from '../memory-service/tools.js';
import { EmptyState } from '../ui/empty-state.js';
import { Form } from '../ui/form.js';
import type { Page } from '../ui/page.js';
import { GuideCard, type OpenGuide } from './guide-card.js';

export interface HomeModel {
  /** Newest first; absent: they cannot be shown. */
  readonly latest: readonly Memory[] | undefined;
  /** In words, why they cannot. */
  readonly reason?: string | undefined;
  /** Absent: not to be shown. */
  readonly guide?: OpenGuide | undefined;
}

export function homePage(visit: ConnectedVisit, model: HomeModel): Page {
  const { welcome } = visit.text;
  const { connection, user } = visit;
  const mayWrite = allows(connection, 'memories:write');
  return {
    title: welcome.hello(user.name || user.username),
    body: (
      <div class="home mx-auto">
        <h1 class="h3 mb-4">{welcome.hello(user.name || user.username)}</h1>
        {mayWrite ? (
          <QuickForm visit={visit} />
        ) : (
          <p class="alert alert-info">
            {welcome.readOnly}{' '}
            <a class="alert-link" href="/connection">
              {visit.text.failures.connectAgain}
            </a>
          </p>
        )}
        {model.guide && <GuideCard visit={visit} guide={model.guide} />}
        <Latest visit={visit} model={model} mayWrite={mayWrite} />
      </div>
    ),
  };
}

/** The server makes one memory of one `submission_id`, however often the form is sent. */
function QuickForm({ visit }: { readonly visit: ConnectedVisit }) {
  const { welcome } = visit.text;
  return (
    <Form
      visit={visit}
      action="/memories"
      class="card mb-4"
      fields={{ submission_id: randomUUID(), next: '/' }}
    >
      <div class="card-body p-4">
        <label class="form-label h5" for="quick-text">
          {welcome.quick}
        </label>
        <textarea
          class="form-control mb-1"
          id="quick-text"
          name="text"
          rows={3}
          maxlength={10_000}
          required
          aria-describedby="quick-hint"
        ></textarea>
        <p class="form-text mb-3" id="quick-hint">
          {welcome.quickHint}
        </p>
        <div class="d-flex flex-wrap align-items-center gap-3">
          <button class="btn btn-primary" type="submit">
            {welcome.quickSave}
          </button>
          <a href="/memories/new">{welcome.quickMore}</a>
        </div>
      </div>
    </Form>
  );
}

function Latest(props: {
  readonly visit: ConnectedVisit;
  readonly model: HomeModel;
  readonly mayWrite: boolean;
}) {
  const { visit, model, mayWrite } = props;
  const { layout, welcome } = visit.text;
  const { latest, reason } = model;
  return (
    <section aria-labelledby="latest-title">
      <div class="d-flex align-items-baseline gap-3 mb-3">
        <h2 class="h5 mb-0 me-auto" id="latest-title">
          {welcome.latest}
        </h2>
        {latest !== undefined && latest.length > 0 && <a href="/memories">{welcome.all}</a>}
      </div>
      {latest === undefined && (
        <>
          <p class="alert alert-warning" role="status">
            {welcome.notShown} {reason}
          </p>
          <a class="btn btn-outline-secondary" href="/">
            {layout.tryAgain}
          </a>
        </>
      )}
      {latest?.length === 0 && (
        <EmptyState level={3} title={welcome.emptyTitle}>
          {mayWrite && (
            <p class="text-body-secondary mb-0">
              {welcome.empty} <a href="/transfer">{welcome.import}</a>
            </p>
          )}
        </EmptyState>
      )}
      {latest?.map((memory) => (
        <MemoryCard visit={visit} memory={memory} isOwn />
      ))}
    </section>
  );
}
