// What the page of the phones does beside htmx.

// what was wrong with the last form says nothing about the next
document.addEventListener('submit', () => document.getElementById('problem')?.replaceChildren());

// the service does not answer: what was typed is still in its field
for (const name of ['htmx:error', 'htmx:sendError']) {
  document.addEventListener(name, ({ target }) => {
    if (!(target instanceof HTMLFormElement)) return;
    const problem = document.getElementById('problem');
    const words = document.createElement('p');
    words.className = 'problem';
    words.textContent = problem?.dataset.noAnswer ?? '';
    problem?.replaceChildren(words);
  });
}

/** The field of a composer. @param {EventTarget | null} form */
function fieldOf(form) {
  const field = form instanceof HTMLFormElement ? form.elements.namedItem('words') : null;
  return field instanceof HTMLInputElement ? field : undefined;
}

/** What was in each field when it was sent. @type {WeakMap<HTMLInputElement, string>} */
const sent = new WeakMap();

document.addEventListener('submit', ({ target }) => {
  const field = fieldOf(target);
  if (field) sent.set(field, field.value);
});

// the answer is an empty composer: it must not take away what was typed since
document.addEventListener('htmx:before:swap', ({ target }) => {
  const field = fieldOf(target);
  const before = field && sent.get(field);
  if (!field || before === undefined || field.value === before) return;
  const typedSince = field.value.startsWith(before) ? field.value.slice(before.length) : field.value;
  document.addEventListener(
    'htmx:after:swap',
    () => {
      const empty = document.getElementById(field.id);
      // a refused text stays in its field
      if (field.isConnected || !(empty instanceof HTMLInputElement)) return;
      empty.value = typedSince;
      empty.setSelectionRange(typedSince.length, typedSince.length);
    },
    { once: true },
  );
});
