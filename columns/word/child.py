"""The program of the child process: reads a Word file from standard input within limits."""

import json
import resource
import sys
import traceback
from pathlib import Path

if __name__ == "__main__":
    # Isolated mode knows neither the project nor the working folder.
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from columns.word import limits
from columns.word.refusal import WordRefused

RESULT_FILE = "result.json"
_TRACE_LENGTH = 4_000


def limit_resources() -> None:
    """Bound memory, processor time and file size of this process for good."""
    for kind, amount in (
        (resource.RLIMIT_AS, limits.CHILD_ADDRESS_BYTES),
        (resource.RLIMIT_DATA, limits.CHILD_DATA_BYTES),
        (resource.RLIMIT_CPU, limits.CHILD_CPU_SECONDS),
        (resource.RLIMIT_FSIZE, limits.CHILD_FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        hard = resource.getrlimit(kind)[1]
        amount = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(kind, (amount, amount))


def main(folder: Path) -> None:
    """Write `result.json` into `folder`: a document, or the code of a refusal."""
    try:
        from columns.word.convert import convert

        answer = json.dumps({"document": convert(sys.stdin.buffer, folder).to_json()}, ensure_ascii=False)
        if len(answer.encode()) > limits.RESULT_BYTES:
            raise WordRefused("too_long")
    except WordRefused as refusal:
        answer = json.dumps({"refused": refusal.code})
    except MemoryError:
        answer = json.dumps({"refused": "memory"})
    except RecursionError:
        answer = json.dumps({"refused": "too_complex"})
    except Exception:
        # Whatever a hostile file provokes, the editor gets a sentence and the log the cause.
        answer = json.dumps({"refused": "internal", "trace": traceback.format_exc()[-_TRACE_LENGTH:]})
    (folder / RESULT_FILE).write_text(answer, encoding="utf-8", errors="replace")


if __name__ == "__main__":
    limit_resources()
    main(Path(sys.argv[1]))
