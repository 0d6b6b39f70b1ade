// The report with every block, read to its end, and read by ear.
#ifndef TESTS_EVERY_BLOCK_H
#define TESTS_EVERY_BLOCK_H
#include "session.h"

static inline Session *every_block(int rows, int columns)
{
    Session *session = session_open_shipped("every-block", rows, columns);
    finish(session);
    return session;
}

static inline void read_aloud(Session *session)
{
    session->reader->settings.screen_reader = SCREEN_READER_PAGE;
    session->reader->settings.has_status = false;
}

#endif
