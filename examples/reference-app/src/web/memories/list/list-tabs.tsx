import type { Visit } from '../../http/visit.js';
import { Icon } from '../../ui/icon.js';

/** The ways to look at memories. */
export function ListTabs(props: {
  readonly visit: Visit;
  readonly here: 'own' | 'others' | 'tags' | 'timeline' | 'deleted';
}) {
  const { list } = props.visit.text.memories;
  const tabs = [
    { name: 'own', path: '/memories', icon: 'card-text', label: list.own },
    { name: 'tags', path: '/memories/tags', icon: 'tags', label: list.tags },
    { name: 'timeline', path: '/memories/timeline', icon: 'bar-chart', label: list.timeline },
    { name: 'others', path: '/memories/others', icon: 'people', label: list.others },
    { name: 'deleted', path: '/memories/deleted', icon: 'trash', label: list.deleted },
  ] as const;
  return (
    <nav class="mb-3 app-nav list-tabs" aria-label={list.title}>
      <ul class="nav nav-underline flex-nowrap">
        {tabs.map(({ name, path, icon, label }) => (
          <li class="nav-item">
            <a
              class={`nav-link px-2 ${name === props.here ? 'active' : ''}`}
              href={path}
              aria-current={name === props.here ? 'page' : undefined}
            >
              <Icon name={icon} /> {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
