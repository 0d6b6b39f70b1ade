"""yasr with a speech server that keeps what is to be spoken, in place of one that speaks (SSIP, as Speech Dispatcher has it)."""
import os
import re
import socket

from reader import ScreenReader

PROGRAM = "/usr/bin/yasr"
CONFIGURATION = "/etc/yasr/yasr.conf"


class Client:
    """One that speaks: orders line by line, and texts that end with a line of a single full stop."""
    def __init__(self, watch, connection, spoken):
        self.watch, self.connection, self.spoken = watch, connection, spoken
        self.rest = b""
        self.text = None  # the lines so far, while one is received
        watch.add(connection, self.take)

    def take(self):
        try:
            came = self.connection.recv(65536)
        except ConnectionError:  # yasr may end without a word
            came = b""
        if not came:
            self.watch.remove(self.connection)
            self.connection.close()
            return
        *lines, self.rest = (self.rest + came).split(b"\n")
        for line in lines:
            self.obey(line.decode("utf-8", "replace").rstrip("\r"))

    def answer(self, text):
        try:
            self.connection.sendall(text.encode() + b"\r\n")
        except ConnectionError:
            pass

    def obey(self, line):
        word = line.upper()
        if self.text is not None:
            self.add(line)
        elif word == "SPEAK":
            self.text = []
            self.answer("230 OK RECEIVING DATA")
        elif word.startswith(("CHAR ", "KEY ")):
            self.keep(line.split(" ", 1)[1])
        else:
            self.answer("210 OK CANCELED" if word.startswith(("CANCEL", "STOP")) else "208 OK")

    def add(self, line):
        if line == ".":
            self.keep("\n".join(self.text))
            self.text = None
        else:
            self.text.append(line[1:] if line.startswith("..") else line)

    def keep(self, text):
        self.spoken.append(text)
        self.answer("225-1\r\n225 OK MESSAGE QUEUED")


class Yasr(ScreenReader):
    name = "yasr"
    needs = (PROGRAM, CONFIGURATION)
    packages = "yasr"
    duplicates = 1  # where cursor motion and text reach it in two reads

    def arguments(self, command, environment):
        server = socket.create_server(("127.0.0.1", 0))
        self.watch.add(server, lambda: Client(self.watch, server.accept()[0], self.spoken))
        with open(CONFIGURATION, errors="replace") as file:
            text = re.sub(r"(?m)^synthesizer port=.*$", "synthesizer port=127.0.0.1:%d" % server.getsockname()[1], file.read())
        configuration = os.path.join(self.folder, "yasr.conf")
        with open(configuration, "w") as file:
            file.write(text)
        return [PROGRAM, "-C", configuration, self.script(command)]  # its options would eat those of the command
