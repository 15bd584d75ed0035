/* 辅助工具条：打开时才装入。选择记在浏览器里（localStorage），服务器看不到，也不设 cookie。 */
const STORE = 'aids';
const SIZES = [-1, 0, 1, 2, 3];
const SIZE_NAMES = { '-1': '字号：小', 0: '字号：标准', 1: '字号：大', 2: '字号：更大', 3: '字号：最大' };
const NO_VOICE = '这台设备没有中文语音，不能朗读。可以在系统设置里添加中文语音。';
const root = document.documentElement;
const NOTHING = { open: false, size: 0, contrast: false, cursor: false, guide: false };

const read = () => {
  try {
    const saved = JSON.parse(localStorage.getItem(STORE)) ?? {};
    const kept = { ...NOTHING };
    for (const [name, value] of Object.entries(kept)) if (typeof saved[name] === typeof value) kept[name] = saved[name];
    if (!SIZES.includes(kept.size)) kept.size = 0;
    return kept;
  } catch {
    return { ...NOTHING };
  }
};
const write = () => {
  try {
    if (Object.entries(NOTHING).every(([name, value]) => wishes[name] === value)) localStorage.removeItem(STORE);
    else localStorage.setItem(STORE, JSON.stringify(wishes));
  } catch { /* 浏览器不让存，这一页照样有用 */ }
};

let wishes = read();
let bar;
let toggle;

/* 辅助线 */
const line = document.createElement('div');
line.className = 'aid-line';
line.setAttribute('aria-hidden', 'true');
const follow = event => {
  const box = event.type === 'focusin' ? event.target.getBoundingClientRect() : null;
  line.style.setProperty('--y', `${box ? box.bottom : event.clientY}px`);
};
const showGuide = on => {
  const act = on ? 'addEventListener' : 'removeEventListener';
  for (const kind of ['pointermove', 'focusin']) document[act](kind, follow);
  if (on) document.body.append(line);
  else line.remove();
};

/* 朗读：先读选中的字，没有就从眼前的一段往下读 */
const voices = () => (window.speechSynthesis?.getVoices() ?? []).filter(voice => /^(zh|cmn|yue)\b/i.test(voice.lang.replace('_', '-')));
const mandarin = () => {
  const found = voices();
  return found.find(voice => /^(zh-(CN|Hans)|cmn)/i.test(voice.lang.replace('_', '-'))) ?? found[0];
};
const BLOCKS = 'main :is(h1, h2, h3, h4, p, li, dt, dd, figcaption, caption, td, th, summary)';
const readable = () => [...document.querySelectorAll(BLOCKS)].filter(block =>
  block.getClientRects().length && block.textContent.trim() && !block.querySelector('p, li, dd, dt') && !block.closest('nav, .noprint'));
let reading = [];
let current;

const mark = block => {
  current?.classList.remove('aid-reading');
  current = block;
  block?.classList.add('aid-reading');
  block?.scrollIntoView({ block: 'nearest' });
};
const stop = () => {
  reading = [];
  window.speechSynthesis?.cancel();
  mark(undefined);
  press('read', false);
};
const next = () => {
  const item = reading.shift();
  if (!item) return stop();
  mark(item.block);
  const speech = new SpeechSynthesisUtterance(item.text);
  speech.voice = mandarin();
  speech.lang = speech.voice.lang;
  speech.onend = () => { if (pressed('read')) next(); };
  speech.onerror = event => { if (!['canceled', 'interrupted'].includes(event.error)) { say('朗读中断了。'); stop(); } };
  speechSynthesis.speak(speech);
};
const start = () => {
  if (!mandarin()) return say(NO_VOICE);
  const selection = String(getSelection()).trim();
  if (selection) {
    const node = getSelection().anchorNode;
    const element = node?.nodeType === 1 ? node : node?.parentElement;
    reading = [{ text: selection, block: element?.closest(BLOCKS) ?? undefined }];
  } else {
    const top = bar.getBoundingClientRect().bottom;
    const blocks = readable();
    const first = blocks.findIndex(block => block.getBoundingClientRect().bottom > top);
    reading = blocks.slice(Math.max(0, first)).map(block => ({ text: block.textContent.trim(), block }));
  }
  press('read', true);
  next();
};

