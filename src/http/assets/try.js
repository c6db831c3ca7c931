// Keeps each list of texts at its end while new ones arrive, unless the reader has scrolled up.

const NEAR_PX = 40;

/** @param {Element} list */
function stayAtEnd(list) {
  let isAtEnd = true;
  const goToEnd = () => {
    list.scrollTop = list.scrollHeight;
  };
  list.addEventListener('scroll', () => {
    isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PX;
  });
  new MutationObserver(() => {
    if (isAtEnd) goToEnd();
  }).observe(list, { childList: true, subtree: true, characterData: true });
  goToEnd();
}

for (const list of document.querySelectorAll('[data-stay-at-end]')) stayAtEnd(list);

// what was wrong with the last form says nothing about the next
document.addEventListener('submit', () => document.getElementById('problem')?.replaceChildren());
