/** One thing that the doctor looked at. */
export interface Finding {
  /** `note`: nothing is wrong. `warn`: it works, but should not stay so. `FAIL`: a server cannot work like this. */
  readonly state: 'ok' | 'note' | 'warn' | 'FAIL';
  readonly subject: string;
  /** What was found. */
  readonly text: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** One finding of a subject, as its checks write it. */
export type Report = (state: Finding['state'], text: string, advice?: string) => Finding;

export function findingsOf(subject: string): Report {
  return (state, text, advice) => ({
    ...{ state, subject, text },
    ...(advice !== undefined && { advice }),
  });
}

/** The findings as lines of a table, with what to do below each that asks for it, and a summary. */
export function findingLines(findings: readonly Finding[]): readonly string[] {
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  const lines = findings.flatMap(({ state, subject, text, advice }) => [
    `${state.padEnd(4)}  ${`${subject}:`.padEnd(width + 1)}  ${text}`,
    ...(advice === undefined ? [] : [`${' '.repeat(width + 9)}To do: ${advice}`]),
  ]);
  return [...lines, '', summary(findings)];
}

function summary(findings: readonly Finding[]): string {
  const count = (state: Finding['state']) => findings.filter((each) => each.state === state).length;
  const faults = count('FAIL');
  const warnings = count('warn');
  if (faults + warnings === 0) return 'All is well.';
  const counted = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  return [
    ...(faults > 0 ? [counted(faults, 'fault')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ]
    .join(' and ')
    .concat('.');
}
