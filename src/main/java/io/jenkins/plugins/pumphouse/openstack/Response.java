package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A service's answer to a call that it accepted.
 *
 * @param status  HTTP's, below 400
 * @param json    an empty object when there is no body
 * @param headers by lower-case name; of several of one name the first
 */
public record Response(int status, ObjectNode json, Map<String, String> headers) {}
