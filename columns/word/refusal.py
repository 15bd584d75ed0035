"""The reasons for which a file cannot be imported, each with its message for the editor."""

_CONVERT = "请用 Word 或 WPS 打开它，选择“文件 → 另存为”，类型选“Word 文档（.docx）”，再导入新文件。"

MESSAGES: dict[str, str] = {
    "empty": "这个文件是空的，请检查后重新选择。",
    "too_large": "文件超过 50 MB，无法导入。请先在 Word 或 WPS 里压缩图片，或把大图另外上传到图片库。",
    "doc": "这是旧版 Word 的 .doc 文件，无法直接导入。" + _CONVERT,
    "wps": "这是 WPS 文字的 .wps 文件，无法直接导入。" + _CONVERT,
    "pdf": "这是 PDF 文件，无法直接导入。请找到原来的 Word 文件；只有 PDF 时，用 Word 或 WPS 打开它，"
    "选择“文件 → 另存为”，类型选“Word 文档（.docx）”，核对文字后再导入。",
    "rtf": "这是 RTF 文件，无法直接导入。" + _CONVERT,
    "odt": "这是 OpenDocument（.odt）文件，无法直接导入。请用 LibreOffice、Word 或 WPS 打开它，"
    "选择“文件 → 另存为”，类型选“Word 文档（.docx）”，再导入新文件。",
    "html": "这是网页文件，无法直接导入。" + _CONVERT,
    "xml": "这是 XML 文件，不是 .docx 文件，无法直接导入。" + _CONVERT,
    "ole": "这是旧版 Office 文件，不是 .docx 文件，无法直接导入。" + _CONVERT,
    "excel": "这是 Excel 表格，不是 Word 文件。请把需要的内容复制到 Word 文档里，保存为 .docx 后再导入。",
    "powerpoint": "这是 PowerPoint 演示文稿，不是 Word 文件。请把需要的内容复制到 Word 文档里，保存为 .docx 后再导入。",
    "archive": "这是压缩包，不是 Word 文件。请先解压，再导入其中的 .docx 文件。",
    "image": "这是一张图片，不是 Word 文件。图片请上传到图片库。",
    "text": "这不是 Word 文件，看起来是纯文本。请把文字粘贴到 Word 或 WPS 里，另存为 .docx 后再导入。",
    "not_word": "无法识别这个文件，它不是 .docx 文件。" + _CONVERT,
    "encrypted": "这个文件设了打开密码，无法导入。请用 Word 或 WPS 打开它，取消密码（文件 → 信息 → 保护文档 → "
    "用密码进行加密，清空密码），保存后再导入。",
    "damaged": "文件已损坏，无法读取。请用 Word 或 WPS 打开它，另存为一份新的 .docx 文件，再导入新文件。",
    "unsafe": "文件里有 Word 文档不应有的内容（例如实体声明、重名部件），为了安全没有导入。"
    "请用 Word 或 WPS 打开它，另存为一份新的 .docx 文件，再导入新文件。",
    "too_many_parts": "文件里的部件太多，无法导入。请把文档拆成几份，分别导入。",
    "too_expanded": "文件解压后的内容太大，无法导入。请把文档拆成几份，或另存为一份新的 .docx 文件后再试。",
    "too_complex": "文档的结构太复杂（段落、表格或嵌套层次过多），无法导入。请把文档拆成几份，分别导入。",
    "too_long": "文档的正文太长（超过 100 万字），无法导入。请把文档拆成几份，分别导入。",
    "timeout": "读取文件用时太长，已经停止，没有导入任何内容。请把文档拆成几份，或压缩图片后再试。",
    "memory": "读取文件需要的内存太多，已经停止，没有导入任何内容。请把文档拆成几份，或压缩图片后再试。",
    "internal": "读取文件时出现意外情况，没有导入任何内容。请用 Word 或 WPS 打开它，另存为一份新的 .docx 文件后"
    "再试；仍然不行时，请把文件交给管理员。",
}


class WordRefused(Exception):
    """A file that is not imported: `str(error)` is the Chinese message, `code` a key of MESSAGES."""

    def __init__(self, code: str) -> None:
        self.code = code if code in MESSAGES else "internal"
        super().__init__(MESSAGES[self.code])

    def __reduce__(self) -> tuple[type["WordRefused"], tuple[str]]:
        return WordRefused, (self.code,)
