// Resumable upload: sends a file in parts, goes on after a pause, a reload or a broken line. The form works without it.

const LANES = 3;
const WAITS = [1, 2, 4, 8, 15, 30];
const SAMPLE = 64 * 1024;

class Refused extends Error {
  constructor(message, status, isFinal) {
    super(message);
    this.status = status;
    this.isFinal = isFinal;
  }
}

const hex = (buffer) => Array.from(new Uint8Array(buffer), (b) => b.toString(16).padStart(2, '0')).join('');
const digestOf = async (data) => hex(await crypto.subtle.digest('SHA-256', data));
const text = (value) => new TextEncoder().encode(value);
const cookie = (name) => document.cookie.split('; ').find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);

// The same file, chosen again, is known by name, size, time and its two ends.
async function fingerprintOf(file) {
  const facts = text(`${file.name}\n${file.size}\n${file.lastModified}\n`);
  const ends = new Blob([facts, file.slice(0, SAMPLE), file.slice(-SAMPLE)]);
  return digestOf(await ends.arrayBuffer());
}

const memory = {
  get: (key) => {
    try {
      return localStorage.getItem(`upload:${key}`);
    } catch {
      return null;
    }
  },
  set: (key, value) => {
    try {
      if (value) localStorage.setItem(`upload:${key}`, value);
      else localStorage.removeItem(`upload:${key}`);
    } catch { /* The server finds the upload by its fingerprint. */ }
  },
};

export class Upload {
  constructor(file, { startUrl, workerUrl, fields, csrf, tell }) {
    Object.assign(this, { file, startUrl, fields, csrf, tell });
    this.worker = new Worker(workerUrl, { type: 'module' });
    this.waiting = new Map();
    this.worker.onmessage = ({ data }) => {
      const { resolve, reject } = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if (data.error) reject(new Refused('读不出这个文件，它可能已被移动或改动。请重新选择。', 0, true));
      else resolve(data);
    };
    this.requests = new Set();
    this.digests = [];
    this.sent = new Map();
    this.isPaused = false;
    this.isOver = false;
  }

  // Resolves with the id of the video; rejects with Refused.
  async run() {
    try {
      this.fingerprint = await fingerprintOf(this.file);
      this.told = await this.patiently(() => this.open());
      while (this.told.state === 'receiving') {
        await this.sendAll();
        this.tell('checking');
        const digest = await digestOf(text(this.digests.join('')));
        try {
          this.told = await this.patiently(() => this.ask('POST', `${this.told.url}finish/`, { digest }), [409, 422]);
        } catch (error) {
          if (error.isFinal) throw error;
          this.told = await this.patiently(() => this.ask('GET', this.told.url));
        }
      }
      return await this.checked();
    } finally {
      this.isOver = true;
      this.worker.terminate();
      if (this.told && this.told.state !== 'receiving') memory.set(this.fingerprint, null);
    }
  }

  async open() {
    const known = memory.get(this.fingerprint);
    if (known) {
      try {
        const told = await this.ask('GET', known);
        if (told.state === 'receiving' || told.state === 'checking') return told;
      } catch (error) {
        if (error.status !== 404) throw error;
      }
    }
    const head = String.fromCharCode(...new Uint8Array(await this.file.slice(0, 8192).arrayBuffer()));
    const { fields, fingerprint, file: { name, size } } = this;
    const told = await this.ask('POST', this.startUrl, { ...fields, name, size, fingerprint, head: btoa(head) });
    memory.set(this.fingerprint, told.url);
    return told;
  }

