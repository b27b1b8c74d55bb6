// The bodies that outline.py takes out of the headers.
#define LIVECODE_OUTLINED
#include <format>
#include <ostream>
#include <print>
