"""How much of what is new was spoken, in order, and what was spoken besides. Compared on letters and digits: screen readers say signs in
their own ways."""
import difflib


def letters(text):
    return "".join(character for character in text if character.isalnum())


class Figures:
    def __init__(self, new, spoken):
        new, spoken = letters(new), letters(spoken)
        matches = difflib.SequenceMatcher(None, new, spoken, autojunk=False).get_matching_blocks()
        told = sum(match.size for match in matches)
        self.share = told / len(new) if new else 1.0
        self.before = matches[0].b if told else len(spoken)
        self.besides = len(spoken) - told
        self.besides_share = self.besides / len(new) if new else 0.0

    def __str__(self):
        return "%.1f %% spoken in order, %d characters before it, %d besides" % (100 * self.share, self.before, self.besides)


def without_duplicate(spoken):
    """The texts but for the first that is said twice running."""
    for i in range(1, len(spoken)):
        if spoken[i] == spoken[i - 1] and letters(spoken[i]):
            return spoken[:i] + spoken[i + 1:]
    return spoken
