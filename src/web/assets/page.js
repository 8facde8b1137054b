/*
 * Makes the page quicker, never possible: each form is posted in the background and its answer is put below the
 * last one, so that the conversation stays on the screen. Without this file every form works by itself. It keeps
 * nothing and speaks only to the server that the page came from.
 */
(() => {
  const WAIT_MS = 20_000;
  const COLLECT_EVERY_MS = 3_000;
  const COLLECT_TRIES_MAX = 5;
  const TURN = { 'x-turn': '1' };

  const log = document.querySelector('.log');
  const ask = document.querySelector('.ask');
  const status = document.querySelector('[role="status"]');
  const noticePlace = document.querySelector('.notice-place');
  if (!log || !ask || !status || !noticePlace || !window.fetch || !window.AbortController) return;
  const box = ask.querySelector('textarea');
  const submit = ask.querySelector('.submit');
  const submitWords = submit.textContent;
  let isBusy = false;

  // The server has escaped every word in the piece; this is the one place where text becomes elements.
  const policy = window.trustedTypes?.createPolicy('cekloker-turn', { createHTML: html => html });
  function pieceOf(html) {
    const template = document.createElement('template');
    template.innerHTML = policy ? policy.createHTML(html) : html;
    const piece = template.content.firstElementChild;
    return piece?.classList.contains('turn') ? piece : null;
  }

  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return btoa(String.fromCharCode(...bytes))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .replaceAll('=', '');
  }

  function autosize() {
    if (CSS.supports('field-sizing', 'content')) return;
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight + 4, window.innerHeight * 0.55)}px`;
  }

  function setBusy(busy) {
    isBusy = busy;
    ask.setAttribute('aria-busy', String(busy));
    submit.classList.toggle('is-working', busy);
    submit.textContent = busy ? submit.dataset.working : submitWords;
    status.textContent = busy ? submit.dataset.working : '';
  }

  function follow() {
    document.body.classList.add('has-answer');
    for (const part of ask.querySelectorAll('[data-following]')) part.textContent = part.dataset.following;
    box.rows = 3;
  }

  function show(piece) {
    for (const older of log.querySelectorAll('#jawaban')) older.removeAttribute('id');
    piece.classList.add('turn-new');
    log.append(piece);
    follow();
    const heading = piece.querySelector('[tabindex="-1"]');
    if (heading) heading.focus({ preventScroll: true });
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    piece.scrollIntoView({ block: 'start', behavior: isCalm ? 'auto' : 'smooth' });
  }

  function showFault(piece) {
    const notice = piece?.querySelector('.notice');
    if (notice) noticePlace.replaceChildren(notice);
    else {
      const line = document.createElement('p');
      line.className = 'notice notice-words';
      line.textContent = log.dataset.trouble;
      noticePlace.replaceChildren(line);
    }
    noticePlace.scrollIntoView({ block: 'center' });
  }

  async function request(options) {
    const cut = new AbortController();
    const timer = setTimeout(() => cut.abort(), WAIT_MS);
    try {
      const response = await fetch('/', { ...options, signal: cut.signal, credentials: 'same-origin' });
      return { status: response.status, isOk: response.ok, piece: pieceOf(await response.text()) };
    } finally {
      clearTimeout(timer);
    }
  }

  async function post(form, submitter) {
    const fields = new URLSearchParams(new FormData(form));
    if (submitter?.name) fields.set(submitter.name, submitter.value);
    setBusy(true);
    try {
      const answer = await request({ method: 'POST', headers: TURN, body: fields });
      noticePlace.replaceChildren();
      if (!answer.isOk || !answer.piece) {
        showFault(answer.piece);
        return;
      }
      // Only now is the form a new one: a second try of the same form must stay the same message.
      form.elements.once.value = newId();
      if (form === ask) box.value = '';
      autosize();
      show(answer.piece);
      if (answer.status === 202) collectLater(COLLECT_TRIES_MAX);
    } catch {
      showFault(null);
    } finally {
      setBusy(false);
    }
  }

  function collectLater(triesLeft) {
    if (triesLeft === 0) return;
    setTimeout(async () => {
      const answer = await request({ headers: TURN }).catch(() => null);
      if (answer?.isOk && answer.piece?.querySelector('.card')) show(answer.piece);
      else collectLater(triesLeft - 1);
    }, COLLECT_EVERY_MS);
  }

  document.addEventListener('submit', event => {
    const form = event.target;
    if (!form.elements.once) return;
    // Safari before 15.4 does not say which button was pressed: there the form goes by itself.
    if (form.classList.contains('choices') && !event.submitter) return;
    event.preventDefault();
    if (!isBusy) post(form, event.submitter);
  });

  // A number or a word is sent by Enter as in a chat; a pasted advert has lines of its own.
  box.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.isComposing || event.shiftKey) return;
    const isShort = /^\s*\S{1,8}\s*$/.test(box.value);
    if (!isShort && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    if (!isBusy) post(ask, null);
  });
  box.addEventListener('input', autosize);
  autosize();

  // After a page that came with an answer, reading goes on at the answer.
  log.querySelector('[tabindex="-1"]')?.focus({ preventScroll: true });
})();
