package io.jenkins.plugins.pumphouse.openstack;

/**
 * What a request is aimed at, for counters, messages and the decision to repeat it.
 *
 * @param repeatable whether sending it twice does no more than sending it once
 */
record CallInfo(Service service, String method, String path, boolean repeatable) {

    static CallInfo of(Request request) {
        return new CallInfo(request.service(), request.method(), request.path(), request.isRepeatable());
    }

    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    boolean changes() {
        return !reads();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
