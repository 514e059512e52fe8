import { PeopleField } from '../../people/people.js';
import { FieldNotes } from '../../ui/form.js';
import { Icon } from '../../ui/icon.js';
import type { EditorModel } from './editor-model.js';

const kinds = [
  ['private', 'lock'],
  ['shared', 'people'],
  ['public', 'globe'],
] as const;

/** Who may read the memory; with whom it is shared, by name. */
export function PermissionField(model: EditorModel) {
  const { visit, form, errors, people } = model;
  const { editor } = visit.text.memories;
  const { permission = 'private' } = form;
  const nameless = form.people.filter((id) => people.every((person) => person.id !== id));
  return (
    <fieldset class="mb-4 editor-permission">
      <legend class="form-label">{editor.permission}</legend>
      {kinds.map(([kind, icon]) => (
        <div class="form-check mb-2">
          <input
            class="form-check-input"
            type="radio"
            name="permission"
            id={`permission-${kind}`}
            value={kind}
            checked={kind === permission}
            aria-describedby={`permission-${kind}-hint`}
          />
          <label class="form-check-label" for={`permission-${kind}`}>
            <Icon name={icon} /> {editor.permissions[kind]}
          </label>
          <div class="form-text mt-0" id={`permission-${kind}-hint`}>
            {editor.permissionHints[kind]}
          </div>
        </div>
      ))}
      <div aria-live="polite">
        <p class="when-public alert alert-warning py-2">
          <Icon name="exclamation-triangle" /> {editor.publicWarning}
        </p>
      </div>
      <div class="when-shared card card-body">
        <PeopleField
          visit={visit}
          name="people"
          label={editor.people}
          chosen={[...people, ...nameless.map((id) => ({ id, name: undefined }))]}
          typed={form.addPeople}
          error={errors.people}
        />
        <Groups {...model} />
      </div>
    </fieldset>
  );
}

function Groups({ visit, form, errors, choices }: EditorModel) {
  const { editor } = visit.text.memories;
  const known = choices?.groups ?? [];
  const others = form.groups.filter((id) => known.every((group) => group.id !== id));
  const nameOf = (id: string) =>
    (choices ? editor.formerGroup : editor.unknownGroup)(id.slice(0, 8));
  const offered = [
    ...known.map(({ id, name }) => ({ id, name })),
    ...others.map((id) => ({ id, name: nameOf(id) })),
  ];
  return (
    <fieldset aria-describedby={errors.groups && 'error-groups'}>
      <legend class="form-label fs-6">{editor.groups}</legend>
      {offered.map(({ id, name }, index) => (
        <div class="form-check">
          <input
            class="form-check-input"
            type="checkbox"
            name="groups"
            id={`group-${index}`}
            value={id}
            checked={form.groups.includes(id)}
          />
          <label class="form-check-label text-break" for={`group-${index}`}>
            {name}
          </label>
        </div>
      ))}
      <FieldNotes name="groups" error={errors.groups} />
      {offered.length === 0 && (
        <p class="form-text mb-0">
          {editor.noGroups} <a href="/groups">{editor.makeGroup}</a>
        </p>
      )}
    </fieldset>
  );
}
