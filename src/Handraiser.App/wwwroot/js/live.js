// Listens to the page's stream and refreshes the regions that an event concerns. An event's data are topics, separated
// by spaces; a region without data-topics is concerned by all of them.
import { refresh } from './fragment.js';

const SETTLE_MS = 120;
const WAIT_MS = { first: 1000, longest: 30000, hidden: 15000 };

const stream = document.body.dataset.stream;
const waiting = new Map();
let source = null;
let last = document.body.dataset.streamAfter ?? '';
let missed = last === '';
let wait = WAIT_MS.first;
let sleep = 0;
let retry = 0;

export function refreshAll() {
  for (const region of document.querySelectorAll('[data-live]')) refreshSoon(region);
}

// Events that come close together, or while an answer is on its way, make one more refresh and not many.
function refreshSoon(region) {
  if (waiting.has(region)) return void (waiting.get(region).again = true);
  const turn = { again: false };
  waiting.set(region, turn);
  setTimeout(async () => {
    turn.again = false;
    try {
      await refresh(region);
    } catch {
      missed = true;
    }
    waiting.delete(region);
    if (turn.again && region.isConnected) refreshSoon(region);
  }, SETTLE_MS);
}

function onEvent(event) {
  last = event.lastEventId || last;
  const topics = event.data.split(/\s+/);
  for (const region of document.querySelectorAll('[data-live]')) {
    const own = region.dataset.topics?.split(/\s+/);
    if (!own || own.some(topic => topics.includes(topic))) refreshSoon(region);
  }
}

function connect() {
  clearTimeout(retry);
  const url = new URL(stream, location.href);
  if (last) url.searchParams.set('lastEventId', last);
  source = new EventSource(url);
  source.onmessage = onEvent;
  source.onopen = () => {
    wait = WAIT_MS.first;
    say('on', 'Live');
    if (missed) refreshAll();
    missed = false;
  };
  source.onerror = () => {
    disconnect();
    say(navigator.onLine ? 'wait' : 'off', navigator.onLine ? 'Reconnecting' : 'Offline');
    // Half of it is chance, so that a restarted server is not met by everyone at once.
    retry = setTimeout(connect, wait / 2 + Math.random() * wait / 2);
    wait = Math.min(wait * 2, WAIT_MS.longest);
  };
}

function disconnect() {
  source?.close();
  source = null;
  missed = true;
}

function say(state, text) {
  document.documentElement.dataset.uiLive = state;
  for (const dot of document.querySelectorAll('[data-live-state]')) {
    dot.dataset.uiState = state;
    dot.querySelector('.live-text').textContent = text;
  }
}

// A browser has few connections to spare, so a page that nobody looks at gives its own back.
function onVisibility() {
  clearTimeout(sleep);
  if (document.hidden) sleep = setTimeout(() => { clearTimeout(retry); disconnect(); }, WAIT_MS.hidden);
  else if (source) refreshAll();
  else connect();
}

if (stream) {
  connect();
  document.addEventListener('visibilitychange', onVisibility);
  window.addEventListener('online', () => { if (!source) connect(); });
  window.addEventListener('pagehide', disconnect);
  window.addEventListener('pageshow', event => { if (event.persisted) connect(); });
}
document.addEventListener('ui:changed', refreshAll);
