import type { User } from '../accounts/user.js';
import type { Theme } from '../http/theme.js';
import type { Visit } from '../http/visit.js';
import { describedBy, FieldNotes, Form } from '../ui/form.js';
import { Time } from '../ui/time.js';
import { SaveButton, Section } from './section.js';
import type { SectionState } from './settings-form.js';
import { timeZones } from './time-zones.js';

const themes: readonly Theme[] = ['auto', 'light', 'dark'];

export function AppearanceSection(props: {
  readonly visit: Visit & { readonly user: User };
  readonly state: SectionState;
}) {
  const { visit, state } = props;
  const { user, text } = visit;
  const { appearance, save } = text.settings;
  const { errors, typed } = state;
  const theme = typed?.theme ?? user.theme;
  const zone = typed?.zone ?? user.timeZone ?? '';
  return (
    <Section id="appearance" title={appearance.title} error={state.error}>
      <Form visit={visit} action="/settings/appearance">
        <fieldset class="mb-3">
          <legend class="form-label fs-6">{appearance.theme}</legend>
          {themes.map((each) => (
            <div class="form-check">
              <input
                class="form-check-input"
                type="radio"
                name="theme"
                id={`theme-${each}`}
                value={each}
                checked={each === theme}
              />
              <label class="form-check-label" for={`theme-${each}`}>
                {appearance.themes[each]}
              </label>
            </div>
          ))}
        </fieldset>
        <div class="mb-3">
          <label class="form-label" for="field-zone">
            {appearance.zone}
          </label>
          <select
            class={`form-select ${errors.zone ? 'is-invalid' : ''}`}
            id="field-zone"
            name="zone"
            {...describedBy('zone', appearance.zoneHint, errors.zone)}
          >
            <option value="" selected={zone === ''}>
              {appearance.zoneOfBrowser(visit.browserZone)}
            </option>
            {timeZones.map((each) => (
              <option value={each} selected={each === zone}>
                {each.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
          <FieldNotes name="zone" hint={appearance.zoneHint} error={errors.zone} />
          <p class="form-text">
            {appearance.now} <Time visit={visit} at={visit.now} />
          </p>
        </div>
        <SaveButton label={save} />
      </Form>
    </Section>
  );
}
