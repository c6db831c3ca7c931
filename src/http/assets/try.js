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
