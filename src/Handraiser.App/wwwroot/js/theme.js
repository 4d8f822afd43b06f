// The chosen theme is a cookie, so that the server writes it into the page and nothing flashes.
const YEAR_S = 31536000;
const root = document.documentElement;

document.addEventListener('click', event => {
  const chosen = event.target.closest('[data-theme-set]')?.dataset.themeSet;
  if (!chosen) return;
  const kept = chosen === 'system' ? '' : chosen;
  document.cookie = `theme=${kept}; path=/; max-age=${kept ? YEAR_S : 0}; samesite=lax`;
  if (kept) root.dataset.theme = kept;
  else delete root.dataset.theme;
  document.querySelector('meta[name="color-scheme"]').content = kept || 'light dark';
  show();
});

function show() {
  for (const button of document.querySelectorAll('[data-theme-set]')) {
    button.setAttribute('aria-pressed', button.dataset.themeSet === (root.dataset.theme ?? 'system'));
  }
}

show();
