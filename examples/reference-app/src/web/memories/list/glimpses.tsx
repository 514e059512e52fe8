import type { Visit } from '../../http/visit.js';
import type { Memory } from '../../memory-service/tools.js';
import { beginningOf } from '../beginning.js';

const shown = 5;
const longest = 160;

/** What several memories are about: the beginnings of the first few. */
export function Glimpses(props: {
  readonly visit: Visit;
  readonly memories: readonly Memory[];
  /** How many they are in all. */
  readonly count: number;
}) {
  const { visit, memories, count } = props;
  const first = memories.slice(0, shown);
  const more = first.length === 0 ? 0 : count - first.length;
  if (first.length === 0) return null;
  return (
    <ul class="glimpses">
      {first.map(({ text }) => (
        <li class="text-break">{beginningOf(text, longest)}</li>
      ))}
      {more > 0 && <li class="text-body-secondary">{visit.text.memories.bulk.andMore(more)}</li>}
    </ul>
  );
}
