package hudson.model;

import hudson.security.ACL;

public abstract class AbstractItem extends Actionable implements Item {
    private final ItemGroup<?> parent;
    protected transient String name;

    protected AbstractItem(ItemGroup<?> parent, String name) {
        this.parent = parent;
        this.name = name;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getDisplayName() {
        return name;
    }

    @Override
    public ItemGroup<? extends Item> getParent() {
        return parent;
    }

    @Override
    public final String getFullName() {
        return name;
    }

    public final String getFullDisplayName() {
        return name;
    }

    @Override
    public final String getUrl() {
        return "job/" + name + "/";
    }

    @Override
    public ACL getACL() {
        return jenkins.model.Jenkins.get().getACL();
    }
}
