import type { Access } from '../../connection/access.js';
import type { CodeFlowOutcome } from '../../connection/code-flow.js';
import type { ConnectionMethod } from '../../connection/connection.js';

const began = 'Nothing was connected. You can begin again here.';

export const connection = {
  title: 'Connect to your memories',
  connectedTitle: 'Your connection',
  pleaseConnect: 'Connect to the memory server first: it takes one click.',
  lead: (host: string) =>
    `Your memories are not kept in this application, but at the memory server ${host}. Once you connect, this application can use them for you.`,
  means: [
    'What you write here is kept there, and you can let other applications use it too.',
    'You end the connection whenever you like. Your memories stay where they are.',
    'This application never sees a password of the memory server.',
  ],

  directTitle: 'With one click',
  direct:
    'The memory server makes room for your account here. You need no account and no password there.',
  directAction: 'Connect',
  codeTitle: 'With an account at the memory server',
  code: 'You are led to the memory server, log in there, and allow this application to use the memories of that account: perhaps the ones that your assistant already knows.',
  codeAction: 'Log in at the memory server',
  readOnly: 'Let this application only read, and change nothing',

  connectedLead: 'This application can use your memories.',
  server: 'Memory server',
  how: 'Connected',
  by: {
    direct: 'with one click, for your account here',
    code: 'with an account at the memory server, where you allowed it',
  } satisfies Record<ConnectionMethod, string>,
  since: 'Since',
  allowed: 'Allowed',
  notAllowed: 'Not allowed',
  mayRead: 'Read your memories, search them, and ask your personas',
  mayWrite: 'Add, change, share and delete memories',
  mayNothing: 'Nothing at all',
  anew: 'Connect anew',
  anewLead:
    'For another account, or to allow more or less. The connection that you have ends with it.',
  otherAccount:
    'Each way leads to memories of its own: connected in the other way, you see those and not the ones that you see now. None are deleted.',

  end: 'Disconnect',
  endTitle: 'Disconnect from your memories?',
  endMeans: [
    'This application forgets its keys to your memories, and the memory server accepts them no more.',
    'Your memories stay at the memory server. Nothing there is deleted.',
    'Until you connect again, you cannot see or change them here.',
  ],
  keep: 'Stay connected',
  ended: 'You are disconnected. Your memories stay at the memory server.',
  endedHere:
    'You are disconnected, and this application has forgotten its keys. The memory server could not be told; there the connection ends by itself when it was not used for a while.',
  connected: {
    write: 'You are connected.',
    read: 'You are connected: this application may read your memories, and change nothing.',
  } satisfies Record<Access, string>,
  outcome: {
    denied: 'You did not allow it at the memory server, so nothing has changed.',
    foreign: `What came back does not belong to the login that was begun here. ${began}`,
    stale: `That took too long, or was used already. ${began}`,
    refused: `The memory server does not let this application ask for that. ${began}`,
  } satisfies Record<Exclude<CodeFlowOutcome, 'connected'>, string>,
  late: `More than ten minutes went by. ${began}`,
  noneWaiting: `No login at the memory server is waited for in this browser: it was done already, or begun elsewhere. ${began}`,
  sessionOver:
    'You were logged out of this application meanwhile. Log in, and then connect once more.',

  directRefused:
    'The memory server does not let this application connect you by itself: that is switched off there, or your account there is not active. Whoever runs the memory server can change it. You can log in there yourself instead.',
};
