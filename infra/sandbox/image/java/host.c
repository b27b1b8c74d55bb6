// Compiles a Java program and runs it, both in this process: java [OPTION OF THE VIRTUAL MACHINE...] FILE [ARGUMENT...]
//
// It starts the machine as the stock java command does: a thread with that command's stack, main called from here, so that no frame
// of ours lies under the program's, and the machine left when the last thread that counts has ended.
#include <errno.h>
#include <fcntl.h>
#include <jni.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// The launcher's PROTOCOL.md says what goes over this descriptor.
enum { LINE = 3 };
enum { MAX_OPTIONS = 64, STACK_BYTES = 1 << 20, FAILED = 1, STATIC = 8 };

static const char COMPILED[] = "compiled";

struct start {
  JavaVMOption options[MAX_OPTIONS];
  int option_count;
  char **words;  // the file, and the program's arguments
  bool has_line;
  int exit_code;
};

static _Noreturn void give_up(const char *why) {
  fprintf(stderr, "error: %s\n", why);
  _exit(FAILED);
}

static bool is_a_line(int file) {
  int type = 0;
  socklen_t length = sizeof type;
  return getsockopt(file, SOL_SOCKET, SO_TYPE, &type, &length) == 0 && type == SOCK_SEQPACKET;
}

// From the answer on, all that happens is the program's. Without one nothing of it may run.
static void say_compiled(void) {
  char answer;
  ssize_t length;
  if (send(LINE, COMPILED, sizeof COMPILED - 1, MSG_NOSIGNAL) < 0) _exit(FAILED);
  while ((length = recv(LINE, &answer, 1, 0)) < 0 && errno == EINTR) {
  }
  if (length != 1) _exit(FAILED);
  close(LINE);
}

static void expect(JNIEnv *env, const void *found) {
  if (found != NULL) return;
  (*env)->ExceptionDescribe(env);
  give_up("this Java is not the one that its host was made for");
}

static jmethodID method(JNIEnv *env, jclass of, bool is_static, const char *name, const char *signature) {
  jmethodID found = is_static ? (*env)->GetStaticMethodID(env, of, name, signature) : (*env)->GetMethodID(env, of, name, signature);
  expect(env, found);
  return found;
}

static jclass class_named(JNIEnv *env, const char *name) {
  jclass found = (*env)->FindClass(env, name);
  expect(env, found);
  return found;
}

// Names and arguments are UTF-8, which the machine's own function takes only in a variety of its own.
static jstring text(JNIEnv *env, const char *word) {
  jclass string = class_named(env, "java/lang/String");
  jsize length = (jsize)strlen(word);
  jbyteArray bytes = (*env)->NewByteArray(env, length);
  expect(env, bytes);
  (*env)->SetByteArrayRegion(env, bytes, 0, length, (const jbyte *)word);
  return (*env)->NewObject(env, string, method(env, string, false, "<init>", "([B)V"), bytes);
}

static jobjectArray arguments(JNIEnv *env, char *const words[]) {
  jsize count = 0;
  while (words[count] != NULL) count++;
  jobjectArray all = (*env)->NewObjectArray(env, count, class_named(env, "java/lang/String"), NULL);
  for (jsize i = 0; all != NULL && i < count; i++) {
    jstring word = text(env, words[i]);
    (*env)->SetObjectArrayElement(env, all, i, word);
    (*env)->DeleteLocalRef(env, word);
  }
  return all;
}

struct entry {
  jclass class;
  bool is_static, takes_arguments;
};

