import { runBenchmark } from './benchmark.js';
import { serverUrl } from './database/bench-database.js';
import { runOauthBenchmark } from './oauth-benchmark.js';
import { type Options, parseOptions, usage } from './options.js';
import { runScaleBenchmark } from './scale-benchmark.js';

/** Entry of `npm run bench`. */
const task = readTask();
if (task) {
  await runnerOf(task.options)(task.server, task.options, (line) => console.log(line));
}

function runnerOf({ scale, oauth }: Options) {
  if (oauth) return runOauthBenchmark;
  return scale ? runScaleBenchmark : runBenchmark;
}

/** Returns `undefined`, after printing an error, if the command line or the environment is invalid. */
function readTask(): { readonly server: string; readonly options: Options } | undefined {
  try {
    return { options: parseOptions(process.argv.slice(2)), server: serverUrl(process.env) };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    process.exitCode = 2;
    return undefined;
  }
}
