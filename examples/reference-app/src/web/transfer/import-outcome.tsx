import { reasonOf } from '../http/failure-pages.js';
import type { Visit } from '../http/visit.js';
import type { ImportReport } from '../memory-service/memory-service.js';
import { isPassing, type ServiceError } from '../memory-service/service-error.js';
import { Icon } from '../ui/icon.js';
import type { ImportSource, NoSource } from './import-source.js';

/** How far an import had come. */
export interface ImportCounts {
  readonly imported: number;
  readonly unchanged: number;
  readonly refused: number;
}

/** What became of an import. */
export type ImportOutcome =
  | {
      readonly kind: 'done';
      readonly source: Pick<ImportSource, 'name' | 'format'>;
      readonly report: ImportReport;
    }
  | {
      readonly kind: 'broken';
      readonly source: Pick<ImportSource, 'name' | 'format'>;
      readonly counts: ImportCounts;
      readonly error: ServiceError;
    }
  | { readonly kind: 'refused'; readonly reason: NoSource | { readonly message: string } };

/** HTTP status of a page that tells this. */
export function statusOf(outcome: ImportOutcome): number {
  if (outcome.kind === 'done') return 200;
  if (outcome.kind === 'refused') return 'status' in outcome.reason ? outcome.reason.status : 429;
  const { error } = outcome;
  if (isPassing(error)) return 503;
  return { invalid_input: 422, unprocessable: 422, disconnected: 403 }[error.code as string] ?? 502;
}

/** The part of the page that says what became of an import; empty where there was none. */
export function ImportOutcomeView(props: {
  readonly visit: Visit;
  readonly outcome: ImportOutcome | undefined;
}) {
  const { visit, outcome } = props;
  if (outcome === undefined) return <div id="import-outcome" />;
  const { transfer } = visit.text;
  const isDone = outcome.kind === 'done';
  const hasNoNews = outcome.kind === 'done' && outcome.report.imported === 0;
  const title = {
    done: hasNoNews ? transfer.nothingImportedTitle : transfer.doneTitle,
    broken: transfer.brokenTitle,
    refused: transfer.refusedTitle,
  }[outcome.kind];
  return (
    <section
      id="import-outcome"
      class="mb-4"
      tabindex={-1}
      aria-labelledby="outcome-title"
      data-done={isDone || undefined}
    >
      <div class={`alert ${isDone ? 'alert-success' : 'alert-danger'} mb-3`}>
        <h2 class="h5" id="outcome-title">
          <Icon name={isDone ? 'check-circle' : 'exclamation-triangle'} /> {title}
        </h2>
        {outcome.kind === 'done' && <Done visit={visit} {...outcome} />}
        {outcome.kind === 'broken' && <Broken visit={visit} {...outcome} />}
        {outcome.kind === 'refused' && <p class="mb-0">{outcome.reason.message}</p>}
      </div>
      {isDone && outcome.report.refused_count > 0 && (
        <Refusals visit={visit} report={outcome.report} />
      )}
    </section>
  );
}

function Done(
  props: Extract<ImportOutcome, { readonly kind: 'done' }> & { readonly visit: Visit },
) {
  const { visit, source, report } = props;
  const { transfer } = visit.text;
  const { imported, unchanged, refused_count: refused } = report;
  const isNothing = imported + unchanged + refused === 0;
  return (
    <>
      <SourceLine visit={visit} source={source} />
      <p class="fw-semibold mb-1">
        {isNothing ? transfer.nothingThere : transfer.imported({ imported, unchanged, refused })}
      </p>
      {unchanged > 0 && <p class="mb-1">{transfer.unchangedMeans}</p>}
      {imported > 0 && (
        <a class="alert-link" href="/memories">
          {transfer.seeMemories}
        </a>
      )}
    </>
  );
}

function Broken(
  props: Extract<ImportOutcome, { readonly kind: 'broken' }> & { readonly visit: Visit },
) {
  const { visit, source, counts, error } = props;
  const { transfer, failures } = visit.text;
  const there = counts.imported + counts.unchanged;
  return (
    <>
      <SourceLine visit={visit} source={source} />
      <p class="mb-1">{reasonOf(visit, error)}</p>
      {there > 0 && <p class="fw-semibold mb-1">{transfer.firstAreThere(there)}</p>}
      {error.code === 'invalid_input' && there === 0 && (
        <p class="mb-1">{transfer.wrongFormat(transfer.formats[source.format].name)}</p>
      )}
      {error.code === 'disconnected' && (
        <a class="alert-link" href="/connection" target="_blank" rel="noopener">
          {failures.connectAgain}
        </a>
      )}
    </>
  );
}

function SourceLine(props: {
  readonly visit: Visit;
  readonly source: Pick<ImportSource, 'name' | 'format'>;
}) {
  const { transfer } = props.visit.text;
  const { name, format } = props.source;
  return (
    <p class="small text-break mb-1">
      <bdi>{transfer.readAs(transfer.formats[format].name, name)}</bdi>
    </p>
  );
}

function Refusals({ visit, report }: { readonly visit: Visit; readonly report: ImportReport }) {
  const { refused, refused_count } = report;
  const { transfer } = visit.text;
  return (
    <section class="table-responsive" tabindex={0} aria-labelledby="refusals">
      <table class="table table-sm align-top refusals">
        <caption class="caption-top" id="refusals">
          {transfer.refused(refused_count)}
          {refused.length < refused_count && ` ${transfer.refusedFirst(refused.length)}`}
        </caption>
        <thead>
          <tr>
            <th scope="col" class="text-end">
              {transfer.line}
            </th>
            <th scope="col">{transfer.reason}</th>
            <th scope="col">{transfer.field}</th>
          </tr>
        </thead>
        <tbody>
          {refused.map(({ line, message, field }) => (
            <tr>
              <td class="text-end">{line.toLocaleString(visit.locale)}</td>
              <td class="text-break">{message}</td>
              <td class="text-break">{field && <code>{field}</code>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
