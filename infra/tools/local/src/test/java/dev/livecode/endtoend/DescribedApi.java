package dev.livecode.endtoend;

import dev.livecode.local.client.Answer;
import dev.livecode.local.client.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import org.jspecify.annotations.Nullable;

/** The API as it is described: an answer that the description does not know is a failure. */
final class DescribedApi extends ApiClient {

  DescribedApi(URI base) {
    super(base);
  }

  @Override
  public Answer send(String method, String path, BodyPublisher body, @Nullable String contentType)
      throws IOException, InterruptedException {
    Answer answer = super.send(method, path, body, contentType);
    Description.requireFor(method, path, answer.status(), answer.headers(), answer.body());
    return answer;
  }
}
