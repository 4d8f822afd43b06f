// A menu is <details data-menu>: it closes when someone clicks elsewhere, chooses, or presses Escape.
const opened = () => document.querySelectorAll('details[data-menu][open]');

document.addEventListener('click', event => {
  for (const menu of opened()) {
    if (!menu.contains(event.target) || event.target.closest('.menu-item')) menu.open = false;
  }
});

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  for (const menu of opened()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector('summary').focus();
  }
});
