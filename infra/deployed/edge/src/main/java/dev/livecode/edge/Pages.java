package dev.livecode.edge;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.web.servlet.function.RequestPredicates.methods;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** What the edge shows of its own: what this is, its description, and a page to try it. */
@Component
class Pages {

  // The versions stand in pom.xml too. Where the two differ, the edge does not start.
  private static final String SWAGGER_UI = "META-INF/resources/webjars/swagger-ui/5.34.1/";

  private static final String ACE = "META-INF/resources/webjars/ace-builds/1.41.0/";

  private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=utf-8");
  private static final MediaType CSS = MediaType.parseMediaType("text/css;charset=utf-8");
  private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=utf-8");

  private final boolean hasEditor;

  Pages(EdgeProperties edge) {
    this.hasEditor = edge.editor().enabled();
  }

  /** Each is only read. What is not named here does not exist, in the WebJar neither. */
  RouterFunction<ServerResponse> routes() {
    RouterFunctions.Builder routes = RouterFunctions.route();
    show(routes, "/", home());
    show(routes, "/openapi.yaml", file("pages/openapi.yaml", MediaType.APPLICATION_YAML));
    show(routes, "/docs", file("pages/docs.html", HTML));
    show(routes, "/docs/docs.js", file("pages/docs.js", SCRIPT));
    show(routes, "/docs/livecode.css", file("pages/livecode.css", CSS));
    show(routes, "/docs/swagger-ui.css", file(SWAGGER_UI + "swagger-ui.css", CSS));
    show(routes, "/docs/swagger-ui.js", file(SWAGGER_UI + "swagger-ui-bundle.js", SCRIPT));
    if (hasEditor) {
      showEditor(routes);
    }
    return routes.build();
  }

  private static void showEditor(RouterFunctions.Builder routes) {
    show(routes, "/editor", file("pages/editor/index.html", HTML));
    show(routes, "/editor/editor.js", file("pages/editor/editor.js", SCRIPT));
    show(routes, "/editor/editor.css", file("pages/editor/editor.css", CSS));
    show(routes, "/editor/ace/css/ace.css", file(ACE + "css/ace.css", CSS));
    show(routes, "/editor/ace/ace.js", file(ACE + "src-min-noconflict/ace.js", SCRIPT));
    for (String mode : List.of("c_cpp", "java", "javascript", "lua", "python", "ruby", "sh")) {
      String name = "mode-" + mode + ".js";
      show(routes, "/editor/ace/" + name, file(ACE + "src-min-noconflict/" + name, SCRIPT));
    }
  }

  private static void show(
      RouterFunctions.Builder routes, String path, HandlerFunction<ServerResponse> page) {
    routes
        .route(path(path).and(methods(GET, HEAD)), page)
        .route(path(path), _ -> Routes.onlyRead());
  }

  private static HandlerFunction<ServerResponse> file(String file, MediaType type) {
    var page = new Page(Page.read(file), type);
    return _ -> page.answer();
  }

  private HandlerFunction<ServerResponse> home() {
    String text = Page.read("pages/home.html");
    // Its line stands in the file, and goes where there is no editor.
    String links = hasEditor ? text : text.replaceAll("(?m)^.*\"/editor\".*\\R", "");
    var forPeople = new Page(links, HTML).varyingBy(HttpHeaders.ACCEPT);
    var forPrograms =
        new Page(Page.read("pages/home.json").strip(), MediaType.APPLICATION_JSON)
            .varyingBy(HttpHeaders.ACCEPT);
    return request ->
        Accepted.by(request).prefers(HTML, MediaType.APPLICATION_JSON)
            ? forPeople.answer()
            : forPrograms.answer();
  }
}
