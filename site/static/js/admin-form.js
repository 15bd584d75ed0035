// Small helps in the forms of pages: how long a title is, how many errors a tab holds. Without this file nothing is lost.

// Field → characters that a list, a chat or a search result shows of it.
const LENGTHS = { id_title: 30, id_short_title: 30, id_share_title: 32, id_summary: 120 };

const count = (text) => [...text.trim()].length;

const addCounter = (field, limit) => {
  const line = document.createElement("p");
  line.className = "field-counter";
  line.id = `${field.id}-counter`;
  const show = () => {
    const length = count(field.value);
    line.textContent = `${length} / ${limit} 字${length > limit ? "，偏长：列表和转发时会被截断" : ""}`;
    line.classList.toggle("is-long", length > limit);
  };
  field.addEventListener("input", show);
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${line.id}`.trim());
  field.after(line);
  show();
};

for (const [id, limit] of Object.entries(LENGTHS)) {
  const field = document.getElementById(id);
  if (field) addCounter(field, limit);
}

// The badge of a tab is counted before the blocks of the body have shown their errors.
const recount = () => {
  for (const badge of document.querySelectorAll('[data-controller~="w-count"]')) {
    window.wagtail?.app?.getControllerForElementAndIdentifier(badge, "w-count")?.count();
  }
};

const form = document.querySelector("[data-edit-form]");
if (form) {
  let waiting = 0;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(recount, 200);
  };
  new MutationObserver((changes) => {
    const isError = (node) => node.nodeType === 1 && (node.matches(".error-message, .help-critical") || node.querySelector(".error-message, .help-critical"));
    if (changes.some(({ addedNodes, removedNodes }) => [...addedNodes, ...removedNodes].some(isError))) later();
  }).observe(form, { childList: true, subtree: true });
  later();
}

// A form that came back refused is saved once as it is and then never watched again (Wagtail 8): what is written
// afterwards would live in the browser alone. So it is watched here, and every change asks for a save as elsewhere.
const refused = document.querySelector('[data-controller~="w-autosave"][data-w-unsaved-force-value="true"]');
if (refused) {
  const OF_THE_FORM = new Set(["csrfmiddlewaretoken", "loaded_revision_id", "loaded_revision_created_at", "next"]);
  const written = () => JSON.stringify([...new FormData(refused)].filter(([name]) => !OF_THE_FORM.has(name)));
  let before = written();
  setInterval(() => {
    const now = written();
    if (now === before) return;
    before = now;
    refused.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail: { type: "edits" } }));
  }, 1000);
}
