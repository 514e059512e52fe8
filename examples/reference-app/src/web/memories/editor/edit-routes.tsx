import { randomUUID } from 'node:crypto';
import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Context } from '../../context.js';
import { requireConnection } from '../../http/guards.js';
import { sendPage } from '../../http/send-page.js';
import { type ConnectedVisit, connectedOf } from '../../http/visit.js';
import type { Memory } from '../../memory-service/tools.js';
import type { Page } from '../../ui/page.js';
import { changeMemory } from './change-memory.js';
import { editorPage, loadEditor, statusFor } from './editor-page.js';
import { faultyPage } from './faulty-page.js';
import { goOn } from './go-on.js';
import { isInPlace } from './in-place.js';
import { formOf, type MemoryForm, readMemoryForm } from './memory-form.js';
import {
  type BaseVersion,
  baseOf,
  type MemoryState,
  readBase,
  stateOf,
  writeBase,
} from './memory-state.js';
import { mergeStates } from './merge-states.js';
import { MergeView } from './merge-view.js';
import { namesOf } from './names-of.js';
import { refusedPage } from './refusals.js';
import { understandForm } from './understand-form.js';

/** Of one attempt to save. */
interface Attempt {
  readonly visit: ConnectedVisit;
  readonly memoryId: string;
  readonly form: MemoryForm;
  readonly base: BaseVersion | undefined;
  readonly isInPlace: boolean;
}

/** `POST /memories/:id`: saves what was edited, or shows it again with what stands in the way. */
export function editRoutes(context: Context): RequestHandler {
  const router = Router();
  const writers = requireConnection(context, 'memories:write');

  router.post('/memories/:id', ...writers, async (request, response, next) => {
    const memoryId = String(request.params.id).toLowerCase();
    if (!z.uuid().safeParse(memoryId).success) return next();
    const visit = connectedOf(response);
    const sent = { ...readMemoryForm(request, visit), memoryId };
    const base = readBase(sent.baseVersion);
    const attempt = { visit, memoryId, form: sent, base, isInPlace: isInPlace(request) };
    const { editor } = visit.text.memories;
    let page: Page | undefined;
    try {
      page = await save(attempt);
    } catch (error) {
      page = await refusedPage(error, attempt);
    }
    if (page) return sendPage(response, page);
    const path = sent.next ?? `/memories/${memoryId}`;
    await goOn(request, response, { message: editor.saved, path });
  });

  return router;
}

/** Answers nothing when everything was saved. */
async function save(attempt: Attempt): Promise<Page | undefined> {
  const { visit, memoryId, base } = attempt;
  const understood = await understandForm(visit, attempt.form, base);
  const faulty = await faultyPage(attempt, understood);
  if (faulty) return faulty;
  const { wish, form } = understood;
  const change = await changeMemory(visit.memory, memoryId, base, wish);
  if (change.outcome === 'saved') return undefined;
  const typed = { ...attempt, form };
  if (change.outcome === 'gone') return gonePage(typed);
  return mergePage(typed, wish, change.theirs);
}

/** Deleted meanwhile: what was typed can be saved as a new memory. */
async function gonePage({ visit, form }: Attempt): Promise<Page> {
  const { editor } = visit.text.memories;
  const model = await loadEditor({
    visit,
    memoryId: undefined,
    form: { ...form, memoryId: undefined, baseVersion: '', submissionId: randomUUID() },
    errors: {},
    notice: { kind: 'warning', message: editor.gone },
  });
  return editorPage(model, { status: statusFor(visit, 409) });
}

/** Both versions, and one that was put together out of them. */
async function mergePage(attempt: Attempt, wish: MemoryState, memory: Memory): Promise<Page> {
  const { visit, memoryId, base, form } = attempt;
  const { editor } = visit.text.memories;
  const theirs = stateOf(memory);
  // Without what it was made from, every difference is one that both made.
  const merged = mergeStates({ base: base ?? emptyState, yours: wish, theirs }, editor.marks);
  const model = await loadEditor({
    ...attempt,
    form: formOf(merged.state, form, {
      memoryId,
      baseVersion: writeBase(baseOf(memory, { isMerging: true })),
      next: form.next,
    }),
    errors: {},
    notice: { kind: 'warning', message: editor.conflict },
  });
  const states = [wish, theirs, ...(base ? [base] : [])];
  const users = states.flatMap(({ sharing }) => sharing.userIds);
  const names = await namesOf(visit, users, model.choices?.groups ?? []);
  const versions = { visit, base, yours: wish, theirs, merged, names };
  return editorPage(model, {
    title: editor.conflictTitle,
    status: statusFor(visit, 409),
    above: <MergeView {...versions} theirsTitle={editor.savedMeanwhile} />,
  });
}

const emptyState: MemoryState = {
  text: '',
  tags: [],
  category: undefined,
  expiresAt: undefined,
  sharing: { permission: 'private', userIds: [], groupIds: [] },
};
