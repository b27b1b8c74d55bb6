package dev.livecode.endtoend;

import java.util.Map;

/** Programs that do the same thing in each language. */
final class Programs {

  static final String[] LANGUAGES = {"javascript", "python", "java"};

  private static final Map<String, Map<String, String>> SOURCES =
      Map.of(
          "throws",
          Map.of(
              "python", "print('out')\nraise ValueError('broken')\n",
              "javascript", "console.log('out')\nthrow new Error('broken')\n",
              "java",
                  java(
                      "System.out.println(\"out\"); throw new IllegalStateException(\"broken\");")),
          "loops",
          Map.of(
              "python", "print('before')\nwhile True: pass\n",
              "javascript", "console.log('before')\nwhile (true) {}\n",
              "java", java("System.out.println(\"before\"); while (true) {}")),
          "floods",
          Map.of(
              "python", "import sys\nfor _ in range(100):\n  sys.stdout.write('x' * 1000000)\n",
              "javascript",
                  "const s = 'x'.repeat(1000000)\nfor (let i = 0; i < 100; i++) require('fs').writeSync(1, s)\n",
              "java",
                  java("for (int i = 0; i < 100; i++) System.out.print(\"x\".repeat(1000000));")),
          "takes400",
          Map.of(
              "python",
                  "print('before')\nb = bytearray(400 * 1024 * 1024)\nfor i in range(0, len(b), 4096): b[i] = 1\nprint('after')\n",
              "javascript",
                  "console.log('before')\nconst b = []\nfor (let i = 0; i < 400; i++) b.push(Buffer.alloc(1 << 20, 1))\nconsole.log('after')\n",
              "java",
                  java(
                      "System.out.println(\"before\"); byte[][] b = new byte[400][]; for (int i = 0; i < 400; i++) { b[i] = new byte[1 << 20]; java.util.Arrays.fill(b[i], (byte) 1); } System.out.println(\"after\");")),
          "takes60",
          Map.of(
              "python",
                  "b = bytearray(60 * 1024 * 1024)\nfor i in range(0, len(b), 4096): b[i] = 1\nprint('fits')\n",
              "javascript",
                  "const b = []\nfor (let i = 0; i < 60; i++) b.push(Buffer.alloc(1 << 20, 1))\nconsole.log('fits')\n",
              "java",
                  java(
                      "byte[][] b = new byte[60][]; for (int i = 0; i < 60; i++) { b[i] = new byte[1 << 20]; java.util.Arrays.fill(b[i], (byte) 1); } System.out.println(\"fits\");")),
          "echoes",
          Map.of(
              "python", "import sys\nprint(sys.argv[1:], sys.stdin.read())\n",
              "javascript",
                  "console.log(process.argv.slice(2), require('fs').readFileSync(0, 'utf8'))\n",
              "java",
                  java(
                      "System.out.println(java.util.Arrays.asList(args) + \" \" + new String(System.in.readAllBytes()));")));

  static String of(String what, String language) {
    return SOURCES.get(what).get(language);
  }

  private static String java(String body) {
    return "public class Main { public static void main(String[] args) throws Exception { "
        + body
        + " } }\n";
  }

  private Programs() {}
}
