// Ticks countdowns (data-due, data-started) and waiting times (data-since) against the server's time. The words and
// the states are those of Spans and ClockFace on the server.
import { serverNow } from './time.js';

const SOON_PERCENT = 75;

export function words(seconds) {
  if (seconds < 0) return '0:00';
  if (seconds < 3600) return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ${two(Math.floor(seconds % 3600 / 60))} min`;
  return `${Math.floor(seconds / 86400)} d ${Math.floor(seconds % 86400 / 3600)} h`;
}

export const left = (due, now) =>
  now <= due ? `${words(Math.ceil((due - now) / 1000))} left` : `${words(Math.floor((now - due) / 1000))} late`;

export function face(started, due, now) {
  if (now > due) return { state: 'is-late', percent: 100 };
  const percent = Math.min(100, Math.max(0, Math.floor((now - started) / Math.max(1, due - started) * 100)));
  return { state: percent >= SOON_PERCENT ? 'is-soon' : 'is-fine', percent };
}

export function tick(now = serverNow()) {
  for (const clock of document.querySelectorAll('[data-since]')) {
    write(clock, words(Math.floor((now - Number(clock.dataset.since)) / 1000)));
  }
  for (const clock of document.querySelectorAll('[data-due]')) {
    const { state, percent } = face(Number(clock.dataset.started), Number(clock.dataset.due), now);
    write(clock.querySelector('.countdown-text'), left(Number(clock.dataset.due), now));
    if (!clock.classList.contains(state)) {
      clock.classList.remove('is-fine', 'is-soon', 'is-late');
      clock.classList.add(state);
    }
    clock.querySelector('.ring-value')?.setAttribute('stroke-dasharray', `${percent} 100`);
  }
}

const two = number => String(number).padStart(2, '0');
const write = (element, text) => { if (element && element.textContent !== text) element.textContent = text; };

tick();
setInterval(() => { if (!document.hidden) tick(); }, 1000);
document.addEventListener('ui:morphed', () => tick());
document.addEventListener('visibilitychange', () => { if (!document.hidden) tick(); });
