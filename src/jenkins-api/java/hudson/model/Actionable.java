package hudson.model;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

public abstract class Actionable implements ModelObject {
    private final List<Action> actions = new CopyOnWriteArrayList<>();

    public final List<? extends Action> getAllActions() {
        return List.copyOf(actions);
    }

    public <T extends Action> T getAction(Class<T> type) {
        return getActions(type).stream().findFirst().orElse(null);
    }

    public <T extends Action> List<T> getActions(Class<T> type) {
        return actions.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public void addAction(Action a) {
        actions.add(a);
    }

    public boolean addOrReplaceAction(Action a) {
        boolean changed = actions.removeIf(known -> known != a && known.getClass() == a.getClass());
        if (!actions.contains(a)) {
            addAction(a);
            return true;
        }
        return changed;
    }

    public boolean removeAction(Action a) {
        return actions.remove(a);
    }
}
