// Preloaded before lectern: what is read stops at the text HOLD_TEXT, as if the machine were very slow, and goes on when FAULT_NOTE with ".go"
// behind it is there. FAULT_NOTE is made when it has come so far. Signals do what they do.
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <yaml.h>

static void hold(const char *note)
{
    char name[PATH_MAX];
    snprintf(name, sizeof name, "%s.go", note);
    close(open(note, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    while (access(name, F_OK) != 0)
        nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
}

int yaml_parser_parse(yaml_parser_t *parser, yaml_event_t *event)
{
    static int (*real)(yaml_parser_t *parser, yaml_event_t *event);
    const char *text = getenv("HOLD_TEXT"), *note = getenv("FAULT_NOTE");
    if (!real)
        real = (int (*)(yaml_parser_t *, yaml_event_t *))dlsym(RTLD_NEXT, "yaml_parser_parse");
    const int result = real(parser, event);
    if (result && text && note && event->type == YAML_SCALAR_EVENT && strcmp((const char *)event->data.scalar.value, text) == 0)
        hold(note);
    return result;
}
