/* Keeps the virtual reader of vsmartcard-vpcd off every network.
 *
 * Loaded into pcscd before its libraries. The virtual reader listens on a TCP port of every address of the machine;
 * here the port becomes a socket in the folder VPCD_FOLDER, named by the port's number. And pcscd's own folder below
 * /run, which it does not use when it is handed a socket, need not be made by somebody who may not make it.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

int bind(int handle, const struct sockaddr *address, socklen_t size)
{
    const char *folder = getenv("VPCD_FOLDER");
    if (folder == NULL || address->sa_family != AF_INET)
        return (int)syscall(SYS_bind, handle, address, size);
    struct sockaddr_un local = {.sun_family = AF_UNIX};
    unsigned port = ntohs(((const struct sockaddr_in *)address)->sin_port);
    snprintf(local.sun_path, sizeof local.sun_path, "%s/%u", folder, port);
    int fresh = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fresh < 0 || dup2(fresh, handle) < 0)
        return -1;
    close(fresh);
    unlink(local.sun_path);
    return (int)syscall(SYS_bind, handle, (struct sockaddr *)&local, sizeof local);
}

int mkdir(const char *path, mode_t mode)
{
    if (strcmp(path, "/run/pcscd") == 0)
        return 0;
    return (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}
