import type { Request } from 'express';
import { z } from 'zod';
import type { Context } from '../context.js';
import { Form } from '../ui/form.js';
import { isShown } from './forms.js';
import { ownPath } from './own-path.js';
import type { Visit } from './visit.js';

/** A form that could not be done yet: kept in the page, so that nothing typed is lost. */
export interface CarriedForm {
  /** Path of this application to which it goes. */
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

const purpose = 'carried form';
const carriedForm = z.object({
  action: z.string().refine((action) => ownPath(action) === action),
  fields: z.array(z.tuple([z.string(), z.string()])),
});

/**
 * The form that a request brought; nothing for requests that are none, and for those of other sites: what they wrote
 * must not be shown as the visitor's own.
 */
export function carriedFrom(request: Request, { configuration }: Context): CarriedForm | undefined {
  const isOwn =
    request.headers.origin === new URL(configuration.url).origin ||
    request.headers['sec-fetch-site'] === 'same-origin';
  const action = ownPath(request.originalUrl);
  if (request.method !== 'POST' || !isOwn || action === undefined) return undefined;
  if (!request.is('application/x-www-form-urlencoded')) return undefined;
  const fields = Object.entries((request.body ?? {}) as Record<string, unknown>).flatMap(
    ([name, value]) =>
      isShown(name) ? [value].flat().map((each) => [name, String(each)] as const) : [],
  );
  return { action, fields };
}

/** As text that only this application can read, to be carried through the login. */
export function sealCarried({ sealer }: Context, form: CarriedForm): Promise<string> {
  return sealer.seal(JSON.stringify(form), purpose);
}

/** Answers nothing for what this application did not seal. */
export async function openCarried(
  { sealer }: Context,
  sealed: string,
): Promise<CarriedForm | undefined> {
  const json = await sealer.open(sealed, purpose);
  return json === undefined ? undefined : carriedForm.safeParse(JSON.parse(json)).data;
}

/** Whether there is anything in a form that somebody typed or chose. */
export function holdsInput({ fields }: CarriedForm): boolean {
  return fields.some(isForPeople);
}

/** Shows what was typed, and sends it again by one button. */
export function CarriedFormView(props: {
  readonly visit: Visit;
  readonly form: CarriedForm;
  /** Default: a token for the session of the visit. */
  readonly token?: string | undefined;
}) {
  const { visit, form, token } = props;
  const { failures } = visit.text;
  const shown = form.fields.filter(isForPeople);
  return (
    <Form
      visit={token === undefined ? visit : { ...visit, csrfToken: () => token }}
      action={form.action}
    >
      {form.fields.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {shown.length > 0 && (
        <details class="mb-3" open>
          <summary>{failures.yourInput}</summary>
          <dl class="carried mt-2">
            {shown.map(([name, value]) => (
              <>
                <dt>{labelOf(visit, name)}</dt>
                <dd class="text-break carried-value">{value}</dd>
              </>
            ))}
          </dl>
        </details>
      )}
      <button class="btn btn-primary" type="submit">
        {failures.continue}
      </button>
    </Form>
  );
}

function labelOf({ text }: Visit, name: string): string {
  const known: Readonly<Record<string, string>> = text.failures.fieldNames;
  const words = name.replaceAll(/[_-]+/g, ' ').trim();
  return (
    (Object.hasOwn(known, name) && known[name]) ||
    `${words.charAt(0).toUpperCase()}${words.slice(1)}`
  );
}

/** Ids, versions and sealed values are the application's own, and nobody reads them. */
function isForPeople([name, value]: readonly [string, string]): boolean {
  const isOurs =
    /(^|_)ids?$|version$|_at$|^next$|^carried$/.test(name) ||
    /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value) ||
    /^eyJ[\w-]+\.\./.test(value);
  return value.trim() !== '' && !isOurs;
}
