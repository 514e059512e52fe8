export const people = {
  /** Somebody who does not show themselves; `id` is the beginning of theirs. */
  someone: (id: string) => `someone (${id}…)`,
  /** A name that the person chose, with the username, which is theirs alone. */
  named: (name: string, username: string) => `${name} (${username})`,
  addHint: 'Usernames, with commas between them. People are found who let themselves be found.',
  chosen: 'Chosen people: take the mark away from whoever should not be among them.',
  unknown: (names: readonly string[]) =>
    names.length === 1
      ? `Nobody called ‘${names[0]}’ lets themself be found: ask them to switch it on in their settings.`
      : `Nobody called ${names.map((name) => `‘${name}’`).join(' or ')} lets themself be found: ask them to switch it on in their settings.`,
  tooMany: (most: number) => `At most ${most} people can be added at once.`,
};
