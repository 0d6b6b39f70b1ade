// A number for each of many chapters, and their sums: both in logarithmic time, so that a status line costs the same in any report.
#ifndef READER_TALLY_H
#define READER_TALLY_H

typedef struct {
    long *sums;     // a Fenwick tree, from 1
    int count;
} Tally;

Tally tally_new(int count);                             // of zeroes
void tally_free(Tally *tally);
void tally_add(Tally *tally, int index, long number);   // to what stands there; the sum must stay 0 or more
long tally_before(const Tally *tally, int index);       // sum of all before `index`; of all where it is the count
int tally_find(const Tally *tally, long sum);           // the index that holds unit `sum`, from 0, of all; the count where there are not so many

#endif
