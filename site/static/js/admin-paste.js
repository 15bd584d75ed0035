// What Word, WPS, WeChat and web pages put on the clipboard, reduced to what our rich text knows. No character is lost.
// Without this file the editor pastes as it always did, and the server cleans what it stores.

const DROPPED = new Set(["STYLE", "SCRIPT", "META", "LINK", "TITLE", "HEAD", "XML", "NOSCRIPT", "TEMPLATE"]);
const INLINE = new Set(
  "A ABBR B BDI BDO BIG CITE CODE DEL DFN EM FONT I INS KBD LABEL MARK O:P Q S SMALL SPAN STRIKE STRONG SUB SUP TIME TT U VAR".split(" "),
);
const HEADING = /^H[1-6]$/;
const MEDIA = new Set(["IMG", "PICTURE", "SVG", "CANVAS", "VIDEO", "AUDIO", "IFRAME", "OBJECT", "EMBED", "V:SHAPE", "V:IMAGEDATA"]);
const CJK = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f";
const BETWEEN_CJK = new RegExp(`([${CJK}“”‘’…—])[\\t\\r\\n]+ *(?=[${CJK}“”‘’…—])`, "g");
const TRACKING = /^(utm_\w+|spm|from|isappinstalled|scene|chksm|mpshare|srcid|sharer_\w+|fbclid|gclid)$/;

const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

// The address of a link that a reader can follow, or nothing.
export const cleanAddress = (href) => {
  let url;
  try {
    url = new URL(href.trim());
  } catch {
    return "";
  }
  if (["mailto:", "tel:"].includes(url.protocol)) return url.href;
  if (!["http:", "https:"].includes(url.protocol)) return "";
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  return url.href;
};

const isBold = (node, above) => {
  const weight = node.style?.fontWeight ?? "";
  if (/^(bold|bolder|[6-9]00)$/.test(weight)) return true;
  if (/^(normal|lighter|[1-5]00)$/.test(weight)) return false;
  return above || node.nodeName === "B" || node.nodeName === "STRONG" || HEADING.test(node.nodeName);
};

// Word marks its lists by a style; the number or dot stands in a span of its own.
const wordMarker = (node) => [...node.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/i.test(span.getAttribute("style") ?? ""));
const isWordList = (node) => /mso-list:\s*l\d/i.test(node.getAttribute("style") ?? "");
const listKind = (marker) => {
  const text = marker.replace(/[\s\u00a0]/g, "");
  if (/^(\d+|[a-zA-Z])[.)．、）]$/.test(text)) return "ol";
  if (/^[·•●○■□◆◇▪▫§ØüvnloÞ\uf000-\uf0ff–-]$/.test(text)) return "ul";
  return ""; // “一、”, “（一）”: part of the text
};

class Cleaner {
  constructor() {
    this.blocks = []; // { kind: "p" | "ol" | "ul", html }
    this.pieces = [];
    this.kind = "p";
    this.counts = { pictures: 0, tables: 0, headings: 0 };
  }

  text(value, style) {
    const plain = value
      .replace(BETWEEN_CJK, "$1")
      .replace(/[\u200b\ufeff]/g, "")
      .replace(/[\s\u00a0]+/g, (blanks) => (blanks.includes("\u3000") ? blanks.replace(/[^\u3000]/g, "") : " "));
    if (plain) this.pieces.push({ text: plain, ...style });
  }

  // Ends the block at hand; edges lose their blanks, blocks without a character are not kept.
  flush() {
    const pieces = this.pieces;
    this.pieces = [];
    while (pieces.length && !(pieces[0].text = pieces[0].text.replace(/^[\s\u3000]+/, ""))) pieces.shift();
    while (pieces.length && !(pieces.at(-1).text = pieces.at(-1).text.replace(/[\s\u3000]+$/, ""))) pieces.pop();
    if (!pieces.length) return;
    this.blocks.push({ kind: this.kind, html: pieces.map(htmlOf).join("") });
  }

