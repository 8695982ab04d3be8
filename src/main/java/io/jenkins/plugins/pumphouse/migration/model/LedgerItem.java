package io.jenkins.plugins.pumphouse.migration.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a server has and its move has to preserve, in the order in which a {@link PreservationLedger} tells it. The
 * words are those of the arguments {@code failIfLost} and {@code accept}.
 */
public enum LedgerItem {
    NAME("name"),
    STATE("state", "status"),
    SIZE("size"),
    /** The content of the root disk and of every volume, by digest. */
    DISKS("disks"),
    /** The volumes themselves: which, how big, in which order, with what around them. */
    VOLUMES("volumes"),
    EPHEMERAL("ephemeral disk"),
    /** Of Manila, which its operating system mounts by their tags. */
    SHARES("shares"),
    ADDRESSES("addresses"),
    MACS("MACs", "network cards"),
    ORDER("order of network cards"),
    /** The sub-ports of network cards: segments, MACs and addresses. */
    TRUNKS("trunks"),
    FLOATING("floating addresses"),
    SECURITY_GROUPS("security groups"),
    KEY("key", "key_name"),
    /** That its operating system has given to Nova, encrypted. */
    PASSWORD("administrator password"),
    /** By digest: it often holds secrets. */
    USER_DATA("user data"),
    CONFIG_DRIVE("config drive"),
    /** Whether Nova fits the partition of the root disk to the flavor. */
    DISK_CONFIG("disk config"),
    SERVER_GROUP("server group"),
    /** What the scheduler was told with the boot, beside the server group. */
    HINTS("scheduler hints"),
    /** Its hypervisor, where the operator's mapping names one of the target. */
    HOST("host"),
    ZONE("availability zone"),
    DESCRIPTION("description"),
    METADATA("metadata"),
    TAGS("tags"),
    /** Of network cards and volumes, by which the operating system of the server tells them apart. */
    DEVICE_TAGS("device tags"),
    ACCESS("access addresses", "accessIPv4", "accessIPv6"),
    IMAGE_PROPERTIES("image properties"),
    HOSTNAME("hostname"),
    /** The number of the server among those of one boot request. */
    LAUNCH_INDEX("launch index"),
    CERTIFICATES("trusted image certificates"),
    /** The owner's own, not that of a moved server. */
    LOCK("lock"),
    OWNER("owner");

    private final String word;
    private final List<String> fields;

    LedgerItem(String word, String... fields) {
        this.word = word;
        this.fields = List.of(fields);
    }

    /** The item in a word, as arguments and ledgers have it. */
    public String word() {
        return word;
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(LedgerItem::word).toList();
    }

    /** The item that a {@link Difference} of this field is about; image properties are told one by one. */
    public static LedgerItem ofField(String field) {
        return ofWord(field)
                .or(() -> Arrays.stream(values())
                        .filter(item -> item.fields.contains(field))
                        .findFirst())
                .orElse(IMAGE_PROPERTIES);
    }

    public static Optional<LedgerItem> ofWord(String word) {
        return Arrays.stream(values()).filter(item -> item.word.equals(word)).findFirst();
    }
}
