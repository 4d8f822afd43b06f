// Says quietly that a lead has come to whoever is at the screen: a count in the title while they look elsewhere, a
// polite line for those who listen, and a sound for those who asked for one.
import { refresh } from './fragment.js';

const HIDDEN_MS = 15000;
const SOUND = 'news-sound';

const region = document.querySelector('[data-news]');
const title = document.title;
let known = ids();
let unseen = 0;

function ids() {
  return new Set([...region?.querySelectorAll('[data-news-lead]') ?? []].map(lead => lead.dataset.newsLead));
}

function look() {
  const now = ids();
  const fresh = [...now].filter(id => !known.has(id));
  known = now;
  if (fresh.length === 0) return;
  const words = fresh.length === 1
    ? region.querySelector(`[data-news-lead="${CSS.escape(fresh[0])}"]`).textContent
    : `${fresh.length} new leads`;
  announce(`For you: ${words}`);
  if (localStorage.getItem(SOUND) === 'on') ring();
  if (!document.hasFocus()) show(unseen + fresh.length);
}

function show(count) {
  unseen = count;
  document.title = count === 0 ? title : `(${count}) ${title}`;
}

function announce(text) {
  let line = document.getElementById('news-said');
  if (!line) {
    line = Object.assign(document.createElement('p'), { id: 'news-said', className: 'sr-only' });
    line.setAttribute('role', 'status');
    document.body.append(line);
  }
  // Added after the line itself, or it would not be read out.
  setTimeout(() => { line.textContent = text; }, 50);
}

function ring() {
  const audio = new AudioContext();
  const [tone, volume] = [audio.createOscillator(), audio.createGain()];
  tone.frequency.value = 660;
  volume.gain.setValueAtTime(0.08, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + 0.5);
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.5);
  tone.onended = () => audio.close();
}

function showSound() {
  const on = localStorage.getItem(SOUND) === 'on';
  for (const button of document.querySelectorAll('[data-news-sound]')) {
    button.setAttribute('aria-pressed', on);
    button.querySelector('.button-text').textContent = on ? 'Sound on' : 'Sound off';
  }
}

document.addEventListener('click', event => {
  if (!event.target.closest('[data-news-sound]')) return;
  const on = localStorage.getItem(SOUND) !== 'on';
  localStorage.setItem(SOUND, on ? 'on' : 'off');
  if (on) ring();
  showSound();
});

if (region) {
  document.addEventListener('ui:morphed', look);
  window.addEventListener('focus', () => show(0));
  // A page that nobody sees gives its stream back, so it asks, now and then, like somebody who glances over.
  setInterval(() => { if (document.hidden) refresh(region).catch(() => {}); }, HIDDEN_MS);
}
showSound();
