package io.jenkins.plugins.pumphouse.clouds.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How slow and how fragile a cloud is: durations of transitions, page sizes, boots and snapshots that fail. */
public final class Behaviour {
    private static final int ZED = 93;

    private record Failure(String nameGlob, String message) {}

    private final Map<String, Integer> pageSizes = new ConcurrentHashMap<>();
    private final List<Failure> bootFailures = new ArrayList<>();
    private final List<Failure> snapshotFailures = new ArrayList<>();
    private final List<Failure> liveMigrationFailures = new ArrayList<>();
    private volatile boolean storageShared;
    private volatile String console = "";
    private volatile boolean hostChosenByAll;
    private volatile boolean userDataLost;
    private volatile boolean deletedKept;
    private volatile boolean shelvedKept;
    private final Set<String> protectedProperties = ConcurrentHashMap.newKeySet();
    private final Map<String, List<String>> declaredProperties = new ConcurrentHashMap<>();
    private final Set<String> refusedMetadata = ConcurrentHashMap.newKeySet();
    private volatile Duration boot = Duration.ofMillis(30);
    private volatile Duration power = Duration.ofMillis(20);
    private volatile Duration unmanaging;
    private volatile Duration snapshot = Duration.ofMillis(30);
    private volatile Duration tokenLife = Duration.ofHours(1);
    private volatile int newestCompute = ZED;
    private volatile int longestTag = 255;
    private boolean whole;

    /** How long a server stays in BUILD; 30 ms unless told. */
    public Behaviour boot(Duration duration) {
        boot = duration;
        return this;
    }

    /** How long a stop, start, pause, suspend or reboot takes; 20 ms unless told. */
    public Behaviour power(Duration duration) {
        power = duration;
        return this;
    }

    /** How long Cinder takes to give up a volume; as long as a change of power unless told. */
    public Behaviour unmanaging(Duration duration) {
        unmanaging = duration;
        return this;
    }

    /** How long a snapshot stays queued and then saving, each; 30 ms unless told. */
    public Behaviour snapshot(Duration duration) {
        snapshot = duration;
        return this;
    }

    /** How long a token lives; an hour unless told. */
    public Behaviour tokenLife(Duration duration) {
        tokenLife = duration;
        return this;
    }

    /** The most objects that one page of a service's lists holds ({@code compute}, {@code network}, {@code image}). */
    public Behaviour pages(String service, int objects) {
        pageSizes.put(service, objects);
        return this;
    }

    /** Every later boot of a server whose name fits the glob ends in ERROR with this fault. */
    public synchronized Behaviour bootsFail(String nameGlob, String message) {
        bootFailures.add(new Failure(nameGlob, message));
        return this;
    }

    /**
     * Every later snapshot whose name fits the glob is deleted by the cloud instead of becoming active, as a failed one
     * is.
     */
    public synchronized Behaviour snapshotsFail(String nameGlob) {
        snapshotFailures.add(new Failure(nameGlob, ""));
        return this;
    }

    /**
     * Every later live migration of a server whose name fits the glob is taken on and then rolled back: the server is
     * where it was, ACTIVE, and only the record of its action says why.
     */
    public synchronized Behaviour liveMigrationsFail(String nameGlob, String message) {
        liveMigrationFailures.add(new Failure(nameGlob, message));
        return this;
    }

    /** The hypervisors share the disks of servers, which is no matter of course. */
    public Behaviour storageShared() {
        storageShared = true;
        return this;
    }

    /** Whether Nova's policies let everybody name the host of a boot; administrators only unless told. */
    public Behaviour hostChosenByAll(boolean all) {
        hostChosenByAll = all;
        return this;
    }

    public boolean isHostChosenByAll() {
        return hostChosenByAll;
    }

    /** Later boots forget the user data that they are given. */
    public Behaviour userDataLost() {
        userDataLost = true;
        return this;
    }

    public boolean isUserDataLost() {
        return userDataLost;
    }

