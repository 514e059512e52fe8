import { isRecord } from './json-record.js';
import { UnusableAnswer } from './service-failure.js';

/**
 * The vectors of an answer of `POST /embeddings`, in the order of the inputs. Takes number lists and
 * base64 (little-endian 32-bit floats): a server that ignores `encoding_format` is understood too.
 *
 * @throws UnusableAnswer unless there is exactly one finite, non-zero vector of the right length for
 *   each input.
 */
export function vectorsOf(
  answer: unknown,
  expected: { readonly count: number; readonly dimensions: number },
): readonly Float32Array[] {
  const { count, dimensions } = expected;
  const items = isRecord(answer) && Array.isArray(answer.data) ? answer.data : undefined;
  if (!items?.every(isRecord)) throw new UnusableAnswer('the answer is not a list of embeddings');
  if (items.length !== count) {
    throw new UnusableAnswer(`the answer holds ${items.length} embeddings instead of ${count}`);
  }
  const vectors = new Map<number, Float32Array>();
  for (const [position, item] of items.entries()) {
    // Some compatible servers leave the index out; the order is then that of the inputs.
    const index = item.index ?? position;
    if (typeof index !== 'number' || !(index in items) || vectors.has(index)) {
      throw new UnusableAnswer('the answer does not say which embedding belongs to which text');
    }
    vectors.set(index, checkedVector(item.embedding, dimensions));
  }
  return [...vectors].sort(([a], [b]) => a - b).map(([, vector]) => vector);
}

function checkedVector(embedding: unknown, dimensions: number): Float32Array {
  const vector = typeof embedding === 'string' ? decoded(embedding) : listed(embedding);
  if (vector.length !== dimensions) {
    throw new UnusableAnswer(
      `the model returned ${vector.length} dimensions instead of ${dimensions}`,
      `set dimensions to those of the model, or choose a model with ${dimensions} dimensions`,
    );
  }
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (!Number.isFinite(squares) || squares === 0) {
    throw new UnusableAnswer('the answer holds an embedding that is zero or not finite');
  }
  return vector;
}

function listed(embedding: unknown): Float32Array {
  if (!Array.isArray(embedding) || !embedding.every((value) => typeof value === 'number')) {
    throw new UnusableAnswer('the answer holds an embedding that is not a list of numbers');
  }
  return Float32Array.from(embedding);
}

function decoded(embedding: string): Float32Array {
  const bytes = Buffer.from(embedding, 'base64');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) =>
    view.getFloat32(index * 4, true),
  );
}
