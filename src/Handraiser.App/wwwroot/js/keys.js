// Keys for those who live here all day. data-hotkey="c" or "g i" names the key of any link, button or field; j and k
// walk the links marked data-open. In a list, the keys of the row that has the focus come first.
let first = '';
let forget = 0;

document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target)) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  if (document.querySelector('dialog[open]')) return;
  const keys = first ? `${first} ${event.key}` : event.key;
  const target = find(keys) ?? find(event.key);
  rememberFirst(target ? '' : event.key);
  if (target) press(target);
  else if (event.key === 'j' || event.key === 'k') step(event.key === 'j' ? 1 : -1);
  else return;
  event.preventDefault();
});

const TYPED = 'textarea, select, input:not([type=checkbox], [type=radio], [type=button])';
const isTyping = target => target.isContentEditable || target.matches(TYPED);

function find(keys) {
  const named = `[data-hotkey="${CSS.escape(keys)}"]`;
  const row = document.activeElement?.closest('[data-row]');
  return row?.querySelector(named) ?? [...document.querySelectorAll(named)].find(isUsable) ?? null;
}

// A key inside a closed menu still works: it is a shortcut past the menu.
const isUsable = element => !element.disabled && !element.closest('dialog:not([open])');

function rememberFirst(key) {
  clearTimeout(forget);
  first = key && document.querySelector(`[data-hotkey^="${CSS.escape(key)} "]`) ? key : '';
  if (first) forget = setTimeout(() => { first = ''; }, 1500);
}

function press(target) {
  if (target.matches('input, textarea, select')) target.focus();
  else target.click();
}

function step(by) {
  const links = [...document.querySelectorAll('[data-open]')].filter(link => link.checkVisibility());
  const row = document.activeElement?.closest('[data-row]');
  const here = links.findIndex(link => link === document.activeElement || (row && row.contains(link)));
  const next = links[here < 0 ? 0 : Math.min(links.length - 1, Math.max(0, here + by))];
  next?.focus();
  next?.closest('[data-row]')?.scrollIntoView({ block: 'nearest' });
}
