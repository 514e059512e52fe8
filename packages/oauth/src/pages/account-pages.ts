import { english } from './english.js';
import { alert, field, form, formErrorId, loggedInAs, submit } from './form-parts.js';
import type { Layout } from './layout.js';
import { markup, shownName } from './markup.js';
import type { Pages } from './page.js';

const titled = (title: string, hasErrors: boolean) =>
  hasErrors ? english.errorTitle(title) : title;

export function loginPage(layout: Layout): Pages['login'] {
  const { login: words } = english;
  return (view) => {
    const { clientName, error, username } = view;
    const describedBy = error === undefined ? undefined : formErrorId;
    return layout({
      title: titled(words.title, error !== undefined),
      content: markup`<h1>${words.title}</h1>
${clientName !== undefined && markup`<p class="muted">${words.waiting} <bdi>${shownName(clientName)}</bdi></p>`}
${alert(error)}
${form(
  view,
  markup`${field({
    ...{ name: 'username', label: words.username, type: 'text', autocomplete: 'username' },
    ...{ value: username, hasFocus: username === '', describedBy },
  })}
${field({
  ...{ name: 'password', label: words.password, type: 'password' },
  ...{ autocomplete: 'current-password', hasFocus: username !== '', describedBy },
})}
${submit(words.submit)}`,
)}
${
  view.signupUrl !== undefined &&
  markup`<p class="below">${words.signupLead} <a href="${view.signupUrl}">${words.signup}</a></p>`
}`,
    });
  };
}

export function signupPage(layout: Layout): Pages['signup'] {
  const { signup: words } = english;
  return (view) => {
    const { errors } = view;
    const names = ['username', 'email', 'password'] as const;
    const wrong = names.find((name) => errors[name] !== undefined);
    const focused = wrong ?? names.find((name) => name === 'password' || view[name] === '');
    const shared = (name: (typeof names)[number]) => ({
      ...{ name, error: errors[name], hasFocus: focused === name },
      describedBy: errors.form === undefined ? undefined : formErrorId,
    });
    return layout({
      title: titled(words.title, wrong !== undefined || errors.form !== undefined),
      content: markup`<h1>${words.title}</h1>
${alert(errors.form)}
${form(
  view,
  markup`${field({
    ...{ ...shared('username'), label: words.username, type: 'text', autocomplete: 'username' },
    ...{ value: view.username, hint: words.usernameHint },
  })}
${field({
  ...{ ...shared('email'), label: words.email, type: 'email', autocomplete: 'email' },
  value: view.email,
})}
${field({
  ...{ ...shared('password'), label: words.password, type: 'password' },
  ...{ autocomplete: 'new-password', hint: words.passwordHint },
})}
${submit(words.submit)}`,
)}
<p class="below">${words.loginLead} <a href="${view.loginUrl}">${words.login}</a></p>`,
    });
  };
}

export function passwordPage(layout: Layout): Pages['password'] {
  const { password: words } = english;
  return (view) => {
    const { errors, visitorName } = view;
    const describedBy = errors.form === undefined ? undefined : formErrorId;
    const isNewWrong = errors.new !== undefined && errors.current === undefined;
    return layout({
      title: titled(words.title, Object.values(errors).some(Boolean)),
      content: markup`<h1>${words.title}</h1>
<p class="muted">${loggedInAs(visitorName)}. ${words.lead}</p>
${alert(errors.form)}
${form(
  view,
  // Password managers want to know whose password it is.
  markup`<input type="text" name="username" value="${visitorName}" autocomplete="username" hidden readonly>
${field({
  ...{ name: 'current_password', label: words.current, type: 'password', describedBy },
  ...{ autocomplete: 'current-password', error: errors.current, hasFocus: !isNewWrong },
})}
${field({
  ...{ name: 'new_password', label: words.next, type: 'password', describedBy },
  ...{ autocomplete: 'new-password', error: errors.new, hasFocus: isNewWrong },
  hint: words.nextHint,
})}
${submit(words.submit)}`,
)}`,
    });
  };
}

export function signedInPage(layout: Layout): Pages['signedIn'] {
  const { signedIn: words } = english;
  return ({ visitorName, passwordUrl, logoutUrl }) =>
    layout({
      title: words.title,
      content: markup`<h1>${words.title}</h1>
<p class="muted">${loggedInAs(visitorName)}. ${words.lead}</p>
<div class="buttons two">
<a class="button second" href="${passwordUrl}">${words.password}</a>
<a class="button second" href="${logoutUrl}">${words.logout}</a>
</div>`,
    });
}

export function logoutPage(layout: Layout): Pages['logout'] {
  const { logout: words } = english;
  return (view) =>
    layout({
      title: words.title,
      content: markup`<h1>${words.title}</h1>
<p class="muted">${loggedInAs(view.visitorName)}. ${words.lead}</p>
${form(view, submit(words.submit))}`,
    });
}

export function messagePage(layout: Layout): Pages['message'] {
  return ({ title, message, link }) =>
    layout({
      title,
      content: markup`<h1>${title}</h1>
<p>${message}</p>
${
  link !== undefined &&
  markup`<div class="buttons"><a class="button" href="${link.href}">${link.label}</a></div>`
}`,
    });
}
