"""What is done to lectern in a session: made from a random source alone, so that a seed makes it again. An action is a name and its arguments."""

SIZES = [(24, 80), (1, 1), (1, 80), (24, 1), (2, 2), (3, 10), (5, 20), (10, 40), (25, 132), (50, 200), (200, 500), (1000, 1000), (1, 1000), (1000, 1), (0, 0), (60, 79)]
STEERING = (3, 17, 19, 26, 28)   # ^C ^Q ^S ^Z ^\: a terminal that was given back for a moment answers these itself
ENDS = ["keys", "keys", "SIGHUP", "SIGTERM", "SIGINT", "hang up", "hang up", "SIGKILL"]
WEIGHTS = {"type": 12, "note": 1.5, "paste": 0.4, "answer": 0.8, "resize": 2, "storm": 0.3, "stop": 0.5, "freeze": 0.4, "continue": 0.2, "switch": 0.4}

SEQUENCES = [
    b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x1bOA", b"\x1bOB", b"\x1b[5~", b"\x1b[6~", b"\x1b[H", b"\x1b[F", b"\x1b[1~", b"\x1b[4~", b"\x1b[2~", b"\x1b[3~",
    b"\x1bOP", b"\x1bOQ", b"\x1b[15~", b"\x1b[24~", b"\x1b[1;5A", b"\x1b[Z", b"\x1b", b"\x1b\x1b", b"\x1bv", b"\x1bx", b"\r", b"\n", b"\t", b"\x7f", b"\x08", b"\x00",
]
# What terminals send that nobody asked for, whole and torn; bytes that are no UTF-8.
ANSWERS = [
    b"\x1b[", b"\x1bO", b"\x1b[<0;10;10M", b"\x1b[<0;10;10m", b"\x1b[<32;30;12M\x1b[<0;30;12m", b"\x1b[<65;3;3M" * 9, b"\x1b[<0;5", b"\x1b[<", b"\x1b[<0;1 q", b"\x1b[<64;1;1M", b"\x1b[M !!", b"\x1b[<0;99999;99999m", b"\x1b[?1;2c", b"\x1b[>41;379;0c", b"\x1b[24;80R",
    b"\x1b]11;rgb:0000/0000/0000\x07", b"\x1b]52;c;aGk=\x1b\\", b"\x1b]0;no end", b"\x1bP1+r544e=78\x1b\\", b"\x1bP", b"\x1b_x\x1b\\", b"\x1b[I", b"\x1b[O",
    b"\x1b[200~", b"\x1b[201~", b"\x1b[200~pasted\x1b[201~", b"\x1b[27;5;99~", b"\x1b[99;5u", b"\x1b[" + b"1;" * 3000, b"\x9b31m", b"\x90x\x9c",
    b"\xff", b"\xc3", b"\xe2\x82", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xf0\x9f",
]
LETTERS = ["é", "ß", "你", "🙂", "e\u0301", "👩\u200d💻", "\u202e", "\u200b", "ק", "ก", "\u0085", "\U000e0041"]


def some_key(chance):
    kind = chance.random()
    if kind < 0.4:
        return bytes([chance.randrange(32, 127)])
    if kind < 0.6:
        return bytes([chance.choice(b"jkhlnpqgGdufb/?:;'tivxozP0123456789")])
    if kind < 0.7:
        return bytes([chance.randrange(1, 32)])
    if kind < 0.92:
        return chance.choice(SEQUENCES)
    if kind < 0.97:
        return chance.choice(LETTERS).encode()
    return bytes([chance.randrange(256)])


def without_steering(given):
    return bytes(byte for byte in given if byte not in STEERING)


def some_paste(chance):
    count = chance.choice((100, 2000, 20000))
    piece = [bytes(chance.randrange(32, 127) for _ in range(200)), b"a", "你é🙂".encode(), bytes(chance.randrange(256) for _ in range(200)), b"j\r", b"\x1b[B"]
    text = without_steering((chance.choice(piece) * count)[:count])
    return b"\x1b[200~" + text + b"\x1b[201~" if chance.random() < 0.6 else text


def some_size(chance):
    return chance.choice(SIZES) if chance.random() < 0.6 else (chance.randrange(1, 80), chance.randrange(1, 250))


def some_action(chance, number):
    name = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    if name == "type":
        return name, without_steering(b"".join(some_key(chance) for _ in range(chance.choice((1, 1, 1, 3, 10)))))
    if name == "note":
        return name, "t-%d" % number
    if name == "paste":
        return name, some_paste(chance)
    if name == "answer":
        return name, chance.choice(ANSWERS)
    if name in ("resize", "freeze"):
        return name, some_size(chance)
    if name == "storm":
        return name, [some_size(chance) for _ in range(40)]
    return (name,)


def some_actions(chance):
    return [some_action(chance, number) for number in range(chance.choice((15, 40, 80)))] + [("end", chance.choice(ENDS))]
