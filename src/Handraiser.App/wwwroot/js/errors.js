// The errors of a refused form, beside the fields that they are about.

export function clearErrors(form) {
  form.removeAttribute('data-keep');
  for (const field of form.querySelectorAll('[data-field].is-bad')) {
    field.classList.remove('is-bad');
    field.querySelector('[aria-invalid]')?.removeAttribute('aria-invalid');
    const error = field.querySelector('.field-error');
    error.hidden = true;
    error.textContent = '';
  }
}

// Returns what has no field here. The form is kept as it is, errors and input, until it is sent again.
export function showErrors(form, errors) {
  const unplaced = [];
  for (const [name, messages] of Object.entries(errors)) {
    const field = find(form, name);
    if (!field) {
      unplaced.push(...messages);
      continue;
    }
    field.classList.add('is-bad');
    control(field)?.setAttribute('aria-invalid', 'true');
    const error = field.querySelector('.field-error');
    error.textContent = messages.join(' ');
    error.hidden = false;
  }
  const first = form.querySelector('[data-field].is-bad');
  if (first) {
    form.setAttribute('data-keep', '');
    control(first)?.focus();
  }
  return unplaced;
}

const find = (form, name) => [...form.querySelectorAll('[data-field]')]
  .find(field => field.dataset.field.toLowerCase() === name.toLowerCase());

const control = field => field.querySelector('input, select, textarea');
