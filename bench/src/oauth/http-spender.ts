import { type HttpConnection, openConnection } from '../process/http-connection.js';
import { tokenForm } from './seed-grants.js';
import type { Spender, SpenderOptions } from './spender.js';
import { successorIn } from './spender.js';

/** Spends over kept connections to a server in another process. */
export function httpSpender({
  scenario,
  clientId,
  port,
}: Pick<SpenderOptions, 'scenario' | 'clientId'> & { readonly port: number }): Spender {
  const free: HttpConnection[] = [];
  const all: HttpConnection[] = [];

  async function connection(): Promise<HttpConnection> {
    const known = free.pop();
    if (known) return known;
    const opened = await openConnection(port);
    all.push(opened);
    return opened;
  }

  return {
    async spend(secret) {
      const body = tokenForm(scenario, clientId, secret);
      const head = `POST /token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n`;
      const lane = await connection();
      const answer = await lane.exchange(Buffer.from(head + body, 'latin1'));
      free.push(lane);
      return successorIn(answer.body);
    },
    async close() {
      for (const lane of all) lane.close();
    },
  };
}
