import type { ActivityStore, Logger, UserStore } from '@picard-mcp/core/ports';
import { memoryStore, testClock } from '@picard-mcp/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuthorizationStore } from '../ports/authorization-store.js';
import { hashSecret } from '../secret.js';
import { authorizationStoreInMemory } from './in-memory-authorization-store.js';
import {
  type TestAuthorizationServer,
  type TokenAnswer,
  testAuthorizationServer,
} from './test-authorization-server.js';
import { authorize, codeOf, defaultVerifier } from './test-code-flow.js';

/**
 * Everything that a server hands to its stores and its log on the way through every flow, searched for
 * every secret that went over the wire meanwhile.
 */
describe('what the authorization server keeps and logs', () => {
  /** In words: what it is. */
  const secrets = new Map<string, string>();
  const handedOver = { toStores: [] as string[], toLog: [] as string[] };
  let picard: TestAuthorizationServer;

  beforeAll(async () => {
    const clock = testClock();
    const memory = memoryStore();
    const watched = watcher((text) => handedOver.toStores.push(text));
    const users: UserStore = watched(memory.users);
    const activity: ActivityStore = watched(memory.activity);
    const store: AuthorizationStore = watched(authorizationStoreInMemory({ users, clock }));
    const log: Logger['info'] = (fields, message) => {
      handedOver.toLog.push(textOf([fields, message]));
    };
    const logger = { debug: log, info: log, warn: log, error: log };
    picard = await testAuthorizationServer({ clock, users, activity, store, logger });
    await goThroughEverything(picard, secrets);
  });
  afterAll(() => picard.close());

  it('went through every flow', () => {
    expect([...secrets.keys()].sort()).toEqual([
      'the access token of direct connect',
      'the access token of the code flow',
      'the access token of the refresh',
      'the code',
      'the cookies of the browser',
      'the new password',
      'the password',
      'the refresh token of direct connect',
      'the refresh token of the code flow',
      'the refresh token of the refresh',
      'the registered client secret',
      'the secret of the client',
      'the verifier',
      'the wrong password',
    ]);
    // What is kept in their place was seen: the test looks where it should.
    for (const name of [
      'the code',
      'the refresh token of the refresh',
      'the cookies of the browser',
    ]) {
      const hashes = (secrets.get(name) ?? '').split(' ').map(hashSecret);
      const isSeen = handedOver.toStores.some((text) => hashes.some((hash) => text.includes(hash)));
      expect(isSeen, name).toBe(true);
    }
  });

  it('holds no password, secret, code, token or cookie in the clear', () => {
    for (const [what, secret] of secrets) {
      for (const part of secret.split(' ')) {
        const places = handedOver.toStores.filter((text) => text.includes(part));
        expect(places, what).toEqual([]);
      }
    }
  });

  it('holds none of them in the log', () => {
    for (const [what, secret] of secrets) {
      for (const part of secret.split(' ')) {
        expect(
          handedOver.toLog.filter((text) => text.includes(part)),
          what,
        ).toEqual([]);
      }
    }
  });
});

async function goThroughEverything(
  picard: TestAuthorizationServer,
  secrets: Map<string, string>,
): Promise<void> {
  const user = await picard.addUser({ password: 'a-password-of-this-test' });
  secrets.set('the password', user.password);
  const client = await picard.addClient({ isConfidential: true });
  secrets.set('the secret of the client', client.secret);

  const browser = picard.browser();
  const wrong = { username: user.username, password: 'a-wrong-password-of-this-test' };
  secrets.set('the wrong password', wrong.password);
  await browser.submit(await browser.open('/login'), wrong);
  const code = codeOf(await authorize(browser, { client: client.client, user }));
  secrets.set('the code', code);
  secrets.set('the verifier', defaultVerifier);
  secrets.set('the cookies of the browser', [...browser.cookies.values()].join(' '));

  const redemption = { grant_type: 'authorization_code', code, code_verifier: defaultVerifier };
  const first = await answerOf<TokenAnswer>(picard.token(client, redemption));
  keepTokens(secrets, 'the code flow', first);
  const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token };
  const second = await answerOf<TokenAnswer>(picard.token(client, refresh));
  keepTokens(secrets, 'the refresh', second);
  for (const token of [second.access_token, second.refresh_token]) {
    const headers = { authorization: client.basic };
    await picard.request('/introspect', { form: { token }, headers });
  }
  // A reuse, another's code and a wrong verifier are written down too.
  await picard.token(client, refresh);
  await picard.token(await picard.addClient(), redemption);
  await picard.token(client, { ...redemption, code_verifier: `${defaultVerifier}-wrong` });
  for (const token of [second.refresh_token, second.access_token]) {
    const headers = { authorization: client.basic };
    await picard.request('/revoke', { form: { token }, headers });
  }

  const direct = await answerOf<TokenAnswer>(
    picard.request('/api/user-tokens/user-token', {
      json: {
        client_id: client.clientId,
        client_secret: client.secret,
        username: 'asserted',
        email: 'asserted@example.org',
      },
    }),
  );
  keepTokens(secrets, 'direct connect', direct);

  const registered = await answerOf<{ readonly client_secret: string }>(
    picard.request('/register', {
      json: {
        redirect_uris: ['https://client.example/callback'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    }),
  );
  secrets.set('the registered client secret', registered.client_secret);

  const next = 'a-new-password-of-this-test';
  secrets.set('the new password', next);
  await answerOf(
    picard.request('/api/users/register', {
      json: { username: 'newcomer', email: 'newcomer@example.org', password: next },
    }),
  );
  await picard.activity();
}

function keepTokens(secrets: Map<string, string>, flow: string, answer: TokenAnswer): void {
  secrets.set(`the access token of ${flow}`, answer.access_token);
  secrets.set(`the refresh token of ${flow}`, answer.refresh_token);
}

async function answerOf<Body>(sent: Promise<Response>): Promise<Body> {
  const response = await sent;
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as Body;
}

/** Makes objects of methods tell what they are called with, parts of them and what they make included. */
function watcher(tell: (text: string) => void) {
  function watch<Watched extends object>(target: Watched): Watched {
    return new Proxy(target, {
      get(object, name, receiver) {
        const member: unknown = Reflect.get(object, name, receiver);
        if (typeof member === 'function') {
          return (...values: readonly unknown[]) => {
            tell(textOf([String(name), ...values]));
            const answer: unknown = Reflect.apply(member, object, values);
            const isPart = typeof answer === 'object' && answer !== null && !('then' in answer);
            return isPart ? watch(answer) : answer;
          };
        }
        return typeof member === 'object' && member !== null ? watch(member) : member;
      },
    });
  }
  return watch;
}

/** Everything in a value, errors and their causes included. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part instanceof Error
      ? { ...part, message: part.message, stack: part.stack, cause: part.cause }
      : part,
  );
}
