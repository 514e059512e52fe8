import type { Child } from 'hono/jsx';
import type { Visit } from '../http/visit.js';
import { Form } from '../ui/form.js';
import type { Guide } from './guide-store.js';

/** A guide that is open, and whether the sample memories are there. */
export interface OpenGuide {
  readonly steps: Guide['steps'];
  readonly hasSamples: boolean;
}

/** Leads through the first steps. Each can be done on its own, in any order. */
export function GuideCard({ visit, guide }: { readonly visit: Visit; readonly guide: OpenGuide }) {
  const { guide: words } = visit.text.welcome;
  const { steps, hasSamples } = guide;
  const isDone = [hasSamples, steps.includes('search'), steps.includes('ask')];
  return (
    <section class="card mb-4" aria-labelledby="guide-title">
      <div class="card-body p-4">
        <div class="d-flex flex-wrap align-items-baseline gap-3 mb-2">
          <h2 class="h5 mb-0" id="guide-title">
            {words.title}
          </h2>
          <span class="text-body-secondary small me-auto">
            {words.progress(isDone.filter(Boolean).length, isDone.length)}
          </span>
          <Form visit={visit} action="/guide/close">
            <button class="btn btn-sm btn-outline-secondary" type="submit">
              {words.close}
            </button>
          </Form>
        </div>
        <ol class="guide-steps">
          <Step visit={visit} words={words.add} isDone={hasSamples}>
            {!hasSamples && (
              <StepButton visit={visit} action="/guide/samples" label={words.add.submit} isMain />
            )}
          </Step>
          <Step visit={visit} words={words.search} isDone={isDone[1] ?? false}>
            <StepButton
              visit={visit}
              action="/guide/search"
              label={words.search.submit}
              isMain={hasSamples && !isDone[1]}
            />
          </Step>
          <Step visit={visit} words={words.ask} isDone={isDone[2] ?? false}>
            <StepButton
              visit={visit}
              action="/guide/ask"
              label={words.ask.submit}
              isMain={hasSamples && isDone[1] && !isDone[2]}
            />
          </Step>
          <Step visit={visit} words={words.remove} isDone={false}>
            {hasSamples ? (
              <a
                class="btn btn-sm btn-outline-secondary"
                href="/guide/samples/remove"
                data-dialog=""
              >
                {words.remove.link}
              </a>
            ) : (
              <span class="small text-body-secondary">{words.remove.none}</span>
            )}
          </Step>
        </ol>
      </div>
    </section>
  );
}

function Step(props: {
  readonly visit: Visit;
  readonly words: { readonly title: string; readonly text: string };
  readonly isDone: boolean;
  readonly children: Child;
}) {
  const { visit, words, isDone, children } = props;
  return (
    <li class={`guide-step ${isDone ? 'is-done' : ''}`}>
      <h3 class="h6 mb-1">
        {words.title}
        {isDone && <span class="visually-hidden"> ({visit.text.welcome.guide.isDone})</span>}
      </h3>
      <p class="text-body-secondary mb-2">{words.text}</p>
      {children}
    </li>
  );
}

function StepButton(props: {
  readonly visit: Visit;
  readonly action: string;
  readonly label: string;
  readonly isMain?: boolean | undefined;
}) {
  const { visit, action, label, isMain } = props;
  return (
    <Form visit={visit} action={action}>
      <button class={`btn btn-sm ${isMain ? 'btn-primary' : 'btn-outline-primary'}`} type="submit">
        {label}
      </button>
    </Form>
  );
}
