import { allows } from '../connection/connection.js';
import type { FormErrors } from '../http/forms.js';
import type { ConnectedVisit } from '../http/visit.js';
import type { Page } from '../ui/page.js';
import { ExportPart } from './export-part.js';
import { type ImportOutcome, ImportOutcomeView } from './import-outcome.js';
import { ImportPart } from './import-part.js';

type Typed = Readonly<Record<string, string>>;

export interface TransferModel {
  /** What was asked for in vain. */
  readonly exporting?: { readonly typed: Typed; readonly errors: FormErrors } | undefined;
  readonly outcome?: ImportOutcome | undefined;
  /** Text that waits to be imported, and its format. */
  readonly pasted?: Typed | undefined;
  readonly status?: number;
}

/** Import and export side by side, and what became of an import. */
export function transferPage(visit: ConnectedVisit, model: TransferModel): Page {
  const { transfer } = visit.text;
  const mayWrite = allows(visit.connection, 'memories:write');
  return {
    title: transfer.title,
    status: model.status ?? 200,
    scripts: ['transfer.js'],
    body: (
      <>
        <h1 class="h3">{transfer.title}</h1>
        <p class="text-body-secondary">{transfer.lead}</p>
        <ImportOutcomeView visit={visit} outcome={model.outcome} />
        <div class="row g-4">
          <section class="col-lg-6" aria-labelledby="export-title">
            <ExportPart visit={visit} {...model.exporting} />
          </section>
          <section class="col-lg-6" aria-labelledby="import-title">
            <div class="card h-100">
              <div class="card-body">
                <h2 class="h5" id="import-title">
                  {transfer.importTitle}
                </h2>
                {mayWrite ? (
                  <ImportPart visit={visit} pasted={model.pasted} outcome={model.outcome} />
                ) : (
                  <>
                    <p>{transfer.readOnly}</p>
                    <a href="/connection">{transfer.changeConnection}</a>
                  </>
                )}
              </div>
            </div>
          </section>
        </div>
      </>
    ),
  };
}
