// <form data-search="id">: while someone types, shows what the form's own address answers in the element of that id.
import { fetchFragment, show } from './fragment.js';

const SETTLE_MS = 160;
let timer = 0;
let request = null;

document.addEventListener('input', event => {
  const form = event.target.closest('form[data-search]');
  if (!form) return;
  clearTimeout(timer);
  timer = setTimeout(() => look(form, event.target.value.trim()), SETTLE_MS);
});

async function look(form, text) {
  const hits = document.getElementById(form.dataset.search);
  request?.abort();
  if (!text) return void (hits.hidden = true);
  request = new AbortController();
  const url = new URL(form.action);
  url.search = new URLSearchParams(new FormData(form));
  try {
    show(hits, await fetchFragment(url, request.signal));
    hits.hidden = false;
  } catch {
    // A newer search has taken over, or the server is away: Enter still goes to the page.
  }
}

document.addEventListener('keydown', event => {
  const form = event.target.closest?.('form[data-search]');
  const hits = form && document.getElementById(form.dataset.search);
  if (!hits || hits.hidden) return;
  const links = [...hits.querySelectorAll('a')];
  const here = links.indexOf(document.activeElement);
  if (event.key === 'Escape') hits.hidden = true;
  else if (event.key === 'ArrowDown') (links[here + 1] ?? links[0])?.focus();
  else if (event.key === 'ArrowUp') (here > 0 ? links[here - 1] : form.querySelector('input')).focus();
  else return;
  event.preventDefault();
});

document.addEventListener('click', event => {
  for (const form of document.querySelectorAll('form[data-search]')) {
    if (!form.contains(event.target)) document.getElementById(form.dataset.search).hidden = true;
  }
});
