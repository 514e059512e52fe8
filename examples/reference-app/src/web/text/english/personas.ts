export const personas = {
  title: 'Personas',
  lead: 'A persona answers questions from your memories. Choose which memories it can use and how it answers.',
  own: 'Your personas',
  create: 'New persona',
  ask: 'Ask',
  askNamed: (name: string) => `Ask ${name}`,
  edit: 'Edit',
  editNamed: (name: string) => `Edit ${name}`,
  remove: 'Delete',
  removeNamed: (name: string) => `Delete ${name}`,
  isDefault: 'Default',
  defaultHint: 'Everyone has a default persona. You can edit it, but not delete it.',
  visibility: {
    public: 'Public. Answers use only memories that the person asking can read.',
    private: 'Only me',
  },
  switchedOff:
    'Only you can ask your personas, because asking by others is turned off in your settings.',
  switchOn: 'Change settings',
  readOnly: 'This application has read-only access. You can ask personas, but not change them.',
  uses: 'Answers from',
  usesAll: 'all your memories',
  usesTags: (tags: readonly string[]) =>
    tags.length === 1
      ? `memories with the tag ${listed(tags)}`
      : `memories with the tags ${listed(tags)}`,
  usesCategory: (category: string) => `category “${category}”`,
  usesPermission: {
    private: 'only private memories',
    public: 'only public memories',
    shared: 'only shared memories',
  },
  usesFrom: (day: string) => `created from ${day}`,
  usesTo: (day: string) => `created until ${day}`,
  others: 'Other people’s personas',
  othersLead:
    'You can ask the personas of people with a public profile. Answers use only the memories that you can read.',
  username: 'Username',
  showTheirs: 'Show their personas',

  createTitle: 'New persona',
  editTitle: (name: string) => `Edit “${name}”`,
  save: 'Save',
  saved: 'Persona saved.',
  name: 'Name',
  nameHint: 'Visible to you and to people who can ask this persona.',
  description: 'Description',
  descriptionHint: 'What this persona is for. Visible to people who can ask it.',
  instructions: 'Instructions',
  instructionsHint:
    'Role, tone, language, and what to leave out. Only you can see the instructions, but answers may reveal them.',
  who: 'Who can ask it',
  whichTitle: 'Memories',
  whichLead: 'Filters are combined. Leave blank to use all.',
  tags: 'Tags',
  tagsHint: 'Use only memories with all of these tags, separated by commas.',
  category: 'Category',
  memoryPermission: 'Visibility',
  anyPermission: 'Any',
  permissions: {
    private: 'Only me',
    shared: 'Shared',
    public: 'Public',
  },
  from: 'Created from',
  to: 'Created until',
  modelTitle: 'Language model',
  modelLead: 'Leave blank to use the defaults.',
  model: 'Model',
  modelHint: 'The name of a model that the memory server offers.',
  temperature: 'Temperature',
  temperatureHint: 'From 0 (consistent) to 2 (creative).',
  maxTokens: 'Maximum answer length',
  maxTokensHint:
    'In tokens. 100 tokens are about 75 words. The memory server may set a lower limit.',
  errors: {
    needed: 'This field is required.',
    tooLong: (most: number) => `Use at most ${most.toLocaleString('en')} characters.`,
    tooManyTags: 'Use at most 32 tags.',
    tagTooLong: 'A tag can have at most 64 characters.',
    day: 'Enter a valid date.',
    order: 'The end date is before the start date.',
    temperature: 'Enter a number from 0 to 2.',
    tokens: 'Enter a whole number from 1 to 32,000.',
    choose: 'Choose an option.',
    unreadable: 'This contains characters that can’t be stored.',
  },
  problem: 'Couldn’t save. Fix the highlighted fields.',
  changedElsewhere:
    'This persona was changed elsewhere. Your changes are below and not saved. Saving now replaces the other changes.',
  savedNow: 'Saved now',
  empty: '(empty)',
  alreadyCreated:
    'This persona was already created, with other content. Saving now replaces what is saved.',
  changedBeforeDeletion: 'This persona was changed elsewhere. Check whether to delete it.',
  goneMeanwhile:
    'This persona was deleted. Your changes are below. You can save them as a new persona.',

  deleteTitle: (name: string) => `Delete “${name}”?`,
  deleteLoses: 'Its name, description, instructions and memory filters will be deleted.',
  deleteKeeps: 'Your memories are not affected.',
  deleteOthers: 'Other people can no longer ask it.',
  deleteConfirm: 'Delete persona',
  deleted: 'Persona deleted.',
  restored: 'Persona restored.',
  notRestored: 'This can no longer be undone.',
  defaultStays: 'You can edit the default persona, but not delete it.',
};

function listed(words: readonly string[]): string {
  return new Intl.ListFormat('en').format(words.map((word) => `“${word}”`));
}
