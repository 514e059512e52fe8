import { z } from 'zod';
import { several } from '../../../http/forms.js';
import type { ConnectedVisit } from '../../../http/visit.js';
import type { Group } from '../../../memory-service/tools.js';
import { PeopleField, type Person, peopleOf } from '../../../people/people.js';
import { type Asked, typedAs } from './asked.js';
import { Option } from './questions.js';

const chosenIds = several.transform((ids) => ids.filter((id) => z.uuid().safeParse(id).success));

/** The groups to share with; none while the server is away. */
export async function readSharing(
  { memory }: ConnectedVisit,
  isThere: boolean,
): Promise<readonly Group[]> {
  return isThere ? (await memory.call('list_groups', {})).groups : [];
}

/** The people who were chosen when the form came. */
export async function stillChosen(
  { memory }: ConnectedVisit,
  { typed = {}, problem }: Asked,
): Promise<readonly Person[]> {
  const ids = chosenIds.catch([]).parse(typed.people);
  return problem === undefined ? peopleOf(memory, ids) : ids.map((id) => ({ id, name: undefined }));
}

/** Asks who may read the memories, and with whom they are shared. */
export function SharingQuestion(props: {
  readonly visit: ConnectedVisit;
  readonly asked: Asked;
  readonly groups: readonly Group[];
  readonly chosen: readonly Person[];
}) {
  const { visit, asked, groups, chosen } = props;
  const { permission } = visit.text.memories.bulk;
  const { errors = {} } = asked;
  const wanted = typedAs(asked, 'permission');
  const ticked = new Set(chosenIds.catch([]).parse(asked.typed?.groups));
  return (
    <>
      <fieldset class="mb-2">
        <legend class="form-label fs-6">{permission.label}</legend>
        {errors.permission && (
          <p class="invalid-feedback d-block" role="alert">
            {errors.permission}
          </p>
        )}
        <Option
          name="permission"
          value="private"
          label={permission.private}
          isChosen={wanted === 'private'}
        />
        <Option
          name="permission"
          value="shared"
          label={permission.shared}
          isChosen={wanted === 'shared'}
        />
        <Option
          name="permission"
          value="public"
          label={permission.public}
          hint={permission.publicHint}
          isChosen={wanted === 'public'}
        />
      </fieldset>
      <div class="ms-4">
        <fieldset class="mb-3">
          <legend class="form-label fs-6">{permission.groups}</legend>
          {/* Groups that cannot be named just now stay chosen. */}
          {[...ticked]
            .filter((id) => !groups.some((group) => group.id === id))
            .map((id) => (
              <input type="hidden" name="groups" value={id} />
            ))}
          {groups.length === 0 && <p class="text-body-secondary mb-0">{permission.noGroups}</p>}
          {groups.map(({ id, name }) => (
            <div class="form-check">
              <input
                class="form-check-input"
                type="checkbox"
                id={`group-${id}`}
                name="groups"
                value={id}
                checked={ticked.has(id)}
              />
              <label class="form-check-label text-break" for={`group-${id}`}>
                {name}
              </label>
            </div>
          ))}
        </fieldset>
        <PeopleField
          visit={visit}
          name="people"
          label={permission.people}
          chosen={chosen}
          typed={typedAs(asked, 'add_people')}
          error={errors.add_people}
        />
      </div>
    </>
  );
}
