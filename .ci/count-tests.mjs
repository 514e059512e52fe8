// Prints `<passed> <failed>` of a vitest JSON report. A skipped test counts as failed, and so does a file
// that could not be loaded, an error outside any test, and a run that left no report.
import { readFileSync } from 'node:fs';

const [reportFile, exitCode] = process.argv.slice(2);

function count() {
  let files;
  try {
    files = JSON.parse(readFileSync(reportFile, 'utf8')).testResults;
  } catch {
    return { passed: 0, failed: 1 };
  }
  const outcomes = files.flatMap((file) => file.assertionResults);
  const passed = outcomes.filter(({ status }) => status === 'passed').length;
  const skipped = outcomes.filter(({ status }) => ['pending', 'skipped', 'todo'].includes(status));
  for (const { fullName } of skipped) console.error(`skipped: ${fullName}`);
  const unloaded = files.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((outcome) => outcome.status === 'failed'),
  );
  const failed = outcomes.length - passed + unloaded.length;
  return { passed, failed: exitCode !== '0' && failed === 0 ? 1 : failed };
}

const { passed, failed } = count();
console.log(`${passed} ${failed}`);
