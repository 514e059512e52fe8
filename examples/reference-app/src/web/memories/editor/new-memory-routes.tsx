import { randomUUID } from 'node:crypto';
import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Context } from '../../context.js';
import { requireConnection } from '../../http/guards.js';
import { ownPath } from '../../http/own-path.js';
import { sendPage } from '../../http/send-page.js';
import { type ConnectedVisit, connectedOf } from '../../http/visit.js';
import type { Memory } from '../../memory-service/tools.js';
import type { Page } from '../../ui/page.js';
import { createMemory } from './create-memory.js';
import { editorPage, loadEditor, statusFor } from './editor-page.js';
import { faultyPage } from './faulty-page.js';
import { goOn } from './go-on.js';
import { formOf, type MemoryForm, readMemoryForm } from './memory-form.js';
import { baseOf, type MemoryState, type Part, parts, stateOf, writeBase } from './memory-state.js';
import { MergeView } from './merge-view.js';
import { namesOf } from './names-of.js';
import { newMemoryDefaults } from './new-memory-defaults.js';
import { refusedPage } from './refusals.js';
import { understandForm } from './understand-form.js';

/** `GET /memories/new` and `POST /memories`, which also takes a text alone, as the start page sends it. */
export function newMemoryRoutes(context: Context): RequestHandler {
  const router = Router();
  const writers = requireConnection(context, 'memories:write');

  router.get('/memories/new', ...writers, async (request, response) => {
    const visit = connectedOf(response);
    const { next } = request.query;
    const form = formOf(await newMemoryDefaults(visit.memory, visit.now), visit, {
      submissionId: randomUUID(),
      next: ownPath(typeof next === 'string' ? next : undefined),
    });
    const model = await loadEditor({ visit, memoryId: undefined, form, errors: {} });
    sendPage(response, editorPage(model));
  });

  router.post('/memories', ...writers, async (request, response) => {
    const visit = connectedOf(response);
    const sent = readMemoryForm(request, visit);
    // A short form is kept as it came: nothing is filled in that its sender has not seen.
    const isShort = sent.permission === undefined && sent.expiry === undefined;
    const form = withSubmission(isShort ? await completed(visit, sent) : sent);
    let page: Page | undefined;
    try {
      page = await save(visit, form, isShort ? ['text', 'tags', 'category'] : parts);
    } catch (error) {
      if (isShort) throw error;
      page = await refusedPage(error, { visit, memoryId: undefined, form });
    }
    if (page) return sendPage(response, page);
    const path = form.next ?? (isShort ? '/' : `/memories/${form.submissionId}`);
    await goOn(request, response, { message: visit.text.memories.editor.created, path });
  });

  return router;
}

/** Answers nothing when it was saved. */
async function save(
  visit: ConnectedVisit,
  sent: MemoryForm,
  given: readonly Part[],
): Promise<Page | undefined> {
  const understood = await understandForm(visit, sent, undefined);
  const faulty = await faultyPage({ visit, memoryId: undefined }, understood);
  if (faulty) return faulty;
  const { wish, form } = understood;
  const made = await createMemory(visit.memory, form.submissionId, wish, given);
  if (made.outcome === 'different') return differentPage(visit, form, wish, made.memory);
  return made.outcome === 'taken' ? takenPage(visit, form) : undefined;
}

/** A text alone, with the rest as the user's settings have it. */
async function completed(visit: ConnectedVisit, sent: MemoryForm): Promise<MemoryForm> {
  const defaults = await newMemoryDefaults(visit.memory, visit.now);
  const { text, tags, category, submissionId, next } = sent;
  return { ...formOf(defaults, visit, { submissionId, next }), text, tags, category };
}

function withSubmission(form: MemoryForm): MemoryForm {
  const isGood = z.uuidv4().safeParse(form.submissionId).success;
  return isGood ? form : { ...form, submissionId: randomUUID() };
}

/** The same form made a memory before, and was changed since: nobody but its sender knows what is meant. */
async function differentPage(
  visit: ConnectedVisit,
  sent: MemoryForm,
  wish: MemoryState,
  saved: Memory,
): Promise<Page> {
  const { editor } = visit.text.memories;
  const baseVersion = writeBase(baseOf(saved));
  const form = { ...sent, submissionId: randomUUID(), baseVersion };
  const model = await loadEditor({
    visit,
    memoryId: undefined,
    form,
    errors: {},
    savedId: saved.id,
    notice: { kind: 'warning', message: editor.different },
  });
  const theirs = stateOf(saved);
  const users = [...wish.sharing.userIds, ...theirs.sharing.userIds];
  const names = await namesOf(visit, users, model.choices?.groups ?? []);
  const versions = { visit, yours: wish, theirs, theirsTitle: editor.differentTitle, names };
  return editorPage(model, {
    status: statusFor(visit, 409),
    above: <MergeView {...versions} />,
  });
}

/** The id belongs to something that the visitor cannot see, such as a memory that expired long ago. */
async function takenPage(visit: ConnectedVisit, sent: MemoryForm): Promise<Page> {
  const form = { ...sent, submissionId: randomUUID() };
  const notice = { kind: 'warning' as const, message: visit.text.memories.editor.taken };
  const model = await loadEditor({ visit, memoryId: undefined, form, errors: {}, notice });
  return editorPage(model, { status: statusFor(visit, 409) });
}
