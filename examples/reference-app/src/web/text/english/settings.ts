export const settings = {
  title: 'Settings',
  sections: 'Sections',
  saved: 'Saved.',
  save: 'Save',
  checkFields: 'Couldn’t save. Fix the highlighted fields.',

  account: {
    title: 'Account',
    username: 'Username',
    usernameHint: 'Your username can’t be changed.',
    since: 'Member since',
    name: 'Name',
  },

  appearance: {
    title: 'Appearance and time',
    theme: 'Theme',
    themes: { auto: 'System', light: 'Light', dark: 'Dark' },
    zone: 'Time zone',
    zoneHint: 'Dates and times are shown in this time zone.',
    zoneOfBrowser: (zone: string) => `Automatic (${zone})`,
    zoneUnknown: 'Choose a time zone from the list.',
    now: 'Current time:',
  },

  password: {
    title: 'Password',
    current: 'Current password',
    next: 'New password',
    submit: 'Change password',
    hint: 'You stay signed in here and are signed out everywhere else.',
    wrong: 'This is not your current password.',
    changed: 'Password changed. You are signed out everywhere else.',
    changedMeanwhile: 'Your password has just been changed elsewhere. Try again.',
    endSessions: 'Sign out everywhere else',
    sessionsEnded: 'You are signed out everywhere else.',
  },

  profile: {
    title: 'Profile',
    lead: 'Your profile is kept on the memory server and applies to every application that uses your memories.',
    displayName: 'Display name',
    bio: 'About you',
    discoverable: 'Make my profile public',
    discoverableHint:
      'People can then find you by your username, share memories with you, and add you to groups.',
    personaEnabled: 'Let others ask my personas',
    personaEnabledHint: 'Answers use only memories that the person asking can read.',
    defaultPermission: 'Visibility of new memories',
    permissions: {
      private: 'Only me',
      public: 'Public',
    },
    defaultPermissionHint: 'You can choose differently for each memory.',
    defaultExpiry: 'New memories expire after (days)',
    defaultExpiryHint: 'Leave blank to keep memories until you delete them. At most 36,500.',
    nameWrong: 'Use one line of at most 100 characters.',
    bioWrong: 'Use at most 1,000 characters.',
    expiryWrong: 'Enter a number from 1 to 36,500, or leave this blank.',
    choose: 'Choose an option.',
    readOnly: 'This application has read-only access, so you can’t change your profile here.',
    notAllowed: 'This application does not have access to your profile.',
    disconnected: 'You are not connected to the memory server.',
    connect: 'Connect',
    unknown: 'Your profile can’t be loaded right now.',
    nobody: 'none',
    yes: 'yes',
    no: 'no',
  },

  guide: {
    title: 'Getting started',
    lead: 'A short guide on the home page, with sample memories to try.',
    reopen: 'Show the guide',
    reopened: 'The guide is back on your home page.',
  },

  data: {
    title: 'Your data',
    downloadLead:
      'Everything that the memory server stores about you in one archive: memories, profile, groups, personas, connected applications, and activity.',
    download: 'Download everything',
    fileName: 'my-memories.zip',
    deleteLead: 'Delete your account and, if you choose, all of your memories.',
    delete: 'Delete my account…',
  },

  deletion: {
    title: 'Delete your account?',
    lost: 'These will be permanently deleted:',
    account: (username: string) => `your account, ${username}, and its settings`,
    connection: 'your connection to the memory server',
    memoriesTitle: 'What should happen to your memories?',
    leave: 'Keep them on the memory server',
    leaveHint:
      'They are kept, but you can no longer reach them from here. Your username can’t be registered again, by you or anyone else.',
    leaveElsewhereHint: (server: string) =>
      `They stay in your account at ${server}, where you and other applications can use them.`,
    erase: 'Delete them too',
    count: (count: number, isEstimate: boolean) => {
      if (count === 0) return 'no memories';
      if (count === 1) return 'one memory';
      return `${isEstimate ? 'about ' : ''}${count.toLocaleString('en')} memories`;
    },
    eraseHint: (memories: string) =>
      `Permanently deletes ${memories} on the memory server, along with your groups, personas, profile and activity.`,
    eraseElsewhere: (server: string) =>
      `This deletes your account at ${server}. Other applications that use it lose your data too.`,
    unreachable:
      'The memory server can’t be reached right now, so your memories can’t be deleted. You can still delete your account here and keep them.',
    disconnected:
      'You are not connected to the memory server, so nothing will be deleted there. To delete your memories too, connect first.',
    readOnly:
      'This application has read-only access, so it can’t delete your memories. To delete them, reconnect and allow changes.',
    confirm: (username: string) => `Type ${username} to confirm`,
    confirmWrong: (username: string) => `Type your username, ${username}, to confirm.`,
    choose: 'Choose what should happen to your memories.',
    downloadFirst: 'Download everything first',
    submit: 'Permanently delete my account',
    keep: 'Keep my account',
    nothingDone: 'Nothing was deleted.',
    done: 'Your account was deleted.',
    doneErased: 'Your account and your memories were deleted.',
  },
};
