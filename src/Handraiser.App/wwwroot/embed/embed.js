// Makes a foreign page's form one of ours: <form data-handraiser="hrf_...">, or action="https://.../f/hrf_...".
// What is sent is kept here, under one key, until it is acknowledged: it arrives once.
(() => {
  const host = new URL(document.currentScript.src).origin;
  const mark = 'handraiser:';
  const unsent = new Map();
  const seen = new WeakMap();
  const sending = new WeakSet();
  const works = new Map();
  let blocked = false;

  document.addEventListener('securitypolicyviolation', event => {
    blocked ||= event.blockedURI.startsWith(host);
  });

  // Storage may be switched off: then what is unsent lives as long as the page.
  const stored = act => { try { return act(localStorage); } catch { return undefined; } };

  function drop(id) {
    unsent.delete(id);
    stored(storage => storage.removeItem(mark + id));
  }

  function load() {
    for (const name of stored(Object.keys) ?? []) {
      if (!name.startsWith(mark)) continue;
      const item = stored(storage => JSON.parse(storage[name]));
      const id = name.slice(mark.length);
      if (Date.now() - item?.at > 7 * 864e5) drop(id);
      else if (item?.host === host) unsent.set(id, item);
    }
  }

  function keyOf(form) {
    const action = form.getAttribute('action') ?? '';
    return form.dataset.handraiser
      ?? (action.startsWith(host + '/f/hrf_') ? action.slice(host.length + 3).split(/[?#]/)[0] : null);
  }

  function prepare(form) {
    const key = keyOf(form);
    if (!key || seen.has(form)) return key;
    seen.set(form, Date.now());
    form.action = `${host}/f/${key}`;
    form.method = 'post';
    // An element of its own: no style of the page shows it.
    const cover = form.appendChild(document.createElement('handraiser-trap'));
    cover.hidden = true;
    const trap = cover.appendChild(document.createElement('input'));
    Object.assign(trap, { name: '_website', tabIndex: -1, autocomplete: 'off' });
    return key;
  }

  const pause = wait => new Promise(done => setTimeout(done, wait));
  const solve = async challenge => (await import(host + '/work.js')).solve(challenge);

  // Only a flooded form asks for work; what comes without it is held.
  async function prove(key) {
    const answer = await fetch(`${host}/f/${key}/challenge`, { credentials: 'omit' });
    return answer.status === 200 && solve(await answer.json());
  }

  function foresee(key) {
    if (Date.now() - works.get(key)?.at < 6e5) return;
    works.set(key, { at: Date.now(), done: prove(key).catch(() => null) });
  }

  // Of an address only what campaigns use: the rest may be secret.
  function bare(address) {
    const url = new URL(address, location);
    const kept = [...url.searchParams].filter(([name]) => name.startsWith('utm_'));
    return url.origin + url.pathname + (kept.length ? '?' + new URLSearchParams(kept) : '');
  }

  function read(form, submitter) {
    const data = new URLSearchParams([...new FormData(form, submitter)].filter(([, value]) => value.trim));
    const add = (name, value) => { if (value && !data.get(name)) data.set(name, value.slice(0, 2000)); };
    for (const [name, value] of new URLSearchParams(location.search)) if (name.startsWith('utm_')) add(name, value);
    add('page', bare(location.href));
    if (document.referrer) add('referrer', bare(document.referrer));
    data.set('_elapsed', Date.now() - seen.get(form));
    return String(data);
  }

  function say(form, state, text) {
    if (!form) return;
    let out = form.nextElementSibling;
    if (!out?.matches('.handraiser-status')) {
      out = document.createElement('p');
      out.className = 'handraiser-status';
      out.role = 'status';
      out.tabIndex = -1;
      form.after(out);
    }
    form.dataset.handraiserState = out.dataset.state = state;
    out.textContent = text;
    form.hidden = state === 'sent';
    if (form.hidden) out.focus();
  }

  // The browser itself sends what a script may not.
  function post(form, id) {
    const key = form.elements.namedItem('_key') ?? form.appendChild(document.createElement('input'));
    Object.assign(key, { type: 'hidden', name: '_key', value: id });
    HTMLFormElement.prototype.submit.call(form);
  }

  async function send(id, form, tries = 1) {
    const item = unsent.get(id);
    if (!item || item.busy) return;
    item.busy = true;
    item.work ??= await Promise.race([works.get(item.key)?.done, pause(8000)]);
    const type = 'application/x-www-form-urlencoded';
    const answer = await fetch(host + '/api/v1/requests', {
      method: 'POST', credentials: 'omit', keepalive: true, body: item.body,
      headers: {
        Authorization: 'Bearer ' + item.key, 'Idempotency-Key': id, 'Content-Type': type,
        ...item.work && { 'Handraiser-Work': item.work },
      },
    }).catch(() => null);
    if (answer?.status === 429 && !item.work) {
      item.work = await answer.json().then(said => said.challenge && solve(said)).catch(() => null);
      item.busy = false;
      if (item.work) return send(id, form, tries);
    }
    item.busy = false;
    const native = form && sending.has(form);
    // A policy is reported just after the refusal.
    if (!answer) await new Promise(done => setTimeout(done));
    if (!answer && blocked && native) return drop(id), post(form, id);
    if (!answer || answer.status >= 500 || answer.status === 429 || answer.status === 408) {
      say(form, 'waiting', 'Not sent yet. It is kept here and sent as soon as possible.');
      clearTimeout(item.timer);
      item.again = () => send(id, form, tries + 1);
      item.timer = setTimeout(item.again, 1e3 * Math.min(answer?.headers.get('Retry-After') || 2 ** tries, 300));
      return;
    }
    const said = await answer.json().catch(() => ({}));
    drop(id);
    sending.delete(form);
    if (answer.ok) {
      say(form, 'sent', said.promise);
      (form ?? document).dispatchEvent(new CustomEvent('handraiser:sent', { bubbles: true, detail: said }));
    } else if (said.errors) say(form, 'refused', Object.values(said.errors).flat().join(' '));
    else if (native) post(form, id);
  }

  document.addEventListener('focusin', event => {
    const key = event.target.form && prepare(event.target.form);
    if (key) foresee(key);
  });
  document.addEventListener('submit', event => {
    const form = event.target;
    const key = prepare(form);
    // Files take the browser's own post.
    if (!key || event.defaultPrevented || [...form.elements].some(one => one.files?.length)) return;
    event.preventDefault();
    if (sending.has(form)) return;
    sending.add(form);
    const id = [...crypto.getRandomValues(new Uint8Array(16))].map(one => (one + 256).toString(16).slice(1)).join('');
    const item = { host, key, body: read(form, event.submitter), at: Date.now() };
    unsent.set(id, item);
    stored(storage => storage.setItem(mark + id, JSON.stringify(item)));
    say(form, 'sending', 'Sending…');
    send(id, form);
  });
  addEventListener('online', () => unsent.forEach(item => item.again?.()));

  const forms = [...document.forms].filter(prepare);
  load();
  for (const [id, item] of unsent) send(id, forms.find(form => keyOf(form) === item.key));
})();
