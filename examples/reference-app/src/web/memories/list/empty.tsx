import type { Child } from 'hono/jsx';

/** Where there is nothing to show: why, and what can be done. */
export function Empty(props: {
  readonly title: string;
  readonly text?: string;
  readonly children?: Child;
}) {
  return (
    <div class="list-empty text-center">
      <h2 class="h5">{props.title}</h2>
      {props.text !== undefined && <p class="text-body-secondary">{props.text}</p>}
      {props.children}
    </div>
  );
}
