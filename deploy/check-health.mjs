// The images' health check: exits 0 when /health answers 200 on the port that the named variable holds.
const [variable = 'PICARD_PORT'] = process.argv.slice(2);
const url = `http://127.0.0.1:${process.env[variable]}/health`;

async function complaint() {
  try {
    const { status } = await fetch(url, { signal: AbortSignal.timeout(4_000) });
    return status === 200 ? undefined : `${url} answered ${status}`;
  } catch (error) {
    return `${url} did not answer: ${error.cause?.message || error.cause?.code || error.message}`;
  }
}

const found = await complaint();
if (found !== undefined) process.stderr.write(`${found}\n`);
process.exitCode = found === undefined ? 0 : 1;
