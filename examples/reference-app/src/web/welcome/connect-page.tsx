import type { User } from '../accounts/user.js';
import type { Visit } from '../http/visit.js';
import type { Page } from '../ui/page.js';
import { Illustration } from './illustration.js';

/** For those who have an account and no memories to reach. */
export function connectPage(visit: Visit, user: User): Page {
  const { welcome } = visit.text;
  return {
    title: welcome.connectTitle,
    body: (
      <div class="home-hero py-lg-4">
        <div>
          <p class="text-body-secondary mb-1">{welcome.hello(user.name || user.username)}</p>
          <h1 class="mb-3">{welcome.connectTitle}</h1>
          <p class="lead mb-4">{welcome.connectLead}</p>
          <a class="btn btn-primary btn-lg" href="/connection">
            {welcome.connect}
          </a>
        </div>
        <Illustration />
      </div>
    ),
  };
}
