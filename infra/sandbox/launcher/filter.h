// The program's own system call filter, the second one beside the container's.
#pragma once
#include <stdbool.h>

// Installs it for the calling thread; needs no_new_privs. False with errno when the kernel refuses.
bool filter_install(void);
