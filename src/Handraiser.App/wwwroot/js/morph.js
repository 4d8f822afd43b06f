// Makes `from` look like `to` by changing as little as possible, so that focus, selection, scroll, open menus and
// dialogs, and whatever someone is typing survive. Children are matched by data-key or id, else by kind and order.
// Attributes data-ui-* belong to scripts and are left alone; an element with data-keep is left alone entirely.

const keyOf = node => node.nodeType === 1 ? node.dataset.key || node.id || null : null;
const sameKind = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName;

export function morph(from, to) {
  keepingFocus(() => morphNode(from, to));
}

export function morphInner(from, to) {
  keepingFocus(() => morphChildren(from, to));
}

function keepingFocus(change) {
  const active = document.activeElement;
  const [start, end, scroll] = [active?.selectionStart, active?.selectionEnd, window.scrollY];
  change();
  if (active && active !== document.body && active.isConnected) {
    if (document.activeElement !== active) active.focus({ preventScroll: true });
    if (start != null && (active.selectionStart !== start || active.selectionEnd !== end)) {
      active.setSelectionRange(start, end);
    }
  }
  if (window.scrollY !== scroll) window.scrollTo(window.scrollX, scroll);
  document.dispatchEvent(new CustomEvent('ui:morphed'));
}

function morphNode(from, to) {
  if (from.nodeType !== 1) {
    if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
    return;
  }
  if (from.hasAttribute('data-keep') || from.isEqualNode(to)) return;
  const typed = whatIsTyped(from);
  morphAttributes(from, to);
  if (from.nodeName === 'TEXTAREA') from.defaultValue = to.defaultValue;
  else morphChildren(from, to);
  showValue(from, to, typed);
}

function morphAttributes(from, to) {
  const opens = from.nodeName === 'DETAILS' || from.nodeName === 'DIALOG';
  const ours = name => name.startsWith('data-ui-') || (opens && name === 'open');
  for (const { name, value } of to.attributes) {
    if (!ours(name) && from.getAttribute(name) !== value) from.setAttribute(name, value);
  }
  for (const { name } of [...from.attributes]) {
    if (!ours(name) && !to.hasAttribute(name)) from.removeAttribute(name);
  }
}

function morphChildren(from, to) {
  const wanted = new Set([...to.childNodes].map(keyOf).filter(Boolean));
  const keyed = new Map();
  for (const child of [...from.children]) {
    const key = keyOf(child);
    if (key && wanted.has(key)) keyed.set(key, child);
    else if (key) child.remove();
  }

  const placed = new Set();
  let cursor = from.firstChild;
  for (const next of [...to.childNodes]) {
    const found = keyOf(next) ? keyed.get(keyOf(next)) : firstUnkeyed(cursor, next);
    const match = found && sameKind(found, next) ? found : null;
    const node = match ?? document.importNode(next, true);
    if (match) morphNode(match, next);
    if (node === cursor) cursor = cursor.nextSibling;
    else if (match && from.moveBefore) from.moveBefore(node, cursor);
    else from.insertBefore(node, cursor);
    placed.add(node);
  }
  for (const child of [...from.childNodes]) if (!placed.has(child)) child.remove();
}

function firstUnkeyed(cursor, next) {
  while (cursor && (keyOf(cursor) || !sameKind(cursor, next))) cursor = cursor.nextSibling;
  return cursor;
}

// What someone has entered outlives the server's idea of the field, and so does the field that they are in.
function whatIsTyped(field) {
  const focused = field === document.activeElement;
  switch (field.nodeName) {
    case 'INPUT':
      return field.type === 'checkbox' || field.type === 'radio'
        ? (field.checked !== field.defaultChecked ? { checked: field.checked } : null)
        : (focused || field.value !== field.defaultValue ? { value: field.value } : null);
    case 'TEXTAREA':
      return focused || field.value !== field.defaultValue ? { value: field.value } : null;
    case 'SELECT':
      return focused || field.value !== standing(field) ? { value: field.value } : null;
    default:
      return null;
  }
}

const standing = select => ([...select.options].find(option => option.defaultSelected) ?? select.options[0])?.value;

function showValue(field, to, typed) {
  if (field.nodeName === 'INPUT' && (field.type === 'checkbox' || field.type === 'radio')) {
    field.checked = typed ? typed.checked : to.defaultChecked;
  } else if (field.nodeName === 'INPUT' || field.nodeName === 'TEXTAREA' || field.nodeName === 'SELECT') {
    const value = typed ? typed.value : field.nodeName === 'SELECT' ? standing(field) : to.defaultValue;
    if (field.value !== value && field.type !== 'file') field.value = value;
  }
}
