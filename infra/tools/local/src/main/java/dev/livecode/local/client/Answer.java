package dev.livecode.local.client;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/**
 * What the API answered.
 *
 * @param status HTTP status code
 * @param body the JSON
 */
public record Answer(int status, JsonNode body, HttpHeaders headers) {

  /** The text of a field, empty when it is not there. */
  public String text(String field) {
    return body.path(field).asString("");
  }
}
