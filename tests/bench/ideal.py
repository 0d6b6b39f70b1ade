"""The fewest bytes that could turn one screen into another."""
from screen import BLANK


def cell_bytes(new, old):
    """Erasing costs nothing, and the half of a wide character came with the other."""
    return 0 if new == old or new[0] in ("", " ") else len(new[0].encode())


def fit(look, columns, rows):
    fitting = [tuple((list(row) + [BLANK] * columns)[:columns]) for row in look[:rows]]
    return fitting + [(BLANK,) * columns] * (rows - len(fitting))


def least_bytes(old, new):
    """UTF-8 bytes of the cells that differ and are not blank, after the best scroll of the old screen; each row is free to have moved or not."""
    rows, columns = len(new), len(new[0])
    old = old if (len(old), len(old[0])) == (rows, columns) else fit(old, columns, rows)
    nothing, costs = (BLANK,) * columns, {}

    def cost(row, from_row):
        before = old[from_row] if 0 <= from_row < rows else nothing
        if (new[row], before) not in costs:
            costs[new[row], before] = sum(map(cell_bytes, new[row], before))
        return costs[new[row], before]

    still = [cost(row, row) for row in range(rows)]
    shifts = {from_row - row for row in range(rows) if still[row] for from_row in range(rows) if old[from_row] == new[row]}
    return min([sum(still)] + [sum(min(still[row], cost(row, row + shift)) for row in range(rows)) for shift in shifts])
