/* 播放器：没有这个文件，视频由浏览器播放，分章和逐字稿是普通链接。 */
const clock = value => {
  const at = Math.max(0, Math.floor(value));
  const [hour, minute, second] = [Math.floor(at / 3600), Math.floor(at / 60) % 60, at % 60];
  const pad = number => String(number).padStart(2, '0');
  return hour ? `${hour}:${pad(minute)}:${pad(second)}` : `${pad(minute)}:${pad(second)}`;
};
const element = (tag, properties, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};
const memory = {
  read(key) { try { return Number(localStorage.getItem(key)) || 0; } catch { return 0; } },
  write(key, value) { try { if (value) localStorage.setItem(key, value); else localStorage.removeItem(key); } catch { /* not allowed here */ } },
};
const RATES = [0.75, 1, 1.25, 1.5, 2];
const FORGET_SECONDS = 15; // a position this near to either end is not worth remembering

class Player {
  constructor(root) {
    this.root = root;
    this.media = root.querySelector('video, audio');
    this.plainSource = this.media.getAttribute('src').split('#')[0];
    this.length = Number(root.dataset.duration);
    this.key = `position:${root.dataset.id}`;
    this.links = [...root.querySelectorAll('[data-second]')];
    this.lines = [...root.querySelectorAll('.ts p')];
    this.wanted = this.askedSecond() || memory.read(this.key);
    this.attach();
    this.addControls();
    this.addSearch();
    if (this.wanted) this.show(this.wanted);
  }

  /* `?t=` means the player that the address names, or else the first one. */
  askedSecond() {
    const named = document.getElementById(location.hash.slice(1));
    const asked = named?.matches('[data-player]') ? named : document.querySelector('[data-player]');
    if (asked !== this.root) return 0;
    const value = new URLSearchParams(location.search).get('t');
    return /^\d{1,6}$/.test(value || '') ? Number(value) : 0;
  }

  attach() {
    const { media, root } = this;
    this.startHls = this.startHls.bind(this);
    media.addEventListener('play', this.startHls, { once: true });
    media.addEventListener('loadedmetadata', () => {
      if (this.wanted && !this.isStarting) { media.currentTime = this.wanted; this.wanted = 0; }
    });
    media.addEventListener('timeupdate', () => this.follow());
    media.addEventListener('pause', () => this.remember());
    media.addEventListener('ended', () => memory.write(this.key, 0));
    addEventListener('pagehide', () => this.remember());
    root.addEventListener('click', event => {
      const link = event.target.closest('[data-second]') || event.target.closest('.ts p')?.querySelector('[data-second]');
      if (!link || event.ctrlKey || event.metaKey || String(getSelection())) return;
      event.preventDefault();
      this.seek(Number(link.dataset.second));
      this.play();
    });
    root.addEventListener('keydown', event => this.onKey(event));
    this.lines.forEach(line => line.classList.add('can-seek'));
  }

  // A press of play is broken off while the library loads, which is no fault.
  play() { this.media.play().catch(() => {}); }

  /* What a recording in a draft needs to be played; nothing for one that is public. */
  async pass() {
    const { renew, playback } = this.root.dataset;
    if (renew && !this.made) this.made = new (await import(playback)).Pass(renew);
    return this.made;
  }

  /* The library is fetched by the first press of play, never before; without it the plain file goes on playing. */
  async startHls() {
    const { hls } = this.root.dataset;
    const hlsScript = document.querySelector('meta[name="hls-script"]')?.content;
    if (!hls || !hlsScript || this.media.tagName !== 'VIDEO' || !('MediaSource' in window || 'ManagedMediaSource' in window)) return;
    // Until the library has the element, a click on the transcript only says where to begin.
    this.isStarting = true;
    this.wanted ||= this.media.currentTime;
    this.media.pause();
    try {
      const { default: Hls } = await import(hlsScript);
      if (!Hls.isSupported()) throw new Error('unsupported');
      const pass = await this.pass();
      const options = { enableWorker: false, startPosition: this.wanted || -1, capLevelToPlayerSize: true };
      if (pass) options.xhrSetup = () => pass.fresh();
      const player = new Hls(options);
      player.on(Hls.Events.ERROR, (_, problem) => { if (problem.fatal) this.giveUpHls(player); });
      player.on(Hls.Events.MANIFEST_PARSED, () => this.play());
      this.player = player;
      player.loadSource(hls);
      player.attachMedia(this.media);
      this.isStarting = false;
    } catch {
      this.isStarting = false;
      if (this.media.readyState) { this.media.currentTime = this.wanted; this.wanted = 0; }
      this.play();
    }
  }

  giveUpHls(player) {
    this.wanted ||= this.media.currentTime;
    player.destroy();
    this.player = null;
    this.media.src = this.plainSource;
    this.play();
  }

  seek(second) {
    const at = Math.max(0, Math.min(second, this.media.duration || this.length || second));
    if (this.media.readyState && !this.isStarting) this.media.currentTime = at;
    else this.wanted = at;
    this.show(at);
  }

  get now() { return this.media.readyState && !this.wanted ? this.media.currentTime : this.wanted; }

  follow() {
    this.show(this.now);
    if (Math.abs(this.now - (this.remembered || 0)) > 5) this.remember();
  }

  show(second) {
    const length = this.media.duration || this.length;
    const label = this.root.querySelector('[data-clock]');
    if (label && length) label.textContent = `${clock(second)} / ${clock(length)}`;
    if (length) this.root.querySelector('[data-needle]')?.setAttribute('transform', `translate(${(945 * second / length).toFixed(1)} 0)`);
    for (const list of ['.chs-l', '.ts']) {
      const links = this.links.filter(link => link.closest(list));
      const current = links.filter(link => Number(link.dataset.second) <= second + 0.25).pop();
      this.mark(links, current, list === '.ts');
    }
  }

