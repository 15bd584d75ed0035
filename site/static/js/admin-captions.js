/* The captions of a video as rows beside it; without this file the same text is edited as a whole. */
const state = document.querySelector('[data-production-state]');
const source = document.querySelector('[data-captions]');
const video = document.querySelector('[data-captions-video]');

const follow = async () => {
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'application/json' } });
    const { text, is_over: isOver } = await answer.json();
    if (state.textContent !== text) state.textContent = text;
    if (isOver) { location.reload(); return; }
  } catch { /* the next look may succeed */ }
  setTimeout(follow, 5000);
};
if (state && !('isOver' in state.dataset)) setTimeout(follow, 5000);

const seconds = text => {
  const match = /^(?:(\d+):)?(\d{1,2}):(\d{1,2})[.,](\d{3})$/.exec(text.trim());
  return match ? (match[1] || 0) * 3600 + match[2] * 60 + Number(match[3]) + match[4] / 1000 : NaN;
};
const pad = (number, width = 2) => String(number).padStart(width, '0');
const clock = value => {
  const whole = Math.round(value * 1000);
  const at = Math.floor(whole / 1000);
  return `${pad(Math.floor(at / 3600))}:${pad(Math.floor(at / 60) % 60)}:${pad(at % 60)},${pad(whole % 1000, 3)}`;
};
const parse = text => text.split(/\r?\n[ \t]*\r?\n/).map(block => {
  const lines = block.trim().split(/\r?\n/);
  const at = lines.findIndex(line => line.includes('-->'));
  if (at < 0) return null;
  const [start, end] = lines[at].split('-->').map(part => part.trim());
  return { start, end, text: lines.slice(at + 1).join('\n') };
}).filter(Boolean);

const make = (tag, properties = {}, children = []) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};
const list = make('ol', { className: 'caption-rows' });
const said = make('p', { className: 'w-sr-only' });
said.setAttribute('role', 'status');
const rows = () => [...list.children];
const read = row => {
  const [start, end] = row.querySelectorAll('input');
  return { start: start.value, end: end.value, text: row.querySelector('textarea').value };
};
const store = () => {
  source.value = rows().map(read)
    .map((cue, index) => `${index + 1}\n${cue.start} --> ${cue.end}\n${cue.text.replace(/\n\s*\n/g, '\n').trim()}\n`).join('\n');
};

const button = (text, act, row) => {
  const node = make('button', { type: 'button', className: 'button button-small button-secondary', textContent: text });
  node.addEventListener('click', () => act(row));
  return node;
};
const seek = row => {
  const at = seconds(read(row).start);
  if (!Number.isNaN(at)) video.currentTime = at;
};
const split = row => {
  const cue = read(row);
  const box = row.querySelector('textarea');
  const at = box.selectionStart > 0 && box.selectionStart < cue.text.length ? box.selectionStart : Math.ceil(cue.text.length / 2);
  const [start, end] = [seconds(cue.start), seconds(cue.end)];
  if (Number.isNaN(start) || Number.isNaN(end) || cue.text.length < 2) return;
  const middle = clock(start + (end - start) * at / cue.text.length);
  const speaker = (/^<v [^>]*>/.exec(cue.text) || [''])[0];
  const second = build({ start: middle, end: cue.end, text: (at > speaker.length ? speaker : '') + cue.text.slice(at).trimStart() });
  row.querySelectorAll('input')[1].value = middle;
  box.value = cue.text.slice(0, at).trimEnd();
  row.after(second);
  second.querySelector('textarea').focus();
  said.textContent = '已拆成两条';
  store();
};
const merge = row => {
  const next = row.nextElementSibling;
  if (!next) return;
  const [cue, other] = [read(row), read(next)];
  const box = row.querySelector('textarea');
  row.querySelectorAll('input')[1].value = other.end;
  box.value = `${cue.text}\n${other.text.replace(/^<v [^>]*>/, '')}`;
  next.remove();
  box.focus();
  said.textContent = '已与下一条合并';
  store();
};
const remove = row => {
  const next = row.nextElementSibling || row.previousElementSibling;
  row.remove();
  next?.querySelector('textarea').focus();
  said.textContent = '已删去一条';
  store();
};
const add = row => {
  const end = seconds(read(row).end) || 0;
  const fresh = build({ start: clock(end), end: clock(end + 2), text: '' });
  row.after(fresh);
  fresh.querySelector('textarea').focus();
};
const stamp = (row, which) => {
  row.querySelectorAll('input')[which].value = clock(video.currentTime);
  store();
};

const build = cue => {
  const field = (label, value) => {
    const input = make('input', { value });
    input.setAttribute('aria-label', label);
    return input;
  };
  const box = make('textarea', { value: cue.text, rows: 2 });
  box.setAttribute('aria-label', '文字');
  const row = make('li');
  row.append(
    make('div', { className: 'caption-times' }, [field('开始', cue.start), field('结束', cue.end)]),
    box,
    make('div', { className: 'caption-tools' }, [
      button('播放', target => { seek(target); video.play(); }, row),
      button('拆分', split, row), button('与下一条合并', merge, row), button('在后面加一条', add, row), button('删去', remove, row),
    ]),
  );
  return row;
};

if (video) {
  const { Pass } = await import(video.dataset.playback);
  new Pass(video.dataset.renew).accompany(video);
}
if (source && video) {
  list.append(...parse(source.value).map(build));
  if (list.children.length) {
    source.hidden = true;
    source.before(list, said, make('p', { className: 'help', textContent:
      '快捷键：Alt+P 播放或暂停，Alt+Enter 在光标处拆分，Alt+M 与下一条合并，Alt+[ 和 Alt+] 把开始、结束设为当前时间，Alt+↑↓ 换到上一条、下一条。' }));
    list.addEventListener('input', store);
    list.addEventListener('focusin', event => { if (video.paused && event.target.matches('textarea')) seek(event.target.closest('li')); });
    list.addEventListener('keydown', event => {
      const row = event.target.closest('li');
      if (!row || !event.altKey) return;
      const acts = {
        p: () => (video.paused ? video.play() : video.pause()), Enter: () => split(row), m: () => merge(row),
        '[': () => stamp(row, 0), ']': () => stamp(row, 1),
        ArrowUp: () => row.previousElementSibling?.querySelector('textarea').focus(),
        ArrowDown: () => row.nextElementSibling?.querySelector('textarea').focus(),
      };
      if (!acts[event.key]) return;
      event.preventDefault();
      acts[event.key]();
    });
    video.addEventListener('timeupdate', () => {
      for (const row of rows()) {
        const cue = read(row);
        row.classList.toggle('is-now', video.currentTime >= seconds(cue.start) && video.currentTime < seconds(cue.end));
      }
    });
  }
}
