import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A small program of the usual kind: what it touches is what later programs find already loaded. */
public class Main {
  sealed interface Shape permits Circle, Square {}

  record Circle(double radius) implements Shape {}

  record Square(double side) implements Shape {}

  enum Colour {
    RED,
    GREEN
  }

  static double area(Shape shape) {
    return switch (shape) {
      case Circle circle -> Math.PI * circle.radius() * circle.radius();
      case Square square -> square.side() * square.side();
    };
  }

  public static void main(String[] arguments) throws Exception {
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, 100).boxed().toList());
    Map<String, Integer> counts = new HashMap<>();
    for (int number : numbers) {
      counts.merge(number % 3 == 0 ? "fizz" : "other", 1, Integer::sum);
    }
    var text = numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    var builder = new StringBuilder();
    for (Colour colour : Colour.values()) {
      builder.append(colour).append(' ').append(area(new Circle(1))).append('\n');
    }
    System.out.printf("%d %s %.2f%n", counts.size(), text.substring(0, 5), area(new Square(2)));
    System.out.println("Counted " + counts + builder + Arrays.toString(new int[] {1, 2}));
    var scanner = new Scanner(System.in);
    while (scanner.hasNextLine()) {
      System.out.println(scanner.nextLine());
    }
    System.out.println(new BufferedReader(new InputStreamReader(System.in)).readLine());
    Thread thread = new Thread(() -> System.err.println("in a thread"));
    thread.start();
    thread.join();
    try {
      Integer.parseInt("no number");
    } catch (NumberFormatException expected) {
      System.err.println(expected.getMessage());
    }
  }
}
