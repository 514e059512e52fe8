import type { Child } from 'hono/jsx';
import type { Visit } from '../http/visit.js';
import type { FoundMemory, Memory } from '../memory-service/tools.js';
import { Markdown } from '../ui/markdown.js';
import { Time } from '../ui/time.js';

/** One memory as lists, searches and answers show it. */
export function MemoryCard(props: {
  readonly visit: Visit;
  readonly memory: Memory | FoundMemory;
  /** What can be done with it, or why it is shown. */
  readonly children?: Child;
}) {
  const { visit, memory, children } = props;
  return (
    <article class="card mb-3" id={`memory-${memory.id}`}>
      <div class="card-body">
        <Markdown text={memory.text} />
        <p class="small text-body-secondary mb-0">
          <a href={`/memories/${memory.id}`}>
            <Time visit={visit} at={memory.created_at} />
          </a>
        </p>
        {children}
      </div>
    </article>
  );
}
