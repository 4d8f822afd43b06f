// Short messages in the corner. They wait while someone points at them or is inside, and at most three are shown.
const PLAIN_MS = 6000;
const UNDO_MS = 12000;

export function toast({ text, tone = 'neutral', undo, token }) {
  const box = document.createElement('div');
  box.className = `toast ${tone}`;
  const words = document.createElement('span');
  words.className = 'toast-text';
  words.textContent = text;
  box.append(words);
  if (undo) box.append(undoForm(undo, token));
  const region = document.getElementById('toasts');
  region.append(box);
  while (region.children.length > 3) region.firstElementChild.remove();
  leaveLater(box);
}

function undoForm(action, token) {
  const form = document.createElement('form');
  Object.assign(form, { method: 'post', action });
  form.dataset.act = '';
  form.dataset.toast = 'Undone.';
  const field = Object.assign(document.createElement('input'),
    { type: 'hidden', name: '__RequestVerificationToken', value: token ?? '' });
  const button = Object.assign(document.createElement('button'), { className: 'toast-undo', textContent: 'Undo' });
  button.dataset.hotkey = 'z';
  form.append(field, button);
  return form;
}

function leaveLater(box) {
  const after = box.querySelector('form') ? UNDO_MS : PLAIN_MS;
  let timer = setTimeout(() => box.remove(), after);
  const stay = () => clearTimeout(timer);
  const leave = () => { clearTimeout(timer); timer = setTimeout(() => box.remove(), after); };
  box.addEventListener('pointerenter', stay);
  box.addEventListener('focusin', stay);
  box.addEventListener('pointerleave', leave);
  box.addEventListener('focusout', leave);
}

document.querySelectorAll('[data-toast-shown]').forEach(leaveLater);
