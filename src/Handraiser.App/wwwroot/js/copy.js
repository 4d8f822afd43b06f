// data-copy="id" copies the text of that element, or its own value.
document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  const text = source.value ?? source.textContent;
  const words = button.querySelector('.button-text');
  button.dataset.uiLabel ??= words.textContent;
  try {
    await navigator.clipboard.writeText(text);
    words.textContent = 'Copied';
  } catch {
    getSelection().selectAllChildren(source);
    words.textContent = 'Selected';
  }
  button.classList.add('is-copied');
  setTimeout(() => {
    words.textContent = button.dataset.uiLabel;
    button.classList.remove('is-copied');
  }, 1500);
});
