// <a data-sheet href="...">: shows the form of that page, its #sheet-body, in this page's own dialog.
import { fetchFragment } from './fragment.js';

document.addEventListener('click', async event => {
  const link = event.target.closest('a[data-sheet]');
  const dialog = link && document.getElementById('sheet');
  if (!dialog || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    open(dialog, await fetchFragment(link.href));
  } catch {
    location.assign(link.href);
  }
});

function open(dialog, content) {
  const body = content.getElementById('sheet-body');
  // Not morphed: what was typed for one lead must not end up at another.
  dialog.querySelector('#sheet-body').replaceChildren(...document.importNode(body, true).childNodes);
  dialog.querySelector('.dialog-title').textContent = body.dataset.sheetTitle;
  if (!dialog.open) dialog.showModal();
  dialog.querySelector('.dialog-body :is(input:not([type=hidden]), select, textarea)')?.focus();
}
