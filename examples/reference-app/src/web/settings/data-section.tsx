import { allows } from '../connection/connection.js';
import type { Visit } from '../http/visit.js';
import { Form } from '../ui/form.js';
import { Icon } from '../ui/icon.js';
import { Section } from './section.js';

/** What can be taken away and what can be thrown away; and the guide once more. */
export function DataSections({ visit }: { readonly visit: Visit }) {
  const { data, guide } = visit.text.settings;
  const { connection } = visit;
  const mayRead = connection !== undefined && allows(connection, 'memories:read');
  return (
    <>
      {connection && allows(connection, 'memories:write') && (
        <Section id="guide" title={guide.title} lead={guide.lead}>
          <Form visit={visit} action="/guide/open">
            <button class="btn btn-outline-secondary" type="submit">
              {guide.reopen}
            </button>
          </Form>
        </Section>
      )}
      <Section id="data" title={data.title}>
        {mayRead && (
          <>
            <p>{data.downloadLead}</p>
            <p>
              <a
                class="btn btn-outline-secondary"
                href="/settings/download"
                download={data.fileName}
              >
                <Icon name="download" /> {data.download}
              </a>
            </p>
            <hr class="my-4" />
          </>
        )}
        <p>{data.deleteLead}</p>
        <a class="btn btn-outline-danger" href="/settings/delete">
          {data.delete}
        </a>
      </Section>
    </>
  );
}
