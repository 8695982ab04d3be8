package io.jenkins.plugins.pumphouse.host.wiring;

/** How SNMP v3 signs messages. */
public enum AuthProtocol {
    /** HMAC-SHA-96, RFC 3414: every switch with v3 has it. */
    SHA,
    /** HMAC-192-SHA-256, RFC 7860. */
    SHA256
}
