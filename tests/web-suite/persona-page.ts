import type { Installation } from './installation.js';
import { atServer } from './member.js';
import { type Page, type Visitor, visitor } from './visitor.js';

/** Where the link with this label leads; empty where there is none. */
export function linkOf({ document }: Page, label: string): string {
  const link = document
    .querySelectorAll('a')
    .find((each) => (each.getAttribute('aria-label') ?? each.text.trim()) === label);
  return link?.getAttribute('href') ?? '';
}

/** Registers and connects somebody. */
export async function connected(installation: Installation, username: string): Promise<Visitor> {
  const visit = visitor(installation.url);
  await visit.register(username);
  await visit.connect();
  return visit;
}

export async function createPersona(
  visit: Visitor,
  typed: Readonly<Record<string, string>>,
): Promise<Page> {
  return visit.submit(await visit.open('/personas/new'), '/personas', typed);
}

/** As the memory server has them. */
export async function personasOf(installation: Installation, username: string) {
  return (await atServer(installation, username)).picard.personas.list({});
}
