import type { Child } from 'hono/jsx';
import type { Visit } from '../http/visit.js';
import { Form } from '../ui/form.js';
import { Icon } from '../ui/icon.js';
import type { Access } from './access.js';

interface WaysProps {
  readonly visit: Visit;
  /** What is chosen at first. */
  readonly access: Access;
  /** Of their headings. */
  readonly level: 2 | 3;
}

/** Both ways to connect: by one click, and by logging in at the memory server. */
export function WaysToConnect({ visit, access, level }: WaysProps) {
  const { connection: text } = visit.text;
  return (
    <div class="row row-cols-1 row-cols-md-2 g-3">
      <Way
        visit={visit}
        access={access}
        level={level}
        name="direct"
        title={text.directTitle}
        action={
          <button class="btn btn-primary" type="submit">
            <Icon name="lightning-charge" /> {text.directAction}
          </button>
        }
      >
        {text.direct}
      </Way>
      <Way
        visit={visit}
        access={access}
        level={level}
        name="code"
        title={text.codeTitle}
        action={
          <button class="btn btn-outline-primary" type="submit">
            <Icon name="box-arrow-in-right" /> {text.codeAction}
          </button>
        }
      >
        {text.code}
      </Way>
    </div>
  );
}

function Way(
  props: WaysProps & {
    readonly name: 'direct' | 'code';
    readonly title: string;
    readonly action: Child;
    readonly children: Child;
  },
) {
  const { visit, access, level, name, title, action, children } = props;
  const Heading = level === 2 ? 'h2' : 'h3';
  const id = `read-only-${name}`;
  return (
    <div class="col">
      <Form
        visit={visit}
        action={`/connection/${name}`}
        class="card h-100"
        // The answer leads to another page, or to another server.
        extra={{ 'hx-boost': 'false' }}
      >
        <div class="card-body d-flex flex-column">
          <Heading class="h5 card-title">{title}</Heading>
          <p>{children}</p>
          <div class="form-check mt-auto mb-3">
            <input
              class="form-check-input"
              type="checkbox"
              id={id}
              name="access"
              value="read"
              checked={access === 'read'}
            />
            <label class="form-check-label" for={id}>
              {visit.text.connection.readOnly}
            </label>
          </div>
          <div>{action}</div>
        </div>
      </Form>
    </div>
  );
}
