// The page that takes many pictures at once: the forms below one another are one table, with one author for all
// rows that have none yet and one button that saves all of them. Each row can still be saved by itself.
const list = document.querySelector('#upload-list');
const tools = document.querySelector('#library-tools');

if (list && tools) {
  const state = tools.querySelector('[role="status"]');
  const credit = tools.querySelector('#library-credit');
  list.before(tools);
  document.querySelector('#fileupload')?.setAttribute('aria-label', '从电脑选照片');

  const forms = () => [...list.querySelectorAll('li form')];
  const field = (form, name) => form.querySelector(`[name$="-${name}"]`);

  // Wagtail adds a row's form when its file has arrived and takes the row away when it is saved.
  const show = () => {
    const open = forms();
    tools.hidden = !open.length && !state.textContent;
    const lacking = open.filter((form) => !field(form, 'description')?.value.trim()).length;
    if (open.length) {
      state.textContent = `${open.length} 张还没有保存${lacking ? `，其中 ${lacking} 张没有替代文字` : ''}。`;
    } else if (!tools.hidden) {
      state.textContent = '全部保存好了。';
    }
  };

  new MutationObserver(show).observe(list, { childList: true, subtree: true });
  list.addEventListener('input', show);

  tools.querySelector('[data-fill]').addEventListener('click', () => {
    for (const form of forms()) {
      const author = field(form, 'credit');
      if (author && !author.value.trim()) author.value = credit.value.trim();
    }
  });

  tools.querySelector('[data-save]').addEventListener('click', () => {
    for (const form of forms()) form.requestSubmit();
  });
}
