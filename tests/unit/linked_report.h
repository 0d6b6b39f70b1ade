// A report with links and footnotes of all kinds, for session_report().
#ifndef TESTS_LINKED_REPORT_H
#define TESTS_LINKED_REPORT_H
#include <stddef.h>

static const char *const linked[] = {
    "report.yaml", "lectern: 1\nid: linked\ntitle: Linked\nlanguage: en\nchapters: [one.yaml, two.yaml]\n",
    "one.yaml", "id: one\ntitle: One\nbody:\n  - See [the other](#two/there), [outside](https://example.org/x) and a footnote.[^a] Or [nowhere](#gone)[^b].\n"
                "footnotes:\n  a:\n    - The first note, which is rather long so that it fills some lines on a narrow screen and is moved in.\n"
                "    - list: [one, two, three, four, five, six]\n"
                "    - Again [the other](#two/there) and a note of a note.[^c]\n"
                "  c: The second note.\n",
    "two.yaml", "id: two\ntitle: Two\nbody:\n  - Some words.\n  - section: There\n    id: there\n    body: [Found.]\n", NULL,
};

#endif