// The first of the program's classes with a main method that the language accepts; only the machine itself knows which those are.
static bool find_entry(JNIEnv *env, jobject program, struct entry *entry) {
  jclass finder = class_named(env, "jdk/internal/misc/MethodFinder"), reflected = class_named(env, "java/lang/reflect/Method");
  jmethodID find = method(env, finder, true, "findMainMethod", "(Ljava/lang/Class;)Ljava/lang/reflect/Method;");
  jmethodID candidate = method(env, (*env)->GetObjectClass(env, program), false, "candidate", "(I)Ljava/lang/Class;");
  for (jint i = 0; (entry->class = (*env)->CallObjectMethod(env, program, candidate, i)) != NULL; i++) {
    jobject main = (*env)->CallStaticObjectMethod(env, finder, find, entry->class);
    if ((*env)->ExceptionCheck(env)) return false;
    if (main == NULL) continue;
    entry->is_static = (*env)->CallIntMethod(env, main, method(env, reflected, false, "getModifiers", "()I")) & STATIC;
    entry->takes_arguments = (*env)->CallIntMethod(env, main, method(env, reflected, false, "getParameterCount", "()I")) > 0;
    return true;
  }
  if (!(*env)->ExceptionCheck(env))
    give_up("no main method found; a program begins with\n   void main() { ... }\nor\n   public static void main(String[] args) { ... }");
  return false;
}

// Returns with an exception pending where main, or what comes before it, ended with one.
static void run(JNIEnv *env, jobject program, char *const words[]) {
  struct entry entry;
  if (!find_entry(env, program, &entry)) return;
  const char *signature = entry.takes_arguments ? "([Ljava/lang/String;)V" : "()V";
  jobjectArray all = arguments(env, words);
  jmethodID main = entry.is_static ? (*env)->GetStaticMethodID(env, entry.class, "main", signature)
                                   : (*env)->GetMethodID(env, entry.class, "main", signature);
  if (main == NULL || all == NULL) return;
  if (entry.is_static) {
    (*env)->CallStaticVoidMethod(env, entry.class, main, all);
    return;
  }
  jmethodID constructor = (*env)->GetMethodID(env, entry.class, "<init>", "()V");
  if (constructor == NULL) give_up("the class with the main method has no constructor without parameters");
  jobject object = (*env)->NewObject(env, entry.class, constructor);
  if (object != NULL) (*env)->CallVoidMethod(env, object, main, all);
}

static void *live(void *given) {
  struct start *start = given;
  JavaVMInitArgs options = {JNI_VERSION_10, start->option_count, start->options, JNI_FALSE};
  JavaVM *machine;
  JNIEnv *env;
  if (JNI_CreateJavaVM(&machine, (void **)&env, &options) != JNI_OK) _exit(FAILED);
  jclass compiler = class_named(env, "dev/livecode/host/ProgramCompiler");
  jmethodID compile = method(env, compiler, true, "compile", "(Ljava/lang/String;)Ldev/livecode/host/Program;");
  jobject program = (*env)->CallStaticObjectMethod(env, compiler, compile, text(env, start->words[0]));
  // The compiler has said why.
  if (program == NULL) _exit(FAILED);
  if (start->has_line) say_compiled();
  run(env, program, start->words + 1);
  start->exit_code = (*env)->ExceptionCheck(env) ? FAILED : 0;
  // Tells of an exception that nobody caught.
  (*machine)->DetachCurrentThread(machine);
  (*machine)->DestroyJavaVM(machine);
  return NULL;
}

int main(int count, char **words) {
  static struct start start = {.options = {{.optionString = "-Djava.class.path=/livecode/java.jar"}}, .option_count = 1};
  int next = 1;
  for (; next < count && words[next][0] == '-' && start.option_count < MAX_OPTIONS; next++)
    start.options[start.option_count++].optionString = words[next];
  if (next == count) give_up("there is no file to compile");
  start.words = words + next;
  start.has_line = is_a_line(LINE);
  if (start.has_line) fcntl(LINE, F_SETFD, FD_CLOEXEC);
  pthread_t thread;
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0 || pthread_attr_setstacksize(&attributes, STACK_BYTES) != 0 ||
      pthread_create(&thread, &attributes, live, &start) != 0)
    give_up("there is no thread for main");
  pthread_join(thread, NULL);
  return start.exit_code;
}
