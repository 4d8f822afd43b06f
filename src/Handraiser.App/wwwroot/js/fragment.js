// Fetches a page, or a part of one, and shows it in a region that names its own address in data-live.
import { morph, morphInner } from './morph.js';
import { heard } from './time.js';

export async function fetchFragment(url, signal) {
  const answer = await fetch(url, { headers: { 'X-Fragment': '1' }, cache: 'no-store', signal });
  heard(answer.headers.get('Date'));
  if (answer.status === 401 || (answer.redirected && pathOf(answer.url) !== pathOf(url))) {
    location.reload();
    throw new Error('signed out');
  }
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return parse(await answer.text());
}

export function parse(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}

// An answer that holds the region itself (a whole page will do) replaces it; any other becomes what is inside.
export function show(region, content) {
  const same = region.id ? content.getElementById(region.id) : null;
  if (same) morph(region, same);
  else morphInner(region, content);
}

export async function refresh(region) {
  const content = await fetchFragment(region.dataset.live || location.href);
  if (region.isConnected) show(region, content);
}

const pathOf = url => new URL(url, location.href).pathname;
