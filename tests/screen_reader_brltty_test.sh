#!/bin/sh
# What brltty shows on a braille display of a report, after each key. TAP; tests/screen-readers/README says how.
exec /bin/sh "${srcdir:-.}/tests/screen-readers/run" brltty
