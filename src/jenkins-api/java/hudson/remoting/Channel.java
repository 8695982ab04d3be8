package hudson.remoting;

/** Without the wire: our tests bring one, and say whose thread it is. */
public abstract class Channel implements VirtualChannel {
    private static final ThreadLocal<Channel> CURRENT = new ThreadLocal<>();

    public abstract <T> T export(Class<T> type, T instance);

    public static Channel current() {
        return CURRENT.get();
    }

    protected static Channel setCurrent(Channel channel) {
        Channel former = CURRENT.get();
        CURRENT.set(channel);
        return former;
    }
}
