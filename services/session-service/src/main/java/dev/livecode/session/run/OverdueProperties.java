package dev.livecode.session.run;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a run counts as lost.
 *
 * @param after how long after its acceptance; more than the runners' time limit of the queue and
 *     what they may take after it
 * @param look how often such runs are looked for
 */
@ConfigurationProperties("livecode.overdue")
record OverdueProperties(@DefaultValue("20m") Duration after, @DefaultValue("30s") Duration look) {}
