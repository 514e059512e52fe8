import type { accountOf } from '../http/visit.js';
import type { Page } from '../ui/page.js';
import { AccountSection } from './account-section.js';
import { AppearanceSection } from './appearance-section.js';
import { DataSections } from './data-section.js';
import { PasswordSection } from './password-section.js';
import type { KnownProfile } from './profile.js';
import { ProfileSection } from './profile-section.js';
import { type SectionName, stateOf, type UnsavedForm } from './settings-form.js';

export interface SettingsModel {
  readonly profile: KnownProfile;
  readonly unsaved?: UnsavedForm | undefined;
}

export function settingsPage(
  visit: ReturnType<typeof accountOf>,
  { profile, unsaved }: SettingsModel,
): Page {
  const { settings } = visit.text;
  const state = (section: SectionName) => stateOf(section, unsaved, settings.checkFields);
  const sections = [
    ['account', settings.account.title],
    ['profile', settings.profile.title],
    ['appearance', settings.appearance.title],
    ['password', settings.password.title],
    ['data', settings.data.title],
  ] as const;
  return {
    title: settings.title,
    status: unsaved ? (unsaved.status ?? 422) : 200,
    body: (
      <div class="settings mx-auto">
        <h1 class="h3 mb-3">{settings.title}</h1>
        <nav class="mb-4" aria-label={settings.sections}>
          <ul class="nav nav-pills gap-1">
            {sections.map(([id, title]) => (
              <li class="nav-item">
                <a class="nav-link bg-body-tertiary text-primary-emphasis" href={`#${id}`}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <AccountSection visit={visit} state={state('account')} />
        <ProfileSection visit={visit} state={state('profile')} profile={profile} />
        <AppearanceSection visit={visit} state={state('appearance')} />
        <PasswordSection visit={visit} state={state('password')} />
        <DataSections visit={visit} />
      </div>
    ),
  };
}
