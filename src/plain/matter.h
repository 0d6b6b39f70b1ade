// What the manifest says, as chapters to be laid out: before the text its title and facts, behind it the glossary and the corrections. Of plain/
// only.
#ifndef PLAIN_MATTER_H
#define PLAIN_MATTER_H
#include "report/report.h"

Chapter *matter_of_front(const About *about);
Chapter *matter_of_terms(const About *about);       // NULL: there are none
void matter_free(Chapter *matter);                  // NULL is fine

#endif
