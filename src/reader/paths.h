// Where lectern's own files are, by the XDG Base Directory Specification 0.8 (a relative path in a variable is ignored).
#ifndef READER_PATHS_H
#define READER_PATHS_H

// Each: the caller frees; NULL where neither the variable nor HOME is set.
char *path_of_state(void);          // $XDG_STATE_HOME/lectern, else ~/.local/state/lectern
char *path_of_cache(void);          // $XDG_CACHE_HOME/lectern, else ~/.cache/lectern; compiled reports
char *path_of_config(void);         // $XDG_CONFIG_HOME/lectern, else ~/.config/lectern


const char *path_of_system_config(void);        // what the one who runs the machine has set for everybody: SYSCONFDIR/xdg/lectern; borrowed

#endif
