import type { Request } from 'express';
import { z } from 'zod';
import type { Context } from '../context.js';
import { Form } from '../ui/form.js';
import { isShown } from './forms.js';
import type { Visit } from './visit.js';

/** A form that could not be done yet: kept in the page, so that nothing typed is lost. */
export interface CarriedForm {
  /** Path of this application to which it goes. */
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

const purpose = 'carried form';
const carriedForm = z.object({
  action: z.string().startsWith('/'),
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
  if (request.method !== 'POST' || !isOwn || !request.is('application/x-www-form-urlencoded')) {
    return undefined;
  }
  const fields = Object.entries((request.body ?? {}) as Record<string, unknown>).flatMap(
    ([name, value]) =>
      isShown(name) ? [value].flat().map((each) => [name, String(each)] as const) : [],
  );
  return { action: request.originalUrl, fields };
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
  return json === undefined ? undefined : carriedForm.parse(JSON.parse(json));
}

/** Shows what was typed, and sends it again by one button. */
export function CarriedFormView({
  visit,
  form,
}: {
  readonly visit: Visit;
  readonly form: CarriedForm;
}) {
  const { failures } = visit.text;
  const shown = form.fields.filter(([, value]) => value.trim().length > 0);
  return (
    <Form visit={visit} action={form.action}>
      {form.fields.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {shown.length > 0 && (
        <details class="mb-3" open>
          <summary>{failures.yourInput}</summary>
          <dl class="carried mt-2">
            {shown.map(([name, value]) => (
              <>
                <dt>{name.replaceAll('_', ' ')}</dt>
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
