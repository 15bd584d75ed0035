"""Small recordings as test input, made by the same ffmpeg that reads them."""

import subprocess

from media.transcoding.ffmpeg import packaged_binary

PICTURE = ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=2"]
SOUND = ["-f", "lavfi", "-i", "sine=d=2"]
H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]
AAC = ["-c:a", "aac"]


class Studio:
    """Makes recordings by ffmpeg's own words, each once."""

    def __init__(self, folder):
        self.folder = folder

    def make(self, name: str, *words: str):
        """The recording `name`."""
        path = self.folder / name
        if not path.exists():
            command = [packaged_binary(), "-v", "fatal", "-y", *words, str(path)]
            subprocess.run(command, check=True, cwd=self.folder, timeout=120)
        return path

    @property
    def plain(self):
        """H.264 and AAC in MP4, two seconds, with a place in its notes."""
        return self.make("plain.mp4", *PICTURE, *SOUND, *H264, *AAC, "-metadata", "location=+36.6512+117.1201/")
