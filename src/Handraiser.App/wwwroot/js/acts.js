// Sends <form data-act> in the background: once, with its errors shown at its fields, and its success as a toast.
// Without this script the same form posts itself and the server redirects.
import { toast } from './toasts.js';
import { clearErrors, showErrors } from './errors.js';
import { parse } from './fragment.js';
import { morph } from './morph.js';

const UNKNOWN = 'No answer from the server: it may or may not have happened. Look again before you repeat it.';

document.addEventListener('submit', event => {
  const form = event.target;
  if (!form.matches('form[data-act]')) return;
  event.preventDefault();
  if (!('uiBusy' in form.dataset)) send(form, event.submitter);
});

// A switch or a choice that needs no button; what is switched while the last answer is awaited is sent after it.
document.addEventListener('change', event => {
  const form = event.target.matches('[data-submits]') && event.target.form;
  if (!form) return;
  if ('uiBusy' in form.dataset) form.dataset.uiAgain = '';
  else form.requestSubmit();
});

async function send(form, submitter) {
  // Read first: a disabled button is not part of the data.
  const body = new FormData(form, submitter);
  busy(form, submitter, true);
  try {
    await settle(form, await fetch(submitter?.getAttribute('formaction') ?? form.getAttribute('action'), {
      method: 'POST',
      body: form.enctype === 'multipart/form-data' ? body : new URLSearchParams(body),
      headers: { 'X-Requested-With': 'handraiser', Accept: 'application/json, application/problem+json, text/html' },
    }));
  } catch {
    toast({ text: UNKNOWN, tone: 'bad' });
  }
  busy(form, submitter, false);
  if (!('uiAgain' in form.dataset)) return;
  delete form.dataset.uiAgain;
  form.requestSubmit();
}

async function settle(form, answer) {
  const kind = answer.headers.get('Content-Type') ?? '';
  if (answer.status === 401) return location.reload();
  if (!answer.ok) return refuse(form, kind.includes('json') ? await answer.json() : {}, answer.status);

  clearErrors(form);
  const said = kind.includes('json') ? await answer.json() : {};
  if (said.go) return location.assign(said.go);
  if (answer.redirected && new URL(answer.url).pathname !== location.pathname) return location.assign(answer.url);
  celebrate(form, said);
  const main = answer.redirected && kind.includes('html') ? parse(await answer.text()).getElementById('main') : null;
  if (main) morph(document.getElementById('main'), main);
  else document.dispatchEvent(new CustomEvent('ui:changed'));
}

function celebrate(form, said) {
  const text = said.toast ?? form.dataset.toast;
  const undo = said.undo ?? form.dataset.undo;
  const token = form.querySelector('input[name="__RequestVerificationToken"]');
  form.removeAttribute('data-keep');
  for (const control of form.querySelectorAll('[data-submits]')) control.defaultChecked = control.checked;
  const dialog = form.closest('dialog');
  if (dialog || 'reset' in form.dataset) form.reset();
  dialog?.close();
  form.closest('.toast')?.remove();
  if (text) toast({ text, tone: 'good', undo, token: token?.value });
}

function refuse(form, problem, status) {
  clearErrors(form);
  if (form.querySelector('[data-submits]')) form.reset();
  const unplaced = showErrors(form, problem.errors ?? {});
  if (problem.errors && unplaced.length === 0) return;
  const why = problem.detail ?? problem.title ?? `The server refused (${status}).`;
  toast({ text: [why, ...unplaced].join(' '), tone: 'bad' });
  // Somebody else was quicker, or it is gone: what is on the screen is old.
  if (status === 404 || status === 409 || status === 410) document.dispatchEvent(new CustomEvent('ui:changed'));
}

function busy(form, submitter, on) {
  form.toggleAttribute('data-ui-busy', on);
  submitter?.toggleAttribute('data-ui-busy', on);
  submitter?.setAttribute('aria-disabled', on);
}
