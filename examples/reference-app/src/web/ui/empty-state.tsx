import type { Child } from 'hono/jsx';

/** Where there is nothing to show: why, and what can be done. */
export function EmptyState(props: {
  readonly title: string;
  readonly text?: string;
  /** One level below the heading before it. */
  readonly level?: 2 | 3;
  readonly children?: Child;
}) {
  const { title, text, level = 2, children } = props;
  return (
    <div class="empty-state text-center">
      {level === 2 ? <h2 class="h5">{title}</h2> : <h3 class="h5">{title}</h3>}
      {text !== undefined && <p class="text-body-secondary">{text}</p>}
      {children}
    </div>
  );
}
