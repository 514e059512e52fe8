import type { Visit } from '../http/visit.js';
import { Icon } from '../ui/icon.js';
import type { Page } from '../ui/page.js';
import { Illustration } from './illustration.js';

/** For those who are not logged in: what this is. */
export function visitorPage(visit: Visit): Page {
  const { layout, welcome } = visit.text;
  return {
    title: welcome.title,
    body: (
      <>
        <div class="home-hero py-lg-4">
          <div>
            <h1 class="mb-3">{welcome.title}</h1>
            <p class="lead mb-4">{welcome.lead}</p>
            <p class="d-flex flex-wrap gap-2">
              <a class="btn btn-primary btn-lg" href="/register">
                {layout.register}
              </a>
              <a class="btn btn-outline-secondary btn-lg" href="/login">
                {layout.logIn}
              </a>
            </p>
          </div>
          <Illustration />
        </div>
        <div class="row g-4 mt-4">
          {welcome.points.map(([icon, title, text]) => (
            <div class="col-md-4">
              <h2 class="h5 d-flex align-items-center gap-2">
                <span class="home-point">
                  <Icon name={icon} />
                </span>
                {title}
              </h2>
              <p class="text-body-secondary mb-0">{text}</p>
            </div>
          ))}
        </div>
      </>
    ),
  };
}
