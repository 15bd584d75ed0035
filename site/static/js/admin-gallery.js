// Many pictures at once for the gallery block: dropped, chosen from the disk or from the library.
// Without this file the gallery is filled in row by row.

const script = document.querySelector("script[data-gallery-upload]");
const address = script?.dataset.galleryUpload;
const ROW = "[data-streamfield-child]:not([aria-hidden])";

let settings = null; // asked for once, when the first gallery appears
const askSettings = () =>
  (settings ??= fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } })
    .then((response) => response.json())
    .catch(() => ({ collections: [], accept: "image/*" })));

const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

const button = (text, press) => {
  const made = element("button", { type: "button", className: "button button-small button-secondary" }, text);
  made.addEventListener("click", press);
  return made;
};

// crypto.randomUUID is missing on pages that are not served over https.
const newId = () =>
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16),
  );

const write = (input, text) => {
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
};

const HELP =
  "替代文字写图里有什么，给看不见图片的读者，发布前必填；不传达内容的图片勾“装饰图片”。图片库里写过作者的可以不再写。" +
  "在任何一行按 Alt+↑、Alt+↓ 调整顺序，也可以拖。";
const REASONS = {
  0: "网络断了，这张没有传上去。",
  403: "没有上传权限，或登录已过期：请在另一个窗口登录后重试。",
  413: "文件太大，服务器没有收下。",
};

const send = (file, { keep, collection, onProgress }) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const data = new FormData();
    data.append("file", file);
    data.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    if (keep) data.append("keep", "1");
    if (collection) data.append("collection", collection);
    request.upload.addEventListener("progress", (event) => event.lengthComputable && onProgress(event.loaded / event.total));
    request.addEventListener("loadend", () => {
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // No answer of ours: the status says what happened.
      }
      if (request.status === 200 && answer.picture) resolve(answer);
      else resolve({ error: answer.error || answer.error_message || REASONS[request.status] || `服务器没有收下这张照片（${request.status}）。` });
    });
    request.open("POST", address);
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.send(data);
  });

class Gallery {
  constructor(list) {
    this.list = list;
    this.container = list.container[0];
    this.queue = [];
    this.busy = false;
    this.counts = { added: 0, failed: 0 };
    this.build();
    this.watchRows();
    this.watchDrops();
    askSettings().then((found) => this.applySettings(found));
  }

  build() {
    this.input = element("input", { type: "file", multiple: true, hidden: true });
    this.input.addEventListener("change", () => {
      this.add([...this.input.files]);
      this.input.value = "";
    });
    this.choose = button("从电脑选照片", () => this.input.click());
    this.collection = element("select", { hidden: true, ariaLabel: "放进哪个图集" });
    this.state = element("p", { className: "gallery-tools__state" });
    this.state.setAttribute("role", "status");
    this.files = element("ul", { className: "gallery-tools__files" });
    this.hint = element("span", {}, "可以一次选多张，也可以把照片拖到这里。");
    const library = button("从图片库选多张", () => this.chooseFromLibrary());
    const upload = element("div", { className: "gallery-tools__row" }, this.choose, this.input, library, this.collection, this.hint);
    this.tools = element("div", { className: "gallery-tools" }, upload, this.state, this.files, ...this.creditRow());
    this.container.prepend(this.tools);
  }

