import type { Scope } from '@picard-mcp/core';

/** Every text of the built-in pages, in one place. */
export const english = {
  language: 'en',
  errorTitle: (title: string) => `Error: ${title}`,

  login: {
    title: 'Log in',
    waiting: 'to continue to',
    username: 'Username or email address',
    password: 'Password',
    submit: 'Log in',
    signupLead: 'New here?',
    signup: 'Create an account',
    missing: 'Enter your username or email address, and your password.',
    wrong: 'The username, email address or password is not right.',
  },
  signup: {
    title: 'Create an account',
    username: 'Username',
    usernameHint: 'Letters from a to z, digits, dots, hyphens and underscores.',
    email: 'Email address',
    password: 'Password',
    passwordHint: 'At least 8 characters.',
    submit: 'Create account',
    loginLead: 'Have an account already?',
    login: 'Log in',
    taken: {
      username: 'This username is taken.',
      email: 'There is an account with this address already.',
    },
  },
  password: {
    title: 'Change your password',
    lead: 'You will be logged out in every other browser.',
    current: 'Current password',
    next: 'New password',
    nextHint: 'At least 8 characters.',
    submit: 'Change password',
    wrong: 'This is not your current password.',
    missing: 'Enter your current password.',
    done: 'Your password was changed',
    doneMessage: 'You are still logged in here, and were logged out in every other browser.',
  },
  signedIn: {
    title: 'You are logged in',
    lead: 'You can close this page and go back to where you came from.',
    password: 'Change password',
    logout: 'Log out',
  },
  logout: {
    title: 'Log out?',
    lead: 'Applications that you allowed to use your memories keep their access.',
    submit: 'Log out',
    done: 'You are logged out',
    doneMessage: 'Nobody is logged in in this browser.',
    login: 'Log in',
  },
  consent: {
    /** Around the client's name. */
    title: ['Allow', 'to use your memories?'],
    asks: 'It will be able to:',
    unverified:
      'The application chose this name itself, and nobody has checked it. Allow this only if you have just asked for it.',
    website: 'Its website, as it says:',
    leadsTo: 'You will be sent on to',
    allow: 'Allow',
    deny: 'Deny',
    switchUser: 'Use another account',
  },
  answer: {
    lookAgain: 'Please look again',
    lookAgainMessage:
      'Nothing was allowed, because this answer does not belong to the question that you were shown. Perhaps somebody else has logged in meanwhile, or your browser keeps no cookies for this site.',
    showAgain: 'Show the question again',
    alreadyAnswered: 'You have allowed this already',
    alreadyAnsweredMessage:
      'The application was told. If it does not go on, go back to it and connect again.',
  },
  message: {
    refused: 'This did not work',
    ourFault: 'Something went wrong here',
    unavailable: 'Please try again in a moment',
    tooMany: 'Please try again later',
  },
  loggedInAs: 'Logged in as',
  staleForm:
    'This form was out of date, or your browser keeps no cookies for this site. Please try again.',
  /** A complaint about what was typed, such as `must not be empty`. */
  wrongField: (label: string, complaint: string) => `${label} ${complaint}.`,
  tooMany: (seconds: number) => `Too many attempts. Try again in ${duration(seconds)}.`,
} as const;

/** What a scope lets a client do, as somebody understands it who never heard of scopes. */
export const scopeWords: Readonly<Record<Scope, { readonly name: string; readonly more: string }>> =
  {
    'memories:read': {
      name: 'Read your memories',
      more: 'Search and read everything you have saved, and what others share with you.',
    },
    'memories:write': {
      name: 'Add and change your memories',
      more: 'Save new ones; edit, share and delete those you have.',
    },
    'memories:admin': {
      name: 'Administer this server',
      more: 'Manage its users and the applications that may connect to it.',
    },
  };

function duration(seconds: number): string {
  if (seconds < 60) return seconds <= 1 ? 'a second' : `${Math.ceil(seconds)} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
