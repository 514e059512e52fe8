import { assetUrl } from '../http/assets.js';
import type { ConnectedVisit } from '../http/visit.js';
import { describedBy, FieldNotes, Form } from '../ui/form.js';
import { Icon } from '../ui/icon.js';
import { formats } from './format.js';
import type { ImportOutcome } from './import-outcome.js';
import { maxPasted } from './import-source.js';
import { maxMegabytes } from './upload.js';

interface ImportPartProps {
  readonly visit: ConnectedVisit;
  readonly pasted?: Readonly<Record<string, string>> | undefined;
  readonly outcome?: ImportOutcome | undefined;
}

/** The two forms to import: a file, or text that is pasted. They are apart so that text outlives a lost session. */
export function ImportPart({ visit, pasted = {}, outcome }: ImportPartProps) {
  const { transfer } = visit.text;
  const { text = '', format } = pasted;
  const wrong = outcome?.kind === 'refused' && 'field' in outcome.reason && outcome.reason;
  const errorOf = (field: 'file' | 'text') =>
    wrong && wrong.field === field ? wrong.message : undefined;
  return (
    <>
      <p>{transfer.importLead}</p>
      <p class="text-body-secondary">{transfer.importHarmless}</p>
      <Form
        visit={visit}
        action="/import"
        extra={{ enctype: 'multipart/form-data', 'data-import': '' }}
      >
        <div class="mb-3">
          <label class="form-label" for="field-file">
            {transfer.file}
          </label>
          <input
            class={`form-control ${errorOf('file') ? 'is-invalid' : ''}`}
            type="file"
            id="field-file"
            name="file"
            required
            accept=".json,.jsonl,.ndjson,.csv,.tsv,.md,.markdown,.txt,application/json,text/plain,text/csv,text/markdown"
            {...describedBy('file', transfer.fileHint(maxMegabytes), errorOf('file'))}
          />
          <FieldNotes name="file" hint={transfer.fileHint(maxMegabytes)} error={errorOf('file')} />
        </div>
        <FormatField
          visit={visit}
          id="file-format"
          label={transfer.formatOfFile}
          automatic={transfer.automatic}
          chosen={text === '' ? format : undefined}
        />
        <button class="btn btn-primary" type="submit">
          <Icon name="upload" /> {transfer.import}
        </button>
      </Form>
      <ImportProgressView visit={visit} />
      <details class="mt-4" open={text !== '' || errorOf('text') !== undefined}>
        <summary class="mb-2">{transfer.pasteTitle}</summary>
        <Form visit={visit} action="/import" extra={{ 'data-import': '' }}>
          <div class="mb-3">
            <label class="form-label" for="field-text">
              {transfer.paste}
            </label>
            <textarea
              class={`form-control ${errorOf('text') ? 'is-invalid' : ''}`}
              id="field-text"
              name="text"
              rows={8}
              required
              maxlength={maxPasted}
              {...describedBy('text', transfer.pasteHint, errorOf('text'))}
            >
              {`\n${text}`}
            </textarea>
            <FieldNotes name="text" hint={transfer.pasteHint} error={errorOf('text')} />
          </div>
          <FormatField
            visit={visit}
            id="text-format"
            label={transfer.formatOfText}
            automatic={transfer.automaticText}
            chosen={text === '' ? undefined : format}
          />
          <button class="btn btn-primary" type="submit">
            {transfer.importText}
          </button>
        </Form>
      </details>
    </>
  );
}

function FormatField(props: {
  readonly visit: ConnectedVisit;
  readonly id: string;
  readonly label: string;
  readonly automatic: string;
  readonly chosen?: string | undefined;
}) {
  const { visit, id, label, automatic, chosen } = props;
  return (
    <div class="mb-3">
      <label class="form-label" for={id}>
        {label}
      </label>
      <select class="form-select" id={id} name="format">
        <option value="">{automatic}</option>
        {formats.map((format) => (
          <option value={format} selected={format === chosen}>
            {visit.text.transfer.formats[format].name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** How far an import has come: shown by `public/transfer.js`, which takes its words from here. */
function ImportProgressView({ visit }: { readonly visit: ConnectedVisit }) {
  const { transfer } = visit.text;
  return (
    <div
      class="mt-3"
      id="import-progress"
      hidden
      data-parser={assetUrl('eventsource-parser.js')}
      data-most-bytes={maxMegabytes * 1_048_576}
      data-too-large={transfer.tooLarge(maxMegabytes)}
      data-sending={transfer.sending}
      data-reading={transfer.reading}
      data-lost={transfer.lost}
      data-stopped={transfer.stopped}
      data-session-ended={transfer.sessionEnded}
      data-log-in={transfer.logIn}
      data-user={visit.user.id}
      data-other-user={transfer.otherUser}
    >
      <progress class="w-100" max="100" aria-labelledby="import-progress-text"></progress>
      <div class="d-flex align-items-center gap-3">
        <p class="mb-0 me-auto" id="import-progress-text" role="status"></p>
        <button class="btn btn-sm btn-outline-secondary" type="button" data-stop>
          {transfer.stop}
        </button>
      </div>
    </div>
  );
}
