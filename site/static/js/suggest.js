/* 检索框的建议：方向键选择，回车或点击检索，Esc 收起。没有这个文件，检索框照常提交。 */
const WAIT = 120;

export function begin(form) {
  const box = form.elements.q;
  const list = document.createElement('ul');
  list.id = `${box.id}-list`;
  list.className = 'suggest';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', '检索建议');
  list.hidden = true;
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = form.dataset.style;
  document.head.append(style);
  form.append(list);
  for (const [name, value] of Object.entries({
    role: 'combobox', autocomplete: 'off', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false',
  })) box.setAttribute(name, value);

  let timer;
  let asked;
  let current = -1;
  let typed = '';

  const close = () => {
    list.hidden = true;
    current = -1;
    box.setAttribute('aria-expanded', 'false');
    box.removeAttribute('aria-activedescendant');
  };
  const mark = place => {
    current = place;
    [...list.children].forEach((option, at) => option.setAttribute('aria-selected', at === place));
    const chosen = list.children[place];
    box.value = chosen ? chosen.textContent : typed;
    if (chosen) box.setAttribute('aria-activedescendant', chosen.id);
    else box.removeAttribute('aria-activedescendant');
  };
  const show = words => {
    list.replaceChildren(...words.map((word, at) => {
      const option = document.createElement('li');
      option.id = `${list.id}-${at}`;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      option.textContent = word;
      return option;
    }));
    current = -1;
    list.hidden = !words.length;
    box.setAttribute('aria-expanded', String(Boolean(words.length)));
  };
  const ask = async () => {
    asked?.abort();
    typed = box.value;
    if (!typed.trim()) return close();
    asked = new AbortController();
    try {
      const answer = await fetch(`/search/suggest/?q=${encodeURIComponent(typed)}`, { signal: asked.signal });
      const { suggestions } = await answer.json();
      if (document.activeElement === box) show(suggestions);
    } catch {
      /* 没有建议，检索框照常用 */
    }
  };

  box.addEventListener('input', event => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, WAIT);
  });
  box.addEventListener('compositionend', () => { timer = setTimeout(ask, WAIT); });
  box.addEventListener('keydown', event => {
    if (event.isComposing || list.hidden) return;
    const last = list.children.length - 1;
    if (event.key === 'ArrowDown') mark(current < last ? current + 1 : -1);
    else if (event.key === 'ArrowUp') mark(current < 0 ? last : current - 1);
    else if (event.key === 'Escape') {
      mark(-1);
      close();
    } else return;
    event.preventDefault();
  });
  box.addEventListener('blur', close);
  list.addEventListener('mousedown', event => event.preventDefault());
  list.addEventListener('click', event => {
    const option = event.target.closest('[role="option"]');
    if (!option) return;
    box.value = option.textContent;
    form.requestSubmit();
  });
  if (box.value) ask();
}
