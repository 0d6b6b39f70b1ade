"""A speech driver of fenrir's own kind. What is to be spoken goes into a pipe, a NUL byte behind each text."""
import os

from fenrirscreenreader.core.speechDriver import speechDriver


class driver(speechDriver):  # fenrir looks for that name
    def initialize(self, environment):
        self.env = environment
        self._isInitialized = True
        self.pipe = os.open(os.environ["SPEECH_PIPE"], os.O_WRONLY)

    def speak(self, text, queueable=True):
        os.write(self.pipe, text.encode() + b"\0")

    def shutdown(self):
        pass

    def ignore(self, *value):
        pass

    cancel = clear_buffer = setCallback = setVoice = setPitch = setRate = setModule = setLanguage = setVolume = ignore
