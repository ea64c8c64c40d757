#pragma once

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <new>

/// What both reading processes do before they touch a file.
namespace reader
{

inline void limit(int what, rlim_t value)
{
    const rlimit wanted{value, value};
    setrlimit(what, &wanted);
}

/// Memory, processor time, sizes of files; no core dumps; gone when the program is gone.
inline void restrictMyself(long memoryMiB, long cpuSeconds)
{
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, rlim_t(cpuSeconds));
    limit(RLIMIT_FSIZE, rlim_t(4) << 30);
#ifndef __SANITIZE_ADDRESS__ // its shadow takes terabytes of address space
    limit(RLIMIT_AS, rlim_t(memoryMiB) << 20);
#endif
    prctl(PR_SET_PDEATHSIG, SIGKILL); // the program is gone: nobody waits for the answer
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

/// 0 where it is no number.
inline long number(const char *text)
{
    char *end = nullptr;
    const long value = std::strtol(text, &end, 10);
    return end && *end == '\0' ? value : 0;
}

}
