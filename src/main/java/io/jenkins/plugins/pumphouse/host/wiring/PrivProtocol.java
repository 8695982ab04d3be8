package io.jenkins.plugins.pumphouse.host.wiring;

/** How SNMP v3 encrypts messages. */
public enum PrivProtocol {
    /** Signed, but readable. */
    NONE,
    /** AES-128-CFB, RFC 3826. */
    AES128
}
