package io.jenkins.plugins.pumphouse.packaging;

/**
 * One link from our classes to Jenkins: a type, or a member of it that we call, read, override or implement.
 *
 * @param owner binary name of the Jenkins type
 * @param kind {@code class}, {@code interface}, {@code enum} or {@code annotation}: a wrong one fails at run time only
 * @param name of the member; null where the link is to the type alone
 * @param descriptor erased, as the JVM links it; null where the link is to the type alone
 */
record Link(String owner, String kind, String name, String descriptor) implements Comparable<Link> {
    static Link toType(Class<?> type) {
        return new Link(type.getName(), kindOf(type), null, null);
    }

    static Link toMember(Class<?> owner, String name, String descriptor) {
        return new Link(owner.getName(), kindOf(owner), name, descriptor);
    }

    static Link parse(String line) {
        String[] words = line.split(" ");
        return words.length == 2
                ? new Link(words[0], words[1], null, null)
                : new Link(words[0], words[1], words[2], words[3]);
    }

    static String kindOf(Class<?> type) {
        if (type.isAnnotation()) {
            return "annotation";
        }
        if (type.isInterface()) {
            return "interface";
        }
        return type.isEnum() ? "enum" : "class";
    }

    @Override
    public int compareTo(Link other) {
        return toString().compareTo(other.toString());
    }

    /** The line in the ledger. */
    @Override
    public String toString() {
        return name == null ? owner + " " + kind : owner + " " + kind + " " + name + " " + descriptor;
    }
}
