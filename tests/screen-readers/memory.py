"""System V shared memory, by which brltty's driver for the program screen reads what is on that screen."""
import ctypes
import errno
import os
import tempfile

IPC_CREAT, IPC_EXCL, IPC_RMID = 0o1000, 0o2000, 0
PROJECT = ord("b")

library = ctypes.CDLL(None, use_errno=True)
library.shmat.restype = ctypes.c_void_p
library.shmat.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_int]


class SharedMemory:
    """Its key is made of a folder, HOME to brltty; where another has that key already (keys are short), it is another folder."""
    def __init__(self, folder, size):
        self.number = -1
        while self.number < 0:
            self.home = tempfile.mkdtemp(dir=folder)
            key = library.ftok(self.home.encode(), PROJECT)
            self.number = library.shmget(key, size, IPC_CREAT | IPC_EXCL | 0o700)
            if self.number < 0 and ctypes.get_errno() != errno.EEXIST:
                raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        self.address = library.shmat(self.number, None, 0)

    def write(self, contents):
        ctypes.memmove(self.address, contents, len(contents))

    def remove(self):
        library.shmctl(self.number, IPC_RMID, None)
