// The server's time, guessed from below: what it said when it answered, counted from when the answer arrived. A later
// answer can only raise the guess (the trip was shorter), unless this computer's own clock was set meanwhile.
const meta = document.querySelector('meta[name="server-now"]');
const travelled = performance.now() - (performance.getEntriesByType('navigation')[0]?.responseStart ?? 0);
let ahead = meta ? Number(meta.content) - (Date.now() - Math.max(0, travelled)) : 0;

export const serverNow = () => Date.now() + ahead;

// A Date header is cut to whole seconds, which also errs on the early side.
export function heard(date) {
  const guess = Date.parse(date ?? '') - Date.now();
  if (guess > ahead || ahead - guess > 3000) ahead = guess;
}
