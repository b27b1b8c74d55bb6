// print, as one write: with -u the text and the end of its line are two, and lines of several threads or processes run together.
// In all else it is the print of Python, which it calls for whatever is not usual.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *original, *usual_stream, *write_name, *flush_name, *space, *newline;

// What the innermost print of this thread has put together while it asks an object for its text: when that prints too, the
// earlier text goes out first.
struct line {
  PyObject *stream, *parts;
};
static _Thread_local struct line *unfinished;

static int write_out(struct line *line) {
  if (PyList_GET_SIZE(line->parts) == 0) return 0;
  PyObject *nothing = PyUnicode_New(0, 0);
  PyObject *text = nothing == NULL ? NULL : PyUnicode_Join(nothing, line->parts);
  PyObject *answer = text == NULL ? NULL : PyObject_CallMethodOneArg(line->stream, write_name, text);
  Py_XDECREF(nothing);
  Py_XDECREF(text);
  Py_XDECREF(answer);
  if (answer == NULL) return -1;
  return PyList_SetSlice(line->parts, 0, PyList_GET_SIZE(line->parts), NULL);
}

static int add(struct line *line, PyObject *argument) {
  struct line *outer = unfinished;
  unfinished = line;
  PyObject *text = PyObject_Str(argument);
  unfinished = outer;
  int failed = text == NULL || PyList_Append(line->parts, text) < 0;
  Py_XDECREF(text);
  return failed ? -1 : 0;
}

static int add_all(struct line *line, PyObject *const *arguments, Py_ssize_t count, PyObject *separator, PyObject *end) {
  for (Py_ssize_t i = 0; i < count; i++) {
    if (i > 0 && PyList_Append(line->parts, separator) < 0) return -1;
    if (add(line, arguments[i]) < 0) return -1;
  }
  return PyList_Append(line->parts, end);
}

// As Python's own print, which has written by then what it could.
static int write_out_before_failing(struct line *line) {
  PyObject *failure = PyErr_GetRaisedException();
  if (write_out(line) < 0)
    Py_DECREF(failure);
  else
    PyErr_SetRaisedException(failure);
  return -1;
}

static PyObject *print_line(PyObject *stream, PyObject *const *arguments, Py_ssize_t count, PyObject *separator, PyObject *end, int flush) {
  struct line line = {Py_NewRef(stream), PyList_New(0)};
  int failed = line.parts == NULL ? -1 : add_all(&line, arguments, count, separator, end);
  if (line.parts != NULL) failed = failed < 0 ? write_out_before_failing(&line) : write_out(&line);
  PyObject *flushed = failed < 0 || !flush ? NULL : PyObject_CallMethodNoArgs(stream, flush_name);
  if (flush && flushed == NULL) failed = -1;
  Py_XDECREF(flushed);
  Py_XDECREF(line.parts);
  Py_DECREF(stream);
  if (failed < 0) return NULL;
  Py_RETURN_NONE;
}

static int is_text_or_none(PyObject *value) { return value == Py_None || PyUnicode_CheckExact(value); }

static PyObject *print(PyObject *module, PyObject *const *arguments, Py_ssize_t count, PyObject *names) {
  (void)module;
  if (unfinished != NULL && write_out(unfinished) < 0) return NULL;
  PyObject *separator = Py_None, *end = Py_None, *stream = Py_None;
  int flush = 0, usual = 1;
  for (Py_ssize_t i = 0; usual && names != NULL && i < PyTuple_GET_SIZE(names); i++) {
    PyObject *name = PyTuple_GET_ITEM(names, i), *value = arguments[count + i];
    if (PyUnicode_EqualToUTF8(name, "sep") && is_text_or_none(value)) separator = value;
    else if (PyUnicode_EqualToUTF8(name, "end") && is_text_or_none(value)) end = value;
    else if (PyUnicode_EqualToUTF8(name, "file")) stream = value;
    else if (PyUnicode_EqualToUTF8(name, "flush") && PyBool_Check(value)) flush = value == Py_True;
    else usual = 0;
  }
  if (stream == Py_None) stream = PySys_GetObject("stdout");
  if (!usual || stream == NULL || (PyObject *)Py_TYPE(stream) != usual_stream)
    return PyObject_Vectorcall(original, arguments, count, names);
  return print_line(stream, arguments, count, separator == Py_None ? space : separator, end == Py_None ? newline : end, flush);
}

static PyMethodDef definition = {"print", (PyCFunction)(void (*)(void))print, METH_FASTCALL | METH_KEYWORDS, NULL};

// Puts the new print in the place of the old one, with its words.
static int take_over(PyObject *module) {
  (void)module;
  PyObject *builtins = PyImport_ImportModule("builtins"), *io = PyImport_ImportModule("_io");
  if (builtins == NULL || io == NULL) return -1;
  original = PyObject_GetAttrString(builtins, "print");
  usual_stream = PyObject_GetAttrString(io, "TextIOWrapper");
  write_name = PyUnicode_InternFromString("write");
  flush_name = PyUnicode_InternFromString("flush");
  space = PyUnicode_InternFromString(" ");
  newline = PyUnicode_InternFromString("\n");
  if (original == NULL || usual_stream == NULL || write_name == NULL || flush_name == NULL || space == NULL || newline == NULL) return -1;
  definition.ml_doc = ((PyCFunctionObject *)original)->m_ml->ml_doc;
  PyObject *name = PyUnicode_InternFromString("builtins");
  PyObject *replacement = name == NULL ? NULL : PyCFunction_NewEx(&definition, builtins, name);
  return replacement == NULL ? -1 : PyObject_SetAttrString(builtins, "print", replacement);
}

static PyModuleDef_Slot slots[] = {{Py_mod_exec, (void *)take_over}, {0, NULL}};
static PyModuleDef module = {.m_base = PyModuleDef_HEAD_INIT, .m_name = "_livecode", .m_size = 0, .m_slots = slots};

PyMODINIT_FUNC PyInit__livecode(void) { return PyModuleDef_Init(&module); }
