import type { Child } from 'hono/jsx';
import { allows } from '../connection/connection.js';
import type { Visit } from '../http/visit.js';
import type { FoundMemory, Memory } from '../memory-service/tools.js';
import { Icon } from '../ui/icon.js';
import { Markdown } from '../ui/markdown.js';
import { beginningOf } from './beginning.js';
import { type Finder, markFound } from './mark-words.js';
import { MemoryFacts } from './memory-facts.js';
import type { SharingNames } from './sharing-names.js';

export interface MemoryCardProps {
  readonly visit: Visit;
  readonly memory: Memory | FoundMemory;
  /** What can be done with it besides, or why it is shown. */
  readonly children?: Child;
  /** Marks parts of the text, such as what was looked for. */
  readonly find?: Finder | undefined;
  /** Names of those it is shared with. Default: they are counted. */
  readonly names?: SharingNames | undefined;
  /** Whose it is, if not the visitor's own. */
  readonly ownerName?: string | undefined;
  /** Whether it is the visitor's own. Default: as far as the connection tells. */
  readonly isOwn?: boolean;
  /** Offers a check box that sends the memory's id as `id` with the form of this id. */
  readonly selection?: { readonly form: string; readonly isTicked?: boolean };
  /** Another memory of the page, to come back to when this one is deleted. */
  readonly neighbour?: string | undefined;
}

/** Longer texts are folded up at first. */
const longText = 700;
const manyLines = 9;

/** One memory as lists, searches and answers show it. */
export function MemoryCard(props: MemoryCardProps) {
  const { visit, memory, children, find, selection } = props;
  const { id } = memory;
  const isOwn = props.isOwn ?? visit.connection?.memoryUserId === memory.user_id;
  const beginning = beginningOf(memory.text);
  const { card } = visit.text.memories;
  return (
    <article class="card memory-card mb-3" id={`memory-${id}`} aria-label={beginning} tabindex={-1}>
      <div class="card-body d-flex gap-3">
        {selection && (
          <label class="memory-tick">
            <input
              class="form-check-input m-0"
              type="checkbox"
              name="id"
              value={id}
              form={selection.form}
              checked={selection.isTicked}
            />
            <span class="visually-hidden">
              {card.select}
              {card.about(beginning)}
            </span>
          </label>
        )}
        <div class="flex-grow-1 memory-body">
          <div class="memory-text">
            <Markdown text={memory.text} mark={find && ((html) => markFound(html, find))} />
          </div>
          {isLong(memory.text) && (
            <details class="memory-more">
              <summary>
                <span class="when-closed">{card.more}</span>
                <span class="when-open">{card.less}</span>
                <span class="visually-hidden">{card.about(beginning)}</span>
              </summary>
            </details>
          )}
          <div class="memory-foot">
            <MemoryFacts {...props} isOwn={isOwn} />
            {isOwn && <Actions {...props} beginning={beginning} />}
          </div>
          {children}
        </div>
      </div>
    </article>
  );
}

function Actions({
  visit,
  memory,
  neighbour,
  beginning,
}: MemoryCardProps & { readonly beginning: string }) {
  const { connection, text } = visit;
  if (!connection || !allows(connection, 'memories:write')) return null;
  const { card } = text.memories;
  const path = `/memories/${memory.id}`;
  const near = neighbour === undefined ? '' : `?near=${neighbour}`;
  const about = <span class="visually-hidden">{card.about(beginning)}</span>;
  return (
    <p class="memory-actions mb-0">
      <a class="memory-action" href={`${path}?edit=1`} data-edit-in-place={memory.id}>
        <Icon name="pencil" />
        <span>
          {card.edit}
          {about}
        </span>
      </a>
      <a class="memory-action text-danger-emphasis" href={`${path}/delete${near}`} data-dialog>
        <Icon name="trash" />
        <span>
          {card.remove}
          {about}
        </span>
      </a>
    </p>
  );
}

function isLong(text: string): boolean {
  return text.length > longText || text.split('\n').length > manyLines;
}
