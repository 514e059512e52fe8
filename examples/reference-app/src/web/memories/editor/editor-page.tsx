import type { Child } from 'hono/jsx';
import type { ConnectedVisit } from '../../http/visit.js';
import { peopleOf } from '../../people/people.js';
import type { Page } from '../../ui/page.js';
import { readChoices } from './choices.js';
import { EditorForm } from './editor-form.js';
import type { EditorModel } from './editor-model.js';

type Shown = Omit<EditorModel, 'choices' | 'people'>;

/** With what the server offers to choose from, and the names of those who are chosen. */
export async function loadEditor(shown: Shown): Promise<EditorModel> {
  const { memory } = shown.visit;
  const [choices, people] = await Promise.all([
    readChoices(memory),
    peopleOf(memory, shown.form.people),
  ]);
  return { ...shown, choices, people };
}

/** Without asking the server, which does not answer: what was typed and chosen is shown all the same. */
export function bareEditor(shown: Shown): EditorModel {
  return { ...shown, choices: undefined, people: [] };
}

export function editorPage(
  model: EditorModel,
  options: { readonly title?: string; readonly status?: number; readonly above?: Child } = {},
): Page {
  const { editor } = model.visit.text.memories;
  const title = options.title ?? (model.memoryId ? editor.editTitle : editor.newTitle);
  return {
    title,
    status: options.status ?? (Object.keys(model.errors).length > 0 ? 422 : 200),
    scripts: ['editor.js', 'markdown-toolbar.js'],
    body: (
      <>
        <h1 class="h4 mb-3">{title}</h1>
        <EditorForm {...model} above={options.above} />
      </>
    ),
  };
}

/** A status of a form that is shown again: htmx puts only some of them into the page. */
export function statusFor({ isPartial }: ConnectedVisit, status: number): number {
  return isPartial ? 422 : status;
}
