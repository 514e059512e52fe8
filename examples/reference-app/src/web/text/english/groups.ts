const counted = (count: number, one: string, several: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : several}`;

export const groups = {
  title: 'Groups',
  lead: 'Share memories with everyone in a group, such as your family, friends or team.',
  readOnly: 'This application has read-only access, so you can’t change groups here.',
  newGroup: 'New group',
  own: 'Your groups',
  others: 'Groups you are in',
  emptyTitle: 'No groups yet',
  empty:
    'With a group you can share memories without choosing the same people each time. Create one, add people, then choose it when you share a memory.',
  emptyOwn: 'You have no groups of your own.',
  createFirst: 'Create your first group',

  newTitle: 'New group',
  name: 'Name',
  nameHint: 'At most 100 characters. Each of your groups needs its own name.',
  nameMissing: 'Enter a name.',
  nameTooLong: 'Use at most 100 characters.',
  nameTaken: 'You already have a group with this name.',
  description: 'Description (optional)',
  descriptionHint: 'At most 1,000 characters. Visible to members.',
  descriptionTooLong: 'Use at most 1,000 characters.',
  alreadyCreated:
    'This group was already created, with other content. Your changes are below and not saved.',
  createdAndDeleted:
    'The group that you created with this form was deleted. Submit the form again to create a new group.',
  addMembers: 'Add members',
  create: 'Create group',
  created: (name: string) => `Group “${name}” created.`,

  back: 'All groups',
  ownedByYou: 'You own this group.',
  ownedBy: (name: string) => `${name} owns this group.`,
  createdAt: 'Created',
  details: 'Name and description',
  save: 'Save',
  saved: 'Group saved.',
  changedElsewhere:
    'This group was changed elsewhere. Your changes are below and not saved. Saving now replaces the other changes.',

  members: 'Members',
  memberCount: (count: number) =>
    count === 0 ? 'no members yet' : counted(count, 'member', 'members'),
  of: (name: string) => `of ${name}`,
  membersOf: (count: number) =>
    `${counted(count, 'member', 'members')} besides you. A group can have at most 1,000.`,
  noMembers: 'No members yet. Memories shared with this group are visible only to you.',
  membersHidden:
    'Only the owner can see the members. To find memories shared with this group, search everything shared with you.',
  add: 'Add',
  added: (names: readonly string[]) =>
    names.length > 3 ? `${names.length} people added.` : `${names.join(', ')} added.`,
  alreadyMembers: 'They are already members.',
  nobodyTyped: 'Enter a username.',
  addYourself: 'You own this group and don’t need to be added.',
  tooManyMembers: 'A group can have at most 1,000 members.',
  remove: 'Remove',
  removeWhom: (name: string) => `Remove ${name}`,
  removed: (name: string) => `${name} removed from the group.`,
  pages: 'Pages of members',
  previous: 'Previous',
  next: 'Next',
  pageOf: (page: number, pages: number) => `Page ${page} of ${pages}`,

  deleteLink: 'Delete this group…',
  deleteTitle: (name: string) => `Delete group “${name}”?`,
  deleteMembers: (count: number) =>
    count === 0
      ? 'It has no members.'
      : count === 1
        ? 'Its member will lose access to the memories shared with it.'
        : `Its ${count.toLocaleString('en')} members will lose access to the memories shared with it.`,
  deleteShared: (count: number, isAll: boolean) =>
    count === 0
      ? 'None of your memories are shared with it.'
      : `${isAll ? '' : 'At least '}${counted(count, 'of your memories is', 'of your memories are')} shared with it. Your memories are kept.`,
  deleteAlone: (count: number) =>
    `${counted(count, 'of them is', 'of them are')} shared with no one else and will be visible only to you.`,
  deleteForGood: 'This can’t be undone.',
  delete: 'Delete group',
  deleted: (name: string) => `Group “${name}” deleted.`,
  keep: 'Cancel',

  leaveLink: 'Leave this group…',
  leaveTitle: (name: string) => `Leave group “${name}”?`,
  leaveMeans:
    'You will lose access to the memories shared with it. Only the owner can add you again. Your own memories are not affected.',
  leave: 'Leave group',
  left: (name: string) => `You left “${name}”.`,
  stay: 'Cancel',
};
