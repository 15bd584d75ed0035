// Drag and drop for the Word import. Without this file the form works as it is.

const form = document.querySelector("[data-word-import]");

if (form) {
  const input = form.querySelector("input[type=file]");
  const column = form.querySelector("select");
  const state = form.querySelector("[data-word-import-state]");
  let depth = 0;

  form.querySelector("[data-word-import-hint]").hidden = false;

  const carriesFile = (event) => Boolean(event.dataTransfer) && [...event.dataTransfer.types].includes("Files");

  const mark = (on) => {
    depth = on ? depth + 1 : Math.max(0, depth - 1);
    form.classList.toggle("is-target", depth > 0);
  };

  const send = () => {
    if (column && !column.value) {
      state.textContent = "请先选择栏目，再按“导入”。";
      column.focus();
      return;
    }
    form.requestSubmit();
  };

  // The whole page takes the file: a drop beside the form would otherwise open it and leave the page.
  document.addEventListener("dragenter", (event) => carriesFile(event) && mark(true));
  document.addEventListener("dragleave", (event) => carriesFile(event) && mark(false));
  document.addEventListener("dragover", (event) => carriesFile(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    depth = 0;
    form.classList.remove("is-target");
    const files = event.dataTransfer.files;
    if (files.length !== 1) {
      state.textContent = "一次只能导入一个文件。";
      return;
    }
    input.files = files;
    state.textContent = `已选择：${files[0].name}`;
    send();
  });

  form.addEventListener("submit", () => {
    const name = input.files.length ? input.files[0].name : "";
    if (name) state.textContent = `正在读取“${name}”，请稍候……`;
    // A second press would import the file twice.
    setTimeout(() => form.querySelector("[type=submit]").setAttribute("disabled", ""), 0);
  });

  // Coming back with the browser's own button shows the form as it was left.
  window.addEventListener("pageshow", () => {
    form.querySelector("[type=submit]").removeAttribute("disabled");
    state.textContent = "";
  });
}