  creditRow() {
    const input = element("input", { type: "text", maxLength: 60, placeholder: "例如“孟繁星 摄”" });
    const apply = (all) => {
      let changed = 0;
      for (const field of this.fields("credit")) {
        if (!all && field.value.trim()) continue;
        write(field, input.value.trim());
        changed += 1;
      }
      this.say(`已填写 ${changed} 张的作者。`);
    };
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // it would save the whole page
      apply(false);
    });
    const label = element("label", {}, "全部照片的作者 ", input);
    const fill = button("只填空着的", () => apply(false));
    const replace = button("应用到全部", () => apply(true));
    const row = element("div", { className: "gallery-tools__row" }, label, fill, replace);
    return [row, element("p", { className: "gallery-tools__help" }, HELP)];
  }

  applySettings(found) {
    this.input.accept = found.accept;
    this.choose.hidden = this.hint.hidden = this.mayNotUpload = found.collections.length === 0;
    if (found.collections.length < 2) return;
    this.collection.hidden = false;
    this.collection.append(...found.collections.map(({ id, name }) => element("option", { value: id }, name)));
  }

  rows() {
    return [...this.list.sequenceContainer[0].querySelectorAll(`:scope > ${ROW}`)];
  }

  fields(name) {
    return this.rows().map((row) => row.querySelector(`[data-contentpath="${name}"] input`));
  }

  say(text) {
    this.state.textContent = text;
  }

  // ---- rows: order by keyboard, author as above

  watchRows() {
    const holder = this.list.sequenceContainer[0];
    const decorate = () => this.rows().forEach((row) => this.decorate(row));
    new MutationObserver(decorate).observe(holder, { childList: true });
    decorate();
    holder.addEventListener("keydown", (event) => {
      if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
      event.preventDefault();
      this.move(event.target, event.key === "ArrowUp" ? -1 : 1);
    });
    // A moved element loses the focus: whoever moves a picture three places would have to look for it three times.
    holder.addEventListener("click", (event) => {
      const pressed = event.target.closest('[data-streamfield-action^="MOVE"]');
      if (pressed) this.afterMove(pressed);
    });
  }

  decorate(row) {
    const field = row.querySelector('[data-contentpath="credit"] .w-field__input');
    if (!field || field.querySelector(".gallery-as-above")) return;
    const above = button("同上", () => {
      const rows = this.rows();
      const previous = rows[rows.indexOf(row) - 1];
      if (!previous) return this.say("这是第一张，上面没有别的照片。");
      write(field.querySelector("input"), previous.querySelector('[data-contentpath="credit"] input').value);
    });
    above.classList.add("gallery-as-above");
    above.title = "用上一张照片的作者";
    field.append(above);
  }

  move(target, step) {
    const from = this.rows().indexOf(target.closest(ROW));
    const to = from + step;
    if (from < 0 || to < 0 || to >= this.list.children.length) return;
    this.list.moveBlock(from, to);
    this.afterMove(target);
    this.changed();
  }

  afterMove(target) {
    const row = target.closest(ROW);
    const place = target.disabled ? row.querySelector('[data-streamfield-action^="MOVE"]:not([disabled])') : target;
    place?.focus();
    this.say(`已移到第 ${this.rows().indexOf(row) + 1} 张，共 ${this.rows().length} 张。`);
  }

  // ---- uploads

  watchDrops() {
    const carriesFiles = (event) => !this.mayNotUpload && [...(event.dataTransfer?.types ?? [])].includes("Files");
    const mark = (event, on) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      this.container.classList.toggle("is-target", on);
    };
    this.container.addEventListener("dragover", (event) => mark(event, true));
    this.container.addEventListener("dragleave", (event) => {
      if (!this.container.contains(event.relatedTarget)) this.container.classList.remove("is-target");
    });
    this.container.addEventListener("drop", (event) => {
      mark(event, false);
      if (carriesFiles(event)) this.add([...event.dataTransfer.files]);
    });
    window.addEventListener("beforeunload", (event) => this.busy && event.preventDefault());
  }

  room() {
    return (this.list.blockDef.meta.maxNum ?? Infinity) - this.rows().length + this.blanks().length - this.queue.length;
  }

  add(files) {
    if (!this.busy) this.counts = { added: 0, failed: 0 };
    const fitting = files.slice(0, Math.max(0, this.room()));
    for (const file of files.slice(fitting.length)) {
      this.fail(this.item(file), file, `一个组图最多 ${this.list.blockDef.meta.maxNum} 张，这张没有传。`);
    }
    for (const file of fitting) this.enqueue(file);
    this.work();
  }

  item(file) {
    const bar = element("progress", { max: 1, value: 0 });
    const text = element("span", {}, "等待上传");
    const line = element("li", {}, element("b", {}, file.name), " ", bar, " ", text, " ");
    bar.ariaLabel = `${file.name} 的上传进度`;
    this.files.append(line);
    return { line, bar, text };
  }

  enqueue(file, options = {}) {
    this.queue.push({ file, ...options, view: this.item(file) });
  }

  async work() {
    if (this.busy) return;
    this.busy = true;
    while (this.queue.length) {
      const { file, keep, view } = this.queue[0];
      this.progress();
      view.text.textContent = "正在上传";
      const onProgress = (part) => {
        view.bar.value = part;
        if (part === 1) view.text.textContent = "正在检查";
      };
      const answer = await send(file, { keep: Boolean(keep), collection: this.collection.value, onProgress });
      this.queue.shift();
      if (answer.error) this.fail(view, file, answer.error, keep);
      else if (keep) this.replace(keep, answer.picture, view);
      else this.take(answer, view, file);
    }
    this.busy = false;
    const { added, failed } = this.counts;
    if (added + failed) this.say(`已加入 ${added} 张${failed ? `，${failed} 张没有加入，原因见下` : ""}。请填写每张的替代文字和作者。`);
  }

  progress() {
    this.say(`正在上传，还有 ${this.queue.length} 张……`);
  }

  take({ picture, is_known: isKnown }, view, file) {
    const place = this.list.children.findIndex((child) => child.block.getState().image?.id === picture.id);
    if (place >= 0) {
      this.explain(view, `和第 ${place + 1} 张是同一张照片，没有重复加入。`, [this.understood(view)]);
      return;
    }
    const child = this.insert(picture);
    if (isKnown) this.note(view, file, child, `图片库里已有这张（“${picture.title}”），用了库里的那张。`);
    else view.line.remove();
  }

  // The editor wants a picture of its own after all; the words of the row stay.
  replace(child, picture, view) {
    view.line.remove();
    child.block.childBlocks.image.setState(picture);
    this.say("已换成新上传的图片。");
    this.changed();
  }

  changed() {
    this.tools.dispatchEvent(new Event("change", { bubbles: true }));
  }

  insert(picture) {
    this.blanks().reverse().forEach((index) => this.list.deleteBlock(index));
    const value = { image: picture, alt: picture.description ?? "", decorative: false, caption: "", credit: "" };
    const child = this.list.insert(value, this.list.children.length, { id: newId() });
    this.counts.added += 1;
    const credit = this.rows().at(-1)?.querySelector('[data-contentpath="credit"] input');
    if (credit && picture.credit) credit.placeholder = `图片库：${picture.credit}`;
    this.changed();
    return child;
  }

  // Rows without picture and without a word: a new gallery begins with one.
  blanks() {
    return this.list.children.flatMap((child, index) => {
      const { image, alt, caption, credit } = child.block.getState();
      return image || alt || caption || credit ? [] : [index];
    });
  }

  note(view, file, child, text) {
    const keep = button("仍按新图片上传", () => {
      view.line.remove();
      if (!this.busy) this.counts = { added: 0, failed: 0 };
      this.enqueue(file, { keep: child });
      this.work();
    });
    this.explain(view, text, [keep, this.understood(view)]);
  }

  understood(view) {
    return button("知道了", () => view.line.remove());
  }

  fail(view, file, reason, keep) {
    this.counts.failed += 1;
    view.line.classList.add("is-failed");
    const retry = button("重试", () => {
      view.line.remove();
      if (!this.busy) this.counts = { added: 0, failed: 0 };
      if (keep || this.room() > 0) this.enqueue(file, { keep });
      this.work();
    });
    this.explain(view, reason, [retry, button("不传了", () => view.line.remove())]);
  }

  explain(view, text, buttons) {
    view.bar.remove();
    view.text.textContent = text;
    view.line.append(...buttons.flatMap((made) => [made, " "]));
  }

  chooseFromLibrary() {
    const image = this.list.blockDef.childBlockDef.childBlockDefs.find((definition) => definition.name === "image");
    image.widget.openModal(
      (chosen) => {
        const pictures = [chosen].flat();
        const fitting = pictures.slice(0, Math.max(0, this.room()));
        fitting.forEach((picture) => this.insert({ ...picture, description: "" }));
        const left = pictures.length - fitting.length;
        this.say(`已加入 ${fitting.length} 张${left ? `；一个组图最多 ${this.list.blockDef.meta.maxNum} 张，${left} 张没有加入` : ""}。`);
      },
      { multiple: true },
    );
  }
}

const blocks = window.wagtailStreamField?.blocks;
if (address && blocks) {
  // Every list block passes here; only the one of the gallery is extended.
  const render = blocks.ListBlockDefinition.prototype.render;
  blocks.ListBlockDefinition.prototype.render = function renderWithTools(...args) {
    const list = render.apply(this, args);
    if (/(^| )gallery-figures( |$)/.test(this.meta.classname ?? "")) {
      try {
        new Gallery(list);
      } catch (error) {
        console.error("gallery tools", error); // the rows below work without them
      }
    }
    return list;
  };
}
