import { parseArgs } from 'node:util';

export interface Options {
  readonly quick: boolean;
  readonly scale: boolean;
  readonly oauth: boolean;
  readonly rows: number | undefined;
  readonly rounds: number | undefined;
  readonly only: string | undefined;
  readonly profile: string | undefined;
}

export const usage = `npm run bench -- [options]
  --quick        tiny sizes: shows that everything runs, measures nothing
  --rows N       memories in the database (default 100,000; with --scale 1,000,000)
  --rounds N     rounds of each scenario (default 15)
  --only NAME    only scenarios whose name contains NAME
  --profile DIR  writes a CPU profile of every process into DIR
  --scale        instead: one large owner in a small and in a very large database
  --oauth        instead: tokens verified, codes exchanged and refresh tokens rotated`;

/** @throws TypeError for what is not an option. */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      scale: { type: 'boolean', default: false },
      oauth: { type: 'boolean', default: false },
      rows: { type: 'string' },
      rounds: { type: 'string' },
      only: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  return {
    quick: values.quick,
    scale: values.scale,
    oauth: values.oauth,
    rows: wholeNumber('rows', values.rows),
    rounds: wholeNumber('rounds', values.rounds),
    only: values.only,
    profile: values.profile,
  };
}

function wholeNumber(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value.replaceAll(/[_,]/g, ''));
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new TypeError(`--${name} must be a whole number, not "${value}"`);
}
