/* What makers of ID-card readers give as a library, for an emulated reader: libsdtapi's functions and libtermb's.
 *
 * The reader is where the library is: beside libsdtapi.so it is the serial node libsdtapi.so.port, to which this
 * speaks as the real libraries speak to theirs (GA/T 467). A file libsdtapi.so.trouble makes it misbehave by its first
 * letter: "h" hangs in the next call, "c" crashes in it, "l" gives less than a card holds, "p" prints to the output.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { OK = 0x90, PORT = 0x01, TIMEOUT = 0x02, TRANSFER = 0x03, LONGEST = 4096, PATIENCE_MS = 700 };

static const unsigned char preamble[5] = {0xAA, 0xAA, 0xAA, 0x96, 0x69};
static int node = -1;
static unsigned char reply[LONGEST]; /* SW1 SW2 SW3 data */
static int reply_size;

static void beside(char *path, const char *what)
{
    Dl_info here;
    dladdr((void *)preamble, &here);
    snprintf(path, LONGEST, "%s%s", here.dli_fname, what);
}

static int trouble(void)
{
    char path[LONGEST], kind = 0;
    beside(path, ".trouble");
    int file = open(path, O_RDONLY);
    if (file < 0 || read(file, &kind, 1) != 1)
        kind = 0;
    if (file >= 0)
        close(file);
    if (kind == 'h')
        for (;;)
            pause();
    if (kind == 'c')
        abort();
    if (kind == 'p')
        puts("[1, \"the library says what nobody asked\"]"), fflush(stdout);
    return kind;
}

static int leave(void)
{
    if (node >= 0)
        close(node);
    node = -1;
    return OK;
}

static int reach(void)
{
    char path[LONGEST];
    struct termios raw;
    leave();
    beside(path, ".port");
    node = open(path, O_RDWR | O_NOCTTY);
    if (node < 0)
        return PORT;
    if (tcgetattr(node, &raw) == 0) {
        cfmakeraw(&raw);
        cfsetspeed(&raw, B115200);
        tcsetattr(node, TCSAFLUSH, &raw);
    }
    return OK;
}

static long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The body of the frame in what was heard: 1 when it is whole and sound. */
static int whole(const unsigned char *heard, int size)
{
    const unsigned char *start = memmem(heard, size, preamble, sizeof preamble);
    if (start == NULL || heard + size - start < 7)
        return 0;
    int length = start[5] << 8 | start[6], sum = start[5] ^ start[6];
    if (length < 4 || length > LONGEST || heard + size - start < 7 + length)
        return 0;
    for (int at = 0; at < length; at++)
        sum ^= start[7 + at];
    reply_size = length - 1;
    memcpy(reply, start + 7, reply_size);
    return sum == 0;
}

static int ask(unsigned char command, unsigned char parameter)
{
    unsigned char frame[10] = {0xAA, 0xAA, 0xAA, 0x96, 0x69, 0, 3, command, parameter, 0};
    unsigned char heard[2 * LONGEST];
    int size = 0;
    long end = now_ms() + PATIENCE_MS;
    frame[9] = 3 ^ command ^ parameter;
    trouble();
    if (node < 0)
        return PORT;
    tcflush(node, TCIFLUSH);
    if (write(node, frame, sizeof frame) != sizeof frame)
        return TRANSFER;
    for (long left; (left = end - now_ms()) > 0;) {
        struct pollfd ready = {node, POLLIN, 0};
        if (poll(&ready, 1, (int)left) <= 0)
            continue;
        int got = (int)read(node, heard + size, sizeof heard - size);
        if (got <= 0)
            return TRANSFER;
        size += got;
        if (whole(heard, size))
            return reply[2];
        if (size == sizeof heard)
            return TRANSFER;
    }
    return TIMEOUT;
}

static int base(unsigned char *text, unsigned *text_size, unsigned char *photo, unsigned *photo_size)
{
    int code = ask(0x30, 0x01);
    if (code != OK)
        return code;
    *text_size = reply[3] << 8 | reply[4];
    *photo_size = reply[5] << 8 | reply[6];
    memcpy(text, reply + 7, *text_size);
    memcpy(photo, reply + 7 + *text_size, *photo_size);
    if (trouble() == 'l')
        *text_size = 100;
    return OK;
}

static int number(char *label)
{
    int code = ask(0x12, 0xFF);
    const unsigned char *at = reply + 3;
    if (code != OK)
        return code;
#define U16(n) (at[n] | at[n + 1] << 8)
#define U32(n) ((unsigned)U16(n) | (unsigned)U16(n + 2) << 16)
    sprintf(label, "%02u.%02u-%08u-%010u-%010u", U16(0), U16(2), U32(4), U32(8), U32(12));
    return OK;
}

int SDT_OpenPort(int port) { return trouble(), port < 1 ? PORT : reach(); }
int SDT_ClosePort(int port) { return (void)port, leave(); }
int SDT_GetSAMStatus(int port, int open) { return (void)port, (void)open, ask(0x11, 0xFF); }
int SDT_GetSAMIDToStr(int port, char *label, int open) { return (void)port, (void)open, number(label); }
int SDT_StartFindIDCard(int port, unsigned char *id, int open) { return (void)port, (void)id, (void)open, ask(0x20, 1); }
int SDT_SelectIDCard(int port, unsigned char *id, int open) { return (void)port, (void)id, (void)open, ask(0x20, 2); }
int SDT_ReadBaseMsg(int port, unsigned char *text, unsigned *text_size, unsigned char *photo, unsigned *photo_size,
                    int open)
{
    return (void)port, (void)open, base(text, text_size, photo, photo_size);
}

int CVR_InitComm(int port) { return trouble(), port >= 1 && reach() == OK ? 1 : 2; }
int CVR_CloseComm(void) { return leave(), 1; }
int CVR_GetSAMID(char *label) { return number(label) == OK; }
int CVR_Authenticate(void)
{
    int code = ask(0x20, 1);
    if (code != 0x9F)
        return code == 0x80 ? 2 : 0;
    return ask(0x20, 2) == OK ? 1 : 3;
}
int CVR_ReadBaseMsg(unsigned char *text, unsigned *text_size, unsigned char *photo, unsigned *photo_size, int mode)
{
    return mode == 1 && base(text, text_size, photo, photo_size) == OK;
}