  async sendAll() {
    const numbers = Array.from({ length: this.told.part_count }, (_, i) => i + 1);
    this.token = this.told.token;
    this.sent = new Map(numbers.map((number) => [number, 0]));
    this.resumed = 0;
    const lane = async () => {
      for (let number = numbers.shift(); number && !this.isOver; number = numbers.shift()) {
        await this.gate();
        await this.send(number);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  }

  async send(number) {
    const size = this.told.part_size;
    const blob = this.file.slice((number - 1) * size, number * size);
    const { sha256, md5 } = await this.hash(number, blob);
    this.digests[number - 1] = sha256;
    if (this.told.parts?.[number] !== sha256) {
      const url = `${this.told.url}parts/${number}/`;
      await this.patiently(async () => {
        const place = await this.ask('POST', url, { sha256, md5 });
        await this.gate();
        if (!place.is_here) await this.put(place, blob, number);
      });
    } else {
      this.resumed += blob.size;
    }
    this.sent.set(number, blob.size);
    this.tell('sending');
  }

  hash(id, blob) {
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, blob });
    });
  }

  get bytes() {
    return [...this.sent.values()].reduce((sum, one) => sum + one, 0);
  }

  // An old request, not fetch: only it says how much of a part is on its way.
  put({ url, headers, is_ours: isOurs }, blob, number) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const end = (act) => () => {
        this.requests.delete(request);
        this.sent.set(number, 0);
        act();
      };
      request.open('PUT', url);
      const all = isOurs ? { ...headers, ...this.ourHeaders() } : headers;
      Object.entries(all).forEach(([name, value]) => request.setRequestHeader(name, value));
      request.timeout = 10 * 60 * 1000;
      request.upload.onprogress = ({ loaded }) => {
        this.sent.set(number, Math.min(loaded, blob.size));
        this.tell('sending');
      };
      request.onload = end(() => (request.status < 300 ? resolve() : reject(refusalOf(request, isOurs))));
      request.onerror = end(() => reject(new TypeError('network')));
      request.ontimeout = request.onerror;
      request.onabort = request.onerror;
      this.requests.add(request);
      request.send(blob);
    });
  }

  ourHeaders() {
    return { 'X-CSRFToken': this.csrf(), ...(this.token ? { 'X-Upload-Token': this.token } : {}) };
  }

  async ask(method, url, body) {
    const response = await fetch(url, {
      method,
      headers: { ...this.ourHeaders(), ...(body ? { 'Content-Type': 'application/json' } : {}) },
      body: body && JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
    });
    const told = await response.json().catch(() => ({}));
    if (response.ok) return told;
    const message = told.error || '服务器没有应答，稍后自动再试。';
    throw new Refused(message, response.status, response.status < 500 && told.is_final !== false);
  }

  // Tries again by itself for as long as it can help; a lost session waits for the person.
  async patiently(act, handled = []) {
    for (let tries = 0; ; tries += 1) {
      try {
        return await act();
      } catch (error) {
        if (this.isOver || error.isFinal || handled.includes(error.status)) throw error;
        if (error.status === 401) this.pause(error.message);
        else if (!this.isPaused) {
          this.tell('waiting', error.status ? error.message : '连接断了，正在自动重试…');
          await this.pauseFor(WAITS[Math.min(tries, WAITS.length - 1)]);
        }
        await this.gate();
      }
    }
  }

  pauseFor(seconds) {
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(timer);
        removeEventListener('online', go);
        resolve();
      };
      const timer = setTimeout(go, seconds * 1000);
      addEventListener('online', go);
    });
  }

  gate() {
    return this.isPaused ? new Promise((resolve) => { (this.gates ??= []).push(resolve); }) : Promise.resolve();
  }

  pause(message = '已暂停。') {
    this.isPaused = true;
    this.requests.forEach((request) => request.abort());
    this.tell('paused', message);
  }

  resume() {
    this.isPaused = false;
    this.tell('sending', '继续上传。');
    (this.gates ?? []).splice(0).forEach((go) => go());
  }

  async cancel() {
    this.isOver = true;
    this.requests.forEach((request) => request.abort());
    if (this.told) await this.ask('DELETE', this.told.url);
    if (this.fingerprint) memory.set(this.fingerprint, null);
  }

  async checked() {
    for (;;) {
      if (this.told.state === 'done') return this.told.video;
      if (this.told.state !== 'checking') throw new Refused(this.told.message || '上传已结束。', 409, true);
      this.tell('checking', '', this.told.percent);
      await this.pauseFor(1);
      this.told = await this.patiently(() => this.ask('GET', this.told.url));
    }
  }
}

function refusalOf(request, isOurs) {
  if (!isOurs) return new Refused('存储没有收下这一段，正在重试…', request.status, false);
  try {
    const { error, is_final: isFinal } = JSON.parse(request.responseText);
    return new Refused(error, request.status, isFinal);
  } catch {
    return new Refused('服务器没有应答，稍后自动再试。', request.status, false);
  }
}

const amount = (size) => (size >= 2 ** 30 ? `${(size / 2 ** 30).toFixed(2)} GB` : `${(size / 2 ** 20).toFixed(1)} MB`);
const duration = (seconds) => {
  if (!Number.isFinite(seconds)) return '';
  const minutes = Math.ceil(seconds / 60);
  return minutes >= 60 ? `约剩 ${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分` : `约剩 ${minutes} 分钟`;
};

class Screen {
  constructor(form) {
    this.form = form;
    this.box = form.querySelector('[data-upload-box]');
    this.status = form.querySelector('[data-upload-status]');
    this.figures = form.querySelector('[data-upload-figures]');
    this.bar = form.querySelector('progress');
    this.buttons = Object.fromEntries([...form.querySelectorAll('[data-upload-act]')].map((b) => [b.dataset.uploadAct, b]));
    this.fileInput = form.querySelector('input[type=file]');
    form.querySelectorAll('[data-upload-later]').forEach((element) => { element.hidden = true; });
    form.addEventListener('submit', (event) => this.begin(event));
    this.buttons.pause.addEventListener('click', () => this.toggle());
    this.buttons.cancel.addEventListener('click', () => this.cancel());
    this.fileInput.addEventListener('change', () => this.suggestTitle());
    addEventListener('beforeunload', (event) => { if (this.upload && !this.upload.isOver) event.preventDefault(); });
    this.listOpen();
  }

