"""yasr with a speech server that keeps what is to be spoken, in place of one that speaks (SSIP, as Speech Dispatcher has it)."""
import contextlib
import os
import re
import socket
import stat
import threading
import time

PROGRAM = "/usr/bin/yasr"
CONFIGURATION = "/etc/yasr/yasr.conf"


class SpeechServer(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.spoken = []
        self.time = 0  # when something was spoken last

    def run(self):
        while True:
            client, _ = self.socket.accept()
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        with client, client.makefile("rb") as lines, contextlib.suppress(ConnectionError):  # yasr may end without a word
            for line in lines:
                order = line.decode("utf-8", "replace").strip()
                answer = self.obey(order, client, lines)
                client.sendall(answer.encode() + b"\r\n")

    def obey(self, order, client, lines):
        word = order.upper()
        if word == "SPEAK":
            client.sendall(b"230 OK RECEIVING DATA\r\n")
            self.keep(self.text_of(lines))
            return "225-1\r\n225 OK MESSAGE QUEUED"
        if word.startswith(("CHAR ", "KEY ")):
            self.keep(order.split(" ", 1)[1])
            return "225-1\r\n225 OK MESSAGE QUEUED"
        return "210 OK CANCELED" if word.startswith(("CANCEL", "STOP")) else "208 OK"

    def text_of(self, lines):
        text = []
        for line in lines:
            line = line.decode("utf-8", "replace").rstrip("\r\n")
            if line == ".":
                break
            text.append(line[1:] if line.startswith("..") else line)
        return "\n".join(text)

    def keep(self, text):
        self.spoken.append(text)
        self.time = time.monotonic()


class Yasr:
    name = "yasr"
    quiet_seconds = 0.4
    duplicates = 1  # of a line in a run: where cursor motion and text reach it in two reads

    def __init__(self, folder):
        self.server = SpeechServer()
        self.server.start()
        self.folder = folder

    def arguments(self, command, environment):
        """Its options would eat those of the command, so that the command stands in a script."""
        script = os.path.join(self.folder, "program")
        with open(script, "w") as file:
            file.write("#!/bin/sh\nexec " + " ".join("'%s'" % word for word in command) + "\n")
        os.chmod(script, stat.S_IRWXU)
        with open(CONFIGURATION, errors="replace") as file:
            text = re.sub(r"(?m)^synthesizer port=.*$", "synthesizer port=127.0.0.1:%d" % self.server.port, file.read())
        configuration = os.path.join(self.folder, "yasr.conf")
        with open(configuration, "w") as file:
            file.write(text)
        return [PROGRAM, "-C", configuration, script]
