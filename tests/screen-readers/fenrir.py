"""fenrir in a terminal of its own (-e), with a speech driver that keeps what is to be spoken (fenrir_speech.py)."""
import configparser
import importlib.util
import os

from reader import ScreenReader

PROGRAM = "/usr/bin/fenrir"
CONFIGURATION = "/etc/fenrirscreenreader/settings/settings-pty.conf"
GREETINGS = ("Start Fenrir", "pychant is not installed", "Quit Fenrir")

SETTINGS = {
    "sound": {"enabled": "False"},
    "screen": {"driver": "ptyDriver"},
    "keyboard": {"driver": "ptyDriver", "keyboardLayout": "pty"},
    "general": {"autoSpellCheck": "False", "punctuationLevel": "none"},
    "remote": {"enable": "False"},
    "promote": {"enabled": "False"},
}


class Fenrir(ScreenReader):
    name = "fenrir"
    needs = (PROGRAM, CONFIGURATION)
    packages = "fenrir"
    quiet_seconds = 0.5
    compares = True

    def arguments(self, command, environment):
        path = os.path.join(self.folder, "speech")
        os.mkfifo(path)
        self.pipe = os.open(path, os.O_RDWR)
        self.rest = b""
        self.watch.add(self.pipe, self.take)
        environment.update(SPEECH_PIPE=path, PYTHONDONTWRITEBYTECODE="1")
        return [PROGRAM, "-s", self.configuration(command), "-e"]

    def configuration(self, command):
        settings = configparser.ConfigParser(interpolation=None, strict=False)
        settings.optionxform = str
        settings.read(CONFIGURATION)
        settings.read_dict(SETTINGS)
        settings.set("speech", "driver", self.driver())
        settings.set("general", "shell", self.script(command))
        settings.set("general", "debugFile", os.path.join(self.folder, "fenrir.log"))
        path = os.path.join(self.folder, "fenrir.conf")
        with open(path, "w") as file:
            settings.write(file)
        return path

    def driver(self):
        """It looks for drivers in a folder of its package only, so that ours is named from there."""
        package = os.path.dirname(os.path.realpath(importlib.util.find_spec("fenrirscreenreader").origin))
        here = os.path.dirname(os.path.realpath(__file__))
        return os.path.join(os.path.relpath(here, os.path.join(package, "speechDriver")), "fenrir_speech")

    def take(self):
        *texts, self.rest = (self.rest + os.read(self.pipe, 65536)).split(b"\0")
        for text in texts:
            text = text.decode("utf-8", "replace")
            if not text.startswith(GREETINGS):
                self.spoken.append(text)