  mark(links, current, isLine) {
    const before = links.find(link => link.getAttribute('aria-current'));
    if (before === current) return;
    before?.removeAttribute('aria-current');
    before?.parentElement.classList.remove('now');
    current?.setAttribute('aria-current', 'true');
    if (!isLine || !current) return;
    const line = current.parentElement;
    line.classList.add('now');
    const box = line.parentElement;
    // The box scrolls, never the page, and not under a reader's own hands.
    if (!box.matches(':hover, :focus-within')) box.scrollTop = line.offsetTop - box.clientHeight / 3;
  }

  remember() {
    const length = this.media.duration || this.length;
    const at = Math.floor(this.now);
    this.remembered = at;
    memory.write(this.key, at > FORGET_SECONDS && at < length - FORGET_SECONDS ? at : 0);
  }

  addControls() {
    const bar = this.root.querySelector('.bar');
    const track = this.media.textTracks?.[0];
    if (track) {
      const toggle = element('button', { type: 'button', textContent: '字幕' });
      const tell = () => toggle.setAttribute('aria-pressed', String(track.mode === 'showing'));
      toggle.addEventListener('click', () => { track.mode = track.mode === 'showing' ? 'disabled' : 'showing'; tell(); });
      this.toggleCaptions = () => toggle.click();
      this.media.textTracks.addEventListener?.('change', tell);
      track.mode = 'showing';
      tell();
      bar.append(toggle);
    }
    const speed = element('select', {}, ...RATES.map(rate => element('option', { value: rate, textContent: `${rate} 倍`, selected: rate === 1 })));
    speed.setAttribute('aria-label', '播放速度');
    speed.addEventListener('change', () => { this.media.playbackRate = Number(speed.value); });
    this.speed = speed;
    bar.append(speed);
    this.addSound();
  }

  /* Sound alone, for slow lines: the same element plays the sound file from the same moment. */
  addSound() {
    const link = this.root.querySelector('[data-sound]');
    if (!link) return;
    const toggle = element('button', { type: 'button', textContent: '只听声音' });
    toggle.setAttribute('aria-pressed', 'false');
    toggle.addEventListener('click', async () => {
      const isSound = toggle.getAttribute('aria-pressed') === 'false';
      toggle.setAttribute('aria-pressed', String(isSound));
      const wasPaused = this.media.paused;
      this.wanted = this.now;
      this.player?.destroy();
      this.player = null;
      this.media.removeEventListener('play', this.startHls);
      if (!isSound) this.media.addEventListener('play', this.startHls, { once: true });
      const pass = await this.pass();
      await pass?.fresh().catch(() => {});
      pass?.accompany(this.media);
      this.media.src = isSound ? link.href : this.plainSource;
      if (!wasPaused) this.play();
    });
    link.replaceWith(toggle);
  }

  addSearch() {
    const head = this.root.querySelector('.ts-box > header');
    if (!head) return;
    const input = element('input', { type: 'search', autocomplete: 'off' });
    input.setAttribute('aria-label', '在逐字稿里查找');
    const count = element('span', { className: 'meta' });
    count.setAttribute('role', 'status');
    const form = element('form', {}, input, element('button', { className: 'btn btn--s', textContent: '查找' }), count);
    form.setAttribute('role', 'search');
    form.setAttribute('aria-label', '逐字稿');
    form.addEventListener('submit', event => { event.preventDefault(); this.find(input.value.trim(), count); });
    input.addEventListener('input', () => { if (!input.value) this.find('', count); });
    head.append(form);
  }

  find(words, count) {
    let hits = 0;
    let first = null;
    for (const line of this.lines) {
      const span = line.querySelector('span');
      const parts = words ? span.textContent.split(words) : [span.textContent];
      span.replaceChildren(...parts.flatMap((part, index) => (index ? [element('mark', { textContent: words }), part] : [part])));
      hits += parts.length - 1;
      if (parts.length > 1 && !first) first = line;
    }
    count.textContent = words ? `${hits} 处` : '';
    if (first) first.parentElement.scrollTop = first.offsetTop;
  }

  onKey(event) {
    if (event.target.matches('input, select, textarea') || event.ctrlKey || event.altKey || event.metaKey) return;
    const isMedia = event.target === this.media;
    const acts = {
      k: () => (this.media.paused ? this.play() : this.media.pause()),
      j: () => this.seek(this.now - 10), l: () => this.seek(this.now + 10),
      c: () => this.toggleCaptions?.(),
      '<': () => this.stepSpeed(-1), '>': () => this.stepSpeed(1),
    };
    const act = acts[event.key] || (isMedia ? null : { ArrowLeft: () => this.seek(this.now - 5), ArrowRight: () => this.seek(this.now + 5) }[event.key]);
    if (!act) return;
    event.preventDefault();
    act();
  }

  stepSpeed(step) {
    const index = RATES.indexOf(Number(this.speed.value)) + step;
    if (RATES[index]) { this.speed.value = RATES[index]; this.media.playbackRate = RATES[index]; }
  }
}

const players = new Map([...document.querySelectorAll('[data-player]')].map(root => [root.id, new Player(root)]));

/* Slides, answers and provisions stand outside the player and lead into it; without this they load the page again. */
document.addEventListener('click', event => {
  const link = event.target.closest('a[data-second]');
  const player = link && !link.closest('[data-player]') && players.get(link.hash.slice(1));
  if (!player || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  player.seek(Number(link.dataset.second));
  player.play();
  player.root.scrollIntoView({ block: 'start' });
});
