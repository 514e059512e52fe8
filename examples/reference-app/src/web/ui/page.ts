import type { Child } from 'hono/jsx';
import type { AssetName } from '../http/assets.js';

/** One page: its content and what the frame around it needs to know. */
export interface Page {
  /** For the tab of the browser; the page itself shows a heading of its own. */
  readonly title: string;
  readonly body: Child;
  /** Modules that this page loads besides `app.js`. */
  readonly scripts?: readonly AssetName[];
  /** HTTP status; 200 if absent. */
  readonly status?: number;
  /** Without navigation, because nothing is known of the visitor. */
  readonly isBare?: boolean;
}
