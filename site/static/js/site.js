/* 渐进增强：没有这个文件，所有链接和表单照常工作。只写 view、theme 两个 cookie；辅助工具条的选择另记在浏览器里。 */
const root = document.documentElement;
const each = (selector, act) => document.querySelectorAll(selector).forEach(act);
const onClick = (selector, act) => each(selector, control => control.addEventListener('click', event => act(control, event)));

/* 长辈版与深浅色：服务器按 cookie 渲染，这里只省一次往返 */
const readCookie = name => document.cookie.split('; ').find(pair => pair.startsWith(`${name}=`))?.slice(name.length + 1);
const writeCookie = (name, value) => {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${name}=${value}; path=/; max-age=${value ? 31536000 : 0}; SameSite=Lax${secure}`;
};
const systemDark = matchMedia('(prefers-color-scheme: dark)');
const isElder = () => root.classList.contains('elder');
const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : systemDark.matches);
const choices = {
  view: () => (isElder() ? ['standard', '退出长辈版'] : ['elder', '长辈版']),
  theme: () => (isDark() ? ['light', '浅色'] : ['dark', '深色']),
};

const showChoices = () => each('[data-pref]', link => {
  const [value, label] = choices[link.dataset.pref]();
  const target = new URL(link.href);
  target.searchParams.set(link.dataset.pref, value);
  link.href = target;
  link.querySelector('span').textContent = label;
});

const takeTheme = () => {
  const theme = readCookie('theme');
  if (theme === 'dark' || theme === 'light') root.dataset.theme = theme;
};

onClick('[data-pref]', (link, event) => {
  event.preventDefault();
  if (link.dataset.pref === 'view') {
    writeCookie('view', root.classList.toggle('elder') ? 'elder' : '');
  } else {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    writeCookie('theme', root.dataset.theme);
  }
  showChoices();
});

if (!CSS.supports('color', 'light-dark(#000, #fff)')) each('[data-pref="theme"]', link => { link.hidden = true; });
takeTheme();
showChoices();
systemDark.addEventListener('change', showChoices);
/* 从后退缓存回来时，别的页上可能已经换过模式 */
addEventListener('pageshow', event => {
  if (!event.persisted) return;
  root.classList.toggle('elder', readCookie('view') === 'elder');
  takeTheme();
  showChoices();
});

/* 页首各页共用一份，检索框里的词由这里填回 */
const query = new URLSearchParams(location.search).get('q');
if (query && location.pathname === '/search/') each('#site-q', box => { box.value = query; });

/* 输入时的建议：第一次把光标放进检索框才装入 */
each('[data-suggest]', form => {
  form.elements.q?.addEventListener('focus', () => import(form.dataset.suggest).then(module => module.begin(form)), { once: true });
});
/* 点开了哪条检索词的结果，只计数 */
if (query) each('.hit', hit => hit.addEventListener('click', event => {
  if (event.target.closest('a')) navigator.sendBeacon(`/search/clicked/?q=${encodeURIComponent(query)}`);
}));

/* 导航条横向滚到当前项 */
each('.nav [aria-current]', link => {
  const strip = link.closest('ul');
  const [inner, outer] = [link.getBoundingClientRect(), strip.getBoundingClientRect()];
  strip.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
});

/* 打印时写上日期 */
addEventListener('beforeprint', () => each('[data-today]', place => {
  place.textContent = `　打印：${new Date().toLocaleDateString('zh-CN')}`;
}));

/* 手机上先收起目录和筛选；无脚本时它们展开着，照样能用 */
if (matchMedia('(max-width: 48em)').matches) each('details.fold', fold => { fold.open = false; });

/* 下面的按钮离了脚本没有用，所以在 HTML 里是 hidden */
const reveal = control => { control.hidden = false; };

each('[data-print]', reveal);
onClick('[data-print]', () => print());

if (navigator.clipboard) each('[data-copy]', reveal);
onClick('[data-copy]', async button => {
  const label = button.querySelector('span');
  try {
    await navigator.clipboard.writeText(button.dataset.copy || location.href.split('#')[0]);
    label.textContent = '已复制';
  } catch {
    label.textContent = button.dataset.copy ? '请选中文字复制' : '请从地址栏复制';
  }
});

/* 辅助工具条：按下（或者上次没关）才装入它的文件；文章旁的字号按钮用的是同一套 */
const tools = document.querySelector('[data-aids]');
const wearStyle = () => new Promise(done => {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = tools.dataset.style;
  link.onload = link.onerror = done;
  document.head.append(link);
});
let aids;
const loadAids = isAsked => {
  aids ??= Promise.all([import(tools.dataset.aids), wearStyle()]).then(([module]) => {
    module.begin(tools, isAsked);
    return module;
  });
  return aids;
};
const hasWishes = () => {
  try {
    return localStorage.getItem('aids') !== null;
  } catch {
    return false;
  }
};
if (tools) {
  reveal(tools);
  each('[data-size]', reveal);
  if (hasWishes()) loadAids(false);
  tools.addEventListener('click', async () => {
    if (aids) (await aids).flip();
    else await loadAids(true);
  });
  onClick('[data-size]', async button => {
    const { isFirst, isLast } = (await loadAids(false)).resize(Number(button.dataset.size));
    each('[data-size="-1"]', other => { other.setAttribute('aria-disabled', isFirst); });
    each('[data-size="1"]', other => { other.setAttribute('aria-disabled', isLast); });
  });
}

/* 外站视频：按下才装入播放框，之前不向外站发任何请求 */
onClick('[data-embed] a', (link, event) => {
  event.preventDefault();
  const frame = document.createElement('iframe');
  frame.src = link.closest('[data-embed]').dataset.embed;
  frame.title = link.textContent.trim();
  frame.allowFullscreen = true;
  link.closest('[data-embed]').replaceChildren(frame);
  frame.focus();
});
