// data-opens="id" opens a dialog, data-closes closes the one around it, and so does a click beside it. Where a link
// opens a dialog, its address is the same form on a page of its own.
document.addEventListener('click', event => {
  const opener = event.target.closest('[data-opens]');
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (dialog) {
    event.preventDefault();
    opener.closest('details[data-menu]')?.removeAttribute('open');
    if (!dialog.open) dialog.showModal();
    dialog.querySelector('.dialog-body :is(input:not([type=hidden]), select, textarea)')?.focus();
  } else if (event.target.closest('[data-closes]')) {
    event.target.closest('dialog')?.close();
  } else if (event.target.nodeName === 'DIALOG' && isBeside(event)) {
    event.target.close();
  }
});

function isBeside({ target, clientX, clientY }) {
  const box = target.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}
