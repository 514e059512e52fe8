import type { Child } from 'hono/jsx';

/** What the pages of the way in have in common: a card, and what is to be said before the form. */
export function EntranceFrame(props: {
  readonly title: string;
  readonly notice?: string | undefined;
  readonly error?: string | undefined;
  readonly children: Child;
}) {
  const { title, notice, error, children } = props;
  return (
    <div class="entrance mx-auto card">
      <div class="card-body p-4">
        <h1 class="h3 mb-4">{title}</h1>
        {notice && (
          <p class="alert alert-info" role="status">
            {notice}
          </p>
        )}
        {error && (
          <p class="alert alert-danger" role="alert">
            {error}
          </p>
        )}
        {children}
      </div>
    </div>
  );
}
