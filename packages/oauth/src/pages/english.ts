import type { Scope } from '@picard-mcp/core';

/** Every text of the built-in pages, in one place. */
export const english = {
  language: 'en',
  errorTitle: (title: string) => `Error: ${title}`,

  login: {
    title: 'Sign in',
    waiting: 'to continue to',
    username: 'Username or email address',
    password: 'Password',
    submit: 'Sign in',
    signupLead: 'No account yet?',
    signup: 'Create an account',
    missing: 'Enter your username or email address and your password.',
    wrong: 'Incorrect username, email address or password.',
  },
  signup: {
    title: 'Create an account',
    username: 'Username',
    usernameHint: 'Letters from a to z, digits, dots, hyphens and underscores.',
    email: 'Email address',
    password: 'Password',
    passwordHint: 'At least 8 characters.',
    submit: 'Create account',
    loginLead: 'Already have an account?',
    login: 'Sign in',
    taken: {
      username: 'This username is taken.',
      email: 'An account with this email address already exists.',
    },
  },
  password: {
    title: 'Change your password',
    lead: 'You will be signed out in every other browser.',
    current: 'Current password',
    next: 'New password',
    nextHint: 'At least 8 characters.',
    submit: 'Change password',
    wrong: 'This is not your current password.',
    missing: 'Enter your current password.',
    done: 'Password changed',
    doneMessage: 'You are still signed in here. You were signed out in every other browser.',
  },
  signedIn: {
    title: 'You are signed in',
    lead: 'You can close this page and return to your application.',
    password: 'Change password',
    logout: 'Sign out',
  },
  logout: {
    title: 'Sign out?',
    lead: 'Applications that you allowed to use your memories keep their access.',
    submit: 'Sign out',
    done: 'You are signed out',
    doneMessage: 'No one is signed in in this browser.',
    login: 'Sign in',
  },
  consent: {
    /** Around the client's name. */
    title: ['Allow', 'to use your memories?'],
    asks: 'It will be able to:',
    unverified:
      'This name was chosen by the application and has not been verified. Allow access only if you just asked for it.',
    website: 'Website given by the application:',
    leadsTo: 'You will be redirected to',
    allow: 'Allow',
    deny: 'Deny',
    switchUser: 'Use another account',
  },
  answer: {
    lookAgain: 'Check this request again',
    lookAgainMessage:
      'No access was allowed, because this response does not match the request that you were shown. Someone else may have signed in, or your browser may block cookies for this site.',
    showAgain: 'Show the request again',
    alreadyAnswered: 'Access already allowed',
    alreadyAnsweredMessage:
      'The application was notified. If it does not continue, return to it and connect again.',
  },
  message: {
    refused: 'This request failed',
    ourFault: 'Something went wrong',
    unavailable: 'Temporarily unavailable',
    tooMany: 'Too many requests',
  },
  loggedInAs: 'Signed in as',
  staleForm: 'This form has expired, or your browser blocks cookies for this site. Try again.',
  /** A complaint about what was typed, such as `must not be empty`. */
  wrongField: (label: string, complaint: string) => `${label} ${complaint}.`,
  tooMany: (seconds: number) => `Too many attempts. Try again in ${duration(seconds)}.`,
} as const;

/** What a scope lets a client do, in words that need no knowledge of scopes. */
export const scopeWords: Readonly<Record<Scope, { readonly name: string; readonly more: string }>> =
  {
    'memories:read': {
      name: 'Read your memories',
      more: 'Search and read all of your memories, and those that others share with you.',
    },
    'memories:write': {
      name: 'Add and change your memories',
      more: 'Create, edit, share and delete memories.',
    },
    'memories:admin': {
      name: 'Administer this server',
      more: 'Manage users and the applications that can connect.',
    },
  };

function duration(seconds: number): string {
  if (seconds < 60) return seconds <= 1 ? 'a second' : `${Math.ceil(seconds)} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
