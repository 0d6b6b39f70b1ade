#!/bin/sh
# What fenrir speaks of a report, after each key. TAP; tests/screen-readers/README says how.
exec /bin/sh "${srcdir:-.}/tests/screen-readers/run" fenrir
