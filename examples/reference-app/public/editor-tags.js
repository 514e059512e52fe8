// Tags as chips: each can be taken away, another is typed and added with Enter or a comma. The field that was there before
// still holds them all, with commas, and is what is sent.

/** @param {Element} wrapper */
export function makeChips(wrapper) {
  const field = wrapper.querySelector('input[name=tags]');
  if (!(wrapper instanceof HTMLElement) || !(field instanceof HTMLInputElement)) return;
  const { dataset } = wrapper;
  const entry = entryFor(field, dataset.list ?? '', dataset.add ?? '');
  const chips = document.createElement('ul');
  chips.className = 'chips';
  const status = document.createElement('span');
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');
  const box = document.createElement('div');
  box.className = 'form-control chips-box';
  box.classList.toggle('is-invalid', field.classList.contains('is-invalid'));
  box.append(chips, entry, status);
  field.after(box);
  const hint = wrapper.querySelector('#hint-tags');
  if (hint) hint.textContent = dataset.hint ?? hint.textContent;

  const draw = () => {
    chips.replaceChildren(
      ...readTags(field.value).map((tag) => chip(tag, fill(dataset.remove, tag), remove)),
    );
  };
  /** @param {readonly string[]} tags @param {string} told */
  const keep = (tags, told) => {
    field.value = writeTags(tags);
    status.textContent = told;
    draw();
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  /** @param {string} tag */
  function remove(tag) {
    const tags = readTags(field instanceof HTMLInputElement ? field.value : '');
    const at = tags.indexOf(tag);
    keep(tags.toSpliced(at, 1), fill(dataset.removed, tag));
    const buttons = chips.querySelectorAll('button');
    const next = buttons[Math.min(at, buttons.length - 1)];
    (next ?? entry).focus();
  }
  const add = () => {
    const typed = readTags(entry.value);
    entry.value = '';
    if (typed.length === 0) return;
    keep([...new Set([...readTags(field.value), ...typed])], fill(dataset.added, typed.join(', ')));
  };

  entry.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && entry.value.trim() !== '') {
      event.preventDefault();
      add();
    } else if (event.key === 'Backspace' && entry.value === '') {
      const last = readTags(field.value).at(-1);
      if (last === undefined) return;
      event.preventDefault();
      remove(last);
      entry.focus();
    }
  });
  entry.addEventListener('input', (event) => {
    // Choosing a suggestion is no typing; a comma ends a tag, but within quotes.
    const isChosen = !(event instanceof InputEvent) || event.inputType === 'insertReplacementText';
    const isEnded = /,\s*$/.test(entry.value) && !entry.value.trimStart().startsWith('"');
    if (isChosen || isEnded) add();
    // What is typed here is part of the form that somebody leaves.
    event.stopPropagation();
  });
  entry.addEventListener('change', add);
  field.form?.addEventListener('submit', add, { capture: true });
  // What a draft brought back.
  field.addEventListener('change', draw);
  draw();
}

/** The field in which the next tag is typed takes the place of the one before, with its label and its notes. */
/** @param {HTMLInputElement} field @param {string} list @param {string} label */
function entryFor(field, list, label) {
  const entry = document.createElement('input');
  entry.type = 'text';
  entry.className = 'chips-entry';
  entry.id = field.id;
  entry.setAttribute('list', list);
  entry.autocomplete = 'off';
  entry.setAttribute('autocapitalize', 'none');
  entry.setAttribute('enterkeyhint', 'done');
  entry.placeholder = label;
  for (const name of ['aria-describedby', 'aria-invalid']) {
    const value = field.getAttribute(name);
    if (value) entry.setAttribute(name, value);
  }
  field.removeAttribute('id');
  field.removeAttribute('aria-invalid');
  field.type = 'hidden';
  return entry;
}

/** @param {string} tag @param {string} label @param {(tag: string) => void} remove */
function chip(tag, label, remove) {
  const item = document.createElement('li');
  item.className = 'chip';
  const words = document.createElement('span');
  words.className = 'text-break';
  words.textContent = tag;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn-close';
  button.setAttribute('aria-label', label);
  button.addEventListener('click', () => remove(tag));
  item.append(words, button);
  return item;
}

/** As the server reads them: with commas; one that has a comma stands in double quotes. */
/** @param {string} typed */
function readTags(typed) {
  const pieces = typed.match(/[^\S\n]*"(?:[^"]|"")*"\s*(?=,|$)|[^,\n]+/g) ?? [];
  const tags = pieces.map((piece) => {
    const tag = piece.trim();
    return /^"(?:[^"]|"")*"$/.test(tag) ? tag.slice(1, -1).replaceAll('""', '"').trim() : tag;
  });
  return [...new Set(tags.filter(Boolean))];
}

/** @param {readonly string[]} tags */
function writeTags(tags) {
  return tags
    .map((tag) => (/[,"\n]/.test(tag) ? `"${tag.replaceAll('"', '""')}"` : tag))
    .join(', ');
}

/** @param {string | undefined} words @param {string} tag */
function fill(words, tag) {
  return (words ?? '').replace('{tag}', () => tag);
}
