package io.jenkins.plugins.pumphouse.openstack;

/** What runs in a small heap: an image from a cloud into the same cloud. */
public final class Carrier {

    private Carrier() {}

    /** @param args the address of Keystone */
    public static void main(String[] args) {
        try (Cloud cloud = new AccessBuilder("mira", args[0]).open();
                Download download = cloud.download("1")) {
            cloud.upload("1", download.stream(), -1);
        }
    }
}