  field(name) {
    return this.form.elements[name];
  }

  suggestTitle() {
    const title = this.field('title');
    if (!title.value && this.fileInput.files[0]) title.value = this.fileInput.files[0].name.replace(/\.[^.]+$/, '');
  }

  async listOpen() {
    const response = await fetch(this.form.dataset.uploadStart, { credentials: 'same-origin' });
    const { uploads = [] } = response.ok ? await response.json() : {};
    const open = uploads.filter((one) => one.state === 'receiving');
    const list = this.form.querySelector('[data-upload-open]');
    list.hidden = !open.length;
    list.querySelector('ul').replaceChildren(...open.map((one) => {
      const item = document.createElement('li');
      const done = Math.floor((100 * Object.keys(one.parts).length) / one.part_count);
      item.textContent = `${one.filename}（${amount(one.size)}，已传 ${done}%）`;
      return item;
    }));
  }

  begin(event) {
    const file = this.fileInput.files[0];
    if (!file) return;
    event.preventDefault();
    if (this.upload && !this.upload.isOver) return;
    this.suggestTitle();
    const collection = Number(this.field('collection')?.value) || null;
    this.began = null;
    this.upload = new Upload(file, {
      startUrl: this.form.dataset.uploadStart,
      workerUrl: this.form.dataset.uploadWorker,
      fields: { purpose: this.form.dataset.uploadPurpose, title: this.field('title').value, collection },
      csrf: () => cookie('csrftoken') ?? this.field('csrfmiddlewaretoken').value,
      tell: (state, message, percent) => this.show(state, message, percent),
    });
    this.box.hidden = false;
    this.lock(true);
    this.show('sending', '开始上传。');
    this.buttons.pause.focus();
    this.upload.run().then(
      (video) => {
        this.say('上传完成。');
        location.assign(this.form.dataset.uploadEdit.replace('/0/', `/${video}/`));
      },
      (error) => this.failed(error),
    );
  }

  lock(isLocked) {
    this.form.querySelectorAll('input, select, textarea, [type=submit]').forEach((one) => { one.disabled = isLocked; });
    Object.values(this.buttons).forEach((one) => { one.hidden = !isLocked; });
  }

  failed(error) {
    if (this.isCancelled) return;
    this.lock(false);
    this.box.dataset.state = 'failed';
    this.say(error instanceof Refused ? error.message : '浏览器读取文件时出错。请重新选择文件再试。');
    this.fileInput.focus();
  }

  toggle() {
    if (this.upload.isPaused) this.upload.resume();
    else this.upload.pause();
  }

  async cancel() {
    if (!confirm('取消后，已经传到的部分会被删除。确定取消吗？')) return;
    this.isCancelled = true;
    await this.upload.cancel().catch(() => {});
    this.isCancelled = false;
    this.lock(false);
    this.box.hidden = true;
    this.fileInput.value = '';
    this.fileInput.focus();
    this.listOpen();
  }

  // Said aloud by screen readers, so only what changed; the figures are not.
  say(message) {
    if (message && this.status.textContent !== message) this.status.textContent = message;
  }

  show(state, message, percent) {
    this.box.dataset.state = state;
    const { upload } = this;
    this.buttons.pause.textContent = upload.isPaused ? '继续' : '暂停';
    this.buttons.pause.hidden = state === 'checking';
    if (state === 'checking') {
      this.say('已全部传到，正在核对…');
      this.bar.value = percent ?? 0;
      this.figures.textContent = `核对 ${percent ?? 0}%`;
      return;
    }
    if (message) this.say(message);
    else if (state === 'sending') this.say('正在上传，断网或刷新后可以继续。');
    const { bytes, file } = upload;
    const share = (100 * bytes) / file.size;
    const fresh = bytes - (upload.resumed ?? 0);
    this.began ??= Date.now();
    const speed = (1000 * fresh) / Math.max(1, Date.now() - this.began);
    this.bar.value = share;
    const left = state === 'sending' && fresh > 0 ? `，${amount(speed)}/秒，${duration((file.size - bytes) / speed)}` : '';
    this.figures.textContent = `${amount(bytes)} / ${amount(file.size)}（${Math.floor(share)}%）${left}`;
  }
}

if (window.isSecureContext && window.Worker) {
  document.querySelectorAll('form[data-upload-start]').forEach((form) => new Screen(form));
}
