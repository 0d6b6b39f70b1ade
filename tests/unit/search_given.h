// Reports to search in.
#ifndef TESTS_SEARCH_GIVEN_H
#define TESTS_SEARCH_GIVEN_H
#include "session.h"

static const char *const needles[] = {
    "report.yaml", "lectern: 1\nid: needles\ntitle: Needles\nlanguage: en\nchapters: [one.yaml, two.yaml, three.yaml, four.yaml]\n",
    "one.yaml", "id: one\ntitle: One\nbody:\n  - Hay, and one Needle. Another sentence.\n  - More hay.\n",
    "two.yaml", "id: two\ntitle: Two\nbody:\n  - Only hay stands\n    here, in *many slanted* `words` and lines.\n",
    "three.yaml", "id: three\ntitle: Three\nbody:\n  - A n\xC3\xA9" "edle, and needles. See.[^n]\n  - Hay.\nfootnotes: {n: Deep under the page is a thimble.}\n",
    "four.yaml", "id: four\ntitle: Four\nbody: [The end is only hay.]\n", NULL,
};

static inline Session *open_needles(void)
{
    return session_open(session_report(needles), 10, 40);
}

static inline long hit(const Session *session)
{
    return session->reader->finding.hit;
}

#endif