    /**
     * Nova keeps deleted servers for a while, with their ports and volumes ({@code reclaim_instance_interval}): they
     * are SOFT_DELETED until they are restored, or deleted by force.
     */
    public Behaviour deletedServersKept() {
        deletedKept = true;
        return this;
    }

    public boolean areDeletedServersKept() {
        return deletedKept;
    }

    /** Servers that are shelved stay on their host until they are told to leave it ({@code shelved_offload_time}). */
    public Behaviour shelvedServersKept() {
        shelvedKept = true;
        return this;
    }

    public boolean areShelvedServersKept() {
        return shelvedKept;
    }

    /** What the consoles of all servers show, one line after the other; nothing unless told. */
    public Behaviour console(String text) {
        console = text;
        return this;
    }

    public String console() {
        return console;
    }

    public boolean isStorageShared() {
        return storageShared;
    }

    /** A property protection of Glance lets nobody write this property (403). */
    public Behaviour imagePropertyProtected(String name) {
        protectedProperties.add(name);
        return this;
    }

    /** The schema of Glance's images declares the property with these values, and takes no other (400). */
    public Behaviour imagePropertyOneOf(String name, String... values) {
        declaredProperties.put(name, List.of(values));
        return this;
    }

    /** The properties that Glance's schema declares, each with its values. */
    public Map<String, List<String>> declaredImageProperties() {
        return Map.copyOf(declaredProperties);
    }

    /** Nova takes no metadata item of this name (400), as one that an older API took may be refused by a newer. */
    public Behaviour serverMetadataRefused(String name) {
        refusedMetadata.add(name);
        return this;
    }

    /** Nova is one that knows microversions up to this one, 2.93 unless told. */
    public Behaviour newestCompute(int minor) {
        newestCompute = minor;
        return this;
    }

    /** Neutron is one that takes tags of so many characters: 60 before Xena, 255 unless told. */
    public Behaviour longestTag(int characters) {
        longestTag = characters;
        return this;
    }

    public int longestTag() {
        return longestTag;
    }

    public int newestCompute() {
        return newestCompute;
    }

    public boolean isImagePropertyProtected(String name) {
        return protectedProperties.contains(name);
    }

    public boolean isServerMetadataRefused(String name) {
        return refusedMetadata.contains(name);
    }

    /** Boots and snapshots succeed again, pages have their usual size. */
    public synchronized Behaviour healed() {
        bootFailures.clear();
        snapshotFailures.clear();
        liveMigrationFailures.clear();
        pageSizes.clear();
        return this;
    }

    public Duration boot() {
        return boot;
    }

    public Duration power() {
        return power;
    }

    public Duration unmanaging() {
        return unmanaging == null ? power : unmanaging;
    }

    public Duration snapshot() {
        return snapshot;
    }

    public Duration tokenLife() {
        return tokenLife;
    }

    /** The page size set for a service, or the given usual one. */
    public int pageSize(String service, int usual) {
        return whole ? Integer.MAX_VALUE : pageSizes.getOrDefault(service, usual);
    }

    /** Said under the cloud's lock, around one request. */
    void whole(boolean lists) {
        whole = lists;
    }

    /** Why a server of this name fails to boot, null when it does not. */
    public synchronized String bootFailure(String serverName) {
        return failure(bootFailures, serverName);
    }

    /** Why a live migration of a server of this name is rolled back, null when it is not. */
    public synchronized String liveMigrationFailure(String serverName) {
        return failure(liveMigrationFailures, serverName);
    }

    private static String failure(List<Failure> failures, String serverName) {
        return failures.stream()
                .filter(f -> Glob.matches(f.nameGlob, serverName))
                .map(Failure::message)
                .findFirst()
                .orElse(null);
    }

    public synchronized boolean snapshotFails(String imageName) {
        return snapshotFailures.stream().anyMatch(f -> Glob.matches(f.nameGlob, imageName));
    }
}
