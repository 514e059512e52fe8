import { raw } from 'hono/html';
import type { ConnectedVisit } from '../../http/visit.js';
import type { Answer } from '../../memory-service/tools.js';
import { type Person, personName } from '../../people/people.js';
import { Icon } from '../../ui/icon.js';
import { Markdown } from '../../ui/markdown.js';
import { citedAnswer } from './cite.js';

type Used = Answer['memories'][number];

/** More are not read, and a page of them would be slow. */
const maxShown = 25;
/** Characters. */
const scrolledFrom = 800;

/** The answer itself, with its citations. */
export function AnswerText({ visit, answer }: { visit: ConnectedVisit; answer: Answer }) {
  return <div class="markdown text-break">{raw(cited(visit, answer).html)}</div>;
}

/** What the answer rests on, and how it came about. */
export function AnswerSources(props: {
  readonly visit: ConnectedVisit;
  readonly answer: Answer;
  /** Whose memories they are, if not the visitor's own. */
  readonly person: Person | undefined;
}) {
  const { visit, answer, person } = props;
  const { questions } = visit.text;
  const { memories, memories_given: given, finish_reason: reason, model, usage } = answer;
  const { labels } = cited(visit, answer);
  const shown = memories.slice(0, maxShown);
  const isCited = labels.length > 0;
  const number = (value: number) => new Intl.NumberFormat(visit.locale).format(value);
  const list = (
    <>
      <ol class="list-unstyled">
        {shown.map((memory) => (
          <UsedMemory
            visit={visit}
            memory={memory}
            person={person}
            isCited={labels.includes(memory.label)}
          />
        ))}
      </ol>
      {memories.length > shown.length && <p>{questions.andMore(memories.length - shown.length)}</p>}
    </>
  );
  return (
    <>
      {reason === 'length' && <p class="alert alert-warning">{questions.cutOff}</p>}
      {reason === 'refused' && <p class="alert alert-warning">{questions.refused}</p>}
      {isCited && (
        <>
          <h3 class="h6 mt-4">{questions.usedTitle(memories.length)}</h3>
          {list}
        </>
      )}
      {!isCited && memories.length > 0 && (
        <details class="mt-4">
          <summary>{questions.givenTitle(memories.length)}</summary>
          <div class="mt-2">{list}</div>
        </details>
      )}
      {memories.length === 0 && <p class="text-body-secondary">{questions.usedNone}</p>}
      <p class="small text-body-secondary mb-0 text-break">
        {[
          questions.by(model.slice(0, 200)),
          questions.from(given),
          questions.usage(number(usage.input_tokens), number(usage.output_tokens)),
        ].join(' · ')}
      </p>
    </>
  );
}

function UsedMemory(props: {
  readonly visit: ConnectedVisit;
  readonly memory: Used;
  readonly person: Person | undefined;
  readonly isCited: boolean;
}) {
  const { visit, memory, person, isCited } = props;
  const { questions } = visit.text;
  const { id, label, score, text } = memory;
  // It scrolls within itself, also by the keyboard.
  const isLong = text.length > scrolledFrom;
  return (
    <li class="used-memory card mb-2" id={`used-${label}`} tabindex={-1}>
      <div class="card-body py-2">
        <div class={`used-text ${isLong ? 'is-long' : ''}`} tabindex={isLong ? 0 : undefined}>
          <Markdown text={text} topLevel={4} />
        </div>
        <p class="used-links small text-body-secondary d-flex flex-wrap gap-3 mb-0">
          <span class="badge text-bg-secondary align-self-center">{label}</span>
          {person && <span>{questions.whose(personName(visit, person))}</span>}
          {score !== null && <span>{questions.score(scoreText(visit, score))}</span>}
          {/* Beside it: the answer is kept nowhere but in this page. */}
          <a href={`/memories/${encodeURIComponent(id)}`} target="_blank" rel="noopener">
            {questions.open}
          </a>
          {isCited && (
            <a href={`#cite-${label}`} aria-label={questions.back(label)}>
              <Icon name="arrow-up" />
            </a>
          )}
        </p>
      </div>
    </li>
  );
}

function cited({ text }: ConnectedVisit, { response, memories }: Answer) {
  const known = new Set(memories.slice(0, maxShown).map(({ label }) => label));
  return citedAnswer(response, known, text.questions.citation);
}

function scoreText({ locale }: ConnectedVisit, score: number): string {
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(score);
}
