package dev.livecode.runner.deadletters;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What came of retrying a dead letter.
 *
 * @param executionId the one that was given up
 * @param redrivenAs the new one
 * @param before whether that was done before, so that nothing was sent now
 */
@JsonNaming(SnakeCaseStrategy.class)
record Redriven(@Nullable String executionId, UUID redrivenAs, boolean before) {}
