import { maxTokenLifetime } from '@picard-mcp/oauth';
import { InvalidArgumentError } from 'commander';

const units = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** Seconds of a lifetime such as `90s`, `30m`, `12h` or `30d`. */
export function parseLifetime(text: string): number {
  const [, amount, unit] = /^([1-9]\d{0,8})([smhd])$/.exec(text) ?? [];
  const seconds = Number(amount) * units[unit as keyof typeof units];
  if (!(seconds <= maxTokenLifetime)) {
    const days = maxTokenLifetime / units.d;
    throw new InvalidArgumentError(
      `It must be a duration such as 90s, 30m, 12h or 30d, at most ${days}d.`,
    );
  }
  return seconds;
}