  walk(node, style = { bold: false, href: "", raised: "" }) {
    if (node.nodeType === Node.TEXT_NODE) return this.text(node.data, style);
    if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.nodeName)) return undefined;
    if (MEDIA.has(node.nodeName.toUpperCase())) {
      this.counts.pictures += 1;
      return undefined;
    }
    if (node.nodeName === "BR") return this.lineBreak(node);
    if (node.nodeName === "TABLE") return this.table(node, style);
    const inner = this.styleOf(node, style);
    if (INLINE.has(node.nodeName)) return this.children(node, inner);
    return this.block(node, inner);
  }

  children(node, style) {
    node.childNodes.forEach((child) => this.walk(child, style));
  }

  styleOf(node, style) {
    const href = node.nodeName === "A" ? cleanAddress(node.getAttribute("href") ?? "") || style.href : style.href;
    const raised = ["SUP", "SUB"].includes(node.nodeName) ? node.nodeName.toLowerCase() : style.raised;
    return { bold: isBold(node, style.bold), href, raised };
  }

  // A single break stays a break; chat programs use two of them as a paragraph.
  lineBreak(node) {
    const previous = node.previousSibling;
    if (previous?.nodeName === "BR" || this.pieces.at(-1)?.text === "\n") {
      this.pieces.pop();
      this.flush();
    } else this.pieces.push({ text: "\n", bold: false, href: "", raised: "" });
  }

  block(node, style) {
    this.flush();
    const before = this.kind;
    if (HEADING.test(node.nodeName)) this.counts.headings += 1;
    if (node.nodeName === "LI") this.kind = node.parentNode.nodeName === "OL" ? "ol" : "ul";
    if (isWordList(node)) this.kind = this.wordItem(node);
    this.children(node, style);
    this.flush();
    this.kind = before;
  }

  wordItem(node) {
    const marker = wordMarker(node);
    const kind = marker ? listKind(marker.textContent) : "";
    if (kind) marker.remove();
    return kind || "p";
  }

  // Rich text has no tables: each row becomes a paragraph, its cells stand apart.
  table(node, style) {
    this.flush();
    this.counts.tables += 1;
    for (const row of node.rows) {
      const cells = [...row.cells].map((cell) => this.cell(cell, style)).filter(Boolean);
      if (cells.length) this.blocks.push({ kind: "p", html: cells.join(" | ") });
    }
  }

  cell(node, style) {
    const inner = new Cleaner();
    inner.counts = this.counts;
    inner.children(node, style);
    inner.flush();
    return inner.blocks.map(({ html }) => html).join(" ");
  }

  html() {
    this.flush();
    let open = "";
    let out = "";
    for (const { kind, html } of this.blocks) {
      if (open && open !== kind) out += `</${open}>`;
      if (kind === "p") out += `<p>${html}</p>`;
      else out += `${open === kind ? "" : `<${kind}>`}<li>${html}</li>`;
      open = kind === "p" ? "" : kind;
    }
    return open ? `${out}</${open}>` : out;
  }
}

const htmlOf = ({ text, bold, href, raised }) => {
  let out = text === "\n" ? "<br>" : escape(text);
  if (raised) out = `<${raised}>${out}</${raised}>`;
  if (bold && text !== "\n") out = `<b>${out}</b>`;
  return href ? `<a href="${escape(href)}">${out}</a>` : out;
};

// { html, counts } of what a program put on the clipboard.
export const cleanPasted = (source) => {
  // Parsed apart from the page: nothing in it is loaded or run.
  const page = new DOMParser().parseFromString(source, "text/html");
  const cleaner = new Cleaner();
  cleaner.children(page.body, { bold: false, href: "", raised: "" });
  return { html: cleaner.html(), counts: cleaner.counts };
};

const notes = ({ pictures, tables, headings }) => {
  const said = [];
  if (pictures) said.push(`粘贴的内容里有 ${pictures} 张图片没有带过来，请用“图片”或“组图”块上传。`);
  if (tables) said.push("粘贴的表格已变成文字，一行一段；要保留表格，请插入“表格”块，把表格粘贴到那里。");
  if (headings) said.push("粘贴的标题已变成粗体；要在目录里出现，请另加一个段落块，写在它的“小标题”里。");
  return said.join("");
};

const say = (text) =>
  document.dispatchEvent(new CustomEvent("w-messages:add", { detail: { clear: true, text, type: "warning" } }));

document.addEventListener(
  "paste",
  (event) => {
    if (!event.isTrusted && event.cleaned) return;
    const editor = event.target.closest?.(".Draftail-Editor");
    const source = event.clipboardData?.getData("text/html");
    // What comes from one of our own editors is clean and carries more than HTML can say.
    if (!editor || !source || /data-(draftjs-conductor|editor|offset-key)/.test(source)) return;
    const { html, counts } = cleanPasted(source);
    const data = new DataTransfer();
    data.setData("text/plain", event.clipboardData.getData("text/plain"));
    data.setData("text/html", html);
    const again = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    again.cleaned = true;
    event.preventDefault();
    event.stopImmediatePropagation();
    event.target.dispatchEvent(again);
    const text = notes(counts);
    if (text) say(text);
  },
  true,
);
