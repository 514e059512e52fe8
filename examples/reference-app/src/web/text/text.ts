import { accounts } from './english/accounts.js';
import { activity } from './english/activity.js';
import { connection } from './english/connection.js';
import { failures } from './english/failures.js';
import { groups } from './english/groups.js';
import { layout } from './english/layout.js';
import { memories } from './english/memories.js';
import { people } from './english/people.js';
import { personas } from './english/personas.js';
import { questions } from './english/questions.js';
import { search } from './english/search.js';
import { settings } from './english/settings.js';
import { transfer } from './english/transfer.js';
import { welcome } from './english/welcome.js';

/** Everything that the application says, by room. A translation is an object of the same shape. */
export const english = {
  accounts,
  activity,
  connection,
  failures,
  groups,
  layout,
  memories,
  people,
  personas,
  questions,
  search,
  settings,
  transfer,
  welcome,
};

export type Text = typeof english;
