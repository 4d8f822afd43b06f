// <div data-editor>: line numbers beside a text, and links with data-jump-line that lead to their place in it.
function renumber(box) {
  const [lines, text] = [box.querySelector('.editor-lines'), box.querySelector('textarea')];
  const count = text.value.split('\n').length;
  if (Number(lines.dataset.uiCount) !== count) {
    lines.textContent = Array.from({ length: count }, (_, i) => i + 1).join('\n');
    lines.dataset.uiCount = count;
  }
  lines.scrollTop = text.scrollTop;
}

function jump(text, line, column) {
  const lines = text.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const from = start + Math.min(Math.max(0, column - 1), lines[line - 1]?.length ?? 0);
  text.focus();
  text.setSelectionRange(from, start + (lines[line - 1]?.length ?? 0));
  text.scrollTop = Math.max(0, (line - 6) * parseFloat(getComputedStyle(text).lineHeight));
}

document.addEventListener('input', event => {
  const box = event.target.closest('[data-editor]');
  if (box) renumber(box);
});

document.addEventListener('scroll', event => {
  const box = event.target.nodeName === 'TEXTAREA' && event.target.closest('[data-editor]');
  if (box) renumber(box);
}, true);

document.addEventListener('click', event => {
  const link = event.target.closest('[data-jump-line]');
  const text = link && document.querySelector('[data-editor] textarea');
  if (!text) return;
  event.preventDefault();
  jump(text, Number(link.dataset.jumpLine), Number(link.dataset.jumpColumn));
});

for (const box of document.querySelectorAll('[data-editor]')) renumber(box);
