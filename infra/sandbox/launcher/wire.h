// Frames to the runner. Nothing here waits, except where its name says so: a runner that reads slowly must not keep the launcher
// from watching the time, so frames wait in a buffer, and whoever wants to add output asks for room first.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MAX_PAYLOAD = 65536 };

enum frame { READY = 'R', BEGIN = 'B', OUT = 'O', ERR = 'E', TAKEN = 'T', END = 'X', FAULT = '!' };

void wire_open(void);

// How many bytes of output may be added now; 0 while the buffer is full.
size_t wire_room(void);

// Where the next frame's payload goes, wire_room() bytes of it. Becomes a frame by wire_commit.
uint8_t *wire_payload(void);
void wire_commit(enum frame type, size_t length);

// Adds a small frame (at most 1 KiB), for which there is always room.
void wire_add(enum frame type, const void *payload, size_t length);

bool wire_is_pending(void);

// Sends what can be sent now. False when the runner is gone.
bool wire_flush(void);

// Waits until something could be sent, or everything was. False when the runner is gone: closed our output, or our input.
bool wire_wait(void);
bool wire_finish(void);
