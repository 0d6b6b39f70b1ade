// Preloaded before lectern: what is read stops at the text HOLD_TEXT, as if the machine were very slow, and goes on when FAULT_NOTE with ".go"
// behind it is there. FAULT_NOTE is made when it has come so far; the second time it is FAULT_NOTE with "2" behind it, and so on. Signals do
// what they do.
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <yaml.h>

static void hold(const char *note, int time)
{
    char name[PATH_MAX], go[PATH_MAX + 8];
    snprintf(name, sizeof name, time > 1 ? "%s%d" : "%s", note, time);
    snprintf(go, sizeof go, "%s.go", name);
    close(open(name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    while (access(go, F_OK) != 0)
        nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
}

int yaml_parser_parse(yaml_parser_t *parser, yaml_event_t *event)
{
    static int (*real)(yaml_parser_t *parser, yaml_event_t *event);
    static int times;
    const char *text = getenv("HOLD_TEXT"), *note = getenv("FAULT_NOTE");
    if (!real)
        real = (int (*)(yaml_parser_t *, yaml_event_t *))dlsym(RTLD_NEXT, "yaml_parser_parse");
    const int result = real(parser, event);
    if (result && text && note && event->type == YAML_SCALAR_EVENT && strcmp((const char *)event->data.scalar.value, text) == 0)
        hold(note, ++times);
    return result;
}