/* 条本身 */
const button = name => bar?.querySelector(`[data-aid="${name}"]`);
const press = (name, on) => button(name)?.setAttribute('aria-pressed', on);
const pressed = name => button(name)?.getAttribute('aria-pressed') === 'true';
const say = text => { if (bar) bar.querySelector('[role="status"]').textContent = text; };

const apply = () => {
  for (const size of SIZES) root.classList.toggle(`text-${size}`, size !== 0 && wishes.size === size);
  for (const name of ['contrast', 'cursor']) root.classList.toggle(`aid-${name}`, wishes[name]);
  showGuide(wishes.guide);
  for (const name of ['contrast', 'cursor', 'guide']) press(name, wishes[name]);
  button('smaller')?.setAttribute('aria-disabled', wishes.size === SIZES[0]);
  button('larger')?.setAttribute('aria-disabled', wishes.size === SIZES.at(-1));
};
const change = changes => {
  wishes = { ...wishes, ...changes };
  apply();
  write();
};

export const resize = step => {
  const size = Math.min(SIZES.at(-1), Math.max(SIZES[0], wishes.size + step));
  change({ size });
  say(SIZE_NAMES[size]);
  return { isFirst: size === SIZES[0], isLast: size === SIZES.at(-1) };
};
const acts = {
  smaller: () => resize(-1),
  larger: () => resize(1),
  contrast: () => change({ contrast: !wishes.contrast }),
  cursor: () => change({ cursor: !wishes.cursor }),
  guide: () => change({ guide: !wishes.guide }),
  read: () => (pressed('read') ? stop() : start()),
  reset: () => { stop(); change({ ...NOTHING, open: true }); say('已恢复原样。'); },
  close: () => { hide(); toggle.focus(); },
};
const LABELS = [
  ['smaller', '字号 −', '字号减小'], ['larger', '字号 +', '字号增大'], ['contrast', '高对比'], ['cursor', '大光标'],
  ['guide', '辅助线'], ['read', '朗读'], ['reset', '重置'], ['close', '关闭'],
];
const build = () => {
  bar = document.createElement('section');
  bar.className = 'aids';
  bar.id = 'aids';
  bar.setAttribute('aria-label', '辅助工具条');
  const row = document.createElement('div');
  row.className = 'wrap';
  for (const [name, label, spoken] of LABELS) {
    const control = document.createElement('button');
    control.type = 'button';
    control.dataset.aid = name;
    control.textContent = label;
    if (spoken) control.setAttribute('aria-label', spoken);
    if (['contrast', 'cursor', 'guide', 'read'].includes(name)) control.setAttribute('aria-pressed', 'false');
    control.addEventListener('click', () => { say(''); acts[name](); });
    row.append(control);
  }
  const status = document.createElement('p');
  status.setAttribute('role', 'status');
  row.append(status);
  bar.append(row);
  bar.addEventListener('keydown', event => { if (event.key === 'Escape') acts.close(); });
  const heard = () => { button('read').setAttribute('aria-disabled', !mandarin()); };
  heard();
  /* 有的浏览器过一会儿才报出语音 */
  window.speechSynthesis?.addEventListener?.('voiceschanged', heard);
};

const show = () => {
  if (!bar) build();
  document.querySelector('.page').prepend(bar);
  root.classList.add('aids-open');
  toggle.setAttribute('aria-expanded', 'true');
  change({ open: true });
};
const hide = () => {
  stop();
  bar.remove();
  root.classList.remove('aids-open');
  toggle.setAttribute('aria-expanded', 'false');
  change({ open: false });
};

/* 页首的按钮：第一次按由 site.js 装入本文件，以后都由这里管 */
export const begin = (control, isAsked) => {
  toggle = control;
  if (isAsked || wishes.open) show();
  else apply();
  if (isAsked) bar.querySelector('button').focus();
};
export const flip = () => {
  if (bar?.isConnected) return hide();
  show();
  bar.querySelector('button').focus();
};
addEventListener('pagehide', () => window.speechSynthesis?.cancel());
