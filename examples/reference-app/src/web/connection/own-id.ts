import { z } from 'zod';
import type { WebLogger } from '../logger.js';
import type { BackChannel } from '../memory-service/back-channel.js';
import { explain } from '../memory-service/explain.js';
import { parseWith, readAnswer } from '../memory-service/read-answer.js';

const profile = z.object({ id: z.uuid() });

/**
 * The id of the user whom an access token stands for, at the memory server. Nothing when the server does not say: it can
 * be asked again whenever the id is needed.
 */
export async function findOwnId(
  accessToken: string,
  options: {
    readonly channel: BackChannel;
    readonly issuer: string;
    readonly logger: WebLogger;
  },
): Promise<string | undefined> {
  const { channel, issuer, logger } = options;
  try {
    const response = await channel.fetch(`${issuer}/api/tools`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ tool: 'get_profile', data: {} }),
    });
    return parseWith(profile, await readAnswer(response)).id;
  } catch (thrown) {
    logger.warn({ err: explain(thrown) }, 'the memory server did not say who connected');
    return undefined;
  }
}
