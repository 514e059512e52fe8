import type { Child } from 'hono/jsx';

/** One part of the settings. */
export function Section(props: {
  readonly id: string;
  readonly title: string;
  readonly lead?: string | undefined;
  /** Why it was not saved. */
  readonly error?: string | undefined;
  readonly children: Child;
}) {
  const { id, title, lead, error, children } = props;
  return (
    <section class="card mb-4" id={id} aria-labelledby={`${id}-title`}>
      <div class="card-body p-4">
        <h2 class="h5 mb-3" id={`${id}-title`}>
          {title}
        </h2>
        {lead && <p class="text-body-secondary">{lead}</p>}
        {error && (
          <p class="alert alert-danger" role="alert">
            {error}
          </p>
        )}
        {children}
      </div>
    </section>
  );
}

export function SaveButton({ label }: { readonly label: string }) {
  return (
    <button class="btn btn-primary" type="submit">
      {label}
    </button>
  );
}
