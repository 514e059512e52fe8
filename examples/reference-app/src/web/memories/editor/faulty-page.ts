import type { Page } from '../../ui/page.js';
import type { EditorModel, Notice } from './editor-model.js';
import { editorPage, loadEditor } from './editor-page.js';
import type { Understood } from './understand-form.js';

/** The editor again, when something in it is wrong, or a phrase for the expiry has to be looked at first. */
export async function faultyPage(
  shown: Pick<EditorModel, 'visit' | 'memoryId' | 'isInPlace'>,
  { form, errors, isExpiryNew }: Understood,
): Promise<Page | undefined> {
  const { editor } = shown.visit.text.memories;
  const isFaulty = Object.keys(errors).length > 0;
  if (!isFaulty && !isExpiryNew) return undefined;
  const notice: Notice = isFaulty
    ? { kind: 'danger', message: editor.faults }
    : { kind: 'info', message: editor.confirmExpiry };
  return editorPage(await loadEditor({ ...shown, form, errors, notice }), { status: 422 });
}
