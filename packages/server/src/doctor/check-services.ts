import type { Embedder, LanguageModel, Store } from '@picard-mcp/core/ports';
import { errorLine } from '../process/describe-error.js';
import { type Finding, findingsOf } from './finding.js';

const embedding = findingsOf('embedding');
const embeddings = findingsOf('embeddings');
const language = findingsOf('language model');

const patienceMs = 15_000;
const serviceAdvice =
  'check OPENAI_API_KEY, OPENAI_BASE_URL and the name of the model, and that the service can be reached from here';

/** Whether the embedder embeds. */
export async function checkEmbedder(embedder: Embedder): Promise<readonly Finding[]> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const [vector] = await embedder.embed(['Is anybody there?'], { purpose: 'query', signal });
    return [embedding('ok', `${embedder.model}, ${vector?.length} dimensions`)];
  } catch (error) {
    return [embedding('FAIL', `${embedder.model}: ${errorLine(error)}`, serviceAdvice)];
  }
}

/** Checks whether the language model responds, with one short question. Returns `undefined` if none is configured. */
export async function checkLanguageModel(
  model: LanguageModel | undefined,
): Promise<readonly Finding[]> {
  if (model === undefined) {
    return [language('ok', 'built in: answers are quotations of memories')];
  }
  try {
    const answer = await model.generate(
      {
        system: 'Answer with one word.',
        prompt: 'Is anybody there?',
        memories: [],
        model: undefined,
        temperature: undefined,
        maxTokens: 64,
      },
      { signal: AbortSignal.timeout(patienceMs) },
    );
    return [language('ok', `${answer.model} answers`)];
  } catch (error) {
    return [language('FAIL', `${model.model}: ${errorLine(error)}`, serviceAdvice)];
  }
}

/** Which models embedded the memories that there are. */
export async function checkEmbeddings(
  { memories }: Pick<Store, 'memories'>,
  present: string,
): Promise<readonly Finding[]> {
  const counts = await memories.countByModel();
  if (counts.length === 0) return [embeddings('ok', 'no memory yet')];
  return counts.map(({ model, count }) => {
    if (model === present) return embeddings('ok', `${count} by ${model}`);
    if (model === undefined) {
      return embeddings('note', `${count} wait for one; a running server sees to them`);
    }
    return embeddings(
      'warn',
      `${count} by ${model}, which are not found by meaning`,
      'run "npm run picard -- reembed"',
    );
  });
}
