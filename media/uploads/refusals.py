"""What an upload is refused for, in words for the person at the screen."""


class UploadRefused(Exception):
    """A refusal with its HTTP status; `is_final` when trying again cannot help."""

    def __init__(self, message: str, status: int = 400, *, is_final: bool = True) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.is_final = is_final


def amount(size: int) -> str:
    """`1.5 GB`, `300 MB`, `12 KB`."""
    for unit, name in ((1024**3, "GB"), (1024**2, "MB")):
        if size >= unit:
            return f"{size / unit:.1f}".removesuffix(".0") + f" {name}"
    return f"{max(1, size // 1024)} KB"


def missing() -> UploadRefused:
    """The same for an upload that is not there and for somebody else's."""
    return UploadRefused("没有这个上传任务，可能已经过期。请重新选择文件。", 404)


def not_receiving() -> UploadRefused:
    """Parts or an end for an upload that takes none any more."""
    return UploadRefused("这个上传任务已经结束，不再接收内容。", 409)


def storage_away() -> UploadRefused:
    """The storage does not answer."""
    return UploadRefused("存储暂时连不上，请稍后再试。已经传到的部分不会丢。", 503, is_final=False)


def disk_full() -> UploadRefused:
    """No room."""
    return UploadRefused("服务器空间不足，暂时不能上传。请联系管理员；已经传到的部分不会丢。", 507, is_final=False)


def damaged(number: int) -> UploadRefused:
    """What arrived is not what was sent."""
    return UploadRefused(f"第 {number} 段在传输中损坏，请重新发送这一段。", 422, is_final=False)
