package io.jenkins.plugins.pumphouse.clouds.compute;

import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;

/** The version of the compute API that one request asks for. */
record AskedMicroversion(int minor) implements Comparable<AskedMicroversion> {
    private static final String COMPUTE = "compute ";

    /** The version asked for by either header; 2.1 without one. */
    static AskedMicroversion of(Call call, AskedMicroversion newest) {
        String text = asked(call);
        if (text == null) {
            return new AskedMicroversion(1);
        }
        if (text.equals("latest")) {
            return newest;
        }
        if (!isOne(text)) {
            throw Refused.badRequest(
                    "API Version String " + text + " is of invalid format. Must be of format MajorNum.MinorNum.");
        }
        int minor = Integer.parseInt(text.substring(text.indexOf('.') + 1));
        if (!text.startsWith("2.") || minor < 1 || minor > newest.minor) {
            throw new Refused(
                    406,
                    "computeFault",
                    "Version " + text + " is not supported by the API. Minimum is 2.1 and maximum is " + newest + ".");
        }
        return new AskedMicroversion(minor);
    }

    /** Whether a text has the form of a version. */
    static boolean isOne(String text) {
        return text.matches("[1-9]\\d*\\.\\d+");
    }

    static String asked(Call call) {
        String header = call.header("OpenStack-API-Version");
        if (header != null && header.startsWith(COMPUTE)) {
            return header.substring(COMPUTE.length()).trim();
        }
        return call.header("X-OpenStack-Nova-API-Version");
    }

    boolean from(int lowest) {
        return minor >= lowest;
    }

    @Override
    public int compareTo(AskedMicroversion other) {
        return Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return "2." + minor;
    }
}
