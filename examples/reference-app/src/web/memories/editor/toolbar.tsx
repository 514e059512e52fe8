import type { Visit } from '../../http/visit.js';
import { Icon } from '../../ui/icon.js';

declare module 'hono/jsx' {
  namespace JSX {
    interface IntrinsicElements {
      /** Of the library `@github/markdown-toolbar-element`. */
      'markdown-toolbar': IntrinsicElements['div'] & { readonly for: string };
    }
  }
}

const tools = [
  ['header-3', 'header', 'type-h3'],
  ['bold', 'bold', 'type-bold'],
  ['italic', 'italic', 'type-italic'],
  ['quote', 'quote', 'quote'],
  ['code', 'code', 'code'],
  ['link', 'link', 'link-45deg'],
  ['unordered-list', 'list', 'list-ul'],
  ['ordered-list', 'numbers', 'list-ol'],
] as const;

/** Buttons that write Markdown into a text field; seen only where scripts run. */
export function Toolbar({ visit, field }: { readonly visit: Visit; readonly field: string }) {
  const { editor } = visit.text.memories;
  return (
    <markdown-toolbar for={field} class="editor-toolbar" role="toolbar" aria-label={editor.toolbar}>
      {tools.map(([action, name, icon]) => (
        <button
          type="button"
          class="btn btn-sm btn-outline-secondary border-0"
          data-md-button={action}
          title={editor.tools[name]}
        >
          <Icon name={icon} />
          <span class="visually-hidden">{editor.tools[name]}</span>
        </button>
      ))}
    </markdown-toolbar>
  );
}
