import type { Access } from '../../connection/access.js';
import type { CodeFlowOutcome } from '../../connection/code-flow.js';
import type { ConnectionMethod } from '../../connection/connection.js';

const began = 'You are not connected. You can try again here.';

export const connection = {
  title: 'Connect your memories',
  connectedTitle: 'Connection',
  pleaseConnect: 'Connect to the memory server first. It takes one click.',
  lead: (host: string) =>
    `Your memories are kept on the memory server ${host}, not in this application. Connect to use them here.`,
  means: [
    'You can let other applications use the same memories.',
    'You can disconnect at any time. Your memories are kept.',
    'This application never sees your memory server password.',
  ],

  directTitle: 'With one click',
  direct: 'Start right away, no extra account.',
  directAction: 'Connect',
  codeTitle: 'With a memory server account',
  code: 'You’ll sign in on the memory server and allow this application to use that account’s memories, such as those your assistant already uses.',
  codeAction: 'Sign in on the memory server',
  readOnly: 'Read-only access',

  connectedLead: 'This application can use your memories.',
  server: 'Memory server',
  how: 'Connected',
  by: {
    direct: 'with one click',
    code: 'with a memory server account',
  } satisfies Record<ConnectionMethod, string>,
  since: 'Since',
  allowed: 'Allowed',
  notAllowed: 'Not allowed',
  mayRead: 'Read and search your memories, and ask your personas',
  mayWrite: 'Add, change, share and delete memories',
  mayNothing: 'No access',
  anew: 'Reconnect',
  anewLead:
    'Use another account, or change what this application can do. This replaces your current connection.',
  otherAccount:
    'Each way of connecting has its own memories. If you switch, you see a different set. Nothing is deleted.',

  end: 'Disconnect',
  endTitle: 'Disconnect from the memory server?',
  endMeans: [
    'This application loses access to your memories.',
    'Your memories are kept on the memory server. Nothing is deleted.',
    'You can’t see or change them here until you connect again.',
  ],
  keep: 'Stay connected',
  ended: 'Disconnected. Your memories are kept on the memory server.',
  endedHere:
    'Disconnected. The memory server could not be notified, so the connection there will expire after a period of inactivity.',
  connected: {
    write: 'You are connected.',
    read: 'You are connected with read-only access.',
  } satisfies Record<Access, string>,
  outcome: {
    denied: 'You denied access on the memory server. Nothing was changed.',
    foreign: `The response does not match the sign-in that you started here. ${began}`,
    stale: `This sign-in has expired or was already used. ${began}`,
    refused: `The memory server does not allow this application to request this access. ${began}`,
  } satisfies Record<Exclude<CodeFlowOutcome, 'connected'>, string>,
  late: `The sign-in took longer than ten minutes. ${began}`,
  noneWaiting: `No sign-in is in progress in this browser. It was already completed, or started elsewhere. ${began}`,
  sessionOver: 'You were signed out of this application. Sign in, then connect again.',

  directRefused:
    'The memory server does not allow one-click connections for this application, or your account there is inactive. Contact its administrator, or sign in on the memory server instead.',
};
