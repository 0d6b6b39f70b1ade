// Files that a person names while reading: whoever waits for the disk is told of which file.
#include "reader/session.h"
#include "reader/write_out.h"

WriteResult reader_write_file(Reader *reader, const char *path, const Buffer *bytes, WriteOver over, Error *err)
{
    reader->is_at_file = true;
    const WriteResult result = write_out(path, buffer_text(bytes), bytes->length, over, records_patience(marks_records(reader->marks)), err);
    reader->is_at_file = false;
    return result;
}

bool reader_read_file(Reader *reader, const char *path, size_t most, Buffer *bytes, Error *err)
{
    reader->is_at_file = true;
    const bool is_read = read_in(path, most, records_patience(marks_records(reader->marks)), bytes, err);
    reader->is_at_file = false;
    return is_read;
}
