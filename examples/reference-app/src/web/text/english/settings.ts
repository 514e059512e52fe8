export const settings = {
  title: 'Settings',
  sections: 'Sections',
  saved: 'Saved.',
  save: 'Save',
  checkFields: 'Something is not right yet: see below.',

  account: {
    title: 'Your account here',
    username: 'Username',
    usernameHint: 'It never changes: the memory server knows you by it.',
    since: 'Member since',
    name: 'What should we call you?',
  },

  appearance: {
    title: 'Appearance and time',
    theme: 'Colours',
    themes: { auto: 'As my system has them', light: 'Light', dark: 'Dark' },
    zone: 'Time zone',
    zoneHint: 'Dates and times are shown as they are in this zone.',
    zoneOfBrowser: (zone: string) => `As my browser says (now ${zone})`,
    zoneUnknown: 'Choose a time zone from the list.',
    now: 'There it is now:',
  },

  password: {
    title: 'Password',
    current: 'Present password',
    next: 'New password',
    submit: 'Change the password',
    hint: 'You stay logged in here, and are logged out everywhere else.',
    wrong: 'This is not your present password.',
    changed: 'Your password is changed. You are logged out everywhere else.',
    changedMeanwhile: 'Your password was changed elsewhere meanwhile. Try again.',
    endSessions: 'Log out everywhere else',
    sessionsEnded: 'You are logged out everywhere else.',
  },

  profile: {
    title: 'You at the memory server',
    lead: 'These belong to your memories, and hold for every application that uses them.',
    displayName: 'Name that others see',
    bio: 'A few words about you',
    discoverable: 'Let others find me by my username and read my profile',
    discoverableHint: 'They need it to share memories with you, and to add you to groups.',
    personaEnabled: 'Let others ask my personas',
    personaEnabledHint: 'Answers use only memories that the person who asks may read.',
    defaultPermission: 'New memories are',
    permissions: {
      private: 'private: for me alone',
      public: 'public: for everybody who has an account',
    },
    defaultPermissionHint: 'Unless something else is chosen when one is written.',
    defaultExpiry: 'New memories expire after so many days',
    defaultExpiryHint: 'Empty: they stay until you delete them. At most 36,500.',
    nameWrong: 'Use one line of at most 100 characters.',
    bioWrong: 'Use at most 1,000 characters.',
    expiryWrong: 'Enter a number of days from 1 to 36,500, or nothing.',
    choose: 'Choose one of these.',
    readOnly: 'You allowed this application to read this, not to change it.',
    notAllowed: 'You did not allow this application to read your profile.',
    disconnected: 'You are not connected to the memory server.',
    connect: 'Connect',
    unknown: 'What the memory server knows of you cannot be shown just now.',
    nobody: 'none',
    yes: 'yes',
    no: 'no',
  },

  guide: {
    title: 'The first steps',
    lead: 'The short guide on the start page, with sample memories to try things with.',
    reopen: 'Show the guide again',
    reopened: 'Here is the guide again.',
  },

  data: {
    title: 'Your data',
    downloadLead:
      'Everything that the memory server keeps about you, in one archive: memories, profile, groups, personas, what you allowed, and your activity.',
    download: 'Download everything',
    fileName: 'my-memories.zip',
    deleteLead: 'Closes your account here, and if you like erases your memories too.',
    delete: 'Delete my account…',
  },

  deletion: {
    title: 'Delete your account?',
    lost: 'This is lost for good:',
    account: (username: string) => `your account here, ${username}, with its settings`,
    connection: 'your connection to the memory server',
    memoriesTitle: 'What becomes of your memories?',
    leave: 'Leave them at the memory server',
    leaveHint:
      'They stay there, but nobody can reach them from here any more: your username is never given to anybody else, and not to you again.',
    leaveElsewhereHint: (server: string) =>
      `They stay in your account at ${server}, for you and for other applications.`,
    erase: 'Erase them too',
    count: (count: number, isMore: boolean) =>
      count === 0
        ? 'no memories'
        : `${isMore ? 'more than ' : ''}${count === 1 ? 'one memory' : `${count} memories`}`,
    eraseHint: (memories: string) =>
      `Erases ${memories} at the memory server, with groups, personas, your profile and your activity.`,
    eraseElsewhere: (server: string) =>
      `This is your own account at ${server}: other applications that use it lose everything too.`,
    unreachable:
      'The memory server cannot be reached just now. Your memories cannot be erased before it is back; you can still close your account here and leave them.',
    disconnected:
      'You are not connected to the memory server, so nothing is erased there. To erase memories too, connect first.',
    readOnly:
      'You allowed this application only to read, so it cannot erase your memories. To erase them, connect anew and allow changes.',
    confirm: (username: string) => `Type ${username} to confirm`,
    confirmWrong: (username: string) => `Type your username, ${username}, to confirm.`,
    choose: 'Choose what becomes of your memories.',
    downloadFirst: 'Download everything first',
    submit: 'Delete my account for good',
    keep: 'Keep my account',
    nothingDone: 'Nothing was deleted.',
    done: 'Your account is deleted. Goodbye!',
    doneErased: 'Your account and your memories are deleted. Goodbye!',
  },
};
