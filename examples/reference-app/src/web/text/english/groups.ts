const counted = (count: number, one: string, several: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : several}`;

export const groups = {
  title: 'Groups',
  lead: 'Share a memory with a group, and everybody in it can read it: family, friends, a team.',
  readOnly:
    'You allowed this application to read, not to change anything: groups can be looked at only.',
  newGroup: 'New group',
  own: 'Your groups',
  others: 'Groups that you belong to',
  emptyTitle: 'No groups yet',
  empty:
    'A group saves you from picking the same people again and again. Make one, add the people, and choose it where you share a memory.',
  emptyOwn: 'You have no group of your own.',
  createFirst: 'Make your first group',

  newTitle: 'New group',
  name: 'Name',
  nameHint: 'At most 100 characters. Only one of your groups can have it.',
  nameMissing: 'A group needs a name.',
  nameTooLong: 'A name has at most 100 characters.',
  nameTaken: 'You have a group with this name already.',
  description: 'What it is for (optional)',
  descriptionHint: 'At most 1,000 characters. Members can read it.',
  descriptionTooLong: 'At most 1,000 characters.',
  addMembers: 'Add members',
  create: 'Make the group',
  created: (name: string) => `The group “${name}” is there.`,

  back: 'All groups',
  ownedByYou: 'This group is yours.',
  ownedBy: (name: string) => `This group belongs to ${name}.`,
  createdAt: 'Made',
  details: 'Name and description',
  save: 'Save',
  saved: 'The group was changed.',

  members: 'Members',
  memberCount: (count: number) =>
    count === 0 ? 'no members yet' : counted(count, 'member', 'members'),
  of: (name: string) => `of ${name}`,
  membersOf: (count: number) =>
    `${counted(count, 'member', 'members')} of at most 1,000, besides you.`,
  noMembers: 'Nobody yet. What you share with this group, only you can see.',
  membersHidden:
    'Who else belongs to it, only its owner can see. What is shared with it, you find by searching everything that you may see.',
  add: 'Add',
  added: (names: readonly string[]) =>
    names.length > 3 ? `${names.length} people were added.` : `${names.join(', ')} added.`,
  alreadyMembers: 'They belonged to it already.',
  nobodyTyped: 'Type the username of somebody to add.',
  addYourself: 'The group is yours: you need not be added.',
  tooManyMembers: 'A group has at most 1,000 members.',
  remove: 'Remove',
  removeWhom: (name: string) => `Remove ${name}`,
  removed: (name: string) => `${name} no longer belongs to the group.`,
  pages: 'Pages of members',
  previous: 'Previous',
  next: 'Next',
  pageOf: (page: number, pages: number) => `Page ${page} of ${pages}`,

  deleteLink: 'Delete this group…',
  deleteTitle: (name: string) => `Delete the group “${name}”?`,
  deleteMembers: (count: number) =>
    count === 0
      ? 'It has no members.'
      : count === 1
        ? 'Its one member no longer sees what is shared with it.'
        : `Its ${count.toLocaleString('en')} members no longer see what is shared with it.`,
  deleteShared: (count: number, isAll: boolean) =>
    count === 0
      ? 'None of your memories is shared with it.'
      : `${isAll ? '' : 'At least '}${counted(count, 'memory of yours is', 'memories of yours are')} shared with it. They stay yours, and nothing in them changes.`,
  deleteAlone: (count: number) =>
    `${count === 1 ? 'One of them is' : `${count.toLocaleString('en')} of them are`} shared with nobody else, and only you will see ${count === 1 ? 'it' : 'them'}.`,
  deleteForGood: 'The group cannot be brought back.',
  delete: 'Delete the group',
  deleted: (name: string) => `The group “${name}” is deleted.`,
  keep: 'Keep it',

  leaveLink: 'Leave this group…',
  leaveTitle: (name: string) => `Leave the group “${name}”?`,
  leaveMeans:
    'You no longer see what is shared with it. Only its owner can add you again. Your own memories stay as they are.',
  leave: 'Leave the group',
  left: (name: string) => `You no longer belong to “${name}”.`,
  stay: 'Stay',
};
