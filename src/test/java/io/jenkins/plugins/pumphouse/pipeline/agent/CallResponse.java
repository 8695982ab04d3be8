package io.jenkins.plugins.pumphouse.pipeline.agent;

import java.io.Serializable;

/**
 * What an agent answers.
 *
 * @param value what the call returned; null when it failed or returned null
 * @param failure what the call threw; null when it returned
 */
record CallResponse(Object value, Throwable failure) implements Serializable {
    private static final long serialVersionUID = 1L;
}
