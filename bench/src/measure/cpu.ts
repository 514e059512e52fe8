import type { Sample } from './closed-loop.js';

/** A sample with the processor time that the contestant's process spent on it. */
export interface TimedSample extends Sample {
  readonly cpuUs: number;
}

/** Processor time of this process since it started, its own and the kernel's for it, all threads together. */
export function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
