"""The reasons for which a recording is not taken, each with its message for the editor."""

from media.transcoding import limits

_CONVERT = "请用剪辑软件或格式转换软件导出为 MP4（H.264 画面、AAC 声音）再上传。"

MESSAGES: dict[str, str] = {
    "empty": "这个文件是空的，请检查后重新选择。",
    "not_file": "这不是一个普通文件，无法读取。",
    "too_large": f"文件超过 {limits.FILE_BYTES // limits.MB // 1024} GB，请分段上传。",
    "playlist": "这是播放列表（例如 M3U8、MPD、ASX、CUE），不是录像本身。请上传它所指的视频文件。",
    "sdp": "这是一份会话描述（SDP），不是录像本身。请上传视频文件。",
    "picture": "这是一张图片，不是音视频。图片请上传到图片库。",
    "document": "这是文档或压缩包，不是音视频。",
    "web_page": "这是网页或 XML 文件，不是音视频。",
    "text": "这是文本文件，不是音视频。字幕请在视频的“字幕”里上传。",
    "real": "这是 RealMedia（RM、RMVB）文件，网站不能转换。" + _CONVERT,
    "unknown": "无法识别这个文件，它不是网站能处理的音视频。" + _CONVERT,
    "damaged": "文件已损坏，或没有传完整，无法读取。请重新导出或重新上传。",
    "external": "文件的画面或声音放在别的文件或网址里（外部引用），网站不会去取。请导出为完整的 MP4 再上传。",
    "no_streams": "文件里没有画面，也没有声音。",
    "too_many_streams": f"文件里的音视频轨超过 {limits.STREAMS} 条。" + _CONVERT,
    "codec": "文件的编码不在可处理的范围内。" + _CONVERT,
    "too_long": f"录像声明的长度超过 {limits.DURATION_SECONDS // 3600} 小时。请剪成几段再上传。",
    "too_short": "录像太短，没有可以播放的内容。",
    "dimensions": f"画面尺寸太大（最长边 {limits.EDGE_PIXELS} 像素），或尺寸不合理。请导出为 4K 以内再上传。",
    "undecodable": "画面或声音解不出来，文件可能已损坏或加密。" + _CONVERT,
    "timeout": "处理用时超过上限，已经停止。请检查文件能否正常播放，或重新导出后再上传。",
    "memory": "处理这个文件需要的内存太多，已经停止。" + _CONVERT,
    "output": "转出的文件大得不合理，已经停止。请重新导出后再上传。",
    "failed": "转码没有完成。请检查文件能否正常播放，或重新导出后再上传；仍然不行时，请把文件交给管理员。",
}


class MediaRefused(Exception):
    """A recording that is not taken: `str(error)` is the Chinese message, `code` a key of MESSAGES."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code = code if code in MESSAGES else "failed"
        self.detail = detail
        super().__init__(MESSAGES[self.code])

    def __reduce__(self) -> tuple[type["MediaRefused"], tuple[str, str]]:
        return MediaRefused, (self.code, self.detail)


class Cancelled(Exception):
    """The caller asked to stop; nothing was written that anybody may use."""
