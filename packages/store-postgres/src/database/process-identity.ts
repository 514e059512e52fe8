import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Identifies a process uniquely, even if its process id is reused. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Where this number means this process: a machine since its last start, or a container. */
  readonly realm: string;
  /** When the process began, as the system counts; absent where the system does not say. */
  readonly began: string | undefined;
}

/** The identity of this process. */
export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, realm: processRealm(), began: beginning(process.pid) };
}

/** Whether a value read from a file is an identity. */
export function isIdentity(value: unknown): value is ProcessIdentity {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, realm } = value as Record<string, unknown>;
  return Number.isSafeInteger(pid) && typeof realm === 'string';
}

/**
 * Whether the process still runs. `unknown` when it belongs to another machine or container, whose
 * processes cannot be seen from here.
 */
export function isRunning(identity: ProcessIdentity): boolean | 'unknown' {
  if (identity.realm !== processRealm()) return 'unknown';
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    // Any other refusal than "no such process" comes from a process that is there.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
  const began = beginning(identity.pid);
  return began === undefined || identity.began === undefined || began === identity.began;
}

function processRealm(): string {
  const boot = linux(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const namespace = linux(() => readlinkSync('/proc/self/ns/pid'));
  return [hostname(), boot, namespace].filter((part) => part !== undefined).join(' ');
}

/**
 * Field 22 of proc_pid_stat(5). The name in field 2 may hold spaces and brackets, so fields count
 * from its end.
 */
function beginning(pid: number): string | undefined {
  const stat = linux(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

function linux(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
