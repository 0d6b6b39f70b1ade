"""What every screen reader here has: how it is started, and what it has spoken."""
import os
import stat


class ScreenReader:
    name = ""
    needs = ()              # paths without which it cannot be run
    packages = ""           # that bring them, on Debian
    quiet_seconds = 0.4     # after which nothing more comes
    duplicates = 0          # of a line, in a run
    has_speech = True       # else it is read on its braille display
    compares = False        # one screen with the next, so that it may pass over a line whose text stood there already

    def __init__(self, watch, folder):
        self.watch, self.folder = watch, folder
        self.spoken = []
        self.window = ""    # of the braille display

    @classmethod
    def is_here(cls):
        return all(os.path.exists(path) for path in cls.needs)

    def arguments(self, command, environment):
        """Of the process that is to run in the terminal, so that the command is read; may add to the environment."""
        return command

    def started(self, program):
        """The program runs."""

    def pids(self):
        """Of processes that read besides it."""
        return []

    def end(self):
        """Ends those processes, and removes what was made outside the folder."""

    def script(self, command):
        """The command as one word, for readers that take only that."""
        path = os.path.join(self.folder, "program")
        with open(path, "w") as file:
            file.write("#!/bin/sh\nexec " + " ".join("'%s'" % word for word in command) + "\n")
        os.chmod(path, stat.S_IRWXU)
        return path
