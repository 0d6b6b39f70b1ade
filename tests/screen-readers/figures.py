"""How much of what is new was spoken, in order, and what was spoken besides. Compared on letters and digits: screen readers say signs in
their own ways."""
import difflib


def letters(text):
    return "".join(character for character in text if character.isalnum())


class Figures:
    def __init__(self, new, spoken):
        new, spoken = letters(new), letters(spoken)
        matches = difflib.SequenceMatcher(None, new, spoken, autojunk=False).get_matching_blocks()
        self.new, self.spoken = len(new), len(spoken)
        self.told = sum(match.size for match in matches)
        self.share = self.told / self.new if new else 1.0
        self.before = matches[0].b if self.told else self.spoken
        self.besides = self.spoken - self.told
        self.besides_share = self.besides / self.new if new else 0.0

    def __str__(self):
        return "%.1f %% spoken in order, %d characters before it, %d besides" % (100 * self.share, self.before, self.besides)


def without_duplicate(spoken):
    """The texts but for the first that is said twice running."""
    for i in range(1, len(spoken)):
        if letters(spoken[i]) == letters(spoken[i - 1]) != "":
            return spoken[:i] + spoken[i + 1:]
    return spoken
