import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isUuid, type UserId } from '@picard-mcp/core';
import { z } from 'zod';
import { replacePrivateFile } from '../process/private-file.js';

const instanceRecord = z.object({
  issuer: z.string(),
  administrator: z.object({ id: z.custom<UserId>(isUuid), username: z.string() }),
});

/**
 * What a server leaves in its data folder for the operator's tool, which cannot look into the embedded
 * database while the server has it open. Holds no secret.
 */
export type InstanceRecord = z.infer<typeof instanceRecord>;

const pathIn = (dataDir: string) => join(dataDir, 'instance.json');

export async function writeInstanceRecord(dataDir: string, record: InstanceRecord): Promise<void> {
  await replacePrivateFile(pathIn(dataDir), `${JSON.stringify(record, undefined, 2)}\n`);
}

/** What the last server that started with this data folder left; `undefined` if none did. */
export async function readInstanceRecord(dataDir: string): Promise<InstanceRecord | undefined> {
  try {
    const text = await readFile(pathIn(dataDir), 'utf8');
    return instanceRecord.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
