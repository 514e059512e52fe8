export const people = {
  /** A person without a public profile; `id` is the beginning of theirs. */
  someone: (id: string) => `someone (${id}…)`,
  /** A name that the person chose, with the username, which is theirs alone. */
  named: (name: string, username: string) => `${name} (${username})`,
  addHint: 'Usernames, separated by commas. Only people with a public profile can be added.',
  chosen: 'Selected people. Clear a checkbox to remove someone.',
  unknown: (names: readonly string[]) =>
    `We couldn’t find ${listed(names)}. Check the spelling, or ask them to make their profile public in their settings.`,
  tooMany: (most: number) => `You can add at most ${most} people at once.`,
};

function listed(names: readonly string[]): string {
  const list = new Intl.ListFormat('en', { type: 'disjunction' });
  return list.format(names.map((name) => `“${name}”`));
}
