import { assetUrl } from '../../http/assets.js';
import type { ConnectedVisit } from '../../http/visit.js';
import { personName } from '../../people/people.js';
import { describedBy, FieldNotes, Form } from '../../ui/form.js';
import type { Page } from '../../ui/page.js';
import { AnswerSources, AnswerText } from './answer-view.js';
import { maxQuestionLength } from './ask-form.js';
import type { Outcome } from './ask-persona.js';
import type { Choice } from './choose-persona.js';
import { FailureAlert } from './failure-alert.js';
import { PersonField } from './person-field.js';

export interface AskModel {
  readonly choice: Choice;
  /** As it was typed. */
  readonly question: string;
  /** What is wrong with the question. */
  readonly error?: string | undefined;
  /** What the visitor should know before asking. */
  readonly notice?: string | undefined;
  readonly outcome?: Outcome | undefined;
  readonly status?: number;
}

/** Who is asked, the question, and the answer. Where scripts run, the answer comes into the page as it is written. */
export function askPage(visit: ConnectedVisit, model: AskModel): Page {
  const { questions: text } = visit.text;
  const { choice, question, error, notice, outcome, status } = model;
  return {
    title: text.title,
    scripts: ['answers.js'],
    ...(status !== undefined && { status }),
    body: (
      <div class="ask mx-auto">
        <h1 class="h3 mb-1">{text.title}</h1>
        <p class="text-body-secondary">{text.lead}</p>
        {notice !== undefined && (
          <p class="alert alert-info" role="alert">
            {notice}
          </p>
        )}
        <Form
          visit={visit}
          action="/personas/ask"
          extra={{
            id: 'ask-form',
            'data-parser': assetUrl('eventsource-parser.js'),
            'data-thinking': text.thinking,
            'data-writing': text.writing,
            'data-done': text.done,
            'data-stopped': text.stopped,
            'data-broken': text.broken,
            'data-no-answer': text.noAnswer,
          }}
        >
          <Whose visit={visit} choice={choice} />
          <div class="mb-3">
            <label class="form-label" for="field-question">
              {text.question}
            </label>
            {/* A line break right after the tag would be lost: this one is lost in its place. */}
            <textarea
              class={`form-control ${error ? 'is-invalid' : ''}`}
              id="field-question"
              name="question"
              rows={3}
              maxlength={maxQuestionLength}
              required
              {...describedBy('question', text.notKept, error)}
            >
              {`\n${question}`}
            </textarea>
            <FieldNotes name="question" hint={text.notKept} error={error} />
          </div>
          <div class="d-flex flex-wrap gap-2">
            <button class="btn btn-primary" type="submit" id="ask-button">
              {text.ask}
            </button>
            <button class="btn btn-outline-secondary" type="button" id="stop-button" hidden>
              {text.stop}
            </button>
          </div>
        </Form>
        <p class="mt-3 mb-2 text-body-secondary" id="answer-status" role="status"></p>
        <section id="answer" aria-labelledby="answer-title" hidden={outcome === undefined}>
          <h2 class="h5" id="answer-title">
            {text.answer}
          </h2>
          <div id="answer-failure">
            {outcome && 'error' in outcome && <FailureAlert visit={visit} outcome={outcome} />}
          </div>
          {/* Read out when it is complete, not word by word. */}
          <div id="answer-text" class="answer-text" aria-live="polite">
            {outcome && 'answer' in outcome && <AnswerText visit={visit} answer={outcome.answer} />}
            {outcome && 'error' in outcome && <p class="answer-plain">{outcome.partial}</p>}
          </div>
          <div id="answer-sources">
            {outcome && 'answer' in outcome && (
              <AnswerSources visit={visit} answer={outcome.answer} person={choice.person} />
            )}
          </div>
        </section>
      </div>
    ),
  };
}

/** Which personas can be asked, and a way to somebody else's; replaced as a whole where scripts run. */
function Whose({ visit, choice }: { readonly visit: ConnectedVisit; readonly choice: Choice }) {
  const { questions: text } = visit.text;
  const { person, personas, chosen, unknown } = choice;
  const name = person && personName(visit, person);
  const replace = {
    'hx-post': '/personas/ask',
    'hx-target': '#ask-whose',
    'hx-select': '#ask-whose',
    'hx-swap': 'outerHTML',
  };
  return (
    <div id="ask-whose">
      <input type="hidden" name="user" value={person?.id ?? ''} />
      <fieldset class="mb-3">
        <legend class="fs-6">{name === undefined ? text.whoseOwn : text.whoseTheirs(name)}</legend>
        {personas.length === 0 && <p class="alert alert-warning">{text.none(name ?? '')}</p>}
        <div class="ask-personas list-group">
          {personas.map(({ id, name: called, description, is_default: isDefault }) => (
            <label class="list-group-item d-flex gap-2">
              <input
                class="form-check-input flex-shrink-0"
                type="radio"
                name="persona"
                value={id}
                checked={id === chosen?.id}
                autofocus={visit.isPartial && unknown === undefined && id === chosen?.id}
              />
              <span class="text-break">
                {called}{' '}
                {isDefault && called !== text.isDefault && (
                  <span class="badge text-bg-secondary">{text.isDefault}</span>
                )}
                {description && (
                  <span class="d-block small text-body-secondary">{description}</span>
                )}
              </span>
            </label>
          ))}
        </div>
        {person && (
          <a class="d-inline-block mt-2" href="/personas/ask">
            {text.backToOwn}
          </a>
        )}
      </fieldset>
      <details class="mb-3" open={unknown !== undefined || personas.length === 0}>
        <summary>{text.somebodyElse}</summary>
        <div class="mt-2">
          <PersonField
            visit={visit}
            label={text.username}
            value={unknown?.typed}
            error={unknown?.reason}
            isFocused={visit.isPartial && unknown !== undefined}
          >
            <button
              class="btn btn-outline-primary"
              type="submit"
              name="choose"
              value="person"
              formnovalidate
              {...replace}
            >
              {text.showPersonas}
            </button>
          </PersonField>
        </div>
      </details>
    </div>
  );
}
