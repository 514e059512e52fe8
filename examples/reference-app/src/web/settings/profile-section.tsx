import type { Visit } from '../http/visit.js';
import { describedBy, Field, FieldNotes, Form } from '../ui/form.js';
import type { KnownProfile, ProfileFields } from './profile.js';
import { SaveButton, Section } from './section.js';
import type { SectionState } from './settings-form.js';

export function ProfileSection(props: {
  readonly visit: Visit;
  readonly state: SectionState;
  readonly profile: KnownProfile;
}) {
  const { visit, state, profile } = props;
  const { layout, settings } = visit.text;
  const { profile: words } = settings;
  const fields = state.typed ?? ('fields' in profile ? profile.fields : undefined);
  const mayChange = state.typed !== undefined || ('fields' in profile && profile.mayChange);
  return (
    <Section id="profile" title={words.title} lead={words.lead} error={state.error}>
      {'missing' in profile && !state.typed && (
        <p class="mb-0">
          {words[profile.missing]}{' '}
          <a href="/connection">
            {profile.missing === 'disconnected' ? words.connect : visit.text.failures.connectAgain}
          </a>
        </p>
      )}
      {'reason' in profile && !state.typed && (
        <>
          <p class="alert alert-warning" role="status">
            {words.unknown} {profile.reason}
          </p>
          <a class="btn btn-outline-secondary" href="/settings#profile">
            {layout.tryAgain}
          </a>
        </>
      )}
      {fields && mayChange && <ProfileForm visit={visit} fields={fields} errors={state.errors} />}
      {fields && !mayChange && <ProfileFacts visit={visit} fields={fields} />}
    </Section>
  );
}

function ProfileForm(props: {
  readonly visit: Visit;
  readonly fields: ProfileFields;
  readonly errors: SectionState['errors'];
}) {
  const { visit, fields, errors } = props;
  const { save, profile: words } = visit.text.settings;
  const isPublic = fields.default_permission === 'public';
  return (
    <Form visit={visit} action="/settings/profile">
      <Field
        name="display_name"
        label={words.displayName}
        value={fields.display_name}
        error={errors.display_name}
        extra={{ maxlength: '100', autocomplete: 'nickname' }}
      />
      <div class="mb-3">
        <label class="form-label" for="field-bio">
          {words.bio}
        </label>
        <textarea
          class={`form-control ${errors.bio ? 'is-invalid' : ''}`}
          id="field-bio"
          name="bio"
          rows={3}
          maxlength={1000}
          {...describedBy('bio', undefined, errors.bio)}
        >
          {`\n${fields.bio ?? ''}`}
        </textarea>
        <FieldNotes name="bio" error={errors.bio} />
      </div>
      <Checkbox
        name="discoverable"
        label={words.discoverable}
        hint={words.discoverableHint}
        isChecked={fields.discoverable !== undefined}
      />
      <Checkbox
        name="persona_enabled"
        label={words.personaEnabled}
        hint={words.personaEnabledHint}
        isChecked={fields.persona_enabled !== undefined}
      />
      <div class="mb-3">
        <label class="form-label" for="field-default_permission">
          {words.defaultPermission}
        </label>
        <select
          class="form-select"
          id="field-default_permission"
          name="default_permission"
          {...describedBy(
            'default_permission',
            words.defaultPermissionHint,
            errors.default_permission,
          )}
        >
          <option value="private" selected={!isPublic}>
            {words.permissions.private}
          </option>
          <option value="public" selected={isPublic}>
            {words.permissions.public}
          </option>
        </select>
        <FieldNotes
          name="default_permission"
          hint={words.defaultPermissionHint}
          error={errors.default_permission}
        />
      </div>
      <Field
        name="default_expiry_days"
        label={words.defaultExpiry}
        type="number"
        value={fields.default_expiry_days}
        hint={words.defaultExpiryHint}
        error={errors.default_expiry_days}
        extra={{ min: '1', max: '36500', step: '1', inputmode: 'numeric' }}
      />
      <SaveButton label={save} />
    </Form>
  );
}

function Checkbox(props: {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly isChecked: boolean;
}) {
  const { name, label, hint, isChecked } = props;
  return (
    <div class="form-check mb-3">
      <input
        class="form-check-input"
        type="checkbox"
        id={`field-${name}`}
        name={name}
        checked={isChecked}
        aria-describedby={`hint-${name}`}
      />
      <label class="form-check-label" for={`field-${name}`}>
        {label}
      </label>
      <div class="form-text" id={`hint-${name}`}>
        {hint}
      </div>
    </div>
  );
}

/** For a connection that may read alone. */
function ProfileFacts({
  visit,
  fields,
}: {
  readonly visit: Visit;
  readonly fields: ProfileFields;
}) {
  const { profile: words } = visit.text.settings;
  const yesOrNo = (value: string | undefined) => (value === undefined ? words.no : words.yes);
  const facts = [
    [words.displayName, fields.display_name || words.nobody],
    [words.bio, fields.bio || words.nobody],
    [words.discoverable, yesOrNo(fields.discoverable)],
    [words.personaEnabled, yesOrNo(fields.persona_enabled)],
    [
      words.defaultPermission,
      words.permissions[fields.default_permission === 'public' ? 'public' : 'private'],
    ],
    [words.defaultExpiry, fields.default_expiry_days || words.nobody],
  ] as const;
  return (
    <>
      <p>
        {words.readOnly} <a href="/connection">{visit.text.failures.connectAgain}</a>
      </p>
      <dl class="settings-facts mb-0">
        {facts.map(([label, value]) => (
          <>
            <dt>{label}</dt>
            <dd class="text-break">{value}</dd>
          </>
        ))}
      </dl>
    </>
  );
}
